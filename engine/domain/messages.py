"""English texts on candles, symbols and dates; codes begin with ``candles.``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.messages import Template

TEXTS: dict[str, Template] = {
    "1m": "1m",
    "3m": "3m",
    "5m": "5m",
    "15m": "15m",
    "30m": "30m",
    "1h": "1h",
    "2h": "2h",
    "4h": "4h",
    "1d": "1d",
    "1w": "1w",
    "1M": "1M",
    "unknown-timeframe": "Unknown timeframe '{text}'; known are {names}",
    "range-reversed": "The range starts ({start}) after it ends ({end})",
    "times-not-increasing": "The times of {symbol} do not increase",
    "no-data": "No data available",
}
