"""What ``import engine`` offers."""

import subprocess
import sys

import pytest

import engine

CONTRACT = """
Candle CandleSeries Symbol DateRange Formula FormulaCategory JobType SignalType ProcessingJob
ProcessingResult Outcome SignalMatch ProcessingContext ProcessingProgress CancellationToken
ProcessingCancelledException ProcessingEngine IndicatorPipeline FormulaService FormulaError
Diagnostic ICandleRepository ISymbolRepository IFormulaRepository InMemoryCandleRepository
InMemorySymbolRepository InMemoryFormulaRepository SqliteCandleRepository
SqliteSymbolRepository SqliteFormulaRepository open_library open_workspace SignalAggregator
AggregatedSignals SignalStatistics IndicatorCache ProcessingResultCache BatchScanUseCase
BatchScanRequest BatchScanResult StreamProcessor LiveSession LiveOptions open_session
""".split()  # noqa: SIM905 - one name a line would fill a page


@pytest.mark.parametrize("name", CONTRACT)
def test_contract_name_is_public(name):
    assert getattr(engine, name).__name__ == name
    assert name in dir(engine)


def test_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'Scanner'"):
        engine.Scanner  # noqa: B018


def test_importing_the_engine_loads_neither_pandas_nor_qt():
    code = "import engine, sys; print(sorted({'pandas', 'PySide6', 'pyarrow'} & set(sys.modules)))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
