"""Bars built from trades and from shorter candles."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from math import isnan, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.domain.candle import Candle
from engine.domain.series import to_ns
from engine.stream.bars.live_candle import LiveCandle, Tick
from engine.stream.bars.rollup import RollUp

START = datetime(2024, 1, 1, 9, tzinfo=UTC)
Bar = tuple[int, float, float, float, float, float, bool]


def tick(seconds: float, price: float, size: float = 1.0, symbol: str = "A") -> Tick:
    return Tick(symbol, to_ns(START + timedelta(seconds=seconds)), price, size, 5)


def part(number: int, close: float, closed: bool = True, **prices: float) -> LiveCandle:
    opened = prices.get("open", close)
    high, low = prices.get("high", max(opened, close)), prices.get("low", min(opened, close))
    moment = START + timedelta(minutes=number)
    return LiveCandle(
        "A", Candle(moment, opened, high, low, close, prices.get("volume", 10)), closed
    )


def shown(candles: list[LiveCandle]) -> list[Bar]:
    """Return the bars as minute, open, high, low, close, volume and whether they are closed."""
    return [
        ((c.timestamp - START) // timedelta(minutes=1), c.open, c.high, c.low, c.close, c.volume, x)
        for _, c, x, _ in candles
    ]


def test_trades_form_a_bar_that_closes_with_the_first_trade_of_the_next() -> None:
    roll_up = RollUp("1m")
    forming = roll_up.add_ticks([tick(1, 10, 2), tick(20, 12, 1), tick(59.9, 9, 4)])
    assert shown(forming) == [(0, 10, 12, 9, 9, 7, False)]
    assert shown(roll_up.add_ticks([tick(61, 11)])) == [
        (0, 10, 12, 9, 9, 7, True),
        (1, 11, 11, 11, 11, 1, False),
    ]


def test_bar_closes_by_the_clock_where_no_trade_comes() -> None:
    roll_up = RollUp("1m")
    roll_up.add_ticks([tick(1, 10), tick(2, 20, symbol="B")])
    assert roll_up.advance(to_ns(START + timedelta(seconds=59))) == []
    closed = roll_up.advance(to_ns(START + timedelta(seconds=60)))
    assert [(c.symbol, c.is_closed) for c in closed] == [("A", True), ("B", True)]
    assert roll_up.advance(to_ns(START + timedelta(hours=1))) == []


def test_trade_that_comes_late_within_its_bar_changes_no_close() -> None:
    roll_up = RollUp("1m")
    assert shown(roll_up.add_ticks([tick(30, 10), tick(5, 15), tick(40, 11)])) == [
        (0, 15, 15, 10, 11, 3, False)
    ]


def test_trade_of_a_bar_that_is_over_is_counted_and_left_out() -> None:
    roll_up = RollUp("1m")
    roll_up.add_ticks([tick(1, 10), tick(61, 11)])
    assert roll_up.add_ticks([tick(2, 99)]) == []
    assert roll_up.late == 1


def test_bar_of_minutes_closes_with_its_last_minute() -> None:
    roll_up = RollUp("3m", "1m")
    assert shown(roll_up.add_candle(part(0, 10, open=8, low=7))) == [(0, 8, 10, 7, 10, 10, False)]
    assert shown(roll_up.add_candle(part(1, 14, high=15))) == [(0, 8, 15, 7, 14, 20, False)]
    assert shown(roll_up.add_candle(part(2, 12))) == [(0, 8, 15, 7, 12, 30, True)]


def test_forming_minute_is_counted_once_however_often_it_comes() -> None:
    roll_up = RollUp("3m", "1m")
    for close in (10, 13, 11):
        roll_up.add_candle(part(0, close, closed=False))
    roll_up.add_candle(part(0, 12))
    assert shown(roll_up.add_candle(part(1, 9))) == [(0, 12, 12, 9, 9, 20, False)]


def test_bar_with_minutes_missing_closes_with_a_minute_of_the_next() -> None:
    roll_up = RollUp("3m", "1m")
    roll_up.add_candle(part(1, 10))
    assert shown(roll_up.add_candle(part(4, 20))) == [
        (0, 10, 10, 10, 10, 10, True),
        (3, 20, 20, 20, 20, 10, False),
    ]


def test_minute_that_comes_late_corrects_the_bar_before() -> None:
    roll_up = RollUp("3m", "1m")
    roll_up.add_candle(part(0, 10))
    roll_up.add_candle(part(2, 12))
    roll_up.add_candle(part(3, 13))
    assert shown(roll_up.add_candle(part(1, 30))) == [(0, 10, 30, 10, 12, 30, True)]
    assert roll_up.add_candle(part(1, 30)) == []
    assert roll_up.late == 1


def test_minute_that_closes_after_the_next_has_begun_counts_as_it_closed() -> None:
    roll_up = RollUp("3m", "1m")
    roll_up.add_candle(part(0, 10, closed=False))
    roll_up.add_candle(part(1, 20, closed=False))
    assert shown(roll_up.add_candle(part(0, 30))) == [(0, 30, 30, 20, 20, 20, False)]
    roll_up.add_candle(part(1, 21))
    assert shown(roll_up.add_candle(part(2, 22))) == [(0, 30, 30, 21, 22, 30, True)]


def test_forming_minute_that_comes_late_changes_no_closed_one() -> None:
    roll_up = RollUp("3m", "1m")
    for number in range(3):
        roll_up.add_candle(part(number, 10))
    assert roll_up.add_candle(part(2, 99, closed=False)) == []
    assert roll_up.add_candle(part(1, 99, closed=False)) == []
    assert roll_up.late == 2
    assert shown(roll_up.add_candle(part(2, 12))) == [(0, 10, 12, 10, 12, 30, True)]


@pytest.mark.parametrize("corrected", range(4))
def test_any_minute_of_a_bar_may_be_corrected(corrected: int) -> None:
    roll_up = RollUp("5m", "1m")
    for number in range(4):
        roll_up.add_candle(part(number, 10 + number))
    highest = part(corrected, 10 + corrected, high=50, volume=99)
    opened, close = 10.0, 13.0
    assert shown(roll_up.add_candle(highest)) == [(0, opened, 50, 10, close, 129, False)]
    assert shown(roll_up.add_candle(part(4, 14))) == [(0, opened, 50, 10, 14, 139, True)]
    lowered = part(corrected, 10 + corrected, volume=10)
    assert shown(roll_up.add_candle(lowered)) == [(0, opened, 14, 10, 14, 50, True)]
    assert roll_up.late == 0


@given(
    st.lists(
        st.tuples(st.integers(0, 4), st.integers(1, 99), st.integers(0, 9)), min_size=1, max_size=20
    )
)
def test_a_bar_is_that_of_the_newest_version_of_each_minute(
    versions: list[tuple[int, int, int]],
) -> None:
    roll_up = RollUp("5m", "1m")
    newest: dict[int, tuple[int, int]] = {}
    bars: list[Bar] = []
    for number, close, volume in versions:
        newest[number] = (close, volume)
        bars += shown(roll_up.add_candle(part(number, close, volume=volume)))
    closes = [close for _, (close, _) in sorted(newest.items())]
    total = sum(volume for _, volume in newest.values())
    assert bars[-1][:-1] == (0, closes[0], max(closes), min(closes), closes[-1], total)


def test_minute_older_than_the_bar_before_is_counted_and_left_out() -> None:
    roll_up = RollUp("3m", "1m")
    for number in (3, 6, 9):
        roll_up.add_candle(part(number, 1))
    assert roll_up.add_candle(part(0, 1)) == []
    assert roll_up.late == 1


def test_unknown_prices_and_volumes_do_not_spoil_the_bar() -> None:
    roll_up = RollUp("3m", "1m")
    roll_up.add_candle(part(0, 10, open=nan, high=nan, low=nan, volume=nan))
    found = roll_up.add_candle(part(1, 11, open=9))
    assert shown(found) == [(0, 9, 11, 9, 11, 10, False)]


def test_bar_of_which_nothing_is_known_stays_unknown() -> None:
    roll_up = RollUp("3m", "1m")
    (bar,) = roll_up.add_candle(part(0, nan, volume=nan))
    assert all(isnan(v) for v in (bar.candle.open, bar.candle.high, bar.candle.volume))


def test_cleared_roll_up_begins_anew() -> None:
    roll_up = RollUp("3m", "1m")
    roll_up.add_candle(part(5, 10))
    roll_up.clear()
    assert shown(roll_up.add_candle(part(0, 1))) == [(0, 1, 1, 1, 1, 10, False)]


@pytest.mark.parametrize(("timeframe", "source"), [("5m", "3m"), ("1m", "5m"), ("1M", "1w")])
def test_bars_that_do_not_consist_of_the_candles_are_refused(timeframe: str, source: str) -> None:
    with pytest.raises(ValueError, match=source):
        RollUp(timeframe, source)


@pytest.mark.parametrize(
    ("timeframe", "source", "takes"),
    [
        ("5m", "1m", True),
        ("1M", "1d", True),
        ("1w", "4h", True),
        ("1w", "1w", False),
        ("1m", "1m", False),
        ("1m", None, False),
    ],
)
def test_candles_are_taken_where_they_are_shorter(
    timeframe: str, source: str | None, takes: bool
) -> None:
    assert RollUp(timeframe, source).takes_candles is takes


@given(
    st.lists(
        st.tuples(st.integers(0, 14), st.integers(1, 99)), min_size=1, unique_by=lambda p: p[0]
    )
)
def test_closed_bars_are_those_of_the_minutes_in_order(minutes: list[tuple[int, int]]) -> None:
    minutes.sort()
    roll_up = RollUp("5m", "1m")
    found = [bar for n, close in minutes for bar in roll_up.add_candle(part(n, close))]
    found += roll_up.advance(to_ns(START + timedelta(minutes=15)))
    expected = []
    for first in (0, 5, 10):
        closes = [close for n, close in minutes if first <= n < first + 5]
        if closes:
            volume = 10.0 * len(closes)
            bar = (first, closes[0], max(closes), min(closes), closes[-1], volume, True)
            expected.append(bar)
    assert [bar for bar in shown(found) if bar[-1]] == expected
