"""Formulas that look at other symbols."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from engine.domain.candle import Candle
from engine.domain.formula import Formula
from engine.domain.series import to_ns
from engine.domain.timeframe import Timeframe
from engine.language.service import FormulaService
from engine.stream.evaluation.cross_section import BarTimes
from engine.stream.evaluation.processor import StreamProcessor
from tests.helpers.stream_cases import START

if TYPE_CHECKING:
    from engine.domain.match import SignalMatch

RANK = "xs_rank(close) >= 99"


def candle(minute: int, close: float) -> Candle:
    return Candle(START + timedelta(minutes=minute), close, close, close, close, 1)


def processor(text: str, min_data: int = 1) -> StreamProcessor:
    made = StreamProcessor(FormulaService(), None, 50, min_data, timeframe="1m")
    made.add_formula(Formula(1, "f", text))
    return made


def found(matches: list[SignalMatch]) -> list[tuple[str, int]]:
    return [(m.symbol, (m.timestamp - START) // timedelta(minutes=1)) for m in matches]


def test_bar_is_complete_with_the_last_symbol_of_the_one_before() -> None:
    times = BarTimes()
    for symbol in "ABC":
        assert times.add(symbol, 1) == []
    assert times.add("B", 2) == [(1, {"A", "B", "C"})]
    assert times.add("A", 2) == []
    assert times.add("C", 2) == [(2, {"A", "B", "C"})]


def test_bar_of_a_silent_symbol_is_complete_with_a_later_bar_or_by_the_clock() -> None:
    times = BarTimes()
    minute = 60_000_000_000
    for symbol in "AB":
        times.add(symbol, 0)
    times.add("A", minute)
    assert times.add("A", 2 * minute) == [(minute, {"A"}), (2 * minute, {"A"})][:1]
    assert times.advance(3 * minute - 1, Timeframe.M1) == []
    assert times.advance(3 * minute, Timeframe.M1) == [(2 * minute, {"A"})]


def test_removed_symbol_is_waited_for_no_more() -> None:
    times = BarTimes()
    for symbol in "AB":
        times.add(symbol, 1)
    times.add("A", 2)
    times.forget("B")
    assert times.add("A", 3) == [(2, {"A"}), (3, {"A"})]
    times.clear()
    assert times.add("A", 1) == []


def test_rank_is_known_when_all_symbols_have_delivered_the_bar() -> None:
    stream = processor(RANK)
    for minute, closes in enumerate([(1, 2, 3), (5, 2, 3), (1, 9, 3)]):
        for symbol, close in zip("ABC", closes, strict=True):
            matches = stream.process_candle(symbol, candle(minute, close))
            if minute and symbol == "C":
                assert found(matches) == [("ABC"[closes.index(max(closes))], minute)]
            elif minute == 1 and symbol == "A":
                assert found(matches) == [("C", 0)]
            else:
                assert matches == []


def test_match_carries_the_candle_it_belongs_to_and_its_values() -> None:
    stream = processor("r = xs_rank(close); r >= 99")
    stream.process_candle("A", candle(0, 1))
    stream.process_candle("B", candle(0, 2))
    (result, *_) = [v for v in stream.advance(to_ns(START + timedelta(minutes=1))) if v.matches]
    (match,) = result.matches
    assert match.candle == candle(0, 2)
    assert match.indicator_values["r"] == 100.0
    assert match.metadata == {"confirmed": True}


def test_another_symbols_bar_of_the_same_time_is_waited_for() -> None:
    stream = processor('close > symbol("SPY", close)')
    assert stream.other_symbols == {"SPY"}
    assert stream.process_candle("A", candle(0, 5)) == []
    assert stream.process_candle("SPY", candle(0, 4)) == []
    assert found(stream.process_candle("A", candle(1, 5))) == [("A", 0)]
    assert found(stream.process_candle("SPY", candle(1, 6))) == []
    assert found(stream.process_candle("A", candle(2, 9))) == []
    assert found(stream.process_candle("SPY", candle(2, 6))) == [("A", 2)]


def test_symbol_that_is_not_streamed_silences_the_formula() -> None:
    stream = processor('close > symbol("NONE", close)')
    stream.process_candle("A", candle(0, 5))
    assert stream.process_candle("A", candle(1, 5)) == []


def test_late_and_double_bars_are_not_judged_again() -> None:
    stream = processor(RANK)
    for minute in range(3):
        stream.process_candle("A", candle(minute, 9))
        stream.process_candle("B", candle(minute, 1))
    assert stream.process_candle("A", candle(2, 9)) == []
    assert stream.process_candle("A", candle(1, 0)) == []
    assert stream.process_candle("B", candle(0, 99)) == []
    assert stream.advance(2**62) == []
    assert stream.process_candle("A", candle(2, 0.5)) == []
    assert [found(v.matches) for v in stream.advance(2**62)] == [[]]


def test_forming_bars_do_not_take_part() -> None:
    stream = processor(RANK)
    stream.process_candle("A", candle(0, 1))
    stream.process_candle("B", candle(0, 2))
    assert stream.process_candle("B", candle(1, 9), closed=False) == []
    assert found(stream.process_candle("A", candle(1, 5))) == [("B", 0)]


def test_symbols_with_few_candles_are_ranked_but_give_no_matches() -> None:
    stream = processor(RANK, min_data=2)
    stream.process_candle("A", candle(0, 1))
    stream.process_candle("A", candle(1, 1))
    stream.process_candle("B", candle(1, 5))
    assert stream.process_candle("A", candle(2, 9)) == []
