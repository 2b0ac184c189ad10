"""The stream processor on single candles."""

from __future__ import annotations

import threading
from collections import deque
from datetime import timedelta
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from engine.domain.candle import Candle
from engine.domain.formula import Formula, FormulaCategory
from engine.domain.match import SignalType
from engine.errors import FormulaError
from engine.indicators.pipeline import IndicatorPipeline
from engine.language.graph.registry import IndicatorRegistry
from engine.language.service import FormulaService
from engine.stream.evaluation.processor import StreamProcessor
from tests.helpers.stream_cases import START, walk

if TYPE_CHECKING:
    from engine.domain.match import SignalMatch


def candle(minute: int, close: float, volume: float = 10.0) -> Candle:
    moment = START + timedelta(minutes=minute)
    return Candle(moment, close, close + 1, close - 1, close, volume)


def processor(*texts: str, min_data: int = 1, **options: object) -> StreamProcessor:
    made = StreamProcessor(FormulaService(), None, 50, min_data, timeframe="1m", **options)  # type: ignore[arg-type]
    for number, text in enumerate(texts):
        made.add_formula(Formula(number, f"f{number}", text))
    return made


def ids(matches: list[SignalMatch]) -> list[object]:
    return [match.formula_id for match in matches]


def test_match_carries_candle_values_and_formula() -> None:
    stream = processor("fast = sma(close, 2); fast > 4")
    stream.process_candle("A", candle(0, 4))
    (match,) = stream.process_candle("A", candle(1, 6))
    assert (match.symbol, match.timestamp) == ("A", START + timedelta(minutes=1))
    assert match.candle == candle(1, 6)
    assert match.indicator_values == {"fast": 5.0, "sma(close,2)": 5.0}
    assert (match.formula_id, match.signal_type) == (0, SignalType.SCAN_HIT)
    assert match.metadata == {"confirmed": True}


def test_category_of_the_formula_tells_what_a_match_means() -> None:
    stream = processor()
    stream.add_formula(Formula("in", "in", "close > 0", FormulaCategory.ENTRY))
    stream.add_formula(Formula("out", "out", "close > 0", FormulaCategory.EXIT))
    found = stream.process_candle("A", candle(0, 1))
    assert [m.signal_type for m in found] == [SignalType.ENTRY, SignalType.EXIT]


def test_fewer_candles_than_the_minimum_give_no_matches() -> None:
    stream = processor("close > 0", min_data=3)
    found = [len(stream.process_candle("A", candle(n, 1))) for n in range(5)]
    assert found == [0, 0, 1, 1, 1]


def test_symbols_do_not_see_each_other() -> None:
    stream = processor("close > close[1]")
    for number in range(4):
        stream.process_candle("A", candle(number, 10 + number))
        assert stream.process_candle("B", candle(number, 10 - number)) == []
    assert ids(stream.process_candle("A", candle(4, 20))) == [0]


def test_same_time_replaces_the_bar_and_is_evaluated_again() -> None:
    stream = processor("close > close[1]")
    stream.process_candle("A", candle(0, 5))
    assert stream.process_candle("A", candle(1, 4)) == []
    assert ids(stream.process_candle("A", candle(1, 6))) == [0]
    assert stream.process_candle("A", candle(1, 3)) == []
    assert ids(stream.process_candle("A", candle(2, 4))) == [0]
    assert stream.stats()["replaced"] == 2


def test_forming_bar_gives_unconfirmed_matches_and_leaves_no_trace() -> None:
    stream = processor("sma(close, 3) > 10")
    for number in range(3):
        stream.process_candle("A", candle(number, 10))
    (match,) = stream.process_candle("A", candle(3, 1_000), closed=False)
    assert match.metadata == {"confirmed": False}
    assert stream.process_candle("A", candle(3, 10)) == []
    assert stream.process_candle("A", candle(4, 10)) == []


def test_late_bar_goes_to_its_place_gives_nothing_and_is_counted() -> None:
    stream = processor("close[1] == 7")
    stream.process_candle("A", candle(0, 5))
    stream.process_candle("A", candle(2, 6))
    assert stream.process_candle("A", candle(1, 7)) == []
    assert [c.close for c in stream.get_buffer("A")] == [5, 7, 6]
    assert stream.process_candle("A", candle(3, 1)) == []
    assert ids(stream.process_candle("A", candle(2, 6))) == []
    assert stream.stats()["late"] == 2


def test_late_bar_counts_for_the_bars_after_it() -> None:
    stream = processor("close[2] == 7")
    for minute, close in ((0, 5), (2, 6)):
        stream.process_candle("A", candle(minute, close))
    stream.process_candle("A", candle(1, 7))
    assert ids(stream.process_candle("A", candle(3, 1))) == [0]


