from __future__ import annotations

import asyncio

import pytest

from engine.batch.engine import ProcessingEngine
from engine.domain.cancellation import CancellationToken
from engine.domain.formula import Formula
from engine.domain.result import Outcome
from engine.domain.symbol import Symbol
from engine.errors import FormulaError
from engine.language.service import FormulaService
from engine.scanning.batch_scan import BatchScanRequest, BatchScanUseCase
from engine.storage.in_memory import InMemoryCandleRepository, InMemorySymbolRepository
from tests.helpers.trouble import candles

ABOVE = Formula(1, "", "close > sma(close, 5)")


@pytest.fixture
def use_case():
    repository = InMemoryCandleRepository()
    for symbol in "ABC":
        repository.save_many(symbol, "1d", candles(symbol, 60))
    symbols = InMemorySymbolRepository([Symbol(name) for name in "ABCX"])
    with ProcessingEngine(repository, FormulaService(), 1) as engine:
        yield BatchScanUseCase(engine, symbols)


def run(use_case, *args, **request):
    return asyncio.run(use_case.execute(BatchScanRequest(formula=ABOVE, **request), *args))


def test_scan_of_everything_gives_signals_and_statistics(use_case):
    result = run(use_case)
    assert result.signals.total_symbols == 4
    assert result.outcomes == {Outcome.HIT: 3, Outcome.NO_DATA: 1}
    assert result.statistics.total == result.signals.total_matches > 0
    assert set(result.statistics.by_symbol) == set("ABC")
    assert result.processing_time_ms > 0
    assert result.n_cancelled == 0


def test_symbols_and_watchlist_are_scanned_together_once_each(use_case):
    result = run(use_case, symbols=["B", "A"], watchlist=["A", "C"])
    assert [one.symbol for one in result.results] == ["B", "A", "C"]


def test_empty_watchlist_is_not_everything(use_case):
    assert run(use_case, watchlist=[]).signals.total_symbols == 0


def test_text_is_no_list_of_symbols():
    with pytest.raises(TypeError, match="symbols is a list of symbols, not the text"):
        BatchScanRequest(symbols="ABC")


def test_latest_scan_has_one_match_a_symbol_at_most(use_case):
    result = run(use_case, latest=True)
    assert max(result.statistics.by_symbol.values(), default=1) == 1


def test_signals_come_in_the_order_that_was_asked_for(use_case):
    closes = run(use_case, sort_by="close").signals.column("close")
    assert (closes[1:] >= closes[:-1]).all()


def test_progress_is_passed_on(use_case):
    seen = []
    run(use_case, seen.append)
    assert seen[-1].percentage == 100.0


def test_cancelled_scan_counts_what_was_left_out(use_case):
    token = CancellationToken()
    token.cancel()
    result = run(use_case, None, token)
    assert (result.n_cancelled, result.results) == (4, [])


def test_wrong_formula_raises(use_case):
    request = BatchScanRequest(formula=Formula(1, "", "close >"))
    with pytest.raises(FormulaError):
        asyncio.run(use_case.execute(request))
