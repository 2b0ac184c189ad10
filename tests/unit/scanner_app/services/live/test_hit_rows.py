from __future__ import annotations

from datetime import UTC, datetime, timedelta

from engine.domain.candle import Candle
from engine.domain.match import SignalMatch
from scanner_app.services.live.hit_rows import HitBook

FIRST = datetime(2024, 1, 1, tzinfo=UTC)


def hit(symbol: str, day: int, formula: str = "up", *, confirmed: bool = True) -> SignalMatch:
    moment = FIRST + timedelta(days=day)
    candle = Candle(moment, 1.0, 2.0, 0.5, 1.0 + day, 10.0)
    return SignalMatch(
        symbol, moment, candle, indicator_values={"sma(close,3)": 1.5}, formula_id=formula,
        metadata={"confirmed": confirmed},
    )  # fmt: skip


def test_rows_carry_what_the_hits_say() -> None:
    batch = HitBook({"up": "Going up"}).add(7, [hit("A", 0), hit("B", 1, confirmed=False)])
    assert batch.first == 7
    assert batch.symbols.tolist() == ["A", "B"]
    assert batch.formulas.tolist() == ["Going up"] * 2
    assert batch.prices["close"].tolist() == [1.0, 2.0]
    assert batch.is_confirmed.tolist() == [True, False]
    assert batch.values[0] == (1.5,)
    assert batch.value_names[1] == ("sma(close,3)",)


def test_hit_that_holds_no_more_is_marked_as_left() -> None:
    book = HitBook({"up": "Up"})
    book.add(0, [hit("A", 0), hit("B", 0)])
    marks = book.update_holding([("A", "up")])
    assert (marks.entered.tolist(), marks.left.tolist()) == ([0], [1])
    assert book.update_holding([("A", "up")]).left.tolist() == []
    assert book.update_holding([]).left.tolist() == [0]


def test_hit_before_a_newer_one_says_nothing_any_more() -> None:
    book = HitBook({"up": "Up"})
    book.add(0, [hit("A", 0)])
    book.add(1, [hit("A", 3)])
    marks = book.update_holding([("A", "up")])
    assert marks.passed.tolist() == [0]
    assert marks.entered.tolist() == [1]


def test_what_began_last_stands_first_and_what_held_before_stands_last() -> None:
    book = HitBook({"up": "Up"})
    book.add(0, [hit("A", 0), hit("B", 5)])
    book.update_holding([("A", "up"), ("B", "up"), ("C", "up")])
    assert [held.symbol for held in book.holding()] == ["B", "A", "C"]
    assert book.holding()[-1].since_ns == 0


def test_counts_are_by_formula() -> None:
    book = HitBook({"up": "Up", "down": "Down"})
    book.add(0, [hit("A", 0), hit("A", 1), hit("B", 1, "down")])
    book.update_holding([("B", "down")])
    assert book.counts() == {"up": (0, 2), "down": (1, 1)}


def test_bars_of_a_symbols_hits_are_known_for_its_chart() -> None:
    book = HitBook({"up": "Up"})
    book.add(0, [hit("A", 2), hit("A", 1, "down"), hit("A", 2, "down"), hit("B", 0)])
    days = [round(ns / 1e9 - FIRST.timestamp()) // 86_400 for ns in book.times_of("A").tolist()]
    assert days == [1, 2]
    assert book.times_of("Z").size == 0
