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
from typing import Any, cast

from engine.domain.candle import Candle, as_utc
from engine.domain.series import from_ns, to_ns
from engine.domain.symbol import is_symbol
from engine.errors import InputError
from engine.messages import Message
from engine.stream.bars.live_candle import LiveCandle, Tick


class LineError(InputError):
    """A line that is no candle and no trade."""


def parse_line(line: bytes, arrived_ns: int = 0) -> LiveCandle | Tick:
    """Return the candle or trade of one line.

    Raises
    ------
    LineError
        It holds neither; the text says why.
    """
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise LineError(Message("live.line-not-json")) from error
    if not isinstance(record, dict):
        raise LineError(Message("live.line-not-object"))
    try:
        symbol, ns = _symbol(record), _time_ns(record["timestamp"])
        if "price" in record:
            size = _number(record, "size") if "size" in record else 0.0
            return Tick(symbol, ns, _number(record, "price"), size, arrived_ns)
        candle = _candle(ns, record)
    except KeyError as error:
        raise LineError(Message("live.line-missing", field=error.args[0])) from error
    return LiveCandle(symbol, candle, record.get("closed", True) is not False, arrived_ns)


def _symbol(record: dict[str, Any]) -> str:
    value = record["symbol"]
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)  # exchanges of Asia have numbers for codes
    symbol = value.strip() if isinstance(value, str) else value
    if symbol is None or symbol == "":
        raise LineError(Message("live.line-empty", field="symbol"))
    if not is_symbol(symbol):
        raise LineError(Message("live.line-not-symbol", field="symbol", value=f"{value!a:.40}"))
    return cast("str", symbol)


def _candle(ns: int, record: dict[str, Any]) -> Candle:
    opens, high, low, close = (_number(record, name) for name in ("open", "high", "low", "close"))
    volume = math.nan if record.get("volume") is None else _number(record, "volume")
    return Candle(from_ns(ns), opens, high, low, close, volume)


def _number(record: dict[str, Any], name: str) -> float:
    value = record[name]
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        number = math.nan
    if not math.isfinite(number):
        raise LineError(Message("live.line-not-number", field=name, value=f"{value!r:.40}"))
    return number


def _time_ns(value: Any) -> int:
    try:
        if isinstance(value, str):
            return to_ns(as_utc(datetime.fromisoformat(value)))
        if isinstance(value, int | float) and not isinstance(value, bool):
            return _of_number(value)
    except (ValueError, OverflowError):
        pass
    raise LineError(Message("live.line-not-time", value=f"{value!r:.40}"))


def _of_number(value: float) -> int:
    """Return the nanoseconds of a time in whichever unit."""
    ns = value
    # A time of this century in a coarser unit is always below a year's worth of the finer one.
    for bound, factor in ((1e11, 10**9), (1e14, 10**6), (1e17, 10**3)):
        if abs(value) < bound:
            ns = value * factor
            break
    return to_ns(from_ns(int(ns)))
