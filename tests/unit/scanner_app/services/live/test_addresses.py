"""Addresses of feeds."""

from __future__ import annotations

import pytest

from scanner_app.services.live.addresses import AddressProblem, check_address
from scanner_app.services.live.live_types import FeedKind


@pytest.mark.parametrize(
    ("kind", "address", "problem"),
    [
        (FeedKind.REPLAY, "", None),
        (FeedKind.LINES, "  ", AddressProblem.MISSING),
        (FeedKind.LINES, "candles.jsonl", None),
        (FeedKind.LINES, "tcp://localhost:9", None),
        (FeedKind.SOCKET, "", AddressProblem.MISSING),
        (FeedKind.SOCKET, "https://x", AddressProblem.NO_SOCKET),
        (FeedKind.SOCKET, " WSS://x", None),
        (FeedKind.SOCKET, "ws://x", None),
    ],
)
def test_an_address_is_checked_by_its_feed(
    kind: FeedKind, address: str, problem: AddressProblem | None
) -> None:
    assert check_address(kind, address) is problem
