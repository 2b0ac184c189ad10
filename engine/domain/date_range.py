"""Which bars may match."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from engine.domain.candle import as_utc
from engine.domain.durations import DAY_NS
from engine.errors import InputError
from engine.messages import Message

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MIN_NS = -(2**63) + 1
_MAX_NS = 2**63 - 1


@dataclass(frozen=True, slots=True)
class DateRange:
    """A span of time with both ends inside; ``None`` leaves that end open.

    Raises
    ------
    InputError
        If `start` lies after `end`.
    """

    start: date | datetime | None = None
    end: date | datetime | None = None

    def __post_init__(self) -> None:
        if self.start_ns > self.end_ns:
            raise InputError(Message("candles.range-reversed", start=self.start, end=self.end))

    @property
    def start_ns(self) -> int:
        """First instant inside, in nanoseconds since 1970 UTC."""
        return _MIN_NS if self.start is None else _to_ns(self.start)

    @property
    def end_ns(self) -> int:
        """Last instant inside; a plain date counts until its last nanosecond."""
        if self.end is None:
            return _MAX_NS
        if isinstance(self.end, datetime):
            return _to_ns(self.end)
        return _to_ns(self.end) + DAY_NS - 1


def _to_ns(moment: date | datetime) -> int:
    """Return nanoseconds since 1970 UTC, exact to the microsecond."""
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day, tzinfo=UTC)
    return (as_utc(moment) - _EPOCH) // timedelta(microseconds=1) * 1_000