def test_bar_older_than_the_buffer_is_dropped_and_counted() -> None:
    stream = processor("close > 0")
    for number in range(1, 61):
        stream.process_candle("A", candle(number, 1))
    stream.process_candle("A", candle(0, 1))
    assert len(stream.get_buffer("A")) == 50
    assert (stream.stats()["dropped"], stream.stats()["late"]) == (1, 1)


def test_buffer_is_a_deque_that_is_as_long_as_the_formulas_need() -> None:
    stream = processor("close > 0")
    stream.process_candle("A", candle(0, 1))
    assert isinstance(stream.get_buffer("A"), deque)
    assert stream.get_buffer("A").maxlen == 50
    stream.add_formula(Formula("long", "long", "close > ema(close, 100)"))
    assert stream.get_buffer("A").maxlen == stream.needed_bars > 700


def test_buffer_of_an_unknown_symbol_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        processor().get_buffer("A")


def test_frame_holds_the_candles_by_time() -> None:
    stream = processor()
    for number in range(3):
        stream.process_candle("A", candle(number, number))
    frame = stream.build_dataframe("A")
    assert list(frame["close"]) == [0, 1, 2]
    assert frame.index[0] == pd.Timestamp(START)
    assert frame.index.name == "timestamp"


def test_seeded_history_gives_matches_with_the_first_candle() -> None:
    series = walk("A", 300)
    stream = StreamProcessor(FormulaService(), None)
    stream.add_formula(Formula(1, "f", "close > sma(close, 20) or close <= sma(close, 20)"))
    stream.seed("A", series[:-1])
    assert ids(stream.process_candle("A", series[-1])) == [1]
    assert stream.stats()["candles"] == 1


def test_seeding_leaves_what_streamed_in_meanwhile() -> None:
    stream = processor("close[1] == 3")
    stream.process_candle("A", candle(5, 3))
    stream.seed("A", [candle(n, 9) for n in range(6)])
    assert [c.close for c in stream.get_buffer("A")] == [9, 9, 9, 9, 9, 3]
    assert ids(stream.process_candle("A", candle(6, 1))) == [0]


def test_removed_symbol_is_forgotten() -> None:
    stream = processor("close > 0")
    stream.process_candle("A", candle(0, 1))
    assert stream.remove_symbol("A")
    assert not stream.remove_symbol("A")
    assert stream.symbols() == []


def test_removed_formula_matches_no_more() -> None:
    stream = processor("close > 0", "close > 1")
    assert ids(stream.process_candle("A", candle(0, 5))) == [0, 1]
    assert stream.remove_formula(0)
    assert not stream.remove_formula(0)
    assert ids(stream.process_candle("A", candle(1, 5))) == [1]


def test_formula_with_the_same_id_takes_the_place_of_the_old_one() -> None:
    stream = processor("close > 0")
    stream.process_candle("A", candle(0, 5))
    stream.add_formula(Formula(0, "f0", "close < 0"))
    assert stream.process_candle("A", candle(1, 5)) == []
    assert [f.expression for f in stream.formulas] == ["close < 0"]


def test_added_formula_sees_the_bars_before_and_leaves_the_others_their_memory() -> None:
    stream = processor("barssince(close == 1) == 60")
    stream.process_candle("A", candle(0, 1))
    for number in range(1, 60):
        stream.process_candle("A", candle(number, 5))
        if number == 55:
            stream.add_formula(Formula("x", "x", "count(close == 5, 10) == 10"))
    assert ids(stream.process_candle("A", candle(60, 5))) == [0, "x"]


def test_many_edits_of_a_formula_leave_no_steps_behind() -> None:
    stream = processor("close > 0")
    for period in range(2, 120):
        stream.add_formula(Formula("edited", "edited", f"sma(close, {period}) > 0"))
        stream.process_candle("A", candle(period, 5))
    assert len(stream._registered.plan.steps) < 80
    assert [f.id for f in stream.formulas] == [0, "edited"]


def test_wrong_formula_is_refused_and_leaves_the_others() -> None:
    stream = processor("close > 0")
    with pytest.raises(FormulaError):
        stream.add_formula(Formula(9, "bad", "clse > 0"))
    with pytest.raises(FormulaError, match="E306"):
        stream.add_formula(Formula(9, "number", "close", FormulaCategory.FILTER))
    with pytest.raises(FormulaError, match="E604"):
        StreamProcessor(FormulaService(), timeframe="1M").add_formula("weekly(close) > 1")
    assert ids(stream.process_candle("A", candle(0, 1))) == [0]


def test_formula_that_no_stream_can_ever_know_is_refused_with_the_bars_it_needs() -> None:
    stream = StreamProcessor(FormulaService(), timeframe="1m")
    with pytest.raises(FormulaError, match="151,201 bars of 1m") as caught:
        stream.add_formula("weekly(rsi(close, 14)) < 30")
    assert caught.value.code == "E604"
    assert stream.formulas == []


