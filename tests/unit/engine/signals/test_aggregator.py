from __future__ import annotations

import logging
from datetime import UTC, date, datetime

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.domain.candle import Candle
from engine.domain.match import FixedMatches, MatchColumns, SignalMatch, SignalMatches, SignalType
from engine.domain.result import Outcome, ProcessingResult
from engine.domain.series import PRICE_COLUMNS, from_ns
from engine.errors import StaleResultError
from engine.signals.aggregator import SignalAggregator

DAY_NS = 86_400_000_000_000


def lazy(symbol: str, days, values=None) -> ProcessingResult:
    """Return a result whose matches are columns; the close is the day's number."""
    days = np.array(days, dtype=np.int64)
    prices = {name: days.astype(float) for name in PRICE_COLUMNS}
    columns = MatchColumns(days * DAY_NS, prices, values or {})
    return ProcessingResult(symbol, SignalMatches(symbol, len(days), FixedMatches(days, columns)))


def listed(symbol: str, days, **values) -> ProcessingResult:
    """Return a result with a plain list of matches."""
    matches = []
    for day in days:
        moment = from_ns(day * DAY_NS)
        candle = Candle(moment, day, day, day, day, day)
        matches.append(SignalMatch(symbol, moment, candle, SignalType.ENTRY, dict(values)))
    return ProcessingResult(symbol, matches)


class Stale:
    def positions(self):
        return np.array([0])

    def timestamps(self):
        raise StaleResultError("GONE")

    def columns(self, rows):
        raise StaleResultError("GONE")


@pytest.fixture
def aggregator() -> SignalAggregator:
    return SignalAggregator()


def shown(signals) -> list[tuple[str, int]]:
    """Return symbol and day of each match, in order."""
    return [
        (m["symbol"], (m["timestamp"] - datetime(1970, 1, 1, tzinfo=UTC)).days)
        for m in signals.matches
    ]


@pytest.mark.parametrize("make", [lazy, listed])
def test_matches_are_sorted_by_time_and_then_as_they_came(aggregator, make):
    signals = aggregator.aggregate([make("B", [1, 3]), make("A", [1, 2])])
    assert shown(signals) == [("B", 1), ("A", 1), ("A", 2), ("B", 3)]


def test_counts_tell_symbols_and_matches(aggregator):
    failed = ProcessingResult("X", error="boom")
    signals = aggregator.aggregate([lazy("A", [1, 2]), lazy("B", []), failed])
    assert (signals.total_symbols, signals.symbols_with_matches, signals.total_matches) == (3, 1, 2)


def test_match_is_a_dictionary_with_everything(aggregator):
    signals = aggregator.aggregate([lazy("A", [5], {"rsi": np.array([29.5])})])
    moment = from_ns(5 * DAY_NS)
    assert signals.matches[0] == {
        "symbol": "A",
        "timestamp": moment,
        "candle": Candle(moment, 5.0, 5.0, 5.0, 5.0, 5.0),
        "signal_type": SignalType.SCAN_HIT,
        "indicators": {"rsi": 29.5},
    }


def test_matches_may_be_indexed_from_the_end_and_sliced(aggregator):
    signals = aggregator.aggregate([lazy("A", [1, 2, 3])])
    assert signals.matches[-1]["candle"].close == 3.0
    assert [match["candle"].close for match in signals.matches[1:]] == [2.0, 3.0]
    assert len(signals.matches[:2]) == 2
    with pytest.raises(IndexError):
        signals.matches[3]


def test_lazy_and_listed_matches_may_be_mixed(aggregator):
    signals = aggregator.aggregate([lazy("A", [2]), listed("B", [1, 3], rsi=20.0)])
    assert shown(signals) == [("B", 1), ("A", 2), ("B", 3)]
    assert signals.value_names == ("rsi",)
    np.testing.assert_array_equal(signals.column("rsi"), [20.0, np.nan, 20.0])


@pytest.mark.parametrize(
    ("name", "descending", "expected"),
    [
        ("symbol", False, [("A", 2), ("A", 9), ("B", 1), ("B", 5)]),
        ("symbol", True, [("B", 1), ("B", 5), ("A", 2), ("A", 9)]),
        ("timestamp", True, [("A", 9), ("B", 5), ("A", 2), ("B", 1)]),
        ("close", False, [("B", 1), ("A", 2), ("B", 5), ("A", 9)]),
        ("x", False, [("A", 9), ("B", 1), ("A", 2), ("B", 5)]),
        ("x", True, [("A", 2), ("B", 1), ("A", 9), ("B", 5)]),
        ("signal_type", False, [("B", 1), ("B", 5), ("A", 2), ("A", 9)]),
    ],
)
def test_every_column_sorts_both_ways_with_unknown_last(aggregator, name, descending, expected):
    b = lazy("B", [1, 5], {"x": np.array([2.0, np.nan])})
    a = lazy("A", [2, 9], {"x": np.array([3.0, 1.0])})
    signals = aggregator.aggregate([b, a], sort_by="symbol").sorted_by(name, descending=descending)
    if name == "signal_type":
        expected = [("A", 2), ("A", 9), ("B", 1), ("B", 5)]
        signals = aggregator.aggregate([a, b], sort_by=name)
    if name == "symbol" and not descending:
        signals = aggregator.aggregate([b, a], sort_by="symbol")
    assert shown(signals) == expected


