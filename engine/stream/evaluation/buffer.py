"""The newest candles of one symbol, as columns.

The rows lie one behind another in arrays twice as long as the buffer may grow, so that a new candle
costs a few stores and the rows seen are always one contiguous slice: when the arrays are full, the
rows still needed move to the front.
"""

from __future__ import annotations

from collections import deque
from enum import IntEnum
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.domain.candle import Candle
from engine.domain.series import PRICE_COLUMNS, CandleSeries, from_ns, to_ns

if TYPE_CHECKING:
    from numpy.typing import NDArray

_INITIAL_ROWS = 64
_MIN_CAPACITY = 2
_NEVER_NS = -(2**63)
_ROW_OF = {name: row for row, name in enumerate(PRICE_COLUMNS)}


class Placement(IntEnum):
    """Where a candle went.

    Attributes
    ----------
    APPENDED, REPLACED, REPEATED
        It is now the newest candle; REPLACED took the place of one with the same time, REPEATED
        that of the very same one.
    LATE, CORRECTED
        It went among the older candles, as a new one or in the place of one with the same time.
    UNCHANGED
        The same older candle was there already.
    STALE
        A forming candle of a bar that is closed, or past; nothing was changed.
    DROPPED
        It is older than everything in a full buffer; nothing was changed.
    """

    APPENDED = 0
    REPLACED = 1
    REPEATED = 2
    LATE = 3
    CORRECTED = 4
    UNCHANGED = 5
    STALE = 6
    DROPPED = 7

    @property
    def is_newest(self) -> bool:
        """Whether the candle is the last one now, so that formulas are due."""
        return self <= Placement.REPEATED


