from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from engine.storage.library import open_library
from scanner_app.services.scan.universe import (
    Universe,
    chosen_symbols,
    parse_symbols,
    unknown_symbols,
    within_bounds,
)

if TYPE_CHECKING:
    from pathlib import Path

ALL = ["A", "B", "C", "D"]
LISTS = {"one": ("A", "C"), "two": ("C", "D"), "small": ("a",)}


def chosen(universe: Universe) -> list[str]:
    return chosen_symbols(universe, ALL, lambda name: LISTS.get(name, ()))


@pytest.mark.parametrize(
    ("universe", "expected"),
    [
        (Universe(), ALL),
        (Universe(include=("one",)), ["A", "C"]),
        (Universe(include=("one", "two")), ["A", "C", "D"]),
        (Universe(exclude=("two",)), ["A", "B"]),
        (Universe(include=("one",), exclude=("two",)), ["A"]),
        (Universe(symbols=("b", "d", "X")), ["B", "D"]),
        (Universe(include=("gone",)), []),
        (Universe(include=("small",)), ["A"]),
        (Universe(exclude=("small",)), ["B", "C", "D"]),
    ],
)
def test_lists_choose_symbols(universe: Universe, expected: list[str]) -> None:
    assert chosen(universe) == expected


def test_pasted_symbols_are_cut_at_any_separator() -> None:
    assert parse_symbols(" AAPL, MSFT;005930\nAAPL\t") == ("AAPL", "MSFT", "005930")
    assert parse_symbols("symbol\nA\nB") == ("A", "B")
    assert parse_symbols("") == ()


def test_symbols_that_are_not_there_are_named() -> None:
    lists = {"mine": ("B", "gone", "ZZ")}
    pasted = Universe(include=("mine",), symbols=("a", "ZZ"))
    assert unknown_symbols(pasted, ALL, lists.__getitem__) == ("ZZ", "gone")


def test_bounds_look_at_the_last_candles(small_library: Path) -> None:
    with open_library(small_library) as library:
        symbols = library.candles.symbols("1d")
        last = {s: float(library.candles.get_range(s, "1d").close[-1]) for s in symbols}
        middle = sorted(last.values())[4]
        above = within_bounds(Universe(min_price=middle), symbols, "1d", library)
        below = within_bounds(Universe(max_price=middle), symbols, "1d", library)
        assert above == [s for s in symbols if last[s] >= middle]
        assert below == [s for s in symbols if last[s] <= middle]
        assert within_bounds(Universe(min_volume=1e15), symbols, "1d", library) == []
        assert within_bounds(Universe(min_price=0.0), ["NONE"], "1d", library) == []


def test_only_bounds_need_candles() -> None:
    assert Universe(min_price=1.0).needs_candles
    assert not Universe(include=("one",)).needs_candles
    assert Universe().is_everything
