"""The six columns of a candle series as bare arrays, and how two of them merge.

Everything below the repositories works on :class:`CandleArrays`; a ``CandleSeries`` is made at the
edge. Merging goes in three steps: sort the new rows and keep the last of equal times; lay them over
the old ones so that a new row wins; count what was new, what differs and what was there already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from engine.domain.repositories import SaveCounts
from engine.domain.series import CandleSeries, to_ns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

    from engine.domain.candle import Candle

CandleRow = tuple[int, float, float, float, float, float]


class CandleArrays(NamedTuple):
    """Columns of one symbol, all of shape (n,).

    Attributes
    ----------
    timestamps : ndarray of int64
        Nanoseconds since 1970 UTC.
    open, high, low, close, volume : ndarray of float64
        NaN where unknown.
    """

    timestamps: NDArray[np.int64]
    open: NDArray[np.float64]
    high: NDArray[np.float64]
    low: NDArray[np.float64]
    close: NDArray[np.float64]
    volume: NDArray[np.float64]

    def take(self, rows: NDArray[np.int64] | NDArray[np.bool_] | slice) -> CandleArrays:
        """Return the given rows."""
        return self.mapped(lambda column: column[rows])

    def mapped(self, change: Callable[[NDArray[Any]], NDArray[Any]]) -> CandleArrays:
        """Return the columns after `change`."""
        return CandleArrays(change(self.timestamps), *map(change, self[1:]))

    @property
    def n_bars(self) -> int:
        """Number of rows."""
        return int(self.timestamps.size)


class Merged(NamedTuple):
    """What a merge gave.

    Attributes
    ----------
    bars : CandleArrays
        Old and new together, in time order.
    counts : SaveCounts
        New rows that were added, that changed an old one, that were there already.
    n_kept : int
        The old rows are the first `n_kept` rows of `bars`, unchanged; -1 if history was touched.
    """

    bars: CandleArrays
    counts: SaveCounts
    n_kept: int


def no_candles() -> CandleArrays:
    """Return columns without rows."""
    return CandleArrays(np.empty(0, np.int64), *(np.empty(0) for _ in range(5)))


def to_arrays(candles: CandleSeries | Iterable[Candle]) -> CandleArrays:
    """Return the columns of `candles` in time order; of equal times the last row stays."""
    if not isinstance(candles, CandleSeries):
        candles = CandleSeries.from_candles("", "", candles)
    prices = (candles.open, candles.high, candles.low, candles.close, candles.volume)
    return CandleArrays(candles.timestamps_ns, *prices)


def candle_row(candle: Candle) -> CandleRow:
    """Return one candle as a row of :class:`CandleArrays`."""
    moment = to_ns(candle.timestamp)
    return (moment, candle.open, candle.high, candle.low, candle.close, candle.volume)


def in_time_order(bars: CandleArrays) -> CandleArrays:
    """Return `bars` sorted by time; of equal times the last row stays."""
    times = bars.timestamps
    if bool((times[1:] > times[:-1]).all()):
        return bars
    order = np.argsort(times, kind="stable")
    ordered = times[order]
    is_last = np.append(ordered[1:] != ordered[:-1], True)
    return bars.take(order[is_last])


def concatenate(first: CandleArrays, second: CandleArrays) -> CandleArrays:
    """Return the rows of `first` and then those of `second`."""
    return CandleArrays(*(np.concatenate(pair) for pair in zip(first, second, strict=True)))


def merge(old: CandleArrays, new: CandleArrays) -> Merged:
    """Lay `new` over `old`; both in time order without equal times.

    Returns
    -------
    Merged
        For the same time the row of `new` stays.
    """
    if old.n_bars == 0 or new.n_bars == 0 or new.timestamps[0] > old.timestamps[-1]:
        counts = SaveCounts(new.n_bars, 0, 0)
        return Merged(concatenate(old, new), counts, old.n_bars)
    at = np.searchsorted(old.timestamps, new.timestamps)
    is_known = old.timestamps[np.minimum(at, old.n_bars - 1)] == new.timestamps
    is_changed = np.zeros(new.n_bars, dtype=bool)
    is_changed[is_known] = differing(old.take(at[is_known]), new.take(is_known))
    added = new.n_bars - int(is_known.sum())
    changed = int(is_changed.sum())
    counts = SaveCounts(added, changed, new.n_bars - added - changed)
    touched = changed > 0 or bool((~is_known & (at < old.n_bars)).any())
    if not touched:
        fresh = new.take(~is_known)
        return Merged(concatenate(old, fresh) if added else old, counts, old.n_bars)
    return Merged(in_time_order(concatenate(old, new)), counts, -1)


def differing(first: CandleArrays, second: CandleArrays) -> NDArray[np.bool_]:
    """Return where two sets of rows differ in a price or the volume; NaN equals NaN."""
    differ = np.zeros(first.n_bars, dtype=bool)
    for a, b in zip(first[1:], second[1:], strict=True):
        differ |= (a != b) & ~(np.isnan(a) & np.isnan(b))
    return differ
