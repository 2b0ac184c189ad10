"""Checks the address of a feed before a session begins."""

from __future__ import annotations

from enum import StrEnum

from scanner_app.services.live.live_types import FeedKind

_SOCKET_SCHEMES = ("ws://", "wss://")


class AddressProblem(StrEnum):
    """What is wrong with an address."""

    MISSING = "missing"
    NO_SOCKET = "no-socket"


def check_address(kind: FeedKind, address: str) -> AddressProblem | None:
    """Return what is wrong with the address of a feed, or None; replays and packages need none."""
    text = address.strip().lower()
    if kind in (FeedKind.REPLAY, FeedKind.PACKAGE):
        return None
    if not text:
        return AddressProblem.MISSING
    if kind is FeedKind.SOCKET and not text.startswith(_SOCKET_SCHEMES):
        return AddressProblem.NO_SOCKET
    return None
