"""What a batch is asked to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from engine.domain.date_range import DateRange
from engine.errors import InputError
from engine.messages import Message

if TYPE_CHECKING:
    from engine.domain.formula import Formula


class JobType(StrEnum):
    """What the matches of a job are for."""

    SCAN = "scan"
    BACKTEST = "backtest"
    PATTERN_DISCOVERY = "pattern_discovery"


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class ProcessingJob:
    """One formula over many symbols.

    Attributes
    ----------
    id : str
        Free; appears in logs and caches.
    job_type : JobType
        What the matches are for.
    symbols : list of str
        In the order in which results are returned; a duplicate is processed once.
    timeframe : str
        One of :class:`~engine.domain.timeframe.Timeframe`.
    date_range : DateRange
        Which bars may match; earlier bars are loaded as warm-up.
    formula : Formula or None
        Without a formula there are no matches.
    parameters : dict
        Values for the formula's ``param`` statements, before the formula's own.
    created_at : datetime
        UTC.
    last_bars : int or None
        At most so many bars of each symbol may match, the last ones of the range; None for all.

    Raises
    ------
    ValueError
        If `last_bars` is below one.
    """

    id: str
    job_type: JobType
    symbols: list[str]
    timeframe: str
    date_range: DateRange = field(default_factory=DateRange)
    formula: Formula | None = None
    parameters: dict[str, Any] = field(default_factory=dict)
    created_at: datetime = field(default_factory=_now)
    last_bars: int | None = None

    def __post_init__(self) -> None:
        if self.last_bars is not None and self.last_bars < 1:
            raise InputError(Message("scan.too-few-last-bars", n=self.last_bars))
