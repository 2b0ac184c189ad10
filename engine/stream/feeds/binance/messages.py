"""Binance's kline messages, read and written.

A combined stream wraps the event as ``{"stream": "btcusdt@kline_1m", "data": {...}}``, a raw one
sends it bare; answers to SUBSCRIBE carry an ``id``. Prices are strings, times milliseconds.
"""

from __future__ import annotations

import json
import math
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from engine.domain.candle import Candle
from engine.domain.symbol import is_symbol
from engine.errors import EngineError, InputError
from engine.messages import Message
from engine.system_messages import system_message

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

STREAMS_PER_REQUEST = 200
STREAMS_PER_CONNECTION = 1_024


class MessageError(InputError):
    """A message that does not read as what it claims to be."""


class ServerError(EngineError):
    """The server refused a request; the text is its own."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text

    @property
    def message(self) -> Message:
        """What the server said."""
        return Message("live.refused", text=self.text)


def stream_name(symbol: str, timeframe: str) -> str:
    """Return the name of a symbol's kline stream."""
    return f"{symbol.lower()}@kline_{timeframe}"


def subscriptions(symbols: Sequence[str], timeframe: str) -> Iterable[str]:
    """Yield SUBSCRIBE requests for all `symbols`, as many as the server's limits ask for."""
    for first in range(0, len(symbols), STREAMS_PER_REQUEST):
        chunk = symbols[first : first + STREAMS_PER_REQUEST]
        names = [stream_name(symbol, timeframe) for symbol in chunk]
        yield json.dumps({"method": "SUBSCRIBE", "params": names, "id": first + 1})


def parse_message(text: str | bytes, timeframe: str) -> tuple[str, Candle, bool] | None:
    """Read one message of a stream.

    Returns
    -------
    tuple or None
        Symbol, candle and whether it is closed; None for messages without a candle.

    Raises
    ------
    MessageError
        The message cannot be read.
    ServerError
        The server says that it refused a request.
    """
    try:
        message = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise MessageError(Message("live.not-json", reason=system_message(error))) from error
    if not isinstance(message, dict):
        raise MessageError(Message("live.not-object"))
    event = message.get("data", message)
    if isinstance(event, dict) and event.get("e") == "kline":
        return _parse_event(event, timeframe)
    _raise_refusal(message)
    return None


def parse_rest_row(row: Any) -> tuple[Candle, int]:
    """Read one row of ``/klines``: the candle and the last millisecond of its bar."""
    try:
        return _candle(row[0], row[1:6]), int(row[6])
    except (TypeError, ValueError, KeyError, IndexError, OverflowError, OSError) as error:
        raise _no_kline(error) from error


def parse_server_time(answer: Any) -> int:
    """Read the answer of ``/time``: milliseconds since 1970 by the server's clock."""
    try:
        return int(answer["serverTime"])
    except (TypeError, ValueError, KeyError, OverflowError) as error:
        raise MessageError(Message("live.not-server-time", reason=_reason(error))) from error


def _parse_event(event: dict[str, Any], timeframe: str) -> tuple[str, Candle, bool] | None:
    try:
        kline = event["k"]
        if kline["i"] != timeframe:
            return None
        candle = _candle(kline["t"], [kline[key] for key in "ohlcv"])
        if not is_symbol(kline["s"]):
            raise InputError(Message("live.no-symbol"))
        return kline["s"].upper(), candle, kline["x"] is True
    except (TypeError, ValueError, KeyError, OverflowError, OSError) as error:
        raise _no_kline(error) from error


def _candle(start_ms: Any, prices: Iterable[Any]) -> Candle:
    moment = datetime.fromtimestamp(int(start_ms) / 1_000, UTC)
    numbers = [float(price) for price in prices]
    if not all(math.isfinite(number) for number in numbers):
        raise InputError(Message("live.no-price"))
    return Candle(moment, *numbers)


def _no_kline(error: Exception) -> MessageError:
    return MessageError(Message("live.not-kline", reason=_reason(error)))


def _reason(error: Exception) -> Message:
    if isinstance(error, KeyError):
        return Message("live.line-missing", field=error.args[0])
    return system_message(error)


def _raise_refusal(message: dict[str, Any]) -> None:
    refusal = message.get("error", message)
    if isinstance(refusal, dict) and "msg" in refusal:
        raise ServerError(str(refusal["msg"]))
