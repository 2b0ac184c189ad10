"""Formula Scanner's engine: formulas over candles, in batches and live; knows no Qt.

The public names are loaded when they are first used: a worker process that evaluates formulas
must not pay for pandas, and a program that only checks a formula not for the process pool.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from engine._version import __version__

if TYPE_CHECKING:
    from engine.batch.engine import ProcessingEngine as ProcessingEngine
    from engine.cache.indicator_cache import IndicatorCache as IndicatorCache
    from engine.cache.result_cache import ProcessingResultCache as ProcessingResultCache
    from engine.domain.cancellation import CancellationToken as CancellationToken
    from engine.domain.candle import Candle as Candle
    from engine.domain.context import ProcessingContext as ProcessingContext
    from engine.domain.date_range import DateRange as DateRange
    from engine.domain.formula import Formula as Formula
    from engine.domain.formula import FormulaCategory as FormulaCategory
    from engine.domain.job import JobType as JobType
    from engine.domain.job import ProcessingJob as ProcessingJob
    from engine.domain.match import SignalMatch as SignalMatch
    from engine.domain.match import SignalType as SignalType
    from engine.domain.progress import ProcessingProgress as ProcessingProgress
    from engine.domain.repositories import ICandleRepository as ICandleRepository
    from engine.domain.repositories import IFormulaRepository as IFormulaRepository
    from engine.domain.repositories import ISymbolRepository as ISymbolRepository
    from engine.domain.result import Outcome as Outcome
    from engine.domain.result import ProcessingResult as ProcessingResult
    from engine.domain.series import CandleSeries as CandleSeries
    from engine.domain.symbol import Symbol as Symbol
    from engine.errors import Diagnostic as Diagnostic
    from engine.errors import EngineError as EngineError
    from engine.errors import FormulaError as FormulaError
    from engine.errors import ProcessingCancelledException as ProcessingCancelledException
    from engine.indicators.pipeline import IndicatorPipeline as IndicatorPipeline
    from engine.language.service import FormulaService as FormulaService
    from engine.scanning.batch_scan import BatchScanRequest as BatchScanRequest
    from engine.scanning.batch_scan import BatchScanResult as BatchScanResult
    from engine.scanning.batch_scan import BatchScanUseCase as BatchScanUseCase
    from engine.signals.aggregator import AggregatedSignals as AggregatedSignals
    from engine.signals.aggregator import SignalAggregator as SignalAggregator
    from engine.signals.statistics import SignalStatistics as SignalStatistics
    from engine.storage.in_memory import InMemoryCandleRepository as InMemoryCandleRepository
    from engine.storage.in_memory import InMemoryFormulaRepository as InMemoryFormulaRepository
    from engine.storage.in_memory import InMemorySymbolRepository as InMemorySymbolRepository
    from engine.storage.library import Library as Library
    from engine.storage.library import Workspace as Workspace
    from engine.storage.library import open_library as open_library
    from engine.storage.library import open_workspace as open_workspace
    from engine.storage.sqlite.candles import SqliteCandleRepository as SqliteCandleRepository
    from engine.storage.sqlite.formulas import SqliteFormulaRepository as SqliteFormulaRepository
    from engine.storage.sqlite.symbols import SqliteSymbolRepository as SqliteSymbolRepository
    from engine.stream.evaluation.processor import StreamProcessor as StreamProcessor
    from engine.stream.session.session import LiveSession as LiveSession
    from engine.stream.session.setup import LiveOptions as LiveOptions
    from engine.stream.session.setup import open_session as open_session

_MODULE_OF = {
    "AggregatedSignals": "engine.signals.aggregator",
    "StreamProcessor": "engine.stream.evaluation.processor",
    "LiveSession": "engine.stream.session.session",
    "LiveOptions": "engine.stream.session.setup",
    "open_session": "engine.stream.session.setup",
    "BatchScanRequest": "engine.scanning.batch_scan",
    "BatchScanResult": "engine.scanning.batch_scan",
    "BatchScanUseCase": "engine.scanning.batch_scan",
    "IndicatorCache": "engine.cache.indicator_cache",
    "ProcessingEngine": "engine.batch.engine",
    "ProcessingResultCache": "engine.cache.result_cache",
    "SignalAggregator": "engine.signals.aggregator",
    "SignalStatistics": "engine.signals.statistics",
    "CancellationToken": "engine.domain.cancellation",
    "Candle": "engine.domain.candle",
    "ProcessingContext": "engine.domain.context",
    "DateRange": "engine.domain.date_range",
    "Formula": "engine.domain.formula",
    "FormulaCategory": "engine.domain.formula",
    "JobType": "engine.domain.job",
    "ProcessingJob": "engine.domain.job",
    "SignalMatch": "engine.domain.match",
    "SignalType": "engine.domain.match",
    "ProcessingProgress": "engine.domain.progress",
    "Outcome": "engine.domain.result",
    "ProcessingResult": "engine.domain.result",
    "CandleSeries": "engine.domain.series",
    "Symbol": "engine.domain.symbol",
    "Diagnostic": "engine.errors",
    "EngineError": "engine.errors",
    "FormulaError": "engine.errors",
    "ProcessingCancelledException": "engine.errors",
    "IndicatorPipeline": "engine.indicators.pipeline",
    "FormulaService": "engine.language.service",
    "ICandleRepository": "engine.domain.repositories",
    "IFormulaRepository": "engine.domain.repositories",
    "ISymbolRepository": "engine.domain.repositories",
    "InMemoryCandleRepository": "engine.storage.in_memory",
    "InMemoryFormulaRepository": "engine.storage.in_memory",
    "InMemorySymbolRepository": "engine.storage.in_memory",
    "Library": "engine.storage.library",
    "SqliteCandleRepository": "engine.storage.sqlite.candles",
    "SqliteFormulaRepository": "engine.storage.sqlite.formulas",
    "SqliteSymbolRepository": "engine.storage.sqlite.symbols",
    "Workspace": "engine.storage.library",
    "open_library": "engine.storage.library",
    "open_workspace": "engine.storage.library",
}

__all__ = ["__version__", *_MODULE_OF]  # noqa: PLE0604 - the table is the list


def __getattr__(name: str) -> Any:
    """Load a public name at its first use (PEP 562)."""
    if name not in _MODULE_OF:
        raise AttributeError(f"module 'engine' has no attribute '{name}'")
    value = getattr(importlib.import_module(_MODULE_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
