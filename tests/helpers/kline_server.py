"""A real server on loopback that speaks Binance's kline streams and the REST calls beside them.

A test gives a script for each connection in turn: a coroutine that sends what it likes, from proper
klines to garbage, and may break the line. The REST side answers out of `history`, up to `now`.
"""

from __future__ import annotations

import asyncio
import json
import threading
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import parse_qs, urlsplit

from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from datetime import datetime
    from types import TracebackType

    from websockets.http11 import Request, Response

    from engine.domain.candle import Candle

    Script = Callable[["KlineClient"], Awaitable[None]]

_MINUTE_MS = 60_000


class KlineClient:
    """One connected client, as a script sees it."""

    def __init__(self, socket: ServerConnection) -> None:
        self.socket = socket
        self.subscribed: list[str] = []

    async def expect_subscription(self, count: int) -> None:
        """Take SUBSCRIBE requests until `count` streams are asked for, and confirm each."""
        while len(self.subscribed) < count:
            request = json.loads(await self.socket.recv())
            assert request["method"] == "SUBSCRIBE"
            self.subscribed += request["params"]
            await self.socket.send(json.dumps({"result": None, "id": request["id"]}))

    async def send(self, symbol: str, candle: Candle, closed: bool = True) -> None:
        """Send a kline event of a combined stream."""
        await self.socket.send(event(symbol, candle, closed))

    async def send_raw(self, text: str | bytes) -> None:
        """Send anything."""
        await self.socket.send(text)

    def break_line(self) -> None:
        """End the connection without a word, once what was sent is on its way."""
        self.socket.transport.close()

    async def stay(self) -> None:
        """Keep the connection until the other side leaves."""
        await self.socket.wait_closed()


class KlineServer:
    """Runs in a thread of its own; a context manager.

    Parameters
    ----------
    scripts : sequence of Script
        For the first connection, the second ...; the last one serves all later ones.
    history : dict of str to list of Candle
        What REST knows.
    now : datetime, optional
        The server's clock; later candles are not closed yet.
    """

    def __init__(
        self,
        scripts: Sequence[Script],
        history: dict[str, list[Candle]] | None = None,
        now: datetime | None = None,
    ) -> None:
        self._scripts = list(scripts)
        self.history = history or {}
        self.now = now
        self.connections = 0
        self.rest_requests: list[str] = []
        self.rest_failures: list[tuple[HTTPStatus, dict[str, str]]] = []
        self.rest_bodies: list[str] = []
        self.failure: BaseException | None = None
        self._loop = asyncio.new_event_loop()
        self._is_up = threading.Event()
        self._down: asyncio.Event | None = None
        self._thread = threading.Thread(target=self._serve, name="kline-server")
        self.url = ""

    def __enter__(self) -> Self:
        self._thread.start()
        self._is_up.wait()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        assert self._down is not None
        self._loop.call_soon_threadsafe(self._down.set)
        self._thread.join()
        if self.failure is not None and error is None:
            raise self.failure

    def _serve(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._main())

    async def _main(self) -> None:
        self._down = asyncio.Event()
        async with serve(
            self._talk, "127.0.0.1", 0, process_request=self._answer, close_timeout=0.5
        ) as server:
            port = server.sockets[0].getsockname()[1]
            self.url = f"ws://127.0.0.1:{port}"
            self._is_up.set()
            await self._down.wait()

    async def _talk(self, socket: ServerConnection) -> None:
        script = self._scripts[min(self.connections, len(self._scripts) - 1)]
        self.connections += 1
        try:
            await script(KlineClient(socket))
        except ConnectionClosed:
            pass
        except BaseException as error:
            self.failure = error
            raise

    async def _answer(self, socket: ServerConnection, request: Request) -> Response | None:
        parts = urlsplit(request.path)
        if not parts.path.startswith("/api/v3/"):
            return None
        self.rest_requests.append(request.path)
        if self.rest_failures:
            status, headers = self.rest_failures.pop(0)
            response = socket.respond(status, "no")
            response.headers.update(headers)
            return response
        if self.rest_bodies:
            return socket.respond(HTTPStatus.OK, self.rest_bodies.pop(0))
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        what = parts.path.rsplit("/", 1)[-1]
        body = {"serverTime": self._now_ms()} if what == "time" else self._rows(query)
        return socket.respond(HTTPStatus.OK, json.dumps(body))

    def _rows(self, query: dict[str, str]) -> list[Any]:
        start, limit = int(query["startTime"]), int(query["limit"])
        known = self.history.get(query["symbol"], [])
        rows = [row(candle) for candle in known if to_ms(candle.timestamp) <= self._now_ms()]
        return [each for each in rows if each[0] >= start][:limit]

    def _now_ms(self) -> int:
        return 2**53 if self.now is None else to_ms(self.now)


def event(symbol: str, candle: Candle, closed: bool, timeframe: str = "1m") -> str:
    """Return a kline event as a combined stream carries it."""
    start = to_ms(candle.timestamp)
    kline = {
        "t": start, "T": start + _MINUTE_MS - 1, "s": symbol, "i": timeframe, "f": 1, "L": 2,
        "o": f"{candle.open:.8f}", "c": f"{candle.close:.8f}", "h": f"{candle.high:.8f}",
        "l": f"{candle.low:.8f}", "v": f"{candle.volume:.8f}", "n": 2, "x": closed,
        "q": "1.0", "V": "1.0", "Q": "1.0", "B": "0",
    }  # fmt: skip
    data = {"e": "kline", "E": start + 1, "s": symbol, "k": kline}
    return json.dumps({"stream": f"{symbol.lower()}@kline_{timeframe}", "data": data})


def row(candle: Candle) -> list[Any]:
    """Return a candle as ``/klines`` answers it."""
    start = to_ms(candle.timestamp)
    prices = [candle.open, candle.high, candle.low, candle.close, candle.volume]
    texts = [f"{price:.8f}" for price in prices]
    return [start, *texts, start + _MINUTE_MS - 1, "1.0", 2, "1.0", "1.0", "0"]


def to_ms(moment: datetime) -> int:
    """Return milliseconds since 1970."""
    return round(moment.timestamp() * 1_000)
