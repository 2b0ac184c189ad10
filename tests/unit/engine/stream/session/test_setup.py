"""A session put together from what a user chooses."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from engine.domain.candle import Candle
from engine.domain.date_range import DateRange
from engine.domain.formula import Formula
from engine.domain.hit_policy import HitPolicy
from engine.errors import FormulaError
from engine.storage.library import Library, open_library, open_workspace
from engine.stream.feeds.binance.feed import BinanceFeed
from engine.stream.feeds.jsonl import JsonLinesFeed
from engine.stream.feeds.replay import MAX_SPEED, ReplayFeed
from engine.stream.session.setup import LiveOptions, open_session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from engine.stream.session.session import LiveSession

START = datetime(2024, 1, 1, tzinfo=UTC)
ABOVE = [Formula("f", "above", "close > 3")]


def candles(count: int, close: float = 1.0) -> list[Candle]:
    return [
        Candle(START + timedelta(minutes=n), close, close, close, close, 1) for n in range(count)
    ]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "l.fslib", create=True) as library:
        library.candles.save_many("A", "1m", [*candles(9), candles(10, 5.0)[-1]])
        library.candles.save_many("B", "1m", candles(10))
        yield library


def hits(session: LiveSession) -> list[tuple[str, int]]:
    return [(h.symbol, h.timestamp.minute) for h in session.hits.since(0).hits]


def test_replay_plays_the_library(library: Library) -> None:
    options = LiveOptions(ABOVE, timeframe="1m", speed=MAX_SPEED, min_data=1)
    session = open_session(options, library)
    session.run()
    assert isinstance(session.feed, ReplayFeed)
    assert hits(session) == [("A", 9)]
    assert session.status().health.candles == 20


def test_replay_from_a_date_knows_what_came_before(library: Library) -> None:
    span = DateRange(START + timedelta(minutes=9))
    options = LiveOptions(ABOVE, timeframe="1m", speed=MAX_SPEED, min_data=10, date_range=span)
    session = open_session(options, library)
    session.run()
    assert hits(session) == [("A", 9)]
    assert session.status().health.candles == 2


def test_replay_that_is_moved_knows_what_came_before(library: Library) -> None:
    options = LiveOptions(ABOVE, timeframe="1m", speed=MAX_SPEED, min_data=10)
    session = open_session(options, library)
    assert isinstance(session.feed, ReplayFeed)
    session.feed.seek(START + timedelta(minutes=9))
    session.run()
    assert hits(session) == [("A", 9)]
    assert session.status().health.candles == 2


def test_replay_of_the_last_bars_does_not_go_by_a_short_symbol(library: Library) -> None:
    library.candles.save_many("NEW", "1m", candles(12, 5.0)[-2:])
    formulas = [Formula("f", "all", "close > 0")]
    every_bar = HitPolicy(is_every_bar=True)
    options = LiveOptions(formulas, timeframe="1m", speed=MAX_SPEED, last_bars=3, policy=every_bar)
    session = open_session(options, library)
    session.run()
    assert hits(session) == [("A", 9), ("B", 9), ("NEW", 10), ("NEW", 11)]


def test_session_does_not_hold_back_what_a_scan_would_say(library: Library) -> None:
    session = open_session(LiveOptions(ABOVE, timeframe="1m", speed=MAX_SPEED), library)
    session.run()
    assert hits(session) == [("A", 9)]


def test_replay_builds_bars_from_shorter_candles(library: Library) -> None:
    options = LiveOptions(
        ABOVE, timeframe="5m", feed_timeframe="1m", speed=MAX_SPEED, min_data=1, symbols=["A"]
    )
    session = open_session(options, library)
    session.run()
    assert hits(session) == [("A", 5)]


def test_symbols_that_formulas_name_are_streamed_too(library: Library) -> None:
    formulas = [Formula("r", "relative", 'close > symbol("B", close)')]
    options = LiveOptions(formulas, timeframe="1m", speed=MAX_SPEED, min_data=1, symbols=["A"])
    session = open_session(options, library)
    session.run()
    assert hits(session) == [("A", 9)]


def test_lines_of_json_know_the_library_and_may_be_saved_into_it(
    library: Library, tmp_path: Path
) -> None:
    path = tmp_path / "live.jsonl"
    prices = dict.fromkeys(("open", "high", "low", "close"), 7)
    times = [f"2024-01-01T00:1{n}:00Z" for n in range(3)]
    lines = [json.dumps({"symbol": "B", "timestamp": time, **prices}) for time in times]
    path.write_text("\n".join(lines), encoding="utf-8")
    options = LiveOptions(ABOVE, str(path), "1m", min_data=11, saves=True)
    with open_workspace(tmp_path / "w", create=True) as workspace:
        session = open_session(options, library, workspace)
        session.run()
        kept = [(a.symbol, a.formula_name) for a in workspace.alerts.recent()]
    assert isinstance(session.feed, JsonLinesFeed)
    assert hits(session) == [("B", 10)]
    assert kept == [("B", "above")]
    assert len(library.candles.get_range("B", "1m")) == 13


def test_trades_of_a_line_feed_become_bars(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "trades.jsonl"
    line = '{{"symbol": "T", "timestamp": {}, "price": {}}}'
    path.write_text(
        "\n".join(line.format(1_704_067_200 + 30 * n, n) for n in range(8)), encoding="utf-8"
    )
    session = open_session(LiveOptions(ABOVE, str(path), "1m", min_data=1), library)
    session.run()
    assert hits(session) == [("T", 2)]
    assert [c.close for c in session.processor.get_buffer("T")] == [1, 3, 5, 7]


def test_websocket_goes_on_after_the_last_candle_of_the_library(library: Library) -> None:
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    recent = [Candle(now - timedelta(minutes=n), 1, 1, 1, 1, 1) for n in range(5, 0, -1)]
    library.candles.save_many("RECENT", "1m", recent)
    options = LiveOptions(ABOVE, "ws://127.0.0.1:9", "1m", symbols=["RECENT", "A", "NEW"])
    feed = open_session(options, library).feed
    assert isinstance(feed, BinanceFeed)
    bars_ago = {
        symbol: (now.timestamp() * 1e9 - feed._parts[0].order.missing_since(symbol)) / 60e9
        for symbol in ("RECENT", "A", "NEW")
    }
    assert bars_ago["RECENT"] in (0, -1)
    assert 495 <= bars_ago["A"] <= 501
    assert bars_ago["A"] == bars_ago["NEW"]


def test_websocket_that_is_saved_fetches_all_that_the_library_misses(library: Library) -> None:
    options = LiveOptions(ABOVE, "ws://127.0.0.1:9", "1m", symbols=["A"], saves=True)
    session = open_session(options, library)
    assert isinstance(session.feed, BinanceFeed)
    assert session.feed._parts[0].order.missing_since("A") == (1_704_067_200 + 600) * 10**9
    session.stop()
    session.run()


def test_websocket_of_shorter_candles_fetches_the_current_bar_from_its_start(
    library: Library,
) -> None:
    options = LiveOptions(ABOVE, "ws://127.0.0.1:9", "1h", "1m", symbols=["A"])
    feed = open_session(options, library).feed
    assert isinstance(feed, BinanceFeed)
    assert feed._parts[0].order.missing_since("A") % (3_600 * 10**9) == 0


def test_websocket_finds_the_history_whatever_the_case_of_a_symbol(library: Library) -> None:
    session = open_session(LiveOptions(ABOVE, "ws://127.0.0.1:9", "1m", symbols=["a"]), library)
    session.stop()
    session.run()
    assert session.processor.symbols() == ["A"]


def test_websocket_without_symbols_is_refused(tmp_path: Path) -> None:
    with (
        open_library(tmp_path / "empty.fslib", create=True) as library,
        pytest.raises(ValueError, match="no symbols"),
    ):
        open_session(LiveOptions(ABOVE, "ws://127.0.0.1:9", "1m"), library)


def test_wrong_formula_is_refused_before_anything_runs(library: Library) -> None:
    with pytest.raises(FormulaError):
        open_session(LiveOptions([Formula("f", "f", "clse > 1")], timeframe="1m"), library)
