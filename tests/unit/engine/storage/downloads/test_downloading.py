"""Candles from a server that speaks Binance's protocol."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from engine.domain.cancellation import CancellationToken
from engine.domain.series import to_ns
from engine.domain.symbol import Symbol
from engine.errors import ProcessingCancelledException, SourceError
from engine.storage.downloads.binance import BinanceProvider
from engine.storage.downloads.downloading import download, waits_for
from engine.storage.downloads.http import JsonClient
from engine.storage.library import Library, open_library
from tests.helpers.binance_rest import MINUTE_MS, BinanceServer, Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FIRST = datetime(2024, 1, 1, tzinfo=UTC)
FIRST_MS = int(FIRST.timestamp()) * 1_000
N_MINUTES = 3_500
NOW_MS = FIRST_MS + N_MINUTES * MINUTE_MS + 30_000


@pytest.fixture
def server() -> Iterator[BinanceServer]:
    first = {"BTCUSDT": FIRST_MS, "ETHUSDT": FIRST_MS + 3_000 * MINUTE_MS, "OLDUSDT": 0}
    with BinanceServer(first, NOW_MS) as server:
        yield server


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "library.fslib", create=True) as library:
        yield library


class Pauses(list[float]):
    """Notes how long somebody would have waited."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


def provider(server: BinanceServer) -> BinanceProvider:
    return BinanceProvider(server.url, Pauses())


