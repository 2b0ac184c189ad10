"""Doubts about single candles, as one number a candle and as columns.

Flags are computed from the candles when somebody asks; they are stored nowhere, so that they are
right for every state of the data. A symbol of 2,500 candles costs about a tenth of a millisecond.
"""

from __future__ import annotations

from enum import IntFlag
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.storage.candle_arrays import CandleArrays

_JUMP = 0.4
_FLAT_BARS = 5
_ROUNDING = 1e-9


class Flag(IntFlag):
    """What may be wrong with a candle."""

    MISSING_PRICE = 1
    SUSPENDED = 2
    HIGH_BELOW_LOW = 4
    OUTSIDE_RANGE = 8
    NOT_POSITIVE = 16
    NO_VOLUME = 32
    GAP = 64
    JUMP = 128
    FLAT = 256


FLAG_HELP = {
    Flag.MISSING_PRICE: "open, high or low is unknown",
    Flag.SUSPENDED: "only the close is known, as on days without trading",
    Flag.HIGH_BELOW_LOW: "the high is below the low",
    Flag.OUTSIDE_RANGE: "open or close lies outside low to high",
    Flag.NOT_POSITIVE: "a price is zero or negative",
    Flag.NO_VOLUME: "nothing was traded",
    Flag.GAP: "candles are missing before this one",
    Flag.JUMP: "the close moved by more than 40 %, as at a split that was not adjusted",
    Flag.FLAT: "the fifth or later of equal candles",
}

# Made once: a report has them for every symbol.
_NAMES = {flag: str(flag.name).lower() for flag in Flag}


def flag_name(flag: Flag) -> str:
    """Return the name of a flag as a column has it, for example ``outside_range``."""
    return _NAMES[flag]


def flags_of(
    bars: CandleArrays, missing_before: NDArray[np.int64] | None = None
) -> NDArray[np.uint16]:
    """Return the doubts about each candle.

    Parameters
    ----------
    bars : CandleArrays
        Candles of one symbol.
    missing_before : ndarray of int64, optional
        How many candles are missing before each one; without it no gap is flagged.

    Returns
    -------
    ndarray of uint16, shape (n,)
        A sum of :class:`Flag`.
    """
    flags = np.zeros(bars.n_bars, dtype=np.uint16)
    for flag, is_set in _checks(bars).items():
        if is_set.any():
            flags[is_set] |= np.uint16(flag)
    if missing_before is not None:
        flags[missing_before > 0] |= np.uint16(Flag.GAP)
    return flags


def flag_columns(flags: NDArray[np.uint16]) -> dict[str, NDArray[np.bool_]]:
    """Return one column a flag, True where the candle has it."""
    return {flag_name(flag): (flags & np.uint16(flag)) > 0 for flag in Flag}


def count_flags(flags: NDArray[np.uint16]) -> dict[str, int]:
    """Return how many candles have each flag."""
    if not flags.any():
        return dict.fromkeys(_NAMES.values(), 0)
    return {name: int(column.sum()) for name, column in flag_columns(flags).items()}


def close_ratios(bars: CandleArrays) -> NDArray[np.float64]:
    """Return each close over the close before; 1 for the first and where one is not positive."""
    ratios = np.ones(bars.n_bars)
    before, after = bars.close[:-1], bars.close[1:]
    is_usable = (before > 0) & (after > 0)
    np.divide(after, before, out=ratios[1:], where=is_usable)
    return ratios


def _checks(bars: CandleArrays) -> dict[Flag, NDArray[np.bool_]]:
    open_, high, low, close = bars.open, bars.high, bars.low, bars.close
    unknown = np.isnan([open_, high, low])
    # Where something was traded, or nobody tells how much, the file lacks prices.
    is_suspended = unknown.all(axis=0) & (bars.volume == 0)
    lowest = np.fmin.reduce([open_, high, low, close])
    above = np.fmax(open_, close) > high * (1 + _ROUNDING)
    below = np.fmin(open_, close) < low * (1 - _ROUNDING)
    return {
        Flag.MISSING_PRICE: unknown.any(axis=0) & ~is_suspended,
        Flag.SUSPENDED: is_suspended,
        Flag.HIGH_BELOW_LOW: high < low,
        Flag.OUTSIDE_RANGE: above | below,
        Flag.NOT_POSITIVE: lowest <= 0,
        Flag.NO_VOLUME: bars.volume == 0,
        Flag.JUMP: np.abs(close_ratios(bars) - 1) > _JUMP,
        Flag.FLAT: _is_flat(bars),
    }


def _is_flat(bars: CandleArrays) -> NDArray[np.bool_]:
    """Return the candles that repeat the four before them."""
    is_same = np.zeros(bars.n_bars, dtype=bool)
    is_same[1:] = np.logical_and.reduce(
        [column[1:] == column[:-1] for column in (bars.open, bars.high, bars.low, bars.close)]
    )
    if not is_same.any():
        return is_same
    rows = np.arange(bars.n_bars)
    last_change = np.maximum.accumulate(np.where(is_same, 0, rows))
    return np.asarray(rows - last_change >= _FLAT_BARS - 1)
