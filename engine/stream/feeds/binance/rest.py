"""Fetches closed candles over REST: what a connection missed."""

from __future__ import annotations

import asyncio
import json
import threading
import urllib.error
from contextlib import suppress
from http.client import HTTPException
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from engine.domain.series import to_ns
from engine.errors import EngineError
from engine.messages import Message
from engine.stream.feeds.binance.messages import MessageError, parse_rest_row, parse_server_time
from engine.system_messages import system_message
from engine.web import opener_for

if TYPE_CHECKING:
    from engine.domain.candle import Candle

ROWS_PER_REQUEST = 1_000
_TIMEOUT_S = 10.0
_ANSWER_S = 30.0
_MAX_BYTES = 16 * 2**20
MAX_PAGES = 2_000
"""Two million candles at a time, nearly four years of minutes."""
MAX_FETCH_S = 900.0
"""Longest wait for all pages of a symbol, which is held meanwhile."""
_REST_OF = {
    "stream.binance.com": "https://api.binance.com/api/v3",
    "data-stream.binance.vision": "https://data-api.binance.vision/api/v3",
    "stream.binance.us": "https://api.binance.us/api/v3",
    "fstream.binance.com": "https://fapi.binance.com/fapi/v1",
}


class RestError(EngineError):
    """The server did not answer a request.

    Attributes
    ----------
    wait_s : float
        How long the server asks to wait, 0 where it does not say.
    """

    def __init__(self, reason: Message, wait_s: float = 0.0) -> None:
        super().__init__(reason, wait_s)
        self.reason = reason
        self.wait_s = wait_s

    @property
    def message(self) -> Message:
        """Why not."""
        return self.reason


def rest_address(stream_url: str) -> str:
    """Return where the REST interface beside `stream_url` lies."""
    parts = urlsplit(stream_url)
    address = _REST_OF.get(parts.hostname or "")
    scheme = "https" if parts.scheme == "wss" else "http"
    return address or f"{scheme}://{parts.netloc}/api/v3"


class KlineRest:
    """Closed candles from ``/klines``.

    Parameters
    ----------
    base_url : str
        Address up to and without ``/klines``.
    timeframe : str
        Which bars.
    """

    def __init__(self, base_url: str, timeframe: str) -> None:
        self._base_url = base_url.rstrip("/")
        self._timeframe = timeframe
        self._opener = opener_for(base_url, answer_s=_ANSWER_S)

    async def closed_since(self, symbol: str, start_ns: int) -> list[Candle]:
        """Return all closed candles from `start_ns` on, in time order.

        Raises
        ------
        RestError, MessageError
            The server did not answer, or not as it should.
        """
        try:
            async with asyncio.timeout(MAX_FETCH_S):
                return await self._closed_since(symbol, start_ns)
        except TimeoutError as error:
            raise RestError(_fault(self._base_url, error)) from error

    async def _closed_since(self, symbol: str, start_ns: int) -> list[Candle]:
        # The server's own clock tells which bar is closed, taken before the bars are.
        now_ms = parse_server_time(await self._get("time", {}))
        candles: list[Candle] = []
        for _ in range(MAX_PAGES):
            pairs = [parse_rest_row(row) for row in await self._rows(symbol, start_ns)]
            _check_moves_on(start_ns, [candle for candle, _ in pairs])
            candles += [candle for candle, end_ms in pairs if end_ms < now_ms]
            if len(pairs) < ROWS_PER_REQUEST or pairs[-1][1] >= now_ms:
                return candles
            start_ns = to_ns(pairs[-1][0].timestamp) + 1_000_000
        raise MessageError(Message("live.endless-klines"))

    async def _rows(self, symbol: str, start_ns: int) -> list[Any]:
        query = {
            "symbol": symbol,
            "interval": self._timeframe,
            "startTime": start_ns // 1_000_000,
            "limit": ROWS_PER_REQUEST,
        }
        rows = await self._get("klines", query)
        if not isinstance(rows, list):
            raise MessageError(Message("live.not-klines"))
        return rows

    async def _get(self, path: str, query: dict[str, Any]) -> Any:
        url = f"{self._base_url}/{path}?{urlencode(query)}"
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Any] = loop.create_future()

        def read() -> None:
            result, error = None, None
            try:
                result = self._read(url)
            except Exception as fault:  # noqa: BLE001 - it is raised where the answer is awaited
                error = fault
            with suppress(RuntimeError):  # the feed was stopped, its loop is gone
                loop.call_soon_threadsafe(_settle, answer, result, error)

        # A daemon: neither a stop nor the end of the program waits for a slow server.
        threading.Thread(target=read, name="kline-rest", daemon=True).start()
        return await answer

    def _read(self, url: str) -> Any:
        try:
            with self._opener.open(url, timeout=_TIMEOUT_S) as answer:
                return json.loads(answer.read(_MAX_BYTES))
        except urllib.error.HTTPError as error:
            with error:
                raise RestError(_fault(url, error), _asked_wait_s(error)) from error
        except (OSError, HTTPException) as error:
            raise RestError(_fault(url, error)) from error
        except (ValueError, RecursionError) as error:
            raise MessageError(_fault(url, error)) from error


def _settle(answer: asyncio.Future[Any], result: Any, error: Exception | None) -> None:
    if answer.done():  # nobody waits any more
        return
    if error is None:
        answer.set_result(result)
    else:
        answer.set_exception(error)


def _check_moves_on(start_ns: int, candles: list[Candle]) -> None:
    """Refuse a page that begins before what was asked for, or goes back: paging never ends then."""
    last_ns = start_ns // 1_000_000 * 1_000_000 - 1
    for candle in candles:
        ns = to_ns(candle.timestamp)
        if ns <= last_ns:
            raise MessageError(Message("live.klines-out-of-order"))
        last_ns = ns


def _fault(url: str, error: Exception) -> Message:
    return Message("live.server-fault", address=url, reason=system_message(error))


def _asked_wait_s(error: urllib.error.HTTPError) -> float:
    try:
        seconds = float(error.headers.get("Retry-After", 0))
    except ValueError:
        return 0.0
    return min(seconds, 300.0) if seconds > 0 else 0.0  # "nan" is a number, too