def test_formula_that_does_not_settle_in_what_a_stream_keeps_is_named() -> None:
    stream = StreamProcessor(FormulaService(), timeframe="5m")
    stream.add_formula("weekly(rsi(close, 14)) < 30")
    stream.add_formula("weekly(close) > 5")
    assert [formula.name for formula in stream.unsettled] == ["weekly(rsi(close, 14)) < 30"]
    assert stream.capacity == 50_000


def test_formulas_of_the_call_are_evaluated_instead_of_the_registered_ones() -> None:
    stream = processor("close > 0")
    formulas = [
        Formula("up", "up", "close > close[1]"),
        Formula("down", "down", "close < close[1]"),
    ]
    found = [ids(stream.on_candle("A", candle(n, c), formulas)) for n, c in enumerate((5, 6, 4))]
    assert found == [[], ["up"], ["down"]]
    assert ids(stream.process_candle("A", candle(3, 9))) == [0]


def test_many_lists_of_formulas_are_not_all_kept() -> None:
    stream = processor()
    for number in range(40):
        formulas = [Formula(number, "f", f"close > {number}")]
        assert ids(stream.on_candle("A", candle(number, 1_000), formulas)) == [number]
    assert len(stream._lists) <= 16
    assert len(stream._states["A"].evaluators) <= 16


def test_asked_indicators_come_with_every_match() -> None:
    registry = IndicatorRegistry()
    pipeline = IndicatorPipeline(registry)
    pipeline.register("twice", lambda frame: frame["close"] * 2)
    service = FormulaService(registry=registry)
    stream = StreamProcessor(
        service, pipeline, 50, 1, timeframe="1m", indicators=["twice", "sma(close, 2)"]
    )
    stream.add_formula("close > 0")
    stream.process_candle("A", candle(0, 4))
    (match,) = stream.process_candle("A", candle(1, 6))
    assert match.indicator_values == {"twice": 12.0, "sma(close, 2)": 5.0}


def test_indicator_that_raises_silences_its_formula_alone() -> None:
    registry = IndicatorRegistry()
    IndicatorPipeline(registry).register("broken", lambda frame: 1 / 0)
    stream = StreamProcessor(FormulaService(registry=registry), None, 50, 1, timeframe="1m")
    stream.add_formula(Formula("broken", "broken", "sma(broken, 2) > 0 or broken > 0"))
    stream.add_formula(Formula("fine", "fine", "close > 0"))
    for number in range(3):
        assert ids(stream.process_candle("A", candle(number, 1))) == ["fine"]
    assert stream.stats()["failures"] >= 3


def test_timeframe_is_found_from_the_times_where_it_is_not_given() -> None:
    stream = StreamProcessor(FormulaService(), None, 500, 60)
    for number in range(60):
        stream.process_candle("A", candle(number * 5, 1))
    assert stream.timeframe == "5m"
    assert stream.get_series("A").timeframe == "5m"


def test_verdict_tells_what_was_evaluated_and_what_holds() -> None:
    stream = processor("close > 0", "close < 0")
    (result,) = stream.evaluate("A", candle(0, 1))
    assert result.formula_ids == (0, 1)
    assert ids(result.matches) == [0]
    assert stream.evaluate_newest("A")[0].matches == result.matches
    assert stream.evaluate_newest("B") == []


def test_statistics_tell_counts_memory_and_speed() -> None:
    stream = processor("close > 0")
    for number in range(10):
        stream.process_candle("A", candle(number, 1))
        stream.process_candle("B", candle(number, 1))
    stats = stream.stats()
    assert (stats["symbols"], stats["candles"], stats["formulas"]) == (2, 20, 1)
    assert 0 < stats["buffer_mb"] < 1
    assert 0 < stats["latency_p50_ms"] <= stats["latency_p99_ms"]
    assert stats["candles_per_s"] > 0


def test_cleared_processor_has_no_symbols_but_its_formulas() -> None:
    stream = processor("close > 0")
    stream.process_candle("A", candle(5, 1))
    stream.clear()
    assert stream.symbols() == []
    assert ids(stream.process_candle("A", candle(1, 1))) == [0]


def test_formulas_come_and_go_while_candles_stream_in() -> None:
    stream = processor("close > 0", min_data=5)
    done = threading.Event()
    failures: list[BaseException] = []

    def edit() -> None:
        number = 0
        try:
            while not done.is_set():
                number += 1
                stream.add_formula(Formula("x", "x", f"sma(close, {number % 30 + 2}) > 0"))
                stream.on_candle("B", candle(number, 1), [Formula("y", "y", "close > 0")])
                stream.stats()
                stream.remove_formula("x")
        except BaseException as error:  # noqa: BLE001 - told by the test
            failures.append(error)

    editor = threading.Thread(target=edit)
    editor.start()
    found = [ids(stream.process_candle("A", candle(n, 1))) for n in range(3_000)]
    done.set()
    editor.join()
    assert failures == []
    assert all(0 in each for each in found[4:])
