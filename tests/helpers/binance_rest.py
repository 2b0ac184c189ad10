"""A real server on loopback that answers as Binance's public REST interface does."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, ClassVar, Self
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

MINUTE_MS = 60_000


class Refusal:
    """An answer that is no candles: a status with headers, or a broken line."""

    def __init__(self, status: int = 0, body: str = "{}", **headers: str) -> None:
        self.status = status
        self.body = body
        self.headers = headers


class BinanceServer:
    """Serves minutes of the symbols in `first_ms`, from there up to `now_ms`.

    Attributes
    ----------
    requests : list of (str, dict)
        Path and query of every request.
    answer : callable
        Returns the rows of a query, :meth:`klines` where a test gives no other.
    script : list of Refusal or bytes
        Used up before anything is answered properly; bytes are sent as they are, and nothing else.
    """

    def __init__(self, first_ms: dict[str, int], now_ms: int, weight: int = 1) -> None:
        self.first_ms = first_ms
        self.now_ms = now_ms
        self.weight = weight
        self.answer: Callable[[dict[str, str]], list[list[Any]]] = self.klines
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.script: list[Refusal | bytes] = []
        self._server = ThreadingHTTPServer(
            ("127.0.0.1", 0), type("Handler", (_Handler,), {"world": self})
        )
        self._server.daemon_threads = False
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def klines(self, query: dict[str, str]) -> list[list[Any]]:
        first = max(int(query.get("startTime", 0)), self.first_ms[query["symbol"]])
        first += -first % MINUTE_MS
        last = min(int(query.get("endTime", self.now_ms)), self.now_ms)
        opens = range(first, last + 1, MINUTE_MS)[: int(query.get("limit", 500))]
        return [self.row(open_ms) for open_ms in opens]

    @staticmethod
    def row(open_ms: int) -> list[Any]:
        price = 100 + open_ms // MINUTE_MS % 1_000 / 10
        texts = [f"{value:.8f}" for value in (price, price + 1, price - 1, price + 0.5, 12.5)]
        return [open_ms, *texts, open_ms + MINUTE_MS - 1, "1250.0", 9, "6.0", "600.0", "0"]


class _Handler(BaseHTTPRequestHandler):
    world: ClassVar[BinanceServer]

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        self.world.requests.append((parts.path, query))
        if self.world.script:
            self._refuse(self.world.script.pop(0))
        elif parts.path == "/api/v3/time":
            self._answer({"serverTime": self.world.now_ms})
        elif parts.path == "/api/v3/exchangeInfo":
            self._answer({"symbols": [_symbol(name) for name in self.world.first_ms]})
        elif query.get("symbol") not in self.world.first_ms:
            self._answer({"code": -1121, "msg": "Invalid symbol."}, 400)
        else:
            self._answer(self.world.answer(query))

    def _refuse(self, refusal: Refusal | bytes) -> None:
        if isinstance(refusal, bytes):
            self.wfile.write(refusal)
            self.close_connection = True
            return
        if not refusal.status:
            self.close_connection = True
            return
        self.send_response(refusal.status)
        for name, value in refusal.headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(refusal.body.encode())

    def _answer(self, value: Any, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("X-MBX-USED-WEIGHT-1M", str(self.world.weight))
        self.end_headers()
        self.wfile.write(json.dumps(value).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _symbol(name: str) -> dict[str, str]:
    return {
        "symbol": name,
        "status": "BREAK" if name.startswith("OLD") else "TRADING",
        "baseAsset": name.removesuffix("USDT"),
        "quoteAsset": "USDT",
    }
