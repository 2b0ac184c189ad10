"""Where alerts go: a log, a command, a webhook.

A sink is called in a thread of its own and may take its time; the sound and the tray belong to the
application, which brings sinks of its own.
"""

from __future__ import annotations

import json
import logging
import os
import re
import subprocess
import tempfile
import threading
import urllib.error
import urllib.request
from math import isfinite
from typing import IO, TYPE_CHECKING, Any, Protocol, cast
from urllib.parse import urlsplit

from engine.errors import EngineError, InputError
from engine.messages import Message
from engine.system_messages import system_message
from engine.web import opener_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from engine.domain.alert import Alert

_log = logging.getLogger(__name__)
_PLACE = re.compile(r"\{(symbol|formula|price|time)\}")
_FOR_CMD = re.compile(r'["%&|<>^!\r\n]')
_CHUNK_BYTES = 64 * 1024
_MAX_TAIL_BYTES = 4_096
_MAX_TAIL_WAIT_S = 1.0
# Windows would show one for a moment, over whatever the user works at.
_NO_CONSOLE: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)


class AlertSink(Protocol):
    """Where alerts are delivered."""

    name: str
    """What the user calls it."""

    def deliver(self, alert: Alert) -> None:
        """Deliver `alert`; may raise, which is logged and counted."""


class SinkError(EngineError):
    """A sink could not deliver; the message says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self._message = message

    @property
    def message(self) -> Message:
        """Why not."""
        return self._message


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
        argument stand for the alert's. No shell is involved, and no name of a symbol or formula
        becomes an option.
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
        _check_words(self._command, words)
        try:
            status, text = self._run(words, to_json(alert))
        except subprocess.TimeoutExpired as error:
            fields = {"program": words[0], "seconds": self._timeout_s}
            raise SinkError(Message("live.command-slow", **fields)) from error
        except OSError as error:
            reason = system_message(error)
            message = Message("live.command-not-run", program=words[0], reason=reason)
            raise SinkError(message) from error
        if status:
            raise SinkError(_failed(words[0], status, text))

    def _run(self, words: Sequence[str], content: bytes) -> tuple[int, str]:
        """Run a command; return its status and the end of what it wrote to standard error."""
        with tempfile.TemporaryFile() as content_file:
            content_file.write(content)
            content_file.seek(0)
            process = subprocess.Popen(  # noqa: S603 - the user's own command, without a shell
                words, stdin=content_file, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                creationflags=_NO_CONSOLE,
            )  # fmt: skip
        tail = _Tail(cast("IO[bytes]", process.stderr))
        try:
            status = process.wait(self._timeout_s)
        except BaseException:
            process.kill()
            process.wait()
            raise
        return status, tail.text() if status else ""


class _Tail:
    """Reads a stream in a thread of its own and keeps the end: a program may write without end."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._content = b""
        self._thread = threading.Thread(target=self._read, name="alert-stderr", daemon=True)
        self._thread.start()

    def text(self) -> str:
        """Return the last words of a program that has ended."""
        # What it started may hold the stream open; its own words are in the pipe already.
        self._thread.join(_MAX_TAIL_WAIT_S)
        return self._content.decode(errors="replace").strip()[-200:]

    def _read(self) -> None:
        with self._stream:
            while chunk := self._stream.read1(_CHUNK_BYTES):  # type: ignore[attr-defined]
                self._content = (self._content + chunk)[-_MAX_TAIL_BYTES:]


class WebhookSink:
    """Posts each alert as JSON to the user's address.

    Parameters
    ----------
    url : str
        ``http://`` or ``https://`` address.
    timeout_s : float
        Longest wait for a whole answer.
    headers : mapping of str to str, optional
        Sent along, for instance a token.

    Raises
    ------
    InputError
        The address is neither of the two kinds.
    """

    name = "webhook"

    def __init__(
        self, url: str, timeout_s: float = 5.0, headers: Mapping[str, str] | None = None
    ) -> None:
        if urlsplit(url).scheme not in {"http", "https"}:
            raise InputError(Message("live.no-webhook", address=url))
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
                fields = {"address": self._url, "status": error.code, "phrase": error.reason}
                raise SinkError(Message("live.webhook-status", **fields)) from error
        except OSError as error:
            fields = {"address": self._url, "reason": system_message(error)}
            raise SinkError(Message("live.webhook-unreachable", **fields)) from error


def _failed(program: str, status: int, text: str) -> Message:
    fields = {"program": program, "status": status}
    if not text:
        return Message("live.command-status", **fields)
    return Message("live.command-failed", **fields, text=text)


def sentence(alert: Alert) -> str:
    """Return the alert in words."""
    bar = "" if alert.is_confirmed else " (bar still forming)"
    bar += " (corrected)" if alert.is_correction else ""
    return f"{alert.symbol} {alert.price:g}: {alert.formula_name} at {_iso(alert)}{bar}"


def to_json(alert: Alert) -> bytes:
    """Return the alert as JSON; unknown values are null."""
    values = {name: value if isfinite(value) else None for name, value in alert.values.items()}
    record = {
        **_fields(alert),
        "price": alert.price if isfinite(alert.price) else None,
        "formula_id": alert.formula_id,
        "confirmed": alert.is_confirmed,
        "timeframe": alert.timeframe,
        "correction": alert.is_correction,
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
    # In one go: a name may hold places itself.
    return _PLACE.sub(lambda place: fields[place[1]], word)


def _check_words(templates: Sequence[str], words: Sequence[str]) -> None:
    """Refuse names that the program would take for options, or the shell of Windows for commands.

    Raises
    ------
    SinkError
        There is such a name.
    """
    is_batch = os.name == "nt" and words[0].lower().endswith((".bat", ".cmd"))
    for template, word in zip(templates, words, strict=True):
        is_option = template.startswith(("{symbol}", "{formula}")) and word.startswith("-")
        # Windows runs these files with cmd.exe, which finds commands in its arguments.
        is_shell = is_batch and word != template and _FOR_CMD.search(word)
        if is_option or is_shell:
            fields = {"program": words[0], "word": word}
            raise SinkError(Message("live.command-unsafe", **fields))


def _iso(alert: Alert) -> str:
    return alert.timestamp.isoformat().replace("+00:00", "Z")
