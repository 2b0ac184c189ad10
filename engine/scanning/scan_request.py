"""What is asked of a scan."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from engine.domain.date_range import DateRange
from engine.domain.job import JobType, ProcessingJob
from engine.domain.universe import UniverseChoice

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from engine.domain.formula import Formula


@dataclass(frozen=True, slots=True)
class ScanRequest:
    """One scan, as the command line, the window and the use case ask for it.

    Attributes
    ----------
    formula : Formula or None
        What to look for; without it there are no matches.
    timeframe : str
        Whose candles.
    universe : UniverseChoice
        Which symbols.
    date_range : DateRange
        Which bars may match.
    last_bars : int or None
        At most so many bars of each symbol may match, the last ones of the range.
    is_latest : bool
        Whether only the latest bar of the universe may match.
    with_stale : bool
        Whether a scan of the latest bar looks at symbols whose last bar is older, too.
    parameters : mapping
        Values for the formula's parameters.
    """

    formula: Formula | None
    timeframe: str = "1d"
    universe: UniverseChoice = field(default_factory=UniverseChoice)
    date_range: DateRange = field(default_factory=DateRange)
    last_bars: int | None = None
    is_latest: bool = False
    with_stale: bool = False
    parameters: Mapping[str, Any] = field(default_factory=dict)

    def job(self, symbols: Sequence[str]) -> ProcessingJob:
        """Return the job of scanning `symbols`."""
        return ProcessingJob(
            str(uuid.uuid4()),
            JobType.SCAN,
            list(symbols),
            self.timeframe,
            self.date_range,
            self.formula,
            dict(self.parameters),
            last_bars=self.last_bars,
        )
