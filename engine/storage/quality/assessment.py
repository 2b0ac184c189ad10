"""Looks through the candles of a library and tells what is doubtful."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.calendars.sessions import SessionRule
from engine.domain.quality_report import (
    Gap,
    Jump,
    QualityReport,
    SuspiciousBar,
    SymbolQuality,
)
from engine.domain.series import COLUMNS
from engine.domain.timeframe import Timeframe, parse_timeframe
from engine.storage.candle_arrays import CandleArrays
from engine.storage.quality.expected import (
    EveryStep,
    EveryWeekday,
    Expectation,
    common_times,
    missing_before,
    trades_on_weekends,
)
from engine.storage.quality.expected_sessions import (
    bars_of_hours,
    exchange_bars,
    expected_exchange_days,
)
from engine.storage.quality.flags import Flag, close_ratios, count_flags, flag_name, flags_of
from engine.storage.quality.splits import likely_split

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from engine.domain.cancellation import CancellationToken
    from engine.storage.library import Library

_MAX_PEERS = 300
_MAX_DETAILS = 20
_STALE_AFTER = 5


class QualityCheck:
    """Judges symbols of one library and timeframe.

    Parameters
    ----------
    library : Library
        Where the candles are; it must stay open.
    timeframe : str
        Which candles.
    """

    def __init__(self, library: Library, timeframe: str) -> None:
        self._library = library
        self._timeframe = parse_timeframe(timeframe)
        self._rules = library.symbols.all_sessions()
        self._peers = common_times(self._sampled_times())
        coverage = library.candles.coverage(timeframe)
        self._oldest_ns = min((entry.first_ns for entry in coverage), default=0)
        self._newest_ns = max((entry.last_ns for entry in coverage), default=0)

    def flags(self, symbol: str, bars: CandleArrays) -> NDArray[np.uint16]:
        """Return the doubts about each candle of a symbol; see :class:`Flag`."""
        expectation = self._expectation(symbol, bars.timestamps)
        return flags_of(bars, missing_before(bars.timestamps, expectation))

    def judge(self, symbol: str, bars: CandleArrays, *, has_details: bool = True) -> SymbolQuality:
        """Return what is doubtful about a symbol; it has at least one candle.

        Without details suspicious candles, gaps and jumps are counted, but not listed.
        """
        times = bars.timestamps
        expectation = self._expectation(symbol, times)
        missing = missing_before(times, expectation)
        flags = flags_of(bars, missing)
        last = times[-1:]
        n_behind = int(expectation.between(last, np.array([self._newest_ns + 1]))[0])
        return SymbolQuality(
            symbol=symbol,
            n_bars=bars.n_bars,
            first_ns=int(times[0]),
            last_ns=int(times[-1]),
            counts=count_flags(flags),
            n_missing=int(missing.sum()),
            gaps=_gaps(times, missing) if has_details else [],
            jumps=_jumps(bars, flags) if has_details else [],
            n_behind=n_behind,
            is_stale=n_behind > _STALE_AFTER,
            expected_by=expectation.name,
            bars=_suspicious_bars(times, flags) if has_details else [],
        )

    def _sampled_times(self) -> list[NDArray[np.int64]]:
        """Return the times of up to 300 symbols spread over the library."""
        symbols = self._library.candles.symbols(self._timeframe)
        sample = symbols[:: max(1, -(-len(symbols) // _MAX_PEERS))]
        candles = self._library.candles.iter_columns(self._timeframe, ("timestamps",), sample)
        return [columns.columns["timestamps"] for _, columns in candles]

    def _expectation(self, symbol: str, times: NDArray[np.int64]) -> Expectation:
        rule = self._rules.get(symbol, SessionRule())
        is_open_always = rule.is_stated and rule.is_around_the_clock
        if self._timeframe in {Timeframe.W1, Timeframe.MN1} or is_open_always:
            return EveryStep(self._timeframe)
        stated = self._by_rule(rule, times)
        if stated is not None:
            return stated
        if trades_on_weekends(times):
            return EveryStep(self._timeframe)
        if self._peers is not None:
            return self._peers
        return EveryWeekday()

    def _by_rule(self, rule: SessionRule, times: NDArray[np.int64]) -> Expectation | None:
        """Return what the calendar of the exchange says, or else the hours of the symbol."""
        if not self._timeframe.is_intraday:
            return expected_exchange_days(rule.exchange, self._oldest_ns) if rule.exchange else None
        expectation = None
        if rule.exchange:
            expectation = exchange_bars(rule.exchange, self._timeframe, times, self._newest_ns)
        return expectation or bars_of_hours(rule, self._timeframe, times)


def assess(
    library: Library,
    timeframe: str,
    symbols: Sequence[str] | None = None,
    *,
    max_details: int | None = None,
    progress: Callable[[int, int, str], None] | None = None,
    token: CancellationToken | None = None,
) -> QualityReport:
    """Judge the candles of a library.

    Parameters
    ----------
    library : Library
        Where the candles are.
    timeframe : str
        Which candles.
    symbols : sequence of str, optional
        Which symbols; all where none are named.
    max_details : int, optional
        About how many gaps and jumps to list; further ones are only counted. All unless given.
    progress : callable, optional
        Called with symbols done, symbols in all, and the symbol.
    token : CancellationToken, optional
        Ends the work.

    Raises
    ------
    ProcessingCancelledException
        The token was cancelled.
    """
    check = QualityCheck(library, timeframe)
    names = library.candles.symbols(timeframe) if symbols is None else list(symbols)
    report = QualityReport(timeframe)
    n_details = 0
    candles = library.candles.iter_columns(timeframe, COLUMNS, names)
    for done, (symbol, columns) in enumerate(candles, start=1):
        if token is not None:
            token.throw_if_cancelled()
        has_details = max_details is None or n_details < max_details
        entry = check.judge(symbol, CandleArrays(**columns.columns), has_details=has_details)
        n_details += len(entry.gaps) + len(entry.jumps)
        report.symbols.append(entry)
        if progress is not None:
            progress(done, len(names), symbol)
    return report


def _gaps(times: NDArray[np.int64], missing: NDArray[np.int64]) -> list[Gap]:
    rows = np.flatnonzero(missing)[:_MAX_DETAILS].tolist()
    return [Gap(int(times[row - 1]), int(times[row]), int(missing[row])) for row in rows]


def _jumps(bars: CandleArrays, flags: NDArray[np.uint16]) -> list[Jump]:
    rows = np.flatnonzero(flags & np.uint16(Flag.JUMP))[:_MAX_DETAILS].tolist()
    if not rows:
        return []
    ratios = close_ratios(bars)
    return [
        Jump(int(bars.timestamps[row]), float(ratios[row]), likely_split(float(ratios[row])))
        for row in rows
    ]


def _suspicious_bars(times: NDArray[np.int64], flags: NDArray[np.uint16]) -> list[SuspiciousBar]:
    rows = np.flatnonzero(flags)[:_MAX_DETAILS].tolist()
    return [
        SuspiciousBar(
            int(times[row]), tuple(flag_name(flag) for flag in Flag if int(flags[row]) & flag)
        )
        for row in rows
    ]
