"""Lines of JSON, read as candles and trades.

``{"symbol": "A", "timestamp": "2024-01-02T09:00:00Z", "open": 1, "high": 1, "low": 1, "close": 1,
"volume": 5, "closed": true}`` is a candle, ``{"symbol": "A", "timestamp": 1704186000.5, "price": 1,
"size": 5}`` a trade. A time is ISO 8601 or a number of seconds, milliseconds, micro- or nanoseconds
since 1970 UTC, told apart by their size; ``volume``, ``size`` and ``closed`` may be left out.
"""

from __future__ import annotations

import json
import math
from datetime import datetime
from typing import Any

from engine.domain.candle import Candle, as_utc
from engine.domain.series import from_ns, to_ns
from engine.stream.live_candle import LiveCandle, Tick


class LineError(ValueError):
    """A line that is no candle and no trade."""


def parse_line(line: bytes, arrived_ns: int = 0) -> LiveCandle | Tick:
    """Return the candle or trade of one line.

    Raises
    ------
    LineError
        It holds neither.
    """
    try:
        record = json.loads(line)
        symbol, ns = str(record["symbol"]), _time_ns(record["timestamp"])
        if "price" in record:
            price, size = _number(record["price"]), _number(record.get("size", 0.0))
            return Tick(symbol, ns, price, size, arrived_ns)
        candle = _candle(ns, record)
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
        raise LineError(f"{type(error).__name__}: {error}") from error
    return LiveCandle(symbol, candle, record.get("closed", True) is not False, arrived_ns)


def _candle(ns: int, record: dict[str, Any]) -> Candle:
    opens, high, low, close = (_number(record[name]) for name in ("open", "high", "low", "close"))
    volume = record.get("volume")
    return Candle(
        from_ns(ns), opens, high, low, close, math.nan if volume is None else _number(volume)
    )


def _number(value: Any) -> float:
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(f"{value} is no number")
    return number


def _time_ns(value: Any) -> int:
    if isinstance(value, str):
        return to_ns(as_utc(datetime.fromisoformat(value)))
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{value!r} is no time")
    ns = value
    # A time of this century in a coarser unit is always below a year's worth of the finer one.
    for bound, factor in ((1e11, 10**9), (1e14, 10**6), (1e17, 10**3)):
        if abs(value) < bound:
            ns = value * factor
            break
    return to_ns(from_ns(int(ns)))
