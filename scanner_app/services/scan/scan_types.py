"""What is asked of a scan and what it tells: plain data that crosses threads."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from engine.domain.cancellation import CancellationToken
from engine.domain.date_range import DateRange

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from engine.domain.formula import Formula
    from engine.domain.scan_summary import SymbolOutcome
    from engine.scanning.scan_request import ScanRequest
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
    with_stale : bool
        Whether LATEST takes the last candle of symbols that are behind the others as well.
    """

    kind: RangeKind = RangeKind.LATEST
    n_bars: int = 20
    start: date | None = None
    end: date | None = None
    with_stale: bool = False

    @property
    def text(self) -> str:
        """The choice as a text that tells it from every other."""
        if self.kind is RangeKind.LAST_N:
            return f"{self.kind} {self.n_bars}"
        if self.kind is RangeKind.LATEST and self.with_stale:
            return f"{self.kind} with stale"
        is_dates = self.kind is RangeKind.DATES
        return f"{self.kind} {self.start} {self.end}" if is_dates else str(self.kind)

    @property
    def date_range(self) -> DateRange:
        """The span of time that the engine is asked for."""
        if self.kind is RangeKind.DATES:
            return DateRange(self.start, self.end)
        return DateRange()

    @property
    def last_bars(self) -> int | None:
        """How many of the last candles the engine is asked for, None for all."""
        return self.n_bars if self.kind is RangeKind.LAST_N else None


@dataclass(frozen=True, slots=True, eq=False)
class WindowScan:
    """One scan of the window: what is asked of the engine, and what the window says of it.

    Attributes
    ----------
    number : int
        Tells the answers to one scan from those to another.
    request : ScanRequest
        What the engine is asked for.
    symbols : tuple of str
        The universe.
    range : ScanRange
        Which candles may match, as it was chosen.
    value_names : tuple of str
        Values of the formula that have a column.
    missing : tuple of str
        Symbols that were asked for and are not in the library.
    scope : str
        Tells the library and the choice of symbols from others.
    token : CancellationToken
        Cancels the scan.
    """

    number: int
    request: ScanRequest
    symbols: tuple[str, ...]
    range: ScanRange
    value_names: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    scope: str = ""
    token: CancellationToken = field(default_factory=CancellationToken)

    @property
    def formula(self) -> Formula:
        """What is looked for."""
        return cast("Formula", self.request.formula)

    @property
    def timeframe(self) -> str:
        """Whose candles."""
        return self.request.timeframe

    @property
    def parameters(self) -> Mapping[str, Any]:
        """Values of the formula's parameters."""
        return self.request.parameters

    @property
    def n_symbols(self) -> int:
        """How many symbols are scanned."""
        return len(self.symbols)


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
