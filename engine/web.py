"""HTTP requests that end: whole answers have a time limit, not only each piece of them.

A timeout of :mod:`urllib` begins anew with each byte; a server that sends one now and then would
keep a request open for ever.
"""

from __future__ import annotations

import http.client
import io
import ssl
import urllib.request
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    import socket

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def is_loopback(url: str) -> bool:
    """Whether `url` leads to this machine, where no proxy belongs in between."""
    return urlsplit(url).hostname in _LOOPBACK


def opener_for(
    url: str, *, answer_s: float | None = None, follows: bool = True
) -> urllib.request.OpenerDirector:
    """Return what opens `url`.

    Parameters
    ----------
    url : str
        Address; requests to this machine go past the proxy of the environment.
    answer_s : float, optional
        Longest time for a whole answer; the timeout of the request where None.
    follows : bool
        Whether an answer may send the request elsewhere.
    """
    handlers: list[urllib.request.BaseHandler] = [_Http(answer_s), _Https(answer_s)]
    if is_loopback(url):
        handlers.append(urllib.request.ProxyHandler({}))
    if not follows:
        handlers.append(_Stays())
    return urllib.request.build_opener(*handlers)


class _Stays(urllib.request.HTTPRedirectHandler):
    """Goes nowhere but to the address that the user gave."""

    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        return None


class _Http(urllib.request.HTTPHandler):
    def __init__(self, answer_s: float | None) -> None:
        super().__init__()
        self._connection = partial(_Connection, answer_s=answer_s)

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(self._connection, req)


class _Https(urllib.request.HTTPSHandler):
    def __init__(self, answer_s: float | None) -> None:
        self._tls = ssl.create_default_context()
        super().__init__(context=self._tls)
        self._connection = partial(_SecureConnection, answer_s=answer_s)

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(self._connection, req, context=self._tls)


class _Connection(http.client.HTTPConnection):
    def __init__(self, *args: Any, answer_s: float | None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.response_class = partial(_Answer, answer_s=answer_s)  # type: ignore[assignment]


class _SecureConnection(http.client.HTTPSConnection):
    def __init__(self, *args: Any, answer_s: float | None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.response_class = partial(_Answer, answer_s=answer_s)  # type: ignore[assignment]


class _Answer(http.client.HTTPResponse):
    """An answer of which all reading has to end by a time."""

    def __init__(self, sock: socket.socket, *args: Any, answer_s: float | None, **options: Any):
        super().__init__(sock, *args, **options)
        timeout_s = sock.gettimeout()
        limit_s = timeout_s if answer_s is None else answer_s
        if timeout_s is not None and limit_s is not None:
            pieces = _Pieces(self.fp.detach(), sock, timeout_s, monotonic() + limit_s)
            self.fp = io.BufferedReader(pieces)


class _Pieces(io.RawIOBase):
    """What comes through a socket until a time."""

    def __init__(self, raw: Any, sock: socket.socket, timeout_s: float, end_s: float) -> None:
        super().__init__()
        self._raw = raw
        self._socket = sock
        self._timeout_s = timeout_s
        self._end_s = end_s

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        remaining_s = self._end_s - monotonic()
        if remaining_s <= 0:
            raise TimeoutError("timed out")
        if self._socket.fileno() >= 0:  # closed by its connection, which leaves it to this reader
            self._socket.settimeout(min(self._timeout_s, remaining_s))
        count: int | None = self._raw.readinto(buffer)
        return count

    def close(self) -> None:
        self._raw.close()
        super().close()
