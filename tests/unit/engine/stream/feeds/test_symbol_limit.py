"""Which symbols a feed delivers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.stream.feeds import symbol_limit
from engine.stream.feeds.symbol_limit import SymbolLimit

if TYPE_CHECKING:
    import pytest


def test_chosen_symbols_are_taken_and_no_others() -> None:
    limit = SymbolLimit(["A", "B"])
    assert [limit.takes(symbol) for symbol in "ABC"] == [True, True, False]


def test_without_a_choice_the_first_symbols_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(symbol_limit, "MAX_SYMBOLS", 2)
    limit = SymbolLimit()
    assert [limit.takes(symbol) for symbol in "ABCAB"] == [True, True, False, True, True]
