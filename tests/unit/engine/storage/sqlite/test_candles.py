"""Blocks, tails and what only the SQLite repository does."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import numpy as np
import pytest

from engine.domain.series import COLUMNS
from engine.storage.candle_arrays import CandleArrays
from engine.storage.library import Library, open_library
from tests.helpers.candles import bars, candle, candles, random_bars

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "library.fslib", create=True) as library:
        yield library


def stored(library: Library, symbol: str = "A", timeframe: str = "1d") -> CandleArrays:
    found = library.candles.get_columns(symbol, timeframe, COLUMNS)
    assert found is not None
    return CandleArrays(**found.columns)


def count_rows(library: Library, table: str) -> int:
    with sqlite3.connect(library.path) as connection:
        found = connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]
    connection.close()
    return int(found)


def test_history_is_one_blob_a_column(library: Library) -> None:
    library.candles.save_arrays("A", "1d", random_bars(100))
    assert count_rows(library, "block") == 6
    assert count_rows(library, "tail") == 0


def test_appended_candles_lie_in_the_tail_until_there_are_many(library: Library) -> None:
    library.candles.save_arrays("A", "1d", bars([1] * 10))
    for day in range(10, 40):
        library.candles.append_many("1d", {"A": candle(day)})
    assert count_rows(library, "tail") == 1
    for day in range(40, 200):
        library.candles.append_many("1d", {"A": candle(day)})
    assert stored(library).n_bars == 200
    with sqlite3.connect(library.path) as connection:
        n_block = connection.execute("SELECT n_block FROM series").fetchone()[0]
    connection.close()
    assert n_block >= 100


def test_large_append_goes_to_the_block_at_once(library: Library) -> None:
    library.candles.save_arrays("A", "1d", random_bars(10))
    library.candles.save_arrays("A", "1d", random_bars(1_000).take(slice(10, None)))
    assert count_rows(library, "tail") == 0
    assert stored(library).n_bars == 1_000


def test_change_of_a_bar_in_the_tail_keeps_all_bars(library: Library) -> None:
    library.candles.save_arrays("A", "1d", bars([1] * 10))
    library.candles.append_many("1d", {"A": candle(10, 5.0)})
    library.candles.append_many("1d", {"A": candle(10, 6.0)})
    assert stored(library).close.tolist()[-2:] == [1.0, 6.0]
    assert stored(library).n_bars == 11


def test_all_symbols_are_read_from_one_state(library: Library) -> None:
    for symbol in "ABC":
        library.candles.save_arrays(symbol, "1d", bars([1, 2]))
    seen = []
    for symbol, found in library.candles.iter_columns("1d", ("close",)):
        seen.append((symbol, found.version.n_bars))
        library.candles.append_many("1d", {name: candle(2) for name in "ABC"})
    assert seen == [("A", 2), ("B", 2), ("C", 2)]


def test_iteration_takes_the_given_order_and_leaves_unknown_symbols_out(library: Library) -> None:
    for symbol in "ABC":
        library.candles.save_arrays(symbol, "1d", bars([1]))
    found = library.candles.iter_columns("1d", ("close",), ["C", "X", "A"])
    assert [symbol for symbol, _ in found] == ["C", "A"]


def test_coverage_tells_count_and_ends(library: Library) -> None:
    some = random_bars(5)
    library.candles.save_arrays("A", "1d", some)
    (entry,) = library.candles.coverage("1d")
    assert entry == ("A", 5, some.timestamps[0], some.timestamps[-1])


def test_coverage_follows_appended_candles(library: Library) -> None:
    library.candles.save_arrays("A", "1d", bars([1]))
    library.candles.append_many("1d", {"A": candle(9)})
    assert library.candles.coverage("1d")[0].last_ns == stored(library).timestamps[-1]


def test_replacing_a_history_raises_the_revision(library: Library) -> None:
    library.candles.save_arrays("A", "1d", bars([1, 2, 3]))
    before = library.candles.versions("1d")["A"].revision
    library.candles.replace("A", "1d", bars([7]))
    version = library.candles.versions("1d")["A"]
    assert version.revision > before
    assert stored(library).close.tolist() == [7.0]


def test_deleted_candles_are_gone_and_never_come_back_under_an_old_revision(
    library: Library,
) -> None:
    library.candles.save_arrays("A", "1d", bars([1, 2, 3]))
    before = library.candles.versions("1d")["A"].revision
    assert library.candles.delete("A", "1d")
    assert library.candles.symbols("1d") == []
    assert library.candles.timeframes() == []
    assert not library.candles.delete("A", "1d")
    library.candles.save_arrays("A", "1d", bars([9, 2, 3]))
    assert library.candles.versions("1d")["A"].revision > before
    assert count_rows(library, "block") == 6


def test_another_file_in_the_place_of_a_library_has_other_revisions(tmp_path: Path) -> None:
    revisions = set()
    path = tmp_path / "library.fslib"
    for close in (1.0, 2.0):
        with open_library(path, create=True) as library:
            library.candles.save_arrays("A", "1d", bars([close]))
            revisions.add(library.candles.versions("1d")["A"].revision)
        path.unlink()
    assert len(revisions) == 2


def test_changing_a_history_counts_candles_and_raises_the_revision(library: Library) -> None:
    library.candles.save_arrays("A", "1d", bars([1, 2, 3]))
    before = library.candles.versions("1d")["A"].revision
    n_changed = library.candles.change("A", "1d", lambda b: b._replace(close=b.close * [1, 2, 2]))
    assert n_changed == 2
    assert stored(library).close.tolist() == [1.0, 4.0, 6.0]
    assert library.candles.versions("1d")["A"].revision > before


def test_change_that_changes_nothing_leaves_the_revision(library: Library) -> None:
    library.candles.save_arrays("A", "1d", bars([1, 2, 3]))
    before = library.candles.versions("1d")
    assert library.candles.change("A", "1d", lambda same: same) == 0
    assert library.candles.change("X", "1d", lambda same: same) == 0
    assert library.candles.versions("1d") == before


def test_symbols_with_candles_are_known_to_the_symbol_repository(library: Library) -> None:
    library.candles.save_many("005930", "1d", candles([0]))
    assert [symbol.symbol_id for symbol in library.symbols.all()] == ["005930"]


def test_timeframe_that_does_not_exist_is_refused(library: Library) -> None:
    with pytest.raises(ValueError, match="known are"):
        library.candles.save_many("A", "7m", candles([0]))
    with pytest.raises(ValueError, match="known are"):
        library.candles.append_many("7m", {"A": candle(0)})


def test_appending_to_nobody_is_no_error(library: Library) -> None:
    assert library.candles.append_many("1d", {}) == (0, 0, 0)


def test_many_appends_equal_one_save(library: Library) -> None:
    whole = random_bars(300)
    for row in range(300):
        library.candles.save_arrays("A", "1d", whole.take(slice(row, row + 1)))
    np.testing.assert_equal(stored(library), whole)


def test_the_end_of_a_history_is_read_alone(library: Library) -> None:
    library.candles.save_many("LONG", "1d", candles(range(40)))
    library.candles.save_many("LONG", "1d", candles(range(40, 45)))  # behind the block
    whole = library.candles.get_columns("LONG", "1d", COLUMNS)
    for first in (0, 7, 39, 40, 43):
        part = library.candles.get_columns_from("LONG", "1d", COLUMNS, first)
        assert part is not None
        assert whole is not None
        assert part.version == whole.version
        assert part.first_bar == min(first, 40)
        for name in COLUMNS:
            assert part.columns[name].tolist() == whole.columns[name][part.first_bar :].tolist()
    assert library.candles.get_columns_from("NONE", "1d", COLUMNS, 3) is None
