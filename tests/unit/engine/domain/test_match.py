"""Matches as columns and as objects."""

import pickle
from datetime import UTC, datetime

import numpy as np
import pytest

from engine.domain.candle import Candle
from engine.domain.match import (
    FixedMatches,
    MatchColumns,
    SignalMatch,
    SignalMatches,
    SignalType,
    no_matches,
)
from engine.domain.series import PRICE_COLUMNS, to_ns

DAYS = [datetime(2024, 1, day, tzinfo=UTC) for day in (2, 5, 9)]


class CountingSource:
    """A match source that counts how often somebody looks."""

    def __init__(self) -> None:
        self.looks = 0

    def positions(self):
        return np.array([1, 4, 8])

    def timestamps(self):
        return np.array([to_ns(day) for day in DAYS])

    def columns(self, rows):
        self.looks += 1
        numbers = np.arange(3.0)
        prices = {name: numbers + i for i, name in enumerate(PRICE_COLUMNS)}
        columns = MatchColumns(self.timestamps(), prices, {"rsi(close,14)": 30 + numbers})
        return FixedMatches(self.positions(), columns).columns(rows)


@pytest.fixture
def source() -> CountingSource:
    return CountingSource()


@pytest.fixture
def matches(source) -> SignalMatches:
    return SignalMatches("A", 3, source, SignalType.ENTRY, formula_id=7)


def test_length_and_times_need_no_candles(matches, source):
    assert len(matches) == 3
    assert matches.timestamps_ns[0] == to_ns(DAYS[0])
    assert source.looks == 0


def test_match_holds_candle_and_values_of_its_bar(matches):
    candle = Candle(DAYS[1], 1.0, 2.0, 3.0, 4.0, 5.0)
    expected = SignalMatch("A", DAYS[1], candle, SignalType.ENTRY, {"rsi(close,14)": 31.0}, 7)
    assert matches[1] == expected
    assert matches[-2] == expected
    assert matches[1:2] == [expected]


def test_candles_are_asked_for_once(matches, source):
    assert [match.timestamp for match in matches] == DAYS
    assert matches[0].indicator_values == {"rsi(close,14)": 30.0}
    assert source.looks == 1


def test_what_was_forgotten_is_asked_for_again(matches, source):
    first = matches[0]
    matches.forget()
    assert matches[0] == first
    assert source.looks == 2


@pytest.mark.parametrize("index", [3, -4])
def test_index_outside_is_refused(matches, index):
    with pytest.raises(IndexError, match="of 3"):
        matches[index]


def test_pickle_carries_everything_along(matches):
    copy = pickle.loads(pickle.dumps(matches))
    assert copy == matches
    assert copy.positions.tolist() == [1, 4, 8]


def test_no_matches_equal_an_empty_list():
    assert no_matches("A") == []
    assert pickle.loads(pickle.dumps(no_matches("A"))) == []
    assert not no_matches("A")
    assert no_matches("A") != 3
