from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from engine.batch.evaluation.candle_store import CandleStore
from engine.domain.candle import Candle
from engine.domain.repositories import CandleColumns, DataVersion
from engine.domain.series import CandleSeries, from_ns
from engine.language.evaluation.lowering.columns import CleanColumns
from engine.storage.in_memory import InMemoryCandleRepository
from tests.helpers.candles import random_bars
from tests.helpers.trouble import DAY_NS, candles


class CountingRepository(InMemoryCandleRepository):
    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[str, ...]] = []

    def get_columns(self, symbol, timeframe, names):
        self.asked.append(tuple(names))
        return super().get_columns(symbol, timeframe, names)


@pytest.fixture
def repository() -> CountingRepository:
    repository = CountingRepository()
    repository.save_many("A", "1d", candles("A", 100)[:90])
    return repository


def columns(store, repository, names=("close",), expected=None, symbol="A"):
    expected = expected or repository.versions("1d")[symbol]
    return store.columns(repository, symbol, "1d", names, expected)


def test_candles_are_read_once(repository):
    store = CandleStore(1 << 20)
    first = columns(store, repository)
    assert columns(store, repository) is first
    assert repository.asked == [("close",)]
    assert (store.hits, store.misses) == (1, 1)


def test_only_missing_columns_are_read(repository):
    store = CandleStore(1 << 20)
    columns(store, repository, ("close",))
    found = columns(store, repository, ("close", "volume"))
    assert repository.asked == [("close",), ("volume",)]
    assert set(found.columns) == {"close", "volume"}


def test_appended_candles_are_read_when_they_are_asked_for(repository):
    store = CandleStore(1 << 20)
    old = repository.versions("1d")["A"]
    columns(store, repository)
    repository.save_many("A", "1d", candles("A", 100)[90:])
    assert len(columns(store, repository).columns["close"]) == 100
    assert len(columns(store, repository, expected=old).columns["close"]) == 90


def test_candles_appended_since_the_job_began_are_left_out(repository):
    store = CandleStore(1 << 20)
    expected = repository.versions("1d")["A"]
    repository.save_many("A", "1d", candles("A", 100)[90:])
    found = columns(store, repository, expected=expected)
    assert found.version == expected
    assert len(found.columns["close"]) == 90


def test_replaced_history_is_returned_whole_with_its_own_version(repository):
    store = CandleStore(1 << 20)
    columns(store, repository, ("close", "open"))
    expected = repository.versions("1d")["A"]
    repository.save_many("A", "1d", candles("A", 95, seed=2))
    found = columns(store, repository, ("close", "volume"), expected=expected)
    assert found.version == repository.versions("1d")["A"]
    np.testing.assert_array_equal(found.columns["close"], candles("A", 95, seed=2).close)
    np.testing.assert_array_equal(found.columns["volume"], candles("A", 95, seed=2).volume)


def test_unknown_symbol_has_no_candles(repository):
    store = CandleStore(1 << 20)
    assert columns(store, repository, expected=DataVersion(1, 1), symbol="NOPE") is None


def test_bound_is_kept_by_forgetting(repository):
    for i in range(50):
        repository.save_many(f"S{i}", "1d", candles(f"S{i}", 100))
    store = CandleStore(20_000)
    for i in range(50):
        columns(store, repository, symbol=f"S{i}")
    assert 0 < store.size_bytes <= 20_000
    store.resize(3_000)
    assert store.size_bytes <= 3_000
    store.clear()
    assert store.size_bytes == 0


def test_clean_candles_are_marked_so_that_nobody_looks_again(repository):
    store = CandleStore(1 << 20)
    old = repository.versions("1d")["A"]
    assert type(columns(store, repository).columns) is CleanColumns
    repository.save_many("A", "1d", candles("A", 100)[90:])
    columns(store, repository)
    assert type(columns(store, repository, expected=old).columns) is CleanColumns


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_candles_with_gaps_are_not_taken_for_clean(repository, value):
    bar = Candle(from_ns(DAY_NS), 1.0, 1.0, 1.0, value, 1.0)
    repository.save_many("B", "1d", [bar])
    found = columns(CandleStore(1 << 20), repository, symbol="B")
    assert type(found.columns) is not CleanColumns


class LongHistory(CountingRepository):
    """Reads the end of a history alone."""

    def __init__(self) -> None:
        super().__init__()
        self.asked_from: list[tuple[tuple[str, ...], int]] = []
        self.save_many("A", "1d", CandleSeries("A", "1d", *random_bars(10_000)))

    def get_columns_from(self, symbol, timeframe, names, first_bar):
        self.asked_from.append((tuple(names), first_bar))
        whole = InMemoryCandleRepository.get_columns(self, symbol, timeframe, names)
        part = {name: column[first_bar:] for name, column in whole.columns.items()}
        return CandleColumns(whole.version, part, first_bar)


def tail(store, repository, first_bar, names=("close",), expected=None):
    expected = expected or repository.versions("1d")["A"]
    return store.columns(repository, "A", "1d", names, expected, first_bar=first_bar)


def test_of_a_long_history_only_the_end_is_read_and_kept():
    repository, store = LongHistory(), CandleStore(1 << 20)
    part = tail(store, repository, 9_000)
    assert (part.first_bar, len(part.columns["close"]), part.version.n_bars) == (
        9_000,
        1_000,
        10_000,
    )
    assert tail(store, repository, 9_500) is part
    assert repository.asked_from == [(("close",), 9_000)]
    assert repository.asked == []


def test_a_longer_end_has_all_columns_of_the_shorter_one():
    repository, store = LongHistory(), CandleStore(1 << 20)
    tail(store, repository, 9_000)
    part = tail(store, repository, 8_000, ("volume",))
    assert set(part.columns) == {"close", "volume"}
    assert tail(store, repository, 9_000) is part


def test_the_whole_history_is_read_when_it_is_needed_and_serves_ends_then():
    repository, store = LongHistory(), CandleStore(1 << 20)
    tail(store, repository, 9_000)
    whole = columns(store, repository)
    assert (whole.first_bar, len(whole.columns["close"])) == (0, 10_000)
    assert tail(store, repository, 9_000) is whole


def test_end_of_a_history_leaves_out_what_was_appended_since():
    repository, store = LongHistory(), CandleStore(1 << 20)
    before = repository.versions("1d")["A"]
    last = repository.get_range("A", "1d")[-1].timestamp
    repository.save_many("A", "1d", [Candle(last + timedelta(days=1), 1, 1, 1, 1, 1)])
    part = tail(store, repository, 9_000, expected=before)
    assert len(part.columns["close"]) == 1_000
    assert part.version == before


def test_replaced_history_is_read_whole():
    repository, store = LongHistory(), CandleStore(1 << 20)
    before = repository.versions("1d")["A"]
    first = repository.get_range("A", "1d")[0].timestamp
    repository.save_many("A", "1d", [Candle(first, 1, 1, 1, 1, 1)])
    part = tail(store, repository, 9_000, expected=before)
    assert part.first_bar == 0
    assert part.version == repository.versions("1d")["A"] != before
