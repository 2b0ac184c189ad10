"""Fetches candles into a library, and goes on where the last time ended.

Each page is saved in its own transaction. Of a symbol that has candles already those are fetched
that are missing: in holes, which a download leaves that was broken off, at the end, and before the
first where the wanted range begins earlier.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from engine.domain.date_range import DateRange
from engine.domain.repositories import SaveCounts
from engine.domain.symbol import Symbol
from engine.domain.timeframe import parse_timeframe
from engine.errors import ProcessingCancelledException, SourceError
from engine.storage.quality.expected import EveryStep, missing_before

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date, datetime

    from engine.domain.cancellation import CancellationToken
    from engine.storage.downloads.provider import CandleProvider
    from engine.storage.library import Library

_MAX_HOLES = 50


@dataclass(slots=True)
class DownloadReport:
    """What a download did.

    Attributes
    ----------
    counts : dict of str to SaveCounts
        What was saved of each symbol.
    failed : dict of str to str
        Symbols that could not be fetched to the end, and why.
    is_cancelled : bool
        Whether it was stopped; what was fetched by then stays.
    """

    counts: dict[str, SaveCounts] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    is_cancelled: bool = False


def download(
    library: Library,
    provider: CandleProvider,
    symbols: Sequence[str],
    timeframe: str,
    *,
    start: date | datetime | None = None,
    end: date | datetime | None = None,
    progress: Callable[[int, int, str], None] | None = None,
    token: CancellationToken | None = None,
) -> DownloadReport:
    """Fetch the candles of `symbols` that the library lacks.

    Parameters
    ----------
    library : Library
        Where they are saved.
    provider : CandleProvider
        Where they come from.
    symbols : sequence of str
        Which symbols.
    timeframe : str
        Which candles.
    start, end : date or datetime, optional
        Range of their starts, both inclusive; all there are where not given.
    progress : callable, optional
        Called with symbols done, symbols in all, and the symbol, after each page.
    token : CancellationToken, optional
        Cancelled, the download ends; another one goes on from there.

    Returns
    -------
    DownloadReport
        What was saved, and what could not be fetched.
    """
    span = DateRange(start, end)
    report = DownloadReport()
    try:
        for done, symbol in enumerate(dict.fromkeys(symbols)):
            report.counts[symbol] = SaveCounts(0, 0, 0)
            try:
                for counts in _fetch(library, provider, symbol, timeframe, span):
                    sums = map(sum, zip(report.counts[symbol], counts, strict=True))
                    report.counts[symbol] = SaveCounts(*sums)
                    if progress is not None:
                        progress(done, len(symbols), symbol)
                    if token is not None:
                        token.throw_if_cancelled()
            except SourceError as error:
                report.failed[symbol] = error.message
            if progress is not None:
                progress(done + 1, len(symbols), symbol)
    except ProcessingCancelledException:
        report.is_cancelled = True
    return report


def waits_for(token: CancellationToken) -> Callable[[float], None]:
    """Return what pauses for a number of seconds but ends at once when `token` is cancelled."""

    def wait(seconds: float) -> None:
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            token.throw_if_cancelled()
            time.sleep(min(left, 0.1))

    return wait


def _fetch(
    library: Library, provider: CandleProvider, symbol: str, timeframe: str, span: DateRange
) -> Iterator[SaveCounts]:
    """Save what is missing, page by page."""
    for start_ns, end_ns in _missing(library, symbol, timeframe, span):
        for bars in provider.pages(symbol, timeframe, start_ns, end_ns):
            with library.transaction():
                counts = library.candles.save_arrays(symbol, timeframe, bars)
                _save_provider(library, provider, symbol)
            yield counts


def _missing(
    library: Library, symbol: str, timeframe: str, span: DateRange
) -> list[tuple[int, int]]:
    """Return the ranges that have to be fetched, in nanoseconds, both ends inclusive."""
    stored = library.candles.get_columns(symbol, timeframe, ("timestamps",))
    if stored is None:
        return [(span.start_ns, span.end_ns)]
    times = stored.columns["timestamps"]
    missing = missing_before(times, EveryStep(parse_timeframe(timeframe)))
    holes = np.argsort(missing)[::-1][: min(_MAX_HOLES, int((missing > 0).sum()))]
    ranges = [(int(times[row - 1]) + 1, int(times[row]) - 1) for row in sorted(holes.tolist())]
    # The last candle once more: it may have been corrected since.
    ranges += [(int(times[-1]), span.end_ns), (span.start_ns, int(times[0]) - 1)]
    clipped = [(max(start, span.start_ns), min(end, span.end_ns)) for start, end in ranges]
    return [(start, end) for start, end in clipped if start <= end]


def _save_provider(library: Library, provider: CandleProvider, symbol: str) -> None:
    stored = library.symbols.get(symbol)
    if stored is None or not stored.exchange:
        name, currency = (stored.name, stored.currency) if stored else ("", "")
        library.symbols.save(Symbol(symbol, name, provider.name, currency))
        library.symbols.set_sessions([symbol], sessions=provider.sessions)
