"""HTTP requests as the feeds and alerts make them."""

from __future__ import annotations

import urllib.request
from typing import Any
from urllib.parse import urlsplit

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def is_loopback(url: str) -> bool:
    """Whether `url` leads to this machine, where no proxy belongs in between."""
    return urlsplit(url).hostname in _LOOPBACK


def opener_for(url: str, *, follows: bool = True) -> urllib.request.OpenerDirector:
    """Return what opens `url`.

    Parameters
    ----------
    url : str
        Address; requests to this machine go past the proxy of the environment.
    follows : bool
        Whether an answer may send the request elsewhere.
    """
    handlers: list[urllib.request.BaseHandler] = []
    if is_loopback(url):
        handlers.append(urllib.request.ProxyHandler({}))
    if not follows:
        handlers.append(_Stays())
    return urllib.request.build_opener(*handlers)


class _Stays(urllib.request.HTTPRedirectHandler):
    """Goes nowhere but to the address that the user gave."""

    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        return None
