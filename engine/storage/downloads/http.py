"""JSON over HTTP, at the pace that a server allows.

A refused request is made again: after the time that the server asks for (429, 418), else after
pauses that double (5xx, a broken line). What is wrong with the request itself is not tried again.
"""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from http.client import HTTPException
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from engine.errors import SourceError
from engine.messages import Message
from engine.system_messages import system_message
from engine.web import opener_for

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_TIMEOUT_S = 20.0
_ANSWER_S = 300.0
_MAX_BYTES = 64 << 20
_ATTEMPTS = 6
_FIRST_PAUSE_S = 0.5
_MAX_WAIT_S = 300.0
_SLOW_DOWN = frozenset({418, 429})


class JsonClient:
    """Fetches JSON from one server.

    Parameters
    ----------
    base_url : str
        What every path is put behind; ``http`` or ``https``.
    wait : callable
        Pauses for a number of seconds; may raise to give up.
    """

    def __init__(self, base_url: str, wait: Callable[[float], None] = time.sleep) -> None:
        if urlsplit(base_url).scheme not in {"http", "https"}:
            raise SourceError(base_url, Message("download.bad-address"))
        self.base_url = base_url.rstrip("/")
        self._wait = wait
        self._opener = opener_for(base_url, answer_s=_ANSWER_S)

    def get(self, path: str, query: Mapping[str, object] | None = None) -> tuple[Any, Any]:
        """Return the answer and its headers.

        Raises
        ------
        SourceError
            There is no answer, or it is no JSON.
        """
        url = f"{self.base_url}/{path}"
        if query:
            url += "?" + urlencode(query)
        for attempt in range(_ATTEMPTS):
            try:
                return self._read(url)
            except urllib.error.HTTPError as error:
                with error:
                    pause = _pause_s(error, attempt)
                    reason = _reason_of(error)
                if pause is None:
                    raise SourceError(url, reason) from error
            except (OSError, HTTPException) as error:
                pause, reason = _FIRST_PAUSE_S * 2**attempt, system_message(error)
            if attempt + 1 < _ATTEMPTS:
                self._wait(pause)
        raise SourceError(url, Message("download.no-answer", n=_ATTEMPTS, reason=reason))

    def _read(self, url: str) -> tuple[Any, Any]:
        request = urllib.request.Request(url, headers={"User-Agent": "formula-scanner"})  # noqa: S310
        with self._opener.open(request, timeout=_TIMEOUT_S) as answer:
            content = answer.read(_MAX_BYTES)
            headers = answer.headers
        try:
            return json.loads(content), headers
        except (ValueError, RecursionError) as error:
            message = Message("download.not-json", reason=system_message(error))
            raise SourceError(url, message) from error


def _pause_s(error: urllib.error.HTTPError, attempt: int) -> float | None:
    """Return how long to wait before the next attempt, or None where there is no use in one."""
    if error.code in _SLOW_DOWN:
        try:
            seconds = float(error.headers.get("Retry-After", 60))
        except ValueError:
            return 60.0
        return min(seconds, _MAX_WAIT_S) if seconds >= 0 else 60.0  # "nan" is a number, too
    return _FIRST_PAUSE_S * 2**attempt if error.code >= 500 else None


def _reason_of(error: urllib.error.HTTPError) -> Message:
    """Return what the server says about a refused request."""
    try:
        answer = json.loads(error.read(10_000))
        return Message("download.refused", status=error.code, text=answer["msg"])
    except (ValueError, RecursionError, LookupError, TypeError, OSError, HTTPException):
        return Message("download.refused-by-status", status=error.code, phrase=error.reason)