def test_unknown_column_is_named_with_those_there_are(aggregator):
    signals = aggregator.aggregate([lazy("A", [1], {"rsi": np.array([1.0])})])
    with pytest.raises(KeyError, match="No column 'nope'; there are symbol, timestamp"):
        signals.sorted_by("nope")


def test_columns_of_some_rows_look_at_their_symbols_only(aggregator):
    signals = aggregator.aggregate([lazy("A", [1, 4]), lazy("B", [2, 3])])
    assert signals.symbols(slice(1, 3)) == ["B", "B"]
    assert signals.column("close", slice(1, 3)).tolist() == [2.0, 3.0]
    assert (signals.timestamps_ns(slice(0, 1)) // DAY_NS).tolist() == [1]
    assert "columns" not in vars(signals.table.parts[0])


def test_columns_that_were_used_longest_ago_are_forgotten_when_there_are_too_many(
    aggregator, monkeypatch
):
    two_of_three = 2 * 7 * 2 * 8  # symbols, columns, matches, bytes
    monkeypatch.setattr("engine.signals.match_table._MAX_HELD_BYTES", two_of_three)
    values = {"rsi": np.array([1.0, 2.0])}
    signals = aggregator.aggregate([lazy(name, [1, 2], values) for name in "ABC"])
    first = signals.sorted_by("rsi", descending=True)
    assert ["columns" in vars(part) for part in signals.table.parts] == [False, True, True]
    assert first.matches[0]["symbol"] == "A"
    assert ["columns" in vars(part) for part in signals.table.parts] == [True, False, True]
    assert first.column("rsi").tolist() == [2.0, 2.0, 2.0, 1.0, 1.0, 1.0]
    assert signals.value_names == ("rsi",)


def test_days_group_matches_in_order(aggregator):
    signals = aggregator.aggregate([lazy("A", [2, 1 + 19_000]), lazy("B", [2])], "symbol")
    groups = aggregator.group_by_date(signals)
    assert list(groups) == [date(1970, 1, 3), date(2022, 1, 9)]
    assert [match["symbol"] for match in groups[date(1970, 1, 3)]] == ["A", "B"]


def test_statistics_count_by_symbol_and_by_day(aggregator):
    results = [lazy("A", [2, 4]), lazy("B", [2]), lazy("C", [])]
    statistics = aggregator.get_statistics(aggregator.aggregate(results))
    assert statistics.total == 3
    assert statistics.by_symbol == {"A": 2, "B": 1}
    assert statistics.by_date == {date(1970, 1, 3): 2, date(1970, 1, 5): 1}


def test_nothing_aggregates_to_nothing(aggregator):
    signals = aggregator.aggregate([])
    assert (signals.total_symbols, signals.total_matches, list(signals.matches)) == (0, 0, [])
    assert aggregator.get_statistics(signals).by_date == {}
    assert aggregator.group_by_date(signals) == {}
    assert signals.to_frame().empty
    assert signals.sorted_by("close").total_matches == 0


def test_frame_has_a_row_a_match_and_a_column_a_value(aggregator):
    signals = aggregator.aggregate([lazy("B", [3], {"rsi": np.array([7.0])}), lazy("A", [1])])
    frame = signals.to_frame()
    assert frame["symbol"].tolist() == ["A", "B"]
    assert frame["timestamp"].tolist() == [
        pd.Timestamp("1970-01-02", tz="UTC"),
        pd.Timestamp("1970-01-04", tz="UTC"),
    ]
    assert list(frame.columns[2:]) == [*PRICE_COLUMNS, "rsi"]
    np.testing.assert_array_equal(frame["rsi"], [np.nan, 7.0])


def test_symbols_whose_history_was_replaced_are_left_out_with_a_warning(aggregator, caplog):
    gone = ProcessingResult("GONE", SignalMatches("GONE", 1, Stale()), outcome=Outcome.HIT)
    with caplog.at_level(logging.WARNING):
        signals = aggregator.aggregate([gone, lazy("A", [1])])
    assert shown(signals) == [("A", 1)]
    assert signals.table.stale == ("GONE",)
    assert "The history of GONE was replaced" in caplog.text


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(0, 20_000), unique=True, max_size=12).map(sorted), max_size=6))
def test_aggregate_keeps_every_match_and_agrees_with_plain_sorting(histories):
    results = [lazy(f"S{i}", days) for i, days in enumerate(histories)]
    signals = SignalAggregator().aggregate(results)
    plain = [(f"S{i}", day) for i, days in enumerate(histories) for day in days]
    assert shown(signals) == sorted(plain, key=lambda pair: pair[1])
    statistics = SignalAggregator().get_statistics(signals)
    assert sum(statistics.by_date.values()) == sum(statistics.by_symbol.values()) == len(plain)
