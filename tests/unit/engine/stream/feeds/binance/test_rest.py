"""Candles over REST from a server that answers as it likes."""

from __future__ import annotations

import asyncio
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from engine.domain.series import to_ns
from engine.stream.feeds.binance import rest as rest_module
from engine.stream.feeds.binance.messages import MessageError
from engine.stream.feeds.binance.rest import KlineRest, RestError
from tests.helpers.binance_rest import MINUTE_MS, BinanceServer

if TYPE_CHECKING:
    from engine.domain.candle import Candle

FIRST = datetime(2024, 1, 1, tzinfo=UTC)
FIRST_MS = int(FIRST.timestamp()) * 1_000
CUT_OFF = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n[1, 2"


def fetch(server: BinanceServer, symbol: str = "BTCUSDT") -> list[Candle]:
    async def closed() -> list[Candle]:
        return await KlineRest(f"{server.url}/api/v3", "1m").closed_since(symbol, to_ns(FIRST))

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


def test_all_pages_are_fetched() -> None:
    with server_of(2_500) as server:
        assert len(fetch(server)) == 2_500


def test_server_that_always_sends_the_same_page_is_given_up() -> None:
    with server_of(10_000) as server:
        server.answer = lambda _: server.klines({"symbol": "BTCUSDT", "limit": "1000"})
        with pytest.raises(MessageError, match="not those that were asked for"):
            fetch(server)
        assert len(server.requests) == 3


def test_page_that_goes_back_in_time_is_refused() -> None:
    with server_of(10) as server:
        server.answer = lambda query: server.klines(query)[::-1]
        with pytest.raises(MessageError, match="not those that were asked for"):
            fetch(server)


def test_bars_that_are_still_to_come_are_not_asked_for() -> None:
    with server_of(10) as server:
        server.answer = lambda query: [
            server.row(int(query["startTime"]) // MINUTE_MS * MINUTE_MS + n * MINUTE_MS)
            for n in range(1, 1_001)
        ]
        assert len(fetch(server)) == 9
        assert len(server.requests) == 2


def test_pages_without_an_end_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rest_module, "MAX_PAGES", 2)
    with server_of(10_000) as server, pytest.raises(MessageError, match="do not end"):
        fetch(server)


def test_all_pages_together_have_a_time_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rest_module, "MAX_FETCH_S", 0.0)
    with server_of(3) as server, pytest.raises(RestError, match="timed out"):
        fetch(server)


def test_request_that_is_under_way_keeps_no_program_alive() -> None:
    begun, release = threading.Event(), threading.Event()
    threads: list[threading.Thread] = []

    def wait(_query: dict[str, str]) -> list[list[object]]:
        threads.extend(t for t in threading.enumerate() if t.name == "kline-rest")
        begun.set()
        release.wait()
        return []

    async def give_up(server: BinanceServer) -> None:
        rest = KlineRest(f"{server.url}/api/v3", "1m")
        fetching = asyncio.create_task(rest.closed_since("BTCUSDT", to_ns(FIRST)))
        await asyncio.to_thread(begun.wait)
        fetching.cancel()
        with pytest.raises(asyncio.CancelledError):
            await fetching

    with server_of(3) as server:
        server.answer = wait
        try:
            asyncio.run(give_up(server))
        finally:
            release.set()
    assert [thread.daemon for thread in threads] == [True]
