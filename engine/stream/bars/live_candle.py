"""What feeds deliver."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from engine.domain.candle import Candle


class LiveCandle(NamedTuple):
    """A candle as a feed delivered it.

    Attributes
    ----------
    symbol : str
        Whose candle.
    candle : Candle
        The candle; its time is the start of the bar.
    is_closed : bool
        Whether the bar is over.
    arrived_ns : int
        When it came in, of ``time.perf_counter_ns``; latencies count from here. 0 where it comes
        out of a store: they count from when the session turns to it.
    """

    symbol: str
    candle: Candle
    is_closed: bool = True
    arrived_ns: int = 0


class Tick(NamedTuple):
    """One trade.

    Attributes
    ----------
    symbol : str
        What was traded.
    time_ns : int
        When, in nanoseconds since 1970 UTC.
    price, size : float
        At which price and how much.
    arrived_ns : int
        See :class:`LiveCandle`.
    """

    symbol: str
    time_ns: int
    price: float
    size: float = 0.0
    arrived_ns: int = 0
