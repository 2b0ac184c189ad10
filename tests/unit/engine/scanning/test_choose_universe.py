from __future__ import annotations

from typing import TYPE_CHECKING

from engine.domain.universe import UniverseChoice
from engine.scanning.choose_universe import choose_universe
from engine.storage.in_memory import InMemoryCandleRepository
from engine.storage.library import open_library
from engine.storage.sqlite.candles import SqliteCandleRepository
from tests.helpers.candles import candles, random_bars

if TYPE_CHECKING:
    from pathlib import Path


def repository_of(**closes: float) -> InMemoryCandleRepository:
    repository = InMemoryCandleRepository()
    for symbol, close in closes.items():
        repository.save_many(symbol, "1d", candles(range(30), close))
    return repository


def test_bounds_look_at_the_last_close() -> None:
    repository = repository_of(A=5.0, B=10.0, C=20.0)
    for choice, expected in (
        (UniverseChoice(min_price=10.0), ["B", "C"]),
        (UniverseChoice(max_price=10.0), ["A", "B"]),
        (UniverseChoice(min_price=6.0, max_price=19.0), ["B"]),
        (UniverseChoice(symbols=("C", "a"), min_price=1.0), ["C", "A"]),
        (UniverseChoice(min_volume=100.0), ["A", "B", "C"]),
        (UniverseChoice(min_volume=101.0), []),
    ):
        assert choose_universe(choice, repository, "1d").symbols == expected


def test_symbols_without_candles_are_missing_whatever_the_bounds() -> None:
    choice = UniverseChoice(symbols=("A", "X"), min_price=100.0)
    assert choose_universe(choice, repository_of(A=5.0), "1d") == ([], ["X"])


class EndsOnly(SqliteCandleRepository):
    """Refuses to read a whole history."""

    def get_columns(self, symbol, timeframe, names):
        raise AssertionError(f"All of {symbol} is read")


def test_of_a_long_history_only_the_end_is_read(tmp_path: Path) -> None:
    path = tmp_path / "long.fslib"
    with open_library(path, create=True) as library:
        library.candles.save_arrays("A", "1d", random_bars(10_000))
    repository = EndsOnly(path)
    choice = UniverseChoice(min_price=0.0, min_volume=1.0)
    assert choose_universe(choice, repository, "1d").symbols == ["A"]
    repository.close()
