"""Watchlists and what they choose."""

from __future__ import annotations

import pytest

from engine.domain.universe import UniverseChoice, choose_symbols, parse_symbols
from engine.domain.watchlist import Watchlist

ALL = ["A", "B", "C", "D"]
LISTS = {"one": ("A", "C"), "two": ("C", "D"), "small": ("a",), "mine": ("B", "gone", "ZZ")}


def lists(name: str) -> tuple[str, ...]:
    return LISTS.get(name, ())


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (UniverseChoice(), ALL),
        (UniverseChoice(include=("one",)), ["A", "C"]),
        (UniverseChoice(include=("one", "two")), ["A", "C", "D"]),
        (UniverseChoice(exclude=("two",)), ["A", "B"]),
        (UniverseChoice(include=("one",), exclude=("two",)), ["A"]),
        (UniverseChoice(symbols=("d", "b", "X")), ["D", "B"]),
        (UniverseChoice(symbols=("D", "B"), include=("one",)), ["D", "B", "A", "C"]),
        (UniverseChoice(include=("empty",)), []),
        (UniverseChoice(include=("small",)), ["A"]),
        (UniverseChoice(exclude=("small",)), ["B", "C", "D"]),
    ],
)
def test_lists_and_names_choose_symbols(choice: UniverseChoice, expected: list[str]) -> None:
    assert choose_symbols(choice, ALL, lists).symbols == expected


def test_symbols_asked_for_in_vain_are_missing_unless_they_are_excluded() -> None:
    choice = UniverseChoice(include=("mine",), symbols=("a", "ZZ", "X"), exclude=("two",))
    assert choose_symbols(choice, ALL, lists) == (["A", "B"], ["ZZ", "X", "gone"])
    choice = UniverseChoice(symbols=("d", "X"), exclude=("two",))
    assert choose_symbols(choice, ALL, lists) == ([], ["X"])


def test_symbol_whose_letters_have_the_same_case_goes_before_another() -> None:
    available = ["BRK.a", "BRK.A"]
    assert choose_symbols(UniverseChoice(symbols=("BRK.A",)), available).symbols == ["BRK.A"]
    assert choose_symbols(UniverseChoice(symbols=("BRK.a",)), available).symbols == ["BRK.a"]


def test_pasted_symbols_are_cut_at_any_separator() -> None:
    assert parse_symbols(" AAPL, MSFT;005930\nAAPL\t") == ("AAPL", "MSFT", "005930")
    assert parse_symbols("symbol\nA\nB") == ("A", "B")
    assert parse_symbols("") == ()


def test_only_bounds_need_candles() -> None:
    assert UniverseChoice(min_price=1.0).needs_candles
    assert not UniverseChoice(include=("one",)).needs_candles
    assert UniverseChoice().is_everything


def test_watchlist_has_each_symbol_once() -> None:
    assert Watchlist("Tech", ("B", "A", "B")).symbols == ("B", "A")
