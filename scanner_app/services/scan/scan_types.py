"""What is asked of a scan and what it tells: plain data that crosses threads."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from engine.domain.cancellation import CancellationToken
from engine.domain.date_range import DateRange
from engine.domain.result import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from engine.domain.formula import Formula
    from scanner_app.models.result_store import NewMatches


class RangeKind(StrEnum):
    """Which candles may match."""

    LATEST = "latest"
    LAST_N = "last_n"
    DATES = "dates"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class ScanRange:
    """The candles that may match.

    Attributes
    ----------
    kind : RangeKind
        How they are chosen.
    n_bars : int
        How many of the last candles of each symbol, for LAST_N.
    start, end : date or None
        First and last day, for DATES.
    """

    kind: RangeKind = RangeKind.LATEST
    n_bars: int = 20
    start: date | None = None
    end: date | None = None

    @property
    def text(self) -> str:
        """The choice as a text that tells it from every other."""
        if self.kind is RangeKind.LAST_N:
            return f"{self.kind} {self.n_bars}"
        is_dates = self.kind is RangeKind.DATES
        return f"{self.kind} {self.start} {self.end}" if is_dates else str(self.kind)

    @property
    def date_range(self) -> DateRange:
        """The span of time that the engine is asked for."""
        if self.kind is RangeKind.DATES:
            return DateRange(self.start, self.end)
        return DateRange()


@dataclass(frozen=True, slots=True, eq=False)
class ScanRequest:
    """One scan.

    Attributes
    ----------
    number : int
        Tells the answers to one scan from those to another.
    bar_counts : mapping of str to int
        How many candles each symbol has; its keys are the universe.
    missing : tuple of str
        Symbols that were asked for and are not in the library.
    scope : str
        Tells the library and the choice of symbols from others.
    """

    number: int
    formula: Formula
    timeframe: str
    range: ScanRange
    bar_counts: Mapping[str, int]
    parameters: Mapping[str, Any] = field(default_factory=dict)
    value_names: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    scope: str = ""
    token: CancellationToken = field(default_factory=CancellationToken)

    @property
    def n_symbols(self) -> int:
        """How many symbols are scanned."""
        return len(self.bar_counts)


@dataclass(frozen=True, slots=True)
class SymbolOutcome:
    """How one symbol ended."""

    symbol: str
    outcome: Outcome
    n_matches: int = 0
    error: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class ScanBatch:
    """What a scan has done since it told last.

    Attributes
    ----------
    number : int
        Which scan.
    new : NewMatches
        Its matches, ready for the table.
    outcomes : tuple of SymbolOutcome
        Every symbol that has ended.
    elapsed_s : float
        Time since the start.
    """

    number: int
    new: NewMatches
    outcomes: tuple[SymbolOutcome, ...]
    elapsed_s: float


class EndState(StrEnum):
    """How a scan ended."""

    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, eq=False)
class ScanEnd:
    """The end of a scan.

    Attributes
    ----------
    number : int
        Which scan.
    state : EndState
        How it ended.
    elapsed_s : float
        How long it took.
    error : Exception or None
        Why it failed.
    """

    number: int
    state: EndState
    elapsed_s: float
    error: Exception | None = None


@dataclass(slots=True)
class Tally:
    """The counts of a scan; with those that are left they always add up to the universe."""

    total: int = 0
    done: int = 0
    matches: int = 0
    elapsed_s: float = 0.0
    counts: dict[Outcome, int] = field(default_factory=lambda: dict.fromkeys(Outcome, 0))

    @property
    def left(self) -> int:
        """Symbols without an outcome: still to come or, after a cancelled scan, left out."""
        return self.total - self.done

    @property
    def rate(self) -> float:
        """Symbols a second."""
        return self.done / self.elapsed_s if self.elapsed_s > 0.0 else 0.0

    @property
    def eta_s(self) -> float | None:
        """Seconds until the end at this rate, or None while there is nothing to judge by."""
        return self.left / self.rate if self.rate > 0.0 else None

    def add(self, batch: ScanBatch) -> None:
        """Count what a batch tells."""
        for entry in batch.outcomes:
            self.counts[entry.outcome] += 1
        self.done += len(batch.outcomes)
        self.matches += len(batch.new.timestamps)
        self.elapsed_s = batch.elapsed_s


class ExplainRequest(NamedTuple):
    """What shall be explained.

    Attributes
    ----------
    formula : Formula
        With the values of its parameters.
    symbol, timeframe : str
        Whose candles.
    day : date, datetime or None
        The last candle that begins no later; the last of all for None.
    universe : sequence of str
        The symbols of the scan, among which a formula may rank.
    """

    formula: Formula
    symbol: str
    timeframe: str
    day: date | None
    universe: Sequence[str]
