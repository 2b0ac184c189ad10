"""The WebSocket feed against a server on loopback that misbehaves as servers do."""

from __future__ import annotations

import asyncio
import json
import threading
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest

from engine.domain.candle import Candle
from engine.domain.live_status import ConnectionState
from engine.messages import Message
from engine.stream.feeds.backoff import Backoff
from engine.stream.feeds.binance.feed import BinanceFeed
from engine.stream.feeds.binance.part_board import PartBoard
from engine.stream.feeds.protocol import StatusBoard
from tests.helpers.feed_sinks import RecordingSink
from tests.helpers.kline_server import KlineClient, KlineServer

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.helpers.kline_server import Script

START = datetime(2024, 1, 1, tzinfo=UTC)


def minute(number: int, close: float | None = None) -> Candle:
    price = float(100 + number) if close is None else close
    return Candle(START + timedelta(minutes=number), price, price + 1, price - 1, price, 10.0)


def minutes(count: int) -> list[Candle]:
    return [minute(number) for number in range(count)]


def sending(*numbers: int) -> Script:
    """Return a script that confirms one stream, sends closed minutes and stays."""

    async def script(client: KlineClient) -> None:
        await client.expect_subscription(1)
        for number in numbers:
            await client.send("BTCUSDT", minute(number))
        await client.stay()

    return script


async def at_once(_seconds: float) -> None:
    await asyncio.sleep(0)


def stream(
    server: KlineServer,
    symbols: list[str],
    until: Callable[[RecordingSink], bool],
    **options: object,
) -> tuple[RecordingSink, BinanceFeed]:
    """Run a feed against `server` until the sink has had enough."""
    feed = BinanceFeed(
        server.url, symbols, "1m", sleep=at_once, backoff=Backoff(0.01, 0.02), **options
    )  # type: ignore[arg-type]
    sink = RecordingSink(until)
    sink.stop = feed.stop
    feed.run(sink)
    return sink, feed


def n_closed(count: int) -> Callable[[RecordingSink], bool]:
    return lambda sink: len(sink.closed) >= count


