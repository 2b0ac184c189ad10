from __future__ import annotations

import numpy as np
import pytest

from engine.batch.evaluation.candle_store import CandleStore
from engine.domain.candle import Candle
from engine.domain.repositories import DataVersion
from engine.domain.series import from_ns
from engine.language.evaluation.columns import CleanColumns
from engine.storage.in_memory import InMemoryCandleRepository
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