class CandleBuffer:
    """At most `capacity` candles of one symbol, in time order.

    Attributes
    ----------
    total : int
        How many bars were ever put in; the newest one has the number ``total - 1``.
    epoch : int
        Grows when a bar changes that a evaluator may have consumed: an older one, or the newest
        one after it was closed.
    is_forming : bool
        Whether the newest bar is still open.
    is_volatile : bool
        Whether a closed newest bar was ever replaced. Followers then hold the newest bar back,
        so that a feed which corrects every bar does not cost a rebuild each time.
    """

    __slots__ = (
        "_capacity", "_end", "_past_ns", "_prices", "_start", "_times",
        "epoch", "is_forming", "is_volatile", "total",
    )  # fmt: skip

    def __init__(self, capacity: int) -> None:
        self._capacity = max(_MIN_CAPACITY, capacity)
        self._times: NDArray[np.int64] = np.empty(_INITIAL_ROWS, np.int64)
        self._prices: NDArray[np.float64] = np.empty((5, _INITIAL_ROWS))
        self._start = self._end = 0
        self._past_ns = _NEVER_NS
        self.total = self.epoch = 0
        self.is_forming = self.is_volatile = False

    def __len__(self) -> int:
        return self._end - self._start

    @property
    def capacity(self) -> int:
        """How many candles there is room for; may only grow."""
        return self._capacity

    @capacity.setter
    def capacity(self, capacity: int) -> None:
        self._capacity = max(self._capacity, capacity)

    @property
    def size_bytes(self) -> int:
        """NodeState of the columns."""
        return self._times.nbytes + self._prices.nbytes

    @property
    def newest_ns(self) -> int:
        """Time of the newest candle in nanoseconds since 1970 UTC; 0 where there is none."""
        return int(self._times[self._end - 1]) if self._end else 0

    @property
    def timestamps(self) -> NDArray[np.int64]:
        """Times of all candles, a view."""
        return self._times[self._start : self._end]

    def column(self, name: str) -> NDArray[np.float64]:
        """Return open, high, low, close or volume of all candles, a view."""
        return self._prices[_ROW_OF[name], self._start : self._end]

    def columns(self, count: int) -> dict[str, NDArray[Any]]:
        """Return ``timestamps`` and the five columns of the first `count` bars, views."""
        start, stop = self._start, self._start + count
        columns: dict[str, NDArray[Any]] = {
            name: self._prices[row, start:stop] for name, row in _ROW_OF.items()
        }
        columns["timestamps"] = self._times[start:stop]
        return columns

    def row(self, number: int) -> tuple[float, float, float, float, float]:
        """Return the prices and the volume of bar `number`, counted like `total`."""
        column = self._prices[:, self._end - self.total + number]
        return tuple(column.tolist())

    def newest(self) -> Candle:
        """Return the newest candle; IndexError where there is none."""
        if not len(self):
            raise IndexError("The buffer is empty")
        return Candle(from_ns(self.newest_ns), *self.row(self.total - 1))

    def insert(self, candle: Candle, is_closed: bool = True) -> Placement:
        """Put `candle` in its place by time; O(1) unless it belongs among the older ones."""
        ns = to_ns(candle.timestamp)
        last = self._times[self._end - 1] if self._end > self._start else None
        if last is None or ns > last:
            self._append(ns, candle)
            self.is_forming = not is_closed
            return Placement.APPENDED
        if ns == last:
            return self._replace_last(candle, is_closed)
        return self._insert_late(ns, candle) if is_closed else Placement.STALE

    def prefill(self, history: CandleSeries) -> None:
        """Add closed candles of the past; those that are here already stay as they are.

        Nothing is added where it would leave a hole: candles between it and the oldest one here
        came, and were dropped to make room.
        """
        if len(history) and history.timestamps_ns[-1] < self._dropped_ns:
            return
        is_new = ~np.isin(history.timestamps_ns, self.timestamps)
        n_new = int(is_new.sum())
        if not n_new:
            return
        past = np.stack([getattr(history, name) for name in PRICE_COLUMNS])[:, is_new]
        times = np.concatenate([history.timestamps_ns[is_new], self.timestamps])
        order = np.argsort(times)[-self._capacity :]
        self._prices = np.ascontiguousarray(np.hstack([past, self._rows()])[:, order])
        self._times = times[order]
        self._start, self._end = 0, len(order)
        self._past_ns = _NEVER_NS
        self.total += n_new
        self.epoch += 1

    def to_deque(self) -> deque[Candle]:
        """Return the candles as objects, oldest first."""
        rows = zip(self.timestamps.tolist(), *self._rows().tolist(), strict=True)
        return deque((Candle(from_ns(ns), *prices) for ns, *prices in rows), self._capacity)

    def to_series(self, symbol: str, timeframe: str) -> CandleSeries:
        """Return a copy of the columns."""
        times = self.timestamps.copy().view("datetime64[ns]")
        return CandleSeries(symbol, timeframe, times, *self._rows().copy())

    @property
    def _dropped_ns(self) -> int:
        """Time of the newest candle that was dropped for want of room."""
        return int(self._times[self._start - 1]) if self._start else self._past_ns

    def _rows(self) -> NDArray[np.float64]:
        return self._prices[:, self._start : self._end]

    def _append(self, ns: int, candle: Candle) -> None:
        if self._end == self._times.size:
            self._reallocate()
        at = self._end
        self._times[at] = ns
        self._write(at, candle)
        self._end = at + 1
        self.total += 1
        if at + 1 - self._start > self._capacity:
            self._start += 1

    def _replace_last(self, candle: Candle, is_closed: bool) -> Placement:
        if self.is_forming:
            self._write(self._end - 1, candle)
            self.is_forming = not is_closed
            return Placement.REPLACED
        if not is_closed:
            return Placement.STALE
        if not self._overwrite(self._end - 1, candle):
            return Placement.REPEATED
        self.is_volatile = True
        self.epoch += 1
        return Placement.REPLACED

    def _insert_late(self, ns: int, candle: Candle) -> Placement:
        at = self._start + int(np.searchsorted(self.timestamps, ns))
        if self._times[at] == ns:
            is_changed = self._overwrite(at, candle)
            self.epoch += is_changed
            return Placement.CORRECTED if is_changed else Placement.UNCHANGED
        if at == self._start and len(self) >= self._capacity:
            return Placement.DROPPED
        n_later = self._end - at
        self._append(ns, candle)
        at = self._end - 1 - n_later
        self._times[at + 1 : self._end] = self._times[at : self._end - 1].copy()
        self._prices[:, at + 1 : self._end] = self._prices[:, at : self._end - 1].copy()
        self._times[at] = ns
        self._write(at, candle)
        self.epoch += 1
        return Placement.LATE

    def _overwrite(self, at: int, candle: Candle) -> bool:
        """Put `candle` in the place of another one; return whether that changed anything."""
        before = self._prices[:, at].copy()
        self._write(at, candle)
        return not np.array_equal(before, self._prices[:, at], equal_nan=True)

    def _write(self, at: int, candle: Candle) -> None:
        prices = self._prices
        prices[0, at] = candle.open
        prices[1, at] = candle.high
        prices[2, at] = candle.low
        prices[3, at] = candle.close
        prices[4, at] = candle.volume

    def _reallocate(self) -> None:
        """Move the rows to the front of new arrays; views handed out before stay as they are."""
        count = len(self)
        room = max(2 * min(self._capacity, count), count + 1, _INITIAL_ROWS)
        times, prices = np.empty(room, np.int64), np.empty((5, room))
        times[:count], prices[:, :count] = self.timestamps, self._rows()
        self._past_ns = self._dropped_ns
        self._times, self._prices = times, prices
        self._start, self._end = 0, count
