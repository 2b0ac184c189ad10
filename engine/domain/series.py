"""The candles of one symbol as columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, overload

import numpy as np

from engine.domain.candle import Candle
from engine.errors import InputError
from engine.messages import Message

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import ArrayLike, NDArray

PRICE_COLUMNS = ("open", "high", "low", "close", "volume")
COLUMNS = ("timestamps", *PRICE_COLUMNS)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, eq=False)
class CandleSeries(Sequence[Candle]):
    """One symbol's candles in time order, as read-only columns of equal length.

    Attributes
    ----------
    symbol, timeframe : str
        What the candles are of.
    timestamps : ndarray of datetime64[ns], shape (n,)
        Starts of the bars, UTC, strictly increasing.
    open, high, low, close, volume : ndarray of float64, shape (n,)
        NaN where unknown.

    Raises
    ------
    ValueError
        If the columns differ in length or the times do not increase.
    """

    symbol: str
    timeframe: str
    timestamps: NDArray[np.datetime64]
    open: NDArray[np.float64]
    high: NDArray[np.float64]
    low: NDArray[np.float64]
    close: NDArray[np.float64]
    volume: NDArray[np.float64]

    def __post_init__(self) -> None:
        times = _read_only(self.timestamps, np.dtype("datetime64[ns]"))
        object.__setattr__(self, "timestamps", times)
        for name in PRICE_COLUMNS:
            column = _read_only(getattr(self, name), np.dtype(np.float64))
            if column.shape != times.shape:
                raise ValueError(f"{name} has shape {column.shape}, timestamps {times.shape}")
            object.__setattr__(self, name, column)
        if times.ndim != 1:
            raise ValueError("Columns of candles have one dimension")
        ns = times.view(np.int64)
        if not (ns[1:] > ns[:-1]).all():
            raise InputError(Message("candles.times-not-increasing", symbol=self.symbol))

    @property
    def timestamps_ns(self) -> NDArray[np.int64]:
        """The timestamps as nanoseconds since 1970 UTC; a view, not a copy."""
        return self.timestamps.view(np.int64)

    def __len__(self) -> int:
        return len(self.timestamps)

    @overload
    def __getitem__(self, index: int) -> Candle: ...
    @overload
    def __getitem__(self, index: slice) -> CandleSeries: ...
    def __getitem__(self, index: int | slice) -> Candle | CandleSeries:
        if isinstance(index, slice):
            columns = {name: getattr(self, name)[index] for name in COLUMNS}
            return CandleSeries(self.symbol, self.timeframe, **columns)
        return Candle(
            from_ns(int(self.timestamps_ns[index])),
            *(float(getattr(self, name)[index]) for name in PRICE_COLUMNS),
        )

    def __iter__(self) -> Iterator[Candle]:
        columns = (getattr(self, name).tolist() for name in PRICE_COLUMNS)
        for ns, *prices in zip(self.timestamps_ns.tolist(), *columns, strict=True):
            yield Candle(from_ns(ns), *prices)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, CandleSeries):
            return NotImplemented
        return (self.symbol, self.timeframe) == (other.symbol, other.timeframe) and all(
            np.array_equal(getattr(self, name), getattr(other, name), equal_nan=True)
            for name in COLUMNS
        )

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[Any, ...]:
        columns = tuple(getattr(self, name) for name in COLUMNS)
        return CandleSeries, (self.symbol, self.timeframe, *columns)

    def to_frame(self) -> pd.DataFrame:
        """Return a data frame with the five columns and a UTC index named ``timestamp``."""
        import pandas as pd  # noqa: PLC0415 - workers must start without pandas

        index = pd.DatetimeIndex(self.timestamps, tz="UTC", name="timestamp")
        return pd.DataFrame({name: getattr(self, name) for name in PRICE_COLUMNS}, index=index)

    @classmethod
    def from_frame(cls, symbol: str, timeframe: str, frame: pd.DataFrame) -> CandleSeries:
        """Take the five columns of `frame`; its index holds the times.

        A naive index is taken as UTC. Rows are put in time order, and of rows with the same time
        the last one stays.

        Raises
        ------
        ValueError
            If a column is missing or the index holds no times.
        """
        import pandas as pd  # noqa: PLC0415 - workers must start without pandas

        if not isinstance(frame.index, pd.DatetimeIndex):
            raise ValueError("The data frame's index must be a DatetimeIndex")  # noqa: TRY004
        missing = [name for name in PRICE_COLUMNS if name not in frame.columns]
        if missing:
            raise ValueError(f"The data frame has no column {', '.join(missing)}")
        index = frame.index if frame.index.tz is None else frame.index.tz_convert("UTC")
        times = index.tz_localize(None).to_numpy(dtype="datetime64[ns]")
        prices = [frame[name].to_numpy(dtype=np.float64) for name in PRICE_COLUMNS]
        return cls(symbol, timeframe, *_in_time_order(times, prices))

    @classmethod
    def from_candles(cls, symbol: str, timeframe: str, candles: Iterable[Candle]) -> CandleSeries:
        """Make columns of `candles`; of candles with the same time the last one stays."""
        rows = [(to_ns(c.timestamp), c.open, c.high, c.low, c.close, c.volume) for c in candles]
        times = np.array([row[0] for row in rows], dtype=np.int64).view("datetime64[ns]")
        table = np.array([row[1:] for row in rows], dtype=np.float64).reshape(len(rows), 5)
        return cls(symbol, timeframe, *_in_time_order(times, list(table.T)))

    @classmethod
    def empty(cls, symbol: str, timeframe: str) -> CandleSeries:
        """Return a series without candles."""
        return cls.from_candles(symbol, timeframe, ())


def from_ns(ns: int) -> datetime:
    """Return the UTC time `ns` nanoseconds after 1970, exact to the microsecond."""
    return _EPOCH + timedelta(microseconds=ns // 1_000)


def to_ns(moment: datetime) -> int:
    """Return nanoseconds from 1970 UTC to the aware time `moment`."""
    return (moment - _EPOCH) // timedelta(microseconds=1) * 1_000


def _read_only(values: ArrayLike, dtype: np.dtype[Any]) -> NDArray[Any]:
    """Return `values` contiguous, of `dtype` and locked against writing; no copy where possible."""
    array = np.ascontiguousarray(values, dtype=dtype)
    if array.flags.writeable:
        array = array.view()
        array.flags.writeable = False
    return array


def _in_time_order(
    times: NDArray[np.datetime64], prices: list[NDArray[np.float64]]
) -> tuple[NDArray[Any], ...]:
    """Return the columns sorted by time; of equal times the last row stays."""
    ns = times.view(np.int64)
    if (ns[1:] > ns[:-1]).all():
        return (times, *prices)
    order = np.argsort(ns, kind="stable")
    is_last = np.append(ns[order][1:] != ns[order][:-1], True)
    keep = order[is_last]
    return (times[keep], *(column[keep] for column in prices))
