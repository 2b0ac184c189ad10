"""Where alerts go: a log, a command, a webhook.

A sink is called in a thread of its own and may take its time; the sound and the tray belong to the
application, which brings sinks of its own.
"""

from __future__ import annotations

import json
import logging
import subprocess
import urllib.error
import urllib.request
from math import isfinite
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from engine.stream.http import opener_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from engine.domain.alert import Alert

_log = logging.getLogger(__name__)


class AlertSink(Protocol):
    """Takes alerts."""

    name: str
    """What the user calls it."""

    def deliver(self, alert: Alert) -> None:
        """Tell of `alert`; may raise, which is logged and counted."""


class SinkError(Exception):
    """A sink could not deliver; the text says why."""


class LogSink:
    """Writes a line for each alert."""

    name = "log"

    def __init__(self, logger: logging.Logger | None = None) -> None:
        self._logger = logger or _log

    def deliver(self, alert: Alert) -> None:
        """See :class:`AlertSink`."""
        self._logger.info("%s", sentence(alert))


class CommandSink:
    """Runs a command for each alert, which it gets as JSON on its standard input.

    Parameters
    ----------
    command : sequence of str
        Program and arguments; ``{symbol}``, ``{formula}``, ``{price}`` and ``{time}`` in an
        argument stand for the alert's. No shell is involved.
    timeout_s : float
        After that long the command is ended.
    """

    name = "command"

    def __init__(self, command: Sequence[str], timeout_s: float = 10.0) -> None:
        self._command = list(command)
        self._timeout_s = timeout_s

    def deliver(self, alert: Alert) -> None:
        """See :class:`AlertSink`."""
        fields = _fields(alert)
        words = [_filled(word, fields) for word in self._command]
        try:
            subprocess.run(  # noqa: S603 - the user's own command, without a shell
                words, input=to_json(alert), timeout=self._timeout_s, check=True,
                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            )  # fmt: skip
        except subprocess.CalledProcessError as error:
            said = error.stderr.decode(errors="replace").strip()[-200:]
            reason = f"{words[0]} ended with status {error.returncode}"
            raise SinkError(f"{reason}: {said}" if said else reason) from error
        except subprocess.TimeoutExpired as error:
            reason = f"{words[0]} took longer than {self._timeout_s:g} s and was ended"
            raise SinkError(reason) from error
        except OSError as error:
            raise SinkError(f"{words[0]} cannot be run: {error.strerror}") from error


class WebhookSink:
    """Posts each alert as JSON to the user's address.

    Parameters
    ----------
    url : str
        ``http://`` or ``https://`` address.
    timeout_s : float
        Longest wait for an answer.
    headers : mapping of str to str, optional
        Sent along, for instance a token.

    Raises
    ------
    ValueError
        The address is neither of the two kinds.
    """

    name = "webhook"

    def __init__(
        self, url: str, timeout_s: float = 5.0, headers: Mapping[str, str] | None = None
    ) -> None:
        if urlsplit(url).scheme not in {"http", "https"}:
            raise ValueError(f"A webhook's address starts with http:// or https://, not '{url}'")
        self._url = url
        self._timeout_s = timeout_s
        self._headers = {"Content-Type": "application/json", **(headers or {})}
        self._opener = opener_for(url, follows=False)

    def deliver(self, alert: Alert) -> None:
        """See :class:`AlertSink`."""
        request = urllib.request.Request(  # noqa: S310 - the scheme was checked
            self._url, to_json(alert), self._headers, method="POST"
        )
        try:
            with self._opener.open(request, timeout=self._timeout_s):
                pass
        except urllib.error.HTTPError as error:
            with error:
                raise SinkError(f"{self._url} answered {error.code} {error.reason}") from error
        except OSError as error:
            raise SinkError(f"{self._url} cannot be reached: {error}") from error


def sentence(alert: Alert) -> str:
    """Return the alert in words."""
    bar = "" if alert.is_confirmed else " (bar still forming)"
    return f"{alert.symbol} {alert.price:g}: {alert.formula_name} at {_iso(alert)}{bar}"


def to_json(alert: Alert) -> bytes:
    """Return the alert as JSON; unknown values are null."""
    values = {name: value if isfinite(value) else None for name, value in alert.values.items()}
    record = {
        **_fields(alert),
        "price": alert.price if isfinite(alert.price) else None,
        "formula_id": alert.formula_id,
        "confirmed": alert.is_confirmed,
        "indicators": values,
        "text": sentence(alert),
    }
    return json.dumps(record).encode()


def _fields(alert: Alert) -> dict[str, Any]:
    return {
        "symbol": alert.symbol,
        "formula": alert.formula_name,
        "price": f"{alert.price:g}",
        "time": _iso(alert),
    }


def _filled(word: str, fields: Mapping[str, str]) -> str:
    for name, value in fields.items():
        word = word.replace("{" + name + "}", value)
    return word


def _iso(alert: Alert) -> str:
    return alert.timestamp.isoformat().replace("+00:00", "Z")
