"""Scan a universe with a formula: from request to sorted signals and statistics."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from engine.domain.date_range import DateRange
from engine.domain.scan_summary import ScanSummary, SymbolOutcome
from engine.domain.universe import UniverseChoice
from engine.scanning.choose_universe import choose_universe
from engine.scanning.scan import Scan
from engine.scanning.scan_request import ScanRequest
from engine.signals.aggregator import SignalAggregator

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from engine.batch.engine import ProcessingEngine
    from engine.domain.cancellation import CancellationToken
    from engine.domain.formula import Formula
    from engine.domain.progress import ProcessingProgress
    from engine.domain.repositories import ISymbolRepository
    from engine.domain.result import Outcome, ProcessingResult
    from engine.signals.aggregator import AggregatedSignals
    from engine.signals.statistics import SignalStatistics


@dataclass(frozen=True, slots=True)
class BatchScanRequest:
    """What to scan.

    Attributes
    ----------
    symbols, watchlist : sequence of str, optional
        The universe: these symbols and those of the list; all that are known where both are None.
    timeframe : str
        Whose candles.
    date_range : DateRange
        Which bars may match.
    formula : Formula, optional
        What to look for.
    parameters : dict
        Values for the formula's parameters.
    latest : bool
        Whether only the latest bar of the universe may match.
    sort_by : str
        Order of the signals.
    last_bars : int, optional
        At most so many bars of each symbol may match, the last ones of the range.
    with_stale : bool
        Whether a scan of the latest bar looks at symbols whose last bar is older, too.
    min_price, max_price, min_volume : float, optional
        Bounds of the last close, and of the mean volume of the last twenty candles.
    """

    symbols: Sequence[str] | None = None
    watchlist: Sequence[str] | None = None
    timeframe: str = "1d"
    date_range: DateRange = field(default_factory=lambda: DateRange(None, None))
    formula: Formula | None = None
    parameters: dict[str, Any] = field(default_factory=dict)
    latest: bool = False
    sort_by: str = "timestamp"
    last_bars: int | None = None
    with_stale: bool = False
    min_price: float | None = None
    max_price: float | None = None
    min_volume: float | None = None

    def __post_init__(self) -> None:
        for name in ("symbols", "watchlist"):
            if isinstance(getattr(self, name), str):
                raise TypeError(
                    f"{name} is a list of symbols, not the text {getattr(self, name)!r}"
                )


@dataclass(frozen=True, slots=True)
class BatchScanResult:
    """What a scan found.

    Attributes
    ----------
    job_id : str
        Of the job that was made of the request.
    signals : AggregatedSignals
        All matches.
    statistics : SignalStatistics
        Their counts.
    processing_time_ms : float
        From request to result.
    results : list of ProcessingResult
        One for each symbol that was processed.
    outcomes : dict of Outcome to int
        How the symbols ended.
    n_cancelled : int
        Symbols that a cancellation left out.
    """

    job_id: str
    signals: AggregatedSignals
    statistics: SignalStatistics
    processing_time_ms: float
    results: list[ProcessingResult]
    outcomes: dict[Outcome, int]
    n_cancelled: int


class BatchScanUseCase:
    """Runs batch scans.

    Parameters
    ----------
    engine : ProcessingEngine
        Does the work.
    symbol_repo : ISymbolRepository
        Knows all symbols.
    """

    def __init__(self, engine: ProcessingEngine, symbol_repo: ISymbolRepository) -> None:
        self._engine = engine
        self._symbol_repo = symbol_repo
        self._aggregator = SignalAggregator()

    async def execute(
        self,
        request: BatchScanRequest,
        progress_callback: Callable[[ProcessingProgress], object] | None = None,
        cancellation_token: CancellationToken | None = None,
    ) -> BatchScanResult:
        """Return what `request` asks for; a cancelled scan returns what it has.

        Raises
        ------
        FormulaError
            If the formula is wrong.
        """
        began_s = time.perf_counter()
        scan = await asyncio.to_thread(self._scan, request)
        results = await scan.results_async(progress_callback, cancellation_token)
        signals = await asyncio.to_thread(self._aggregator.aggregate, results, request.sort_by)
        summary = ScanSummary(len(scan.job.symbols))
        summary.add(map(SymbolOutcome.of, results))
        return BatchScanResult(
            scan.job.id,
            signals,
            self._aggregator.get_statistics(signals),
            (time.perf_counter() - began_s) * 1e3,
            results,
            {outcome: count for outcome, count in summary.counts.items() if count},
            summary.left,
        )

    def _scan(self, request: BatchScanRequest) -> Scan:
        symbols = self._symbols(request)
        choice = UniverseChoice(
            symbols=tuple(symbols),
            min_price=request.min_price,
            max_price=request.max_price,
            min_volume=request.min_volume,
        )
        whole = ScanRequest(
            request.formula,
            request.timeframe,
            choice,
            request.date_range,
            request.last_bars,
            is_latest=request.latest,
            with_stale=request.with_stale,
            parameters=request.parameters,
        )
        if not symbols:
            return Scan(self._engine, whole, ())
        universe = choose_universe(choice, self._engine.candles, request.timeframe)
        return Scan(self._engine, whole, [*universe.symbols, *universe.missing])

    def _symbols(self, request: BatchScanRequest) -> list[str]:
        if request.symbols is None and request.watchlist is None:
            return [symbol.symbol_id for symbol in self._symbol_repo.all()]
        return list(dict.fromkeys([*(request.symbols or ()), *(request.watchlist or ())]))
