"""From a worker's result of a chunk to results: matches that are read when somebody looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from engine.batch.evaluation.other_symbols import fetch_from
from engine.batch.evaluation.symbol_scan import TIMESTAMPS, Span, cut, evaluate_span
from engine.batch.wire.messages import NOT_DONE, OUTCOMES
from engine.batch.wire.positions import decode
from engine.domain.decimals import bar_decimals
from engine.domain.match import NO_MATCHES, MatchColumns, SignalMatches
from engine.domain.repositories import DataVersion
from engine.domain.result import NO_DATA_MESSAGE, Outcome, ProcessingResult
from engine.domain.series import COLUMNS, PRICE_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from engine.batch.prepared_scan import PreparedScan
    from engine.batch.wire.messages import ChunkResult
    from engine.domain.repositories import CandleColumns
    from engine.messages import Message

_WITHOUT_INDICATORS = (Outcome.NO_DATA, Outcome.ERROR)


@dataclass(slots=True, eq=False)  # not frozen: a scan makes thousands, and that costs a third
class LazyMatches:
    """Matches of one symbol, by row of a worker's result.

    Candles and values are read and computed from the state of the data on which the formula was
    evaluated. Candles that were appended since do not show; where the history was replaced,
    StaleResultError is raised.
    """

    scan: PreparedScan
    symbol: str
    result: ChunkResult
    row: int

    def positions(self) -> NDArray[np.int64]:
        """See :class:`~engine.domain.match.MatchSource`."""
        result, row = self.result, self.row
        begin = int(result.ends[row - 1]) if row else 0
        encoded = memoryview(result.encoded)[begin : int(result.ends[row])]
        positions = decode(encoded, int(result.counts[row]), int(result.n_scanned[row]))
        return positions + int(result.first_bars[row])

    def timestamps(self) -> NDArray[np.int64]:
        """See :class:`~engine.domain.match.MatchSource`."""
        candles = self.candles((TIMESTAMPS,))
        times: NDArray[np.int64] = candles.columns[TIMESTAMPS]
        return times[self.positions() - candles.first_bar]

    def columns(self, rows: NDArray[np.int64] | slice) -> MatchColumns:
        """See :class:`~engine.domain.match.MatchSource`."""
        candles = self.candles(COLUMNS)
        at = self.positions()[rows]
        values = {name: values[at - start] for name, values, start in self._values(candles)}
        read_at = at - candles.first_bar
        prices = {name: candles.columns[name][read_at] for name in PRICE_COLUMNS}
        decimals = bar_decimals(candles.columns)
        return MatchColumns(candles.columns[TIMESTAMPS][read_at], prices, values, decimals)

    def candles(self, names: tuple[str, ...]) -> CandleColumns:
        """Return the candles of the symbol that were scanned, as they were then, and warm-up."""
        fetch, timeframe = fetch_from(self.scan.repository), self.scan.plan.spec.timeframe
        return fetch(self.symbol, timeframe, names, self._version, self._span.load)

    def indicators(self) -> dict[str, pd.Series]:
        """Return the indicators that the caller asked for, on the bars up to the last scanned."""
        import pandas as pd  # noqa: PLC0415 - only who asks for series pays for pandas

        candles, span = self.candles(COLUMNS), self._span
        times = cut(candles, span)[TIMESTAMPS].view("datetime64[ns]")
        index = pd.DatetimeIndex(times, tz="UTC", name="timestamp")
        return {
            name: pd.Series(values, index, name=name)
            for name, values in self._indicator_values(candles, span)
        }

    @property
    def _version(self) -> DataVersion:
        return DataVersion(int(self.result.revisions[self.row]), int(self.result.n_bars[self.row]))

    @property
    def _span(self) -> Span:
        first = int(self.result.first_bars[self.row])
        history = self.scan.plan.history
        load = 0 if history is None else max(0, first - history)
        return Span(load, first, first + int(self.result.n_scanned[self.row]))

    def _values(self, candles: CandleColumns) -> Iterator[tuple[str, NDArray[np.float64], int]]:
        """Yield name, values and number of the first bar of everything that a match tells."""
        scan, span = self.scan, self._span
        evaluation = evaluate_span(
            scan.plan, self.symbol, candles, span, universe=scan.other_symbols, with_values=True
        )
        yield from ((name, values, span.load) for name, values in evaluation.values.items())
        yield from (
            (name, values, span.load) for name, values in self._indicator_values(candles, span)
        )

    def _indicator_values(
        self, candles: CandleColumns, span: Span
    ) -> Iterator[tuple[str, NDArray[np.float64]]]:
        """Yield name and values of the indicators that the caller asked for."""
        universe = self.scan.other_symbols
        for name, plan in self.scan.indicators:
            evaluation = evaluate_span(plan, self.symbol, candles, span, universe=universe)
            number = evaluation.number
            if number is None:
                is_true = evaluation.is_true.astype(np.float64)
                number = np.where(evaluation.is_known, is_true, np.nan)
            yield name, number


def build_results(
    scan: PreparedScan, symbols: Sequence[str], chunk: ChunkResult
) -> list[ProcessingResult]:
    """Return one result a symbol, but for those that a cancellation left out."""
    results = []
    errors, signal_type, formula_id = chunk.errors, scan.signal_type, scan.formula_id
    columns = zip(
        symbols,
        chunk.outcomes.tolist(),
        chunk.counts.tolist(),
        chunk.elapsed_us.tolist(),
        strict=True,
    )
    for row, (symbol, code, count, elapsed_us) in enumerate(columns):
        if code == NOT_DONE:
            continue
        outcome = OUTCOMES[code]
        source = LazyMatches(scan, symbol, chunk, row) if count else NO_MATCHES
        matches = SignalMatches(symbol, count, source, signal_type, formula_id)
        error = NO_DATA_MESSAGE if outcome is Outcome.NO_DATA else errors.get(row)
        indicators = {}
        if scan.indicators and outcome not in _WITHOUT_INDICATORS:
            indicators = LazyMatches(scan, symbol, chunk, row).indicators()
        ms = elapsed_us / 1e3
        results.append(ProcessingResult(symbol, matches, indicators, ms, error, outcome))
    return results


def result_without_matches(
    symbol: str, outcome: Outcome, error: Message | None = None
) -> ProcessingResult:
    """Return the result of a symbol on which no worker has found anything."""
    return ProcessingResult(symbol, SignalMatches(symbol, 0, NO_MATCHES), {}, 0.0, error, outcome)
