"""Candles over REST from a server that answers as it likes."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from engine.domain.series import to_ns
from engine.stream.feeds.binance.rest import KlineRest, RestError
from tests.helpers.binance_rest import MINUTE_MS, BinanceServer

if TYPE_CHECKING:
    from engine.domain.candle import Candle

FIRST = datetime(2024, 1, 1, tzinfo=UTC)
FIRST_MS = int(FIRST.timestamp()) * 1_000
CUT_OFF = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n[1, 2"


def fetch(server: BinanceServer, symbol: str = "BTCUSDT") -> list[Candle]:
    async def closed() -> list[Candle]:
        async with KlineRest(f"{server.url}/api/v3", "1m") as rest:
            return await rest.closed_since(symbol, to_ns(FIRST))

    return asyncio.run(closed())


def server_of(n_minutes: int) -> BinanceServer:
    return BinanceServer({"BTCUSDT": FIRST_MS}, FIRST_MS + n_minutes * MINUTE_MS + 1)


@pytest.mark.parametrize("answer", [CUT_OFF, b"", b"HTTP/1.1 ever OK\r\n\r\n", b"220 ready\r\n"])
def test_answer_that_breaks_off_is_no_answer(answer: bytes) -> None:
    with server_of(3) as server:
        server.script = [answer]
        with pytest.raises(RestError):
            fetch(server)
        assert len(fetch(server)) == 3
