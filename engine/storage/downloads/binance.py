"""Binance's public klines over REST; no key is needed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.domain.symbol import Symbol, is_symbol
from engine.domain.timeframe import parse_timeframe
from engine.errors import SourceError
from engine.messages import Message
from engine.storage.candle_arrays import CandleArrays
from engine.storage.downloads.http import JsonClient

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from engine.domain.timeframe import Timeframe

PUBLIC_URL = "https://api.binance.com"
_ROWS_PER_PAGE = 1_000
_MS_NS = 1_000_000
_WEIGHT_HEADER = "X-MBX-USED-WEIGHT-1M"
# Binance allows 6000 a minute; the rest is left to other programs behind the same address.
_MAX_WEIGHT = 4_800
_MINUTE_S = 60.0
_LATEST_MS = 4_102_444_800_000  # the year 2100


class BinanceProvider:
    """Spot klines; see :class:`~engine.storage.downloads.provider.CandleProvider`.

    Parameters
    ----------
    base_url : str
        Address of the server, up to ``/api``.
    wait : callable
        Pauses for a number of seconds; may raise to give up.
    """

    name = "BINANCE"
    sessions = "24/7"

    def __init__(
        self, base_url: str = PUBLIC_URL, wait: Callable[[float], None] = time.sleep
    ) -> None:
        self._client = JsonClient(base_url, wait)
        self._wait = wait

    def symbols(self) -> list[Symbol]:
        """See :class:`~engine.storage.downloads.provider.CandleProvider`."""
        answer = self._get("api/v3/exchangeInfo")
        try:
            symbols = [
                Symbol(entry["symbol"], entry["baseAsset"], self.name, entry["quoteAsset"])
                for entry in answer["symbols"]
                if entry["status"] == "TRADING" and is_symbol(entry["symbol"])
            ]
        except (KeyError, TypeError) as error:
            raise self._odd("exchangeInfo", _lacking(error)) from error
        return sorted(symbols, key=lambda symbol: symbol.symbol_id)

    def pages(
        self, symbol: str, timeframe: str, start_ns: int, end_ns: int
    ) -> Iterator[CandleArrays]:
        """See :class:`~engine.storage.downloads.provider.CandleProvider`."""
        bar = parse_timeframe(timeframe)
        start_ms, end_ms = -(-max(start_ns, 0) // _MS_NS), min(end_ns // _MS_NS, _LATEST_MS)
        query = {"symbol": symbol, "interval": str(bar), "endTime": end_ms, "limit": _ROWS_PER_PAGE}
        # The server's clock, taken before the candles are, tells which of them are closed.
        now_ms = self._now_ms()
        for _ in range(_max_pages(start_ms, min(end_ms, now_ms), bar)):
            rows = self._get("api/v3/klines", {**query, "startTime": start_ms})
            bars, ends_ms = self._parsed(rows)
            if bars.n_bars and int(bars.timestamps[0]) < start_ms * _MS_NS:
                raise self._odd("klines", Message("download.not-asked-for"))
            closed = bars.take(ends_ms < now_ms)
            if closed.n_bars:
                yield closed
            if len(rows) < _ROWS_PER_PAGE or ends_ms[-1] >= min(end_ms, now_ms):
                return
            start_ms = int(bars.timestamps[-1]) // _MS_NS + 1
        raise self._odd("klines", Message("download.endless"))

    def _now_ms(self) -> int:
        answer = self._get("api/v3/time")
        try:
            return int(answer["serverTime"])
        except (KeyError, TypeError, ValueError, OverflowError) as error:
            raise self._odd("time", _lacking(error)) from error

    def _get(self, path: str, query: dict[str, object] | None = None) -> Any:
        answer, headers = self._client.get(path, query)
        used = headers.get(_WEIGHT_HEADER, "0")
        if used.isdigit() and int(used) > _MAX_WEIGHT:
            self._wait(_MINUTE_S - time.time() % _MINUTE_S)
        return answer

    def _parsed(self, rows: Any) -> tuple[CandleArrays, np.ndarray[Any, np.dtype[np.int64]]]:
        """Return candles, and the times at which they end in milliseconds."""
        if not isinstance(rows, list):
            raise self._odd("klines", Message("download.not-list"))
        try:
            opens_ms = np.array([row[0] for row in rows], dtype=np.int64)
            ends_ms = np.array([row[6] for row in rows], dtype=np.int64)
            prices = np.array([row[1:6] for row in rows], dtype=np.float64).reshape(-1, 5)
        except (IndexError, TypeError, ValueError, KeyError, OverflowError) as error:
            raise self._odd("klines", _lacking(error)) from error
        if not bool((np.diff(opens_ms) > 0).all()):
            raise self._odd("klines", Message("download.times-not-increasing"))
        return CandleArrays(opens_ms * _MS_NS, *np.ascontiguousarray(prices.T)), ends_ms

    def _odd(self, request: str, reason: Message) -> SourceError:
        message = Message("download.odd-answer", request=request, reason=reason)
        return SourceError(self._client.base_url, message)


def _lacking(error: Exception) -> Message:
    return Message("download.bad-entry", text=str(error))


def _max_pages(start_ms: int, end_ms: int, bar: Timeframe) -> int:
    """Return how many pages no honest server exceeds, with room for bars that lie closer."""
    n_bars = max(end_ms - start_ms, 0) * _MS_NS // bar.nominal_ns
    return 2 * n_bars // _ROWS_PER_PAGE + 10