def times(library: Library, symbol: str = "BTCUSDT") -> list[int]:
    return (library.candles.get_range(symbol, "1m").timestamps_ns // 1_000_000).tolist()


def minutes(first: int, last: int) -> list[int]:
    return [FIRST_MS + number * MINUTE_MS for number in range(first, last)]


def test_all_closed_candles_are_fetched_page_by_page(
    server: BinanceServer, library: Library
) -> None:
    report = download(library, provider(server), ["BTCUSDT"], "1m")
    assert times(library) == minutes(0, N_MINUTES)
    assert report.counts == {"BTCUSDT": (N_MINUTES, 0, 0)}
    pages = [query for path, query in server.requests if path.endswith("klines")]
    assert [query["limit"] for query in pages] == ["1000"] * 4
    candle = library.candles.get_range("BTCUSDT", "1m")[0]
    row = server.row(FIRST_MS)
    assert [candle.open, candle.high, candle.low, candle.close, candle.volume] == [
        float(text) for text in row[1:6]
    ]


def test_forming_candle_is_left_out(server: BinanceServer, library: Library) -> None:
    download(library, provider(server), ["ETHUSDT"], "1m")
    assert times(library, "ETHUSDT")[-1] + MINUTE_MS <= NOW_MS


def test_range_is_kept_to(server: BinanceServer, library: Library) -> None:
    start, end = datetime(2024, 1, 1, 1, tzinfo=UTC), datetime(2024, 1, 1, 2, tzinfo=UTC)
    download(library, provider(server), ["BTCUSDT"], "1m", start=start, end=end)
    assert times(library) == minutes(60, 121)


def test_second_download_fetches_only_what_is_new(server: BinanceServer, library: Library) -> None:
    download(library, provider(server), ["BTCUSDT"], "1m")
    server.now_ms += 2 * MINUTE_MS
    server.requests.clear()
    report = download(library, provider(server), ["BTCUSDT"], "1m", start=FIRST)
    assert report.counts["BTCUSDT"] == (2, 0, 1)
    starts = [int(query["startTime"]) for path, query in server.requests if "klines" in path]
    assert starts == [FIRST_MS + (N_MINUTES - 1) * MINUTE_MS]


def test_download_that_broke_off_is_completed_by_the_next(
    server: BinanceServer, library: Library
) -> None:
    token = CancellationToken()
    report = download(
        library, provider(server), ["BTCUSDT"], "1m",
        progress=lambda *_: token.cancel(), token=token,
    )  # fmt: skip
    assert report.is_cancelled
    assert times(library) == minutes(0, 1_000)
    download(library, provider(server), ["BTCUSDT"], "1m")
    assert times(library) == minutes(0, N_MINUTES)


def test_earlier_history_is_fetched_even_when_that_broke_off(
    server: BinanceServer, library: Library
) -> None:
    start = datetime(2024, 1, 3, tzinfo=UTC)
    download(library, provider(server), ["BTCUSDT"], "1m", start=start)
    token = CancellationToken()
    seen: list[object] = []

    def cancel_after_the_first_page_of_history(*call: object) -> None:
        seen.append(call)
        if len(seen) == 2:
            token.cancel()

    download(
        library, provider(server), ["BTCUSDT"], "1m",
        progress=cancel_after_the_first_page_of_history, token=token,
    )  # fmt: skip
    assert 1_000 < len(times(library)) < N_MINUTES
    download(library, provider(server), ["BTCUSDT"], "1m")
    assert times(library) == minutes(0, N_MINUTES)


def test_symbol_that_does_not_exist_does_not_stop_the_others(
    server: BinanceServer, library: Library
) -> None:
    report = download(library, provider(server), ["NOPE", "ETHUSDT"], "1m")
    assert "Invalid symbol" in report.failed["NOPE"]
    assert report.counts["ETHUSDT"].added == 500


def test_symbol_is_known_to_trade_around_the_clock(server: BinanceServer, library: Library) -> None:
    library.symbols.save(Symbol("BTCUSDT", "Bitcoin"))
    download(library, provider(server), ["BTCUSDT"], "1m")
    assert library.symbols.get("BTCUSDT") == Symbol("BTCUSDT", "Bitcoin", "BINANCE")
    assert library.symbols.sessions("BTCUSDT").is_around_the_clock
    assert "BTCUSDT" in library.symbols.all_sessions()


def test_progress_is_told_after_each_page_and_symbol(
    server: BinanceServer, library: Library
) -> None:
    calls: list[tuple[int, int, str]] = []
    download(
        library, provider(server), ["ETHUSDT", "BTCUSDT"], "1m",
        progress=lambda *call: calls.append(call),
    )  # fmt: skip
    assert calls[:2] == [(0, 2, "ETHUSDT"), (1, 2, "ETHUSDT")]
    assert calls[-1] == (2, 2, "BTCUSDT")


def test_symbols_that_are_traded_are_listed(server: BinanceServer) -> None:
    assert provider(server).symbols() == [
        Symbol("BTCUSDT", "BTC", "BINANCE", "USDT"),
        Symbol("ETHUSDT", "ETH", "BINANCE", "USDT"),
    ]


def test_server_that_asks_to_wait_is_obeyed(server: BinanceServer, library: Library) -> None:
    server.script = [
        Refusal(429, Retry_After="7"),
        Refusal(418, Retry_After="9000"),
        Refusal(429, Retry_After="soon"),
    ]
    pauses = Pauses()
    report = download(library, BinanceProvider(server.url, pauses), ["ETHUSDT"], "1m")
    assert pauses == [7.0, 300.0, 60.0]
    assert report.counts["ETHUSDT"].added == 500


def test_pauses_after_failures_double(server: BinanceServer, library: Library) -> None:
    server.script = [Refusal(500), Refusal(), Refusal(503)]
    pauses = Pauses()
    report = download(library, BinanceProvider(server.url, pauses), ["ETHUSDT"], "1m")
    assert pauses == [0.5, 1.0, 2.0]
    assert report.counts["ETHUSDT"].added == 500


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n[1, 2",
        b"HTTP/1.1 ever OK\r\n\r\n",
        b"220 ready\r\n",
    ],
)
def test_answer_that_breaks_off_is_asked_for_again(
    server: BinanceServer, library: Library, answer: bytes
) -> None:
    server.script = [answer]
    report = download(library, provider(server), ["ETHUSDT"], "1m")
    assert report.counts["ETHUSDT"].added == 500


@pytest.mark.parametrize("pause", ["nan", "-5"])
def test_pause_that_is_none_is_a_minute(server: BinanceServer, pause: str) -> None:
    server.script = [Refusal(429, Retry_After=pause)]
    pauses = Pauses()
    assert BinanceProvider(server.url, pauses).symbols()
    assert pauses == [60.0]


