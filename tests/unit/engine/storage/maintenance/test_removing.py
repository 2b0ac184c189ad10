from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from engine.domain.symbol import Symbol
from engine.storage.library import Library, open_library
from engine.storage.maintenance.removing import Removed, remove_symbols
from tests.helpers.candles import MINUTE_NS, random_bars

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "library.fslib", create=True) as library:
        for symbol in ("A", "B"):
            library.candles.save_arrays(symbol, "1d", random_bars(30))
            library.candles.save_arrays(symbol, "1m", random_bars(20, step_ns=MINUTE_NS))
            library.symbols.save(Symbol(symbol, f"{symbol} Inc"))
            library.adjustments.add(symbol, "1d", 5, 0.5)
            library.adjustments.add(symbol, "1m", 5, 0.5)
        library.symbols.add_to_groups([("Tech", "A"), ("Tech", "B")])
        yield library


def test_a_removed_symbol_leaves_nothing_behind(library: Library) -> None:
    assert remove_symbols(library, ["A", "A", "NOBODY"]) == Removed(("A",), 50)
    assert library.candles.symbols("1d") == library.candles.symbols("1m") == ["B"]
    assert library.candles.get_columns("A", "1d", ["close"]) is None
    assert library.symbols.get("A") is None
    assert library.symbols.groups() == {"Tech": ["B"]}
    assert library.adjustments.all("A") == []
    assert len(library.adjustments.all("B")) == 2


def test_one_timeframe_can_go_alone(library: Library) -> None:
    assert remove_symbols(library, ["A"], "1m") == Removed(("A",), 20)
    assert library.candles.symbols("1d") == ["A", "B"]
    assert library.symbols.get("A") == Symbol("A", "A Inc")
    assert [entry.timeframe for entry in library.adjustments.all("A")] == ["1d"]
    remove_symbols(library, ["A"], "1d")
    assert library.symbols.get("A") is None


def test_the_same_candles_come_back_under_another_revision(library: Library) -> None:
    before = library.candles.versions("1d")["A"]
    remove_symbols(library, ["A"])
    library.candles.save_arrays("A", "1d", random_bars(30))
    after = library.candles.versions("1d")["A"]
    assert after.n_bars == before.n_bars
    assert after.revision > before.revision


def test_symbols_without_candles_of_a_timeframe_stay_as_they_are(library: Library) -> None:
    library.symbols.save(Symbol("LISTED", "Not yet imported"))
    assert remove_symbols(library, ["LISTED", "A"], "1w") == Removed((), 0)
    assert library.symbols.get("LISTED") is not None
    assert library.candles.symbols("1d") == ["A", "B"]


def test_a_failure_half_way_takes_nothing_out(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise OSError("no")

    monkeypatch.setattr(library.symbols, "delete_all", fail)
    with pytest.raises(OSError, match="no"):
        remove_symbols(library, ["A"])
    assert len(library.candles.get_range("A", "1d")) == 30
    assert len(library.adjustments.all("A")) == 2
