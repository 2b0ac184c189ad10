"""What every candle repository that can be written promises, in memory and in SQLite."""

from __future__ import annotations

import pickle
import threading
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from engine.domain.repositories import ICandleRepository
from engine.domain.series import COLUMNS, CandleSeries
from engine.storage.in_memory import InMemoryCandleRepository
from engine.storage.sqlite.candles import SqliteCandleRepository
from tests.helpers.candles import FIRST_DAY, candle, candles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    Repository = InMemoryCandleRepository | SqliteCandleRepository


@pytest.fixture(params=["memory", "sqlite"])
def repository(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Repository]:
    if request.param == "memory":
        yield InMemoryCandleRepository()
        return
    found = SqliteCandleRepository(tmp_path / "library.fslib")
    found.save_many("_", "1M", [])  # the first write makes the file
    yield found
    found.close()


def test_repository_answers_the_protocol(repository: Repository) -> None:
    assert isinstance(repository, ICandleRepository)


def test_saved_candles_come_back(repository: Repository) -> None:
    saved = [candle(day, 10.0 + day) for day in range(5)]
    assert repository.save_many("A", "1d", saved) == (5, 0, 0)
    assert list(repository.get_range("A", "1d")) == saved


def test_series_is_saved_as_its_candles_are(repository: Repository) -> None:
    series = CandleSeries.from_candles("A", "1d", candles(range(3)))
    repository.save_many("A", "1d", series)
    assert repository.get_range("A", "1d") == series


def test_both_ends_of_a_range_are_inside(repository: Repository) -> None:
    repository.save_many("A", "1d", candles(range(10)))
    found = repository.get_range("A", "1d", date(2024, 1, 3), date(2024, 1, 5))
    assert [each.timestamp.day for each in found] == [3, 4, 5]


def test_end_date_holds_until_its_last_instant(repository: Repository) -> None:
    late = datetime(2024, 1, 1, 23, 59, 59, tzinfo=UTC)
    repository.save_many("A", "1m", [candle(0), type(candle(0))(late, 1, 1, 1, 1, 1)])
    assert len(repository.get_range("A", "1m", end=date(2024, 1, 1))) == 2


def test_range_that_starts_after_it_ends_is_refused(repository: Repository) -> None:
    repository.save_many("A", "1d", candles(range(3)))
    with pytest.raises(ValueError, match="starts"):
        repository.get_range("A", "1d", date(2024, 2, 1), date(2024, 1, 1))


def test_unknown_symbol_has_an_empty_range_and_no_columns(repository: Repository) -> None:
    assert len(repository.get_range("X", "1d")) == 0
    assert repository.get_columns("X", "1d", ("close",)) is None
    assert repository.versions("1d", ["X"]) == {}


def test_columns_come_in_the_order_asked_for_and_cannot_be_written(repository: Repository) -> None:
    repository.save_many("A", "1d", candles(range(3)))
    found = repository.get_columns("A", "1d", ("volume", "timestamps"))
    assert found is not None
    assert list(found.columns) == ["volume", "timestamps"]
    assert found.columns["timestamps"].dtype == np.int64
    for column in found.columns.values():
        with pytest.raises(ValueError, match="read-only"):
            column[0] = 0


def test_appending_raises_the_count_and_leaves_the_revision(repository: Repository) -> None:
    repository.save_many("A", "1d", candles(range(3)))
    before = repository.versions("1d")["A"]
    repository.save_many("A", "1d", candles([3, 4]))
    after = repository.versions("1d")["A"]
    assert (after.revision, after.n_bars) == (before.revision, 5)


@pytest.mark.parametrize("change", [[candle(1, 99.0)], [candle(-1)], [candle(7), candle(0, 2.0)]])
def test_touching_history_raises_the_revision(repository: Repository, change: list[Any]) -> None:
    repository.save_many("A", "1d", candles([0, 1, 2, 5]))
    before = repository.versions("1d")["A"].revision
    repository.save_many("A", "1d", change)
    assert repository.versions("1d")["A"].revision > before


def test_saving_the_same_again_changes_nothing(repository: Repository) -> None:
    repository.save_many("A", "1d", candles(range(3)))
    before = repository.versions("1d")
    assert repository.save_many("A", "1d", candles(range(3))) == (0, 0, 3)
    assert repository.versions("1d") == before


def test_version_of_columns_is_that_of_the_symbol(repository: Repository) -> None:
    repository.save_many("A", "1d", candles(range(3)))
    found = repository.get_columns("A", "1d", COLUMNS)
    assert found is not None
    assert found.version == repository.versions("1d", ["A"])["A"]


def test_symbols_are_sorted_and_by_timeframe(repository: Repository) -> None:
    for symbol, timeframe in (("B", "1d"), ("A", "1d"), ("C", "1h")):
        repository.save_many(symbol, timeframe, candles([0]))
    assert repository.symbols("1d") == ["A", "B"]
    assert repository.timeframes() == ["1h", "1d"]


def test_saving_no_candles_makes_no_symbol(repository: Repository) -> None:
    assert repository.save_many("A", "1d", []) == (0, 0, 0)
    assert repository.symbols("1d") == []


def test_later_changes_of_the_callers_array_do_not_reach_the_repository(
    repository: Repository,
) -> None:
    times = np.array(["2024-01-01", "2024-01-02"], dtype="datetime64[ns]")
    close = np.array([1.0, 2.0])
    repository.save_many(
        "A", "1d", CandleSeries("A", "1d", times, close, close, close, close, close)
    )
    close[:] = 99
    assert repository.get_range("A", "1d").close.tolist() == [1.0, 2.0]


def test_one_candle_for_each_symbol_is_appended(repository: Repository) -> None:
    for symbol in "AB":
        repository.save_many(symbol, "1d", candles(range(3)))
    counts = repository.append_many("1d", {"A": candle(3), "B": candle(2, 99.0), "C": candle(3)})
    assert counts == (2, 1, 0)
    assert [len(repository.get_range(symbol, "1d")) for symbol in "ABC"] == [4, 3, 1]
    assert repository.get_range("B", "1d")[-1].close == 99.0


def test_pickled_repository_has_the_same_candles(repository: Repository) -> None:
    repository.save_many("A", "1d", candles(range(3)))
    copy = pickle.loads(pickle.dumps(repository))
    try:
        assert copy.get_range("A", "1d") == repository.get_range("A", "1d")
        assert copy.versions("1d") == repository.versions("1d")
    finally:
        if isinstance(copy, SqliteCandleRepository):
            copy.close()


def test_threads_read_while_one_writes(repository: Repository) -> None:
    repository.save_many("A", "1d", candles(range(50)))
    failures: list[object] = []
    is_done = threading.Event()

    def read() -> None:
        while not is_done.is_set():
            found = repository.get_columns("A", "1d", COLUMNS)
            if found is None or len({column.size for column in found.columns.values()}) != 1:
                failures.append(found)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for day in range(50, 250):
        repository.append_many("1d", {"A": candle(day)})
    is_done.set()
    for reader in readers:
        reader.join()
    assert failures == []
    assert len(repository.get_range("A", "1d")) == 250


def test_times_are_utc(repository: Repository) -> None:
    repository.save_many("A", "1d", candles([0]))
    assert repository.get_range("A", "1d")[0].timestamp == FIRST_DAY
