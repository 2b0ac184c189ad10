"""Candles of a longer timeframe out of shorter ones.

1. The symbol's calendar says which bars make a longer one, as it does in formulas
   (:mod:`engine.calendars.symbol_calendar`); bars outside the exchange's hours are left out.
2. Open is the first known open, high and low are the extremes, close is the last close, volume the
   sum of what is known.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from engine.calendars.sessions import SessionRule
from engine.calendars.symbol_calendar import SymbolCalendar
from engine.domain.repositories import SaveCounts
from engine.domain.series import COLUMNS
from engine.domain.timeframe import Timeframe, parse_timeframe, timeframe_name
from engine.errors import InputError
from engine.messages import Message
from engine.storage.candle_arrays import CandleArrays, no_candles

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from engine.domain.cancellation import CancellationToken
    from engine.storage.library import Library

    Times = NDArray[np.int64]


def resample(
    candles: CandleArrays, source: Timeframe, target: Timeframe, rule: SessionRule | None = None
) -> CandleArrays:
    """Return candles of `target` made of those of `source`.

    Parameters
    ----------
    candles : CandleArrays
        Candles of one symbol.
    source, target : Timeframe
        The target is a multiple of the source.
    rule : SessionRule, optional
        The symbol's hours and time zone; around the clock in UTC where not given.

    Raises
    ------
    InputError
        Candles of `source` do not make whole candles of `target`.
    """
    _check_whole(source, target)
    calendar = SymbolCalendar(_stated(rule or SessionRule()))
    periods = calendar.periods(candles.timestamps, source, target, has_clock=False)
    if periods.is_inside is None:
        return _aggregate(candles, periods.firsts, periods.starts)
    numbers = np.cumsum(periods.is_inside) - 1  # of the bars that are left
    return _aggregate(candles.take(periods.is_inside), numbers[periods.firsts], periods.starts)


def resample_library(
    library: Library,
    source: str,
    targets: Sequence[str],
    symbols: Sequence[str] | None = None,
    *,
    rule: SessionRule | None = None,
    progress: Callable[[int, int, str], None] | None = None,
    token: CancellationToken | None = None,
) -> dict[str, SaveCounts]:
    """Make candles of longer timeframes for the symbols of a library.

    Parameters
    ----------
    library : Library
        Where the candles are read and saved.
    source : str
        The timeframe to read.
    targets : sequence of str
        The timeframes to make.
    symbols : sequence of str, optional
        Which symbols; all where none are named.
    rule : SessionRule, optional
        Hours and zone for all; else each symbol's own.
    progress : callable, optional
        Called with symbols done, symbols in all, and the symbol.
    token : CancellationToken, optional
        Ends the work; symbols that are finished stay.

    Returns
    -------
    dict of str to SaveCounts
        What was saved for each target.

    Raises
    ------
    InputError
        Candles of `source` do not make whole candles of a target.
    ProcessingCancelledException
        The token was cancelled.
    """
    frame, frames = parse_timeframe(source), [parse_timeframe(target) for target in targets]
    for target in frames:
        _check_whole(frame, target)
    names = library.candles.symbols(source) if symbols is None else list(symbols)
    counts = {str(target): SaveCounts(0, 0, 0) for target in frames}
    for done, symbol in enumerate(names, start=1):
        if token is not None:
            token.throw_if_cancelled()
        stored = library.candles.get_columns(symbol, source, COLUMNS)
        candles = CandleArrays(**stored.columns) if stored else no_candles()
        hours = rule or library.symbols.sessions(symbol)
        for target in frames:
            longer = resample(candles, frame, target, hours)
            if longer.n_bars:
                saved = library.candles.save_arrays(symbol, target, longer)
                counts[target] = SaveCounts(*map(sum, zip(counts[target], saved, strict=True)))
        if progress is not None:
            progress(done, len(names), symbol)
    return counts


def _check_whole(source: Timeframe, target: Timeframe) -> None:
    is_whole = target.nominal_ns % source.nominal_ns == 0 or target is Timeframe.MN1
    if target.nominal_ns <= source.nominal_ns or not is_whole or source is Timeframe.W1:
        fields = {"source": timeframe_name(source), "target": timeframe_name(target)}
        raise InputError(Message("library.not-whole-candles", **fields))


def _stated(rule: SessionRule) -> SessionRule:
    """Return `rule` with its hours taken for known: without any, candles are of every day."""
    return replace(rule, is_stated=True)


def _aggregate(bars: CandleArrays, firsts: Times, starts: Times) -> CandleArrays:
    if bars.n_bars == 0:
        return bars
    lasts = np.append(firsts[1:], bars.n_bars) - 1
    volume = np.add.reduceat(np.nan_to_num(bars.volume), firsts)
    has_volume = np.logical_or.reduceat(~np.isnan(bars.volume), firsts)
    return CandleArrays(
        starts,
        _first_known(bars.open, firsts),
        np.fmax.reduceat(bars.high, firsts),
        np.fmin.reduceat(bars.low, firsts),
        bars.close[lasts],
        np.where(has_volume, volume, np.nan),
    )


def _first_known(column: NDArray[np.float64], firsts: Times) -> NDArray[np.float64]:
    """Return the first value of each group that is not NaN, or NaN."""
    n_rows = column.size
    rows = np.where(np.isnan(column), n_rows, np.arange(n_rows))
    first_rows = np.minimum.reduceat(rows, firsts)
    return np.append(column, np.nan)[np.minimum(first_rows, n_rows)]
