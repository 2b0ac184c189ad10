from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from engine.batch.latest_bar import LatestBar, latest_bar, latest_time
from engine.domain.date_range import DateRange
from engine.storage.in_memory import InMemoryCandleRepository
from engine.storage.sqlite.candles import SqliteCandleRepository
from tests.helpers.candles import DAY_NS, FIRST_NS, candles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    Repository = InMemoryCandleRepository | SqliteCandleRepository


@pytest.mark.parametrize(
    ("times", "daily", "hourly"),
    [
        ([5], 5, 5),
        ([5, 5, 5, 3], 5, 5),
        ([5, 4, 4, 3], 4, 5),  # one that was updated before the others
        ([5, 5, 4, 4], 5, 5),  # half of them are enough
        ([6, 5, 5, 5], 5, 6),  # one that trades at weekends
        ([3, 2, 1], 2, 3),
    ],
)
def test_from_daily_bars_on_at_least_half_of_the_universe_has_the_latest_session(
    times: list[int], daily: int, hourly: int
) -> None:
    assert latest_time(times, "1d") == latest_time(times, "1w") == daily
    assert latest_time(times, "1h") == hourly


@pytest.fixture(params=["memory", "sqlite"])
def repository(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Repository]:
    is_sqlite = request.param == "sqlite"
    path = tmp_path / "library.fslib"
    repository = SqliteCandleRepository(path) if is_sqlite else InMemoryCandleRepository()
    for symbol, n_days in {"OLD": 10, "A": 20, "B": 20, "NEW": 21}.items():
        repository.save_many(symbol, "1d", candles(range(n_days)))
    yield repository
    if isinstance(repository, SqliteCandleRepository):
        repository.close()


def time_of(day: int) -> int:
    return FIRST_NS + day * DAY_NS


def latest(repository: Repository, span: tuple[int, int]) -> LatestBar | None:
    return latest_bar(repository, "1d", repository.versions("1d"), span)


def test_symbols_with_an_older_last_bar_are_stale(repository: Repository) -> None:
    whole = (DateRange().start_ns, DateRange().end_ns)
    assert latest(repository, whole) == LatestBar(time_of(19), frozenset({"OLD"}), True)


def test_latest_bar_lies_within_the_range(repository: Repository) -> None:
    until = (DateRange().start_ns, time_of(12))
    assert latest(repository, until) == LatestBar(time_of(12), frozenset({"OLD"}), False)
    assert latest(repository, (time_of(0), time_of(5))) == LatestBar(time_of(5), frozenset(), False)


def test_symbol_without_a_bar_in_the_range_is_not_stale(repository: Repository) -> None:
    since = (time_of(15), DateRange().end_ns)
    assert latest(repository, since) == LatestBar(time_of(19), frozenset(), True)
    assert latest(repository, (time_of(50), time_of(60))) is None
