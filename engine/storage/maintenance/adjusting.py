"""Adjusts history for splits and other changes of the unit in which prices are told."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from engine.domain.date_range import DateRange
from engine.errors import AdjustmentError, InputError
from engine.messages import Message

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from engine.storage.candle_arrays import CandleArrays
    from engine.storage.library import Library


def adjust(
    library: Library,
    symbol: str,
    day: date | datetime,
    factor: float,
    timeframes: Sequence[str] | None = None,
    *,
    adjusts_volume: bool = True,
    again: bool = False,
) -> dict[str, int]:
    """Multiply the prices before `day` by `factor`, in one transaction.

    Parameters
    ----------
    library : Library
        Where the candles are.
    symbol : str
        Whose candles.
    day : date or datetime
        The first day in the new unit; 00:00 UTC for a date.
    factor : float
        0.5 for a split of two new shares for one old.
    timeframes : sequence of str, optional
        Which candles; all that the symbol has where none are named.
    adjusts_volume : bool
        Divide the volume by the factor, as for a split.
    again : bool
        Apply the same adjustment although it was applied before.

    Returns
    -------
    dict of str to int
        How many candles were changed in each timeframe.

    Raises
    ------
    InputError
        The factor is not a positive number.
    AdjustmentError
        The same adjustment was applied before, and `again` is false.
    """
    if not (math.isfinite(factor) and factor > 0):
        raise InputError(Message("library.bad-factor", factor=factor))
    before_ns = DateRange(start=day).start_ns

    def scaled(bars: CandleArrays) -> CandleArrays:
        n_old = int(np.searchsorted(bars.timestamps, before_ns))
        factors = np.ones(bars.n_bars)
        factors[:n_old] = factor
        return bars._replace(
            open=bars.open * factors,
            high=bars.high * factors,
            low=bars.low * factors,
            close=bars.close * factors,
            volume=bars.volume / factors if adjusts_volume else bars.volume,
        )

    changed = {}
    with library.transaction():
        for timeframe in timeframes or library.candles.timeframes():
            if not again and library.adjustments.has(symbol, timeframe, before_ns, factor):
                raise AdjustmentError(symbol, timeframe, str(day))
            n_bars = library.candles.change(symbol, timeframe, scaled)
            if n_bars:
                library.adjustments.add(symbol, timeframe, before_ns, factor)
                changed[timeframe] = n_bars
    return changed