def closed_numbers(sink: RecordingSink, symbol: str) -> list[int]:
    return [(t - START) // timedelta(minutes=1) for s, t, _ in sink.closed if s == symbol]


def test_forming_and_closed_klines_arrive_as_they_were_sent() -> None:
    async def script(client: KlineClient) -> None:
        await client.expect_subscription(2)
        await client.send("BTCUSDT", minute(0), closed=False)
        await client.send("ETHUSDT", minute(0))
        await client.send("BTCUSDT", minute(0, 107.5))
        await client.stay()

    with KlineServer([script]) as server:
        sink, feed = stream(server, ["btcusdt", "ETHUSDT"], n_closed(2))
    assert [(c.symbol, c.candle, c.is_closed) for c in sink.candles] == [
        ("BTCUSDT", minute(0), False),
        ("ETHUSDT", minute(0), True),
        ("BTCUSDT", minute(0, 107.5), True),
    ]
    assert all(candle.arrived_ns > 0 for candle in sink.candles)
    assert feed.status().state is ConnectionState.STOPPED


def test_hundreds_of_symbols_are_subscribed_in_requests_the_server_allows() -> None:
    symbols = [f"S{number}USDT" for number in range(450)]
    seen: list[str] = []

    async def script(client: KlineClient) -> None:
        await client.expect_subscription(450)
        seen.extend(client.subscribed)
        await client.send("S0USDT", minute(0))
        await client.stay()

    with KlineServer([script]) as server:
        stream(server, symbols, n_closed(1))
    assert seen == [f"s{number}usdt@kline_1m" for number in range(450)]


def test_more_symbols_than_a_connection_takes_are_spread_over_several() -> None:
    symbols = [f"S{number}USDT" for number in range(1_100)]
    seen: list[set[str]] = []

    async def script(client: KlineClient) -> None:
        request = json.loads(await client.socket.recv())
        count = 1_024 if request["params"][0] == "s0usdt@kline_1m" else 76
        client.subscribed += request["params"]
        await client.expect_subscription(count)
        seen.append(set(client.subscribed))
        name = client.subscribed[-1].split("@")[0].upper()
        await client.send(name, minute(0))
        await client.stay()

    with KlineServer([script]) as server:
        sink, feed = stream(server, symbols, n_closed(2))
    assert sorted(map(len, seen)) == [76, 1_024]
    assert {symbol for symbol, _, _ in sink.closed} == {"S1023USDT", "S1099USDT"}
    assert feed.status().state is ConnectionState.STOPPED


def test_state_is_that_of_the_worst_connection() -> None:
    whole, parts = StatusBoard(), []
    first, second = PartBoard(whole, parts), PartBoard(whole, parts)
    for part, count in ((first, 1_024), (second, 76)):
        part.show(ConnectionState.CONNECTING)
        assert whole.read().state is ConnectionState.CONNECTING
        part.show(ConnectionState.LIVE, Message("live.symbols", n=count))
        first.count(messages=1)
    assert (whole.read().state, whole.read().detail) == (ConnectionState.LIVE, "1,100 symbols")
    second.show(ConnectionState.RECONNECTING, Message("live.broken", reason="gone", pause_s=2.0))
    assert whole.read().state is ConnectionState.RECONNECTING
    assert whole.read().detail == "gone; trying again in 2.0 s"
    second.show(ConnectionState.LIVE, Message("live.missing", reason="no answer"))
    assert whole.read().detail == "missed candles wait: no answer"
    assert (whole.read().messages, second.read().messages) == (2, 0)


def test_clock_stands_while_candles_of_before_may_be_missing() -> None:
    async def breaks(client: KlineClient) -> None:
        await client.expect_subscription(1)
        await client.send("BTCUSDT", minute(0))
        await client.socket.ping()
        client.break_line()

    stands: list[bool] = []

    async def pause(seconds: float) -> None:
        stands.append(feed.clock_ns() is None)
        await at_once(seconds)

    with KlineServer([breaks, sending(2)], {"BTCUSDT": minutes(3)}) as server:
        server.rest_failures = [(HTTPStatus.INTERNAL_SERVER_ERROR, {})]
        feed = BinanceFeed(server.url, ["BTCUSDT"], "1m", sleep=pause, backoff=Backoff(0.01, 0.02))
        runs: list[bool] = []
        sink = RecordingSink(
            lambda sink: runs.append(feed.clock_ns() is not None) or len(sink.closed) == 3
        )
        sink.stop = feed.stop
        feed.run(sink)
    assert closed_numbers(sink, "BTCUSDT") == [0, 1, 2]
    assert len(stands) >= 3
    assert all([*stands, *runs])


def test_candles_missed_while_the_line_was_broken_are_fetched() -> None:
    async def first(client: KlineClient) -> None:
        await client.expect_subscription(1)
        for number in range(3):
            await client.send("BTCUSDT", minute(number))
        client.break_line()

    async def second(client: KlineClient) -> None:
        await client.expect_subscription(1)
        await client.send("BTCUSDT", minute(8), closed=False)
        await client.send("BTCUSDT", minute(8))
        await client.stay()

    history = {"BTCUSDT": minutes(9)}
    now = START + timedelta(minutes=8, seconds=5)
    with KlineServer([first, second], history, now) as server:
        sink, feed = stream(server, ["BTCUSDT"], n_closed(9))
    assert closed_numbers(sink, "BTCUSDT") == list(range(9))
    status = feed.status()
    assert (status.reconnects, status.recovered) == (1, 5)


def test_each_closed_candle_comes_once_whatever_the_line_does() -> None:
    async def flaky(client: KlineClient) -> None:
        await client.expect_subscription(2)
        begin = 4 * (server.connections - 1)
        for number in range(max(0, begin - 2), begin + 4):
            for symbol in ("AUSDT", "BUSDT"):
                await client.send(symbol, minute(number), closed=False)
                await client.send(symbol, minute(number))
        if server.connections < 6:
            client.break_line()
        await client.stay()

    history = {symbol: minutes(24) for symbol in ("AUSDT", "BUSDT")}
    with KlineServer([flaky], history) as server:
        sink, feed = stream(server, ["AUSDT", "BUSDT"], n_closed(48))
    assert closed_numbers(sink, "AUSDT") == list(range(24))
    assert closed_numbers(sink, "BUSDT") == list(range(24))
    assert feed.status().reconnects == 5


def test_bar_skipped_on_a_healthy_line_is_fetched_before_the_next() -> None:
    async def script(client: KlineClient) -> None:
        await client.expect_subscription(2)
        await client.send("AUSDT", minute(0))
        await client.send("AUSDT", minute(3))
        await client.send("BUSDT", minute(0))
        await client.send("AUSDT", minute(4))
        await client.stay()

    with KlineServer([script], {"AUSDT": minutes(4)}) as server:
        sink, _ = stream(server, ["AUSDT", "BUSDT"], n_closed(6))
    assert closed_numbers(sink, "AUSDT") == [0, 1, 2, 3, 4]


def test_garbage_is_counted_and_the_rest_goes_on() -> None:
    async def script(client: KlineClient) -> None:
        await client.expect_subscription(1)
        for text in (
            "",
            "{",
            "[]",
            "17",
            '{"e": "kline"}',
            b"\xff\xfe",
            '{"data": {"e": "kline"}}',
        ):
            await client.send_raw(text)
        broken = '{"data": {"e": "kline", "k": {"i": "1m", "t": "x", "s": "BTCUSDT"}}}'
        await client.send_raw(broken)
        await client.send_raw('{"data": {"e": "trade", "p": "1.0"}}')
        await client.send("BTCUSDT", minute(60 * 24 * 365 * 100))
        await client.send("BTCUSDT", minute(0))
        await client.stay()

    with KlineServer([script]) as server:
        sink, feed = stream(server, ["BTCUSDT"], n_closed(1))
    assert sink.closed == [("BTCUSDT", START, 100.0)]
    assert feed.status().malformed == 9


def test_symbols_that_nobody_subscribed_to_are_left_out() -> None:
    async def script(client: KlineClient) -> None:
        await client.expect_subscription(1)
        for symbol in ("AUSDT", "BUSDT", "BTCUSDT"):
            await client.send(symbol, minute(0))
        await client.stay()

    with KlineServer([script]) as server:
        sink, feed = stream(server, ["BTCUSDT"], n_closed(1))
    assert sink.closed == [("BTCUSDT", START, 100.0)]
    assert feed.status().malformed == 2


def test_refused_subscription_is_told_with_the_servers_words() -> None:
    told = threading.Event()

    async def script(client: KlineClient) -> None:
        await client.socket.recv()
        await client.send_raw('{"error": {"code": 2, "msg": "Invalid symbol"}, "id": 1}')
        await client.send("NOSUCH", minute(0), closed=False)
        await client.stay()

    details: list[str] = []
    with KlineServer([script]) as server:
        feed = BinanceFeed(server.url, ["NOSUCH"], "1m", sleep=at_once)
        sink = RecordingSink(lambda _: details.append(feed.status().detail) or True)  # type: ignore[func-returns-value]
        sink.stop = feed.stop
        feed.run(sink)
        told.set()
    assert details == ["the server refused a request: Invalid symbol"]


def test_history_since_the_last_known_candle_comes_first() -> None:
    history = {"BTCUSDT": minutes(2_501)}
    now = START + timedelta(minutes=2_500, seconds=1)
    with KlineServer([sending(2_500)], history, now) as server:
        sink, feed = stream(
            server, ["BTCUSDT"], n_closed(2_496), resume_from={"BTCUSDT": minute(4).timestamp}
        )
    assert closed_numbers(sink, "BTCUSDT") == list(range(5, 2_501))
    assert feed.status().recovered == 2_495


def test_server_that_asks_to_wait_is_asked_again() -> None:
    with KlineServer([sending(0, 2)], {"BTCUSDT": minutes(2)}) as server:
        server.rest_failures = [(HTTPStatus.TOO_MANY_REQUESTS, {"Retry-After": "3"})]
        sink, _ = stream(server, ["BTCUSDT"], n_closed(3))
    assert closed_numbers(sink, "BTCUSDT") == [0, 1, 2]


@pytest.mark.parametrize(
    "body",
    [
        '{"code": -1, "msg": "maintenance"}',
        "[1, 2]",
        "null",
        '{"serverTime": NaN}',
        '{"serverTime": Infinity}',
        "[" * 100_000,
        "<html>",
    ],
)
def test_strange_answer_of_rest_does_not_end_the_session(body: str) -> None:
    with KlineServer([sending(0, 2)], {"BTCUSDT": minutes(2)}) as server:
        server.rest_bodies = [body]
        sink, feed = stream(server, ["BTCUSDT"], n_closed(3))
    assert closed_numbers(sink, "BTCUSDT") == [0, 1, 2]
    assert feed.status().malformed == 1


@pytest.mark.parametrize("pause", ["nan", "-5", "soon"])
def test_pause_that_is_none_is_not_waited_for(pause: str) -> None:
    pauses: list[float] = []

    async def noted(seconds: float) -> None:
        pauses.append(seconds)
        await asyncio.sleep(0)

    with KlineServer([sending(0, 2)], {"BTCUSDT": minutes(2)}) as server:
        server.rest_failures = [(HTTPStatus.TOO_MANY_REQUESTS, {"Retry-After": pause})]
        feed = BinanceFeed(server.url, ["BTCUSDT"], "1m", sleep=noted)
        sink = RecordingSink(n_closed(3))
        sink.stop = feed.stop
        feed.run(sink)
    assert pauses[0] == 0


def test_live_candles_go_on_without_the_missed_ones_when_fetching_keeps_failing() -> None:
    with KlineServer([sending(0, 2)], {"BTCUSDT": minutes(2)}) as server:
        server.rest_failures = [(HTTPStatus.SERVICE_UNAVAILABLE, {})] * 3
        sink, _ = stream(server, ["BTCUSDT"], n_closed(3))
    assert closed_numbers(sink, "BTCUSDT") == [0, 2, 1]


def test_without_rest_a_gap_is_passed_over_and_late_bars_still_come() -> None:
    with KlineServer([sending(0, 3, 2, 2, 4)]) as server:
        sink, _ = stream(server, ["BTCUSDT"], n_closed(4), rest_url="")
    assert closed_numbers(sink, "BTCUSDT") == [0, 3, 2, 4]
    assert server.rest_requests == []


def test_server_that_is_not_there_yet_is_tried_again() -> None:
    with KlineServer([sending(0)]) as server:
        port = int(server.url.rsplit(":", 1)[1])
    attempts = 0

    async def sleep(_seconds: float) -> None:
        nonlocal attempts
        attempts += 1
        if attempts == 3:
            feed.stop()
        await asyncio.sleep(0)

    feed = BinanceFeed(f"ws://127.0.0.1:{port}", ["BTCUSDT"], "1m", sleep=sleep)
    feed.run(RecordingSink())
    assert attempts == 3
    assert feed.status().reconnects == 2


def test_burst_of_messages_is_taken_whole_and_in_order() -> None:
    count = 5_000

    with KlineServer([sending(*range(count))]) as server:
        sink, feed = stream(server, ["BTCUSDT"], n_closed(count))
    assert closed_numbers(sink, "BTCUSDT") == list(range(count))
    assert feed.status().messages >= count


def test_failing_sink_ends_the_feed_with_its_error() -> None:
    class FullDiskError(Exception):
        pass

    def fail(_sink: RecordingSink) -> bool:
        raise FullDiskError

    with KlineServer([sending(0, 5)], {"BTCUSDT": minutes(5)}) as server:
        fail_late = lambda sink: fail(sink) if len(sink.closed) > 1 else False  # noqa: E731
        with pytest.raises(FullDiskError):
            stream(server, ["BTCUSDT"], fail_late)


def test_stopping_before_the_start_delivers_nothing() -> None:
    feed = BinanceFeed("ws://127.0.0.1:9", ["BTCUSDT"], "1m")
    feed.stop()
    sink = RecordingSink()
    feed.run(sink)
    assert sink.candles == []


@pytest.mark.parametrize("url", ["http://x", "ws:/x", "", "btcusdt"])
def test_address_that_is_no_websocket_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="ws://"):
        BinanceFeed(url, ["BTCUSDT"], "1m")
