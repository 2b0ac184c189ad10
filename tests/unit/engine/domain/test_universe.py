"""Watchlists and what they choose."""

from __future__ import annotations

from engine.domain.universe import choose_symbols
from engine.domain.watchlist import Watchlist

ALL = ["A", "B", "C", "D"]


def test_without_a_choice_all_symbols_are_scanned() -> None:
    assert choose_symbols(ALL) == (ALL, [])


def test_symbol_in_any_included_list_is_chosen_in_the_order_of_the_library() -> None:
    assert choose_symbols(ALL, include=[["D", "B"], ["A", "B"]]).symbols == ["A", "B", "D"]


def test_excluded_symbol_is_left_out_whatever_includes_it() -> None:
    assert choose_symbols(ALL, include=[["A", "B"]], exclude=[["B"], ["D"]]).symbols == ["A"]
    assert choose_symbols(ALL, exclude=[["B"]]).symbols == ["A", "C", "D"]


def test_symbols_asked_for_in_vain_are_told() -> None:
    found = choose_symbols(ALL, include=[["X", "A", "Y", "X"]], exclude=[["Y"]])
    assert found == (["A"], ["X"])


def test_empty_watchlist_chooses_nothing() -> None:
    assert choose_symbols(ALL, include=[[]]).symbols == []


def test_watchlist_has_each_symbol_once() -> None:
    assert Watchlist("Tech", ("B", "A", "B")).symbols == ("B", "A")