def test_server_that_always_sends_the_same_page_is_given_up(
    server: BinanceServer, library: Library
) -> None:
    server.answer = lambda _: server.klines({"symbol": "BTCUSDT", "limit": "1000"})
    report = download(library, provider(server), ["BTCUSDT"], "1m")
    assert "not the candles that were asked for" in report.failed["BTCUSDT"]
    assert len([path for path, _ in server.requests if "klines" in path]) == 2
    assert times(library) == minutes(0, 1_000)


def test_pages_of_bars_that_are_too_many_are_given_up(
    server: BinanceServer, library: Library
) -> None:
    server.answer = lambda query: [
        server.row(int(query.get("startTime", 0)) + n) for n in range(1_000)
    ]
    end = FIRST.replace(hour=1)
    pages = provider(server).pages("BTCUSDT", "1m", to_ns(FIRST), to_ns(end))
    with pytest.raises(SourceError, match="do not end"):
        list(pages)


def test_server_that_keeps_failing_is_given_up(server: BinanceServer, library: Library) -> None:
    server.script = [Refusal(500, "oops")] * 10
    report = download(library, provider(server), ["ETHUSDT"], "1m")
    assert "no answer after 6 attempts" in report.failed["ETHUSDT"]


def test_nearly_used_up_allowance_is_waited_for(server: BinanceServer, library: Library) -> None:
    server.weight = 5_999
    pauses = Pauses()
    download(library, BinanceProvider(server.url, pauses), ["ETHUSDT"], "1m")
    assert len(pauses) == 2
    assert all(0 <= pause <= 60 for pause in pauses)


@pytest.mark.parametrize(
    "body",
    [
        "<html>",
        "{}",
        "[" * 100_000,
        "[[1e400,1,1,1,1,1,9]]",
        '[["x"]]',
        "[[1,2]]",
        "[[2,1,1,1,1,1,9],[1,1,1,1,1,1,9]]",
    ],
)
def test_strange_answer_is_told(server: BinanceServer, library: Library, body: str) -> None:
    server.script = [Refusal(200, f'{{"serverTime": {NOW_MS}}}'), Refusal(200, body)]
    report = download(library, provider(server), ["ETHUSDT"], "1m")
    assert "ETHUSDT" in report.failed
    assert "strange answer" in report.failed["ETHUSDT"] or "no JSON" in report.failed["ETHUSDT"]
    assert library.candles.timeframes() == []


def test_strange_answer_to_other_questions_is_told(server: BinanceServer) -> None:
    server.script = [Refusal(200, '{"serverTime": 1e400}'), Refusal(200, "[]"), Refusal(200, "[]")]
    with pytest.raises(SourceError, match="strange answer to time"):
        list(provider(server).pages("ETHUSDT", "1m", 0, 1))
    with pytest.raises(SourceError, match="strange answer to time"):
        list(provider(server).pages("ETHUSDT", "1m", 0, 1))
    with pytest.raises(SourceError, match="strange answer to exchangeInfo"):
        provider(server).symbols()


def test_address_that_leads_nowhere_is_refused() -> None:
    with pytest.raises(SourceError, match="https://"):
        JsonClient("ftp://example.com")
    with pytest.raises(SourceError, match="no answer"):
        JsonClient("http://127.0.0.1:9", Pauses()).get("x")


def test_refusal_without_a_reason_is_told_by_its_status(server: BinanceServer) -> None:
    server.script = [Refusal(404, "nothing here")]
    with pytest.raises(SourceError, match="404 Not Found"):
        JsonClient(server.url, Pauses()).get("x")


def test_waiting_ends_when_it_is_cancelled() -> None:
    token = CancellationToken()
    waits_for(token)(0.0)
    token.cancel()
    with pytest.raises(ProcessingCancelledException):
        waits_for(token)(3_600.0)


def test_cancelled_while_waiting_the_download_ends(server: BinanceServer, library: Library) -> None:
    token = CancellationToken()
    token.cancel()
    server.script = [Refusal(429)]
    report = download(library, BinanceProvider(server.url, waits_for(token)), ["ETHUSDT"], "1m")
    assert report.is_cancelled
