"""The timeframes that candles come in."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from engine.domain.durations import MINUTE_NS
from engine.errors import InputError
from engine.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable


class Timeframe(StrEnum):
    """Length of a bar; the value is its public name (``1m`` is a minute, ``1M`` a month)."""

    M1 = "1m"
    M3 = "3m"
    M5 = "5m"
    M15 = "15m"
    M30 = "30m"
    H1 = "1h"
    H2 = "2h"
    H4 = "4h"
    D1 = "1d"
    W1 = "1w"
    MN1 = "1M"

    @property
    def nominal_ns(self) -> int:
        """Nominal length in nanoseconds; a month counts 30 days."""
        return _MINUTES[self] * MINUTE_NS

    @property
    def is_intraday(self) -> bool:
        """Whether a bar is shorter than a day."""
        return _MINUTES[self] < _MINUTES[Timeframe.D1]


_MINUTES = {
    Timeframe.M1: 1,
    Timeframe.M3: 3,
    Timeframe.M5: 5,
    Timeframe.M15: 15,
    Timeframe.M30: 30,
    Timeframe.H1: 60,
    Timeframe.H2: 120,
    Timeframe.H4: 240,
    Timeframe.D1: 1_440,
    Timeframe.W1: 10_080,
    Timeframe.MN1: 43_200,
}


def parse_timeframe(text: str) -> Timeframe:
    """Return the timeframe named `text`.

    Raises
    ------
    InputError
        If there is no such timeframe; the message lists those that there are.
    """
    try:
        return Timeframe(text)
    except ValueError:
        names = tuple(str(timeframe) for timeframe in Timeframe)
        raise InputError(Message("candles.unknown-timeframe", text=text, names=names)) from None


def in_order(names: Iterable[str]) -> list[str]:
    """Return those of `names` that are timeframes, each once, shortest first."""
    distinct = frozenset(names)
    return [str(timeframe) for timeframe in Timeframe if timeframe in distinct]


def timeframe_name(timeframe: str) -> Message:
    """Return what a timeframe is called in a sentence; other languages have words for it."""
    return Message(f"candles.{timeframe}")
