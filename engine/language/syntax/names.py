"""The series of a candle and what else they may be called."""

from __future__ import annotations

SERIES: dict[str, str] = {
    "open": "",
    "high": "",
    "low": "",
    "close": "",
    "volume": "",
    "hl2": "(high + low) / 2",
    "hlc3": "(high + low + close) / 3",
    "ohlc4": "(open + high + low + close) / 4",
    "tr": "trange()",
}
"""Each series with its definition; the five columns have none."""

_ALIASES = {
    "o": "open", "h": "high", "l": "low", "c": "close", "v": "volume", "vol": "volume",
    "시가": "open", "고가": "high", "저가": "low", "종가": "close", "거래량": "volume",
}  # fmt: skip

SERIES_ALIASES: dict[str, str] = {name: name for name in SERIES} | _ALIASES
"""Every name of a series with its canonical one."""
