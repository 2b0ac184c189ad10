"""Formulas that no symbol has enough candles for."""

from __future__ import annotations

from engine.scanning.history_warning import history_warning
from engine.storage.in_memory import InMemoryCandleRepository
from tests.helpers.formulas import compile_text
from tests.helpers.trouble import candles


def repository(**n_bars: int) -> InMemoryCandleRepository:
    repository = InMemoryCandleRepository()
    for symbol, n in n_bars.items():
        repository.save_many(symbol, "1d", candles(symbol, n))
    return repository


def test_the_longest_history_decides() -> None:
    compiled = compile_text("close > sma(close, 40)")
    stored = repository(A=10, B=40)
    assert history_warning(compiled, stored, "1d") is None
    warning = history_warning(compiled, stored, "1d", ["A"])
    assert warning is not None
    assert warning.code == "W703"
    assert warning.message == "The formula needs 40 bars and there are 10"


def test_a_library_without_candles_gives_no_such_warning() -> None:
    assert history_warning(compile_text("close > 1"), repository(), "1d") is None
