"""What is suspicious about stored candles."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from engine.messages import Message


class Gap(NamedTuple):
    """Bars that are missing.

    Attributes
    ----------
    after_ns, before_ns : int
        The bars on both sides.
    n_missing : int
        How many there should be between them.
    """

    after_ns: int
    before_ns: int
    n_missing: int


class Jump(NamedTuple):
    """A close that moved as at a split.

    Attributes
    ----------
    time_ns : int
        The bar after the move.
    ratio : float
        Its close over the close before.
    split : str
        The split that would explain it, such as ``2:1``, or an empty string.
    """

    time_ns: int
    ratio: float
    split: str


class SuspiciousBar(NamedTuple):
    """A candle about which anything is suspicious.

    Attributes
    ----------
    time_ns : int
        Start of its bar.
    flags : tuple of str
        Names of the doubts.
    """

    time_ns: int
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SymbolQuality:
    """What is doubtful about one symbol.

    Attributes
    ----------
    symbol : str
        Which symbol.
    n_bars : int
        Number of candles.
    first_ns, last_ns : int
        Times of the first and the last.
    counts : dict of str to int
        How many candles have each flag.
    n_missing : int
        Candles missing between the first and the last.
    gaps, jumps : list
        The first of them, where they are listed.
    n_behind : int
        Expected candles between this symbol's last and the newest of the library.
    is_stale : bool
        Whether those are so many that the symbol is no longer kept up.
    expected_by : Message
        What told which candles there should be.
    bars : list of SuspiciousBar
        The first suspicious candles, where they are listed.
    """

    symbol: str
    n_bars: int
    first_ns: int
    last_ns: int
    counts: dict[str, int]
    n_missing: int
    gaps: list[Gap]
    jumps: list[Jump]
    n_behind: int
    is_stale: bool
    expected_by: Message
    bars: list[SuspiciousBar] = field(default_factory=list)

    @property
    def is_suspicious(self) -> bool:
        """Whether anything was found."""
        return self.is_stale or any(self.counts.values())


@dataclass(slots=True)
class QualityReport:
    """What is doubtful about many symbols.

    Attributes
    ----------
    timeframe : str
        Of the candles.
    symbols : list of SymbolQuality
        All that were looked at, sorted.
    """

    timeframe: str
    symbols: list[SymbolQuality] = field(default_factory=list)

    @property
    def totals(self) -> dict[str, int]:
        """How many candles have each flag."""
        names = self.symbols[0].counts if self.symbols else {}
        return {name: sum(entry.counts[name] for entry in self.symbols) for name in names}

    @property
    def n_missing(self) -> int:
        """Candles missing in all symbols."""
        return sum(entry.n_missing for entry in self.symbols)

    @property
    def stale(self) -> list[str]:
        """Symbols that are no longer kept up."""
        return [entry.symbol for entry in self.symbols if entry.is_stale]

    @property
    def suspicious(self) -> list[SymbolQuality]:
        """The symbols about which anything was found."""
        return [entry for entry in self.symbols if entry.is_suspicious]
