"""The public names of the engine, by chapter, with the module that each comes from.

``engine/__init__.py`` loads them at their first use, ``engine/__init__.pyi`` (made by
``packaging/dev/public_names.py``) tells type checkers, and the reference of the site follows the
chapters. What is not listed here may change without notice.
"""

from __future__ import annotations

from types import MappingProxyType

CHAPTERS = MappingProxyType(
    {
        "Candles and symbols": {
            "Candle": "engine.domain.candle",
            "CandleSeries": "engine.domain.series",
            "DateRange": "engine.domain.date_range",
            "Symbol": "engine.domain.symbol",
            "Timeframe": "engine.domain.timeframe",
            "parse_timeframe": "engine.domain.timeframe",
        },
        "Formulas": {
            "Diagnostic": "engine.errors",
            "Formula": "engine.domain.formula",
            "FormulaCategory": "engine.domain.formula",
            "FormulaService": "engine.language.service",
            "IndicatorPipeline": "engine.indicators.pipeline",
            "ProcessingContext": "engine.domain.context",
            "Severity": "engine.errors",
        },
        "Scanning": {
            "BatchScanRequest": "engine.scanning.batch_scan",
            "BatchScanResult": "engine.scanning.batch_scan",
            "BatchScanUseCase": "engine.scanning.batch_scan",
            "CancellationToken": "engine.domain.cancellation",
            "IndicatorCache": "engine.cache.indicator_cache",
            "JobType": "engine.domain.job",
            "Outcome": "engine.domain.result",
            "ProcessingEngine": "engine.batch.engine",
            "ProcessingJob": "engine.domain.job",
            "ProcessingProgress": "engine.domain.progress",
            "ProcessingResult": "engine.domain.result",
            "ProcessingResultCache": "engine.cache.result_cache",
        },
        "Matches": {
            "AggregatedSignals": "engine.signals.aggregator",
            "SignalAggregator": "engine.signals.aggregator",
            "SignalMatch": "engine.domain.match",
            "SignalStatistics": "engine.signals.statistics",
            "SignalType": "engine.domain.match",
        },
        "Libraries and workspaces": {
            "CandleColumns": "engine.domain.repositories",
            "DataVersion": "engine.domain.repositories",
            "ICandleRepository": "engine.domain.repositories",
            "IFormulaRepository": "engine.domain.repositories",
            "ISymbolRepository": "engine.domain.repositories",
            "InMemoryCandleRepository": "engine.storage.in_memory",
            "InMemoryFormulaRepository": "engine.storage.in_memory",
            "InMemorySymbolRepository": "engine.storage.in_memory",
            "Library": "engine.storage.library",
            "SaveCounts": "engine.domain.repositories",
            "SqliteCandleRepository": "engine.storage.sqlite.candles",
            "SqliteFormulaRepository": "engine.storage.sqlite.formulas",
            "SqliteSymbolRepository": "engine.storage.sqlite.symbols",
            "Watchlist": "engine.domain.watchlist",
            "Workspace": "engine.storage.library",
            "open_library": "engine.storage.library",
            "open_workspace": "engine.storage.library",
        },
        "Data in and out": {
            "FileReport": "engine.domain.import_report",
            "ImportMapping": "engine.domain.import_mapping",
            "ImportReport": "engine.domain.import_report",
            "adjust": "engine.storage.maintenance.adjusting",
            "copy_candles": "engine.storage.maintenance.copying",
            "export_candles": "engine.storage.maintenance.exporting",
            "import_paths": "engine.storage.importers.import_paths",
            "remove_symbols": "engine.storage.maintenance.removing",
            "resample_library": "engine.storage.maintenance.resampling",
            "write_sample": "engine.storage.maintenance.sample",
        },
        "Live": {
            "HitPolicy": "engine.domain.hit_policy",
            "LiveOptions": "engine.stream.session.setup",
            "LiveSession": "engine.stream.session.session",
            "SessionParts": "engine.stream.session.session_parts",
            "StreamProcessor": "engine.stream.evaluation.processor",
            "open_session": "engine.stream.session.setup",
        },
        "Parts of your own": {
            "AlertSink": "engine.stream.alerts.sinks",
            "CandleProvider": "engine.storage.downloads.provider",
            "Feed": "engine.stream.feeds.protocol",
            "FeedSink": "engine.stream.feeds.protocol",
            "FeedStatus": "engine.domain.live_status",
            "LiveCandle": "engine.stream.bars.live_candle",
        },
        "Messages and errors": {
            "AdjustmentError": "engine.errors",
            "EngineClosedError": "engine.errors",
            "EngineError": "engine.errors",
            "FormulaError": "engine.errors",
            "IndicatorError": "engine.errors",
            "InputError": "engine.errors",
            "LibraryBusyError": "engine.errors",
            "LibraryDamagedError": "engine.errors",
            "LibraryError": "engine.errors",
            "LibraryFullError": "engine.errors",
            "LibraryNotFoundError": "engine.errors",
            "LibraryReadOnlyError": "engine.errors",
            "LibraryVersionError": "engine.errors",
            "Message": "engine.messages",
            "ProcessingCancelledException": "engine.errors",
            "RepositoryError": "engine.errors",
            "SourceError": "engine.errors",
            "StaleResultError": "engine.errors",
        },
    }
)

MODULES = {name: module for names in CHAPTERS.values() for name, module in names.items()}
"""The module of each public name."""
