"""Candles of a feed, complete and in order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from engine.domain.candle import Candle
from engine.domain.series import to_ns
from engine.domain.timeframe import Timeframe
from engine.stream.bars.live_candle import LiveCandle
from engine.stream.feeds.binance.order import CandleOrder

START = datetime(2024, 1, 1, tzinfo=UTC)


def live(minute: int, closed: bool = True, close: float = 1.0, symbol: str = "A") -> LiveCandle:
    moment = START + timedelta(minutes=minute)
    return LiveCandle(symbol, Candle(moment, close, close, close, close, 1), closed)


def order(last: int | None = None) -> CandleOrder:
    known = {} if last is None else {"A": to_ns(START + timedelta(minutes=last))}
    return CandleOrder(Timeframe.M1, known)


def minutes(candles: list[LiveCandle]) -> list[int]:
    return [(c.candle.timestamp - START) // timedelta(minutes=1) for c in candles]


def test_candle_that_skips_a_bar_is_held_until_the_gap_is_filled() -> None:
    candles = order(0)
    assert candles.accept(live(3)) == ([], True)
    assert candles.accept(live(4)) == ([], False)
    assert candles.missing_since("A") == to_ns(START + timedelta(minutes=1))
    assert minutes(candles.release("A", [live(1), live(2), live(3)])) == [1, 2, 3, 4]
    assert candles.duplicates == 1


def test_forming_candle_of_a_later_bar_shows_a_gap_too() -> None:
    assert order(0).accept(live(2, closed=False)) == ([], True)


def test_first_candle_of_an_unknown_symbol_sets_what_is_expected() -> None:
    candles = order()
    assert candles.hold(["A"]) == []
    assert candles.accept(live(5, closed=False))[0]
    assert candles.hold(["A"]) == ["A"]
    assert candles.missing_since("A") == to_ns(START + timedelta(minutes=5))


def test_snapshot_of_a_closed_bar_is_left_out() -> None:
    candles = order()
    candles.accept(live(1))
    assert candles.accept(live(1, closed=False)) == ([], False)
    assert candles.duplicates == 1


def test_bar_that_closed_with_other_prices_is_a_correction() -> None:
    candles = order()
    candles.accept(live(1))
    assert minutes(candles.accept(live(1, close=2.0))[0]) == [1]
    assert candles.accept(live(1, close=2.0))[0] == []


def test_failed_fetch_stays_noted_until_one_succeeds() -> None:
    candles = order(0)
    candles.accept(live(5))
    assert minutes(candles.release("A", [], is_complete=False)) == [5]
    assert candles.missing_since("A") == to_ns(START + timedelta(minutes=1))
    assert minutes(candles.release("A", [live(n) for n in range(1, 6)])) == [1, 2, 3, 4]
    assert candles.missing_since("A") == to_ns(START + timedelta(minutes=6))


def test_dropped_candles_are_fetched_by_the_next_hold() -> None:
    candles = order(0)
    candles.accept(live(3))
    candles.drop_held()
    assert candles.hold(["A"]) == ["A"]
    assert candles.hold(["A"]) == []
    assert minutes(candles.release("A", [live(1), live(2), live(3)])) == [1, 2, 3]


def test_very_old_bars_count_as_known() -> None:
    candles = order(0)
    for number in range(1, 200):
        candles.accept(live(number))
    assert candles.accept(live(5)) == ([], False)
    assert candles.accept(live(150, close=3.0))[0]


@given(st.lists(st.integers(0, 12), max_size=60))
def test_every_closed_bar_comes_once_whatever_is_sent(sent: list[int]) -> None:
    candles = order()
    found: list[int] = []
    for number in sent:
        ready, is_held = candles.accept(live(number))
        found += minutes(ready)
        if is_held:
            found += minutes(candles.release("A", [live(n) for n in range(number)]))
    assert len(found) == len(set(found))
    if sent:
        assert set(found) == set(range(sent[0], max(sent) + 1))
