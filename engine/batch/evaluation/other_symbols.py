"""The other symbols of a scan, for formulas with ``symbol()`` and ``xs_rank()``.

``symbol("SPY", x)`` needs the candles of one more symbol: whoever evaluates reads them.
``xs_rank(x)`` needs `x` of all symbols of the job first, so it takes two passes:

1. The workers evaluate `x` for their symbols and send the numbers to the parent
   (`WorkerState.numbers`).
2. The parent ranks them bar time by bar time (`engine.batch.ranking.rank_symbols`); the ranks go
   out with the symbols of the real scan (`ScanInput.request`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from engine.batch.evaluation.candle_store import as_of, read_from
from engine.calendars.symbol_calendar import NO_CALENDAR, SymbolCalendar
from engine.domain.series import COLUMNS
from engine.errors import StaleResultError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import numpy as np
    from numpy.typing import NDArray

    from engine.batch.wire.scan_input import Ranks
    from engine.domain.repositories import CandleColumns, DataVersion, ICandleRepository
    from engine.language.evaluation.compiled import CompiledFormula, CrossSection

    Fetch = Callable[[str, str, tuple[str, ...], DataVersion], CandleColumns | None]

    class FetchFrom(Protocol):
        """Returns candles of a symbol in a given state, those before a bar left out at will."""

        def __call__(
            self,
            symbol: str,
            timeframe: str,
            names: tuple[str, ...],
            expected: DataVersion,
            first_bar: int = 0,
        ) -> CandleColumns:
            """Return the candles."""


@dataclass(frozen=True, slots=True, eq=False)
class OtherSymbols:
    """Answers the language's questions about other symbols.

    Attributes
    ----------
    fetch : callable
        Returns candles of a symbol in a given state.
    others : mapping of str to DataVersion
        State of the symbols that the formula names.
    ranks : mapping of bytes to mapping of str to ndarray
        Ranks by cross-section and symbol.
    calendars : mapping of str to SymbolCalendar
        When symbols are traded, the own one included; where the formula asks for it.
    """

    fetch: Fetch
    others: Mapping[str, DataVersion] = field(default_factory=dict)
    ranks: Ranks = field(default_factory=dict)
    calendars: Mapping[str, SymbolCalendar] = field(default_factory=dict)

    def columns(self, symbol: str, timeframe: str) -> Mapping[str, NDArray[Any]] | None:
        """See :class:`~engine.language.evaluation.other_symbols.UniverseProvider`."""
        expected = self.others.get(symbol)
        if expected is None:
            return None
        candles = self.fetch(symbol, str(timeframe), COLUMNS, expected)
        return None if candles is None else candles.columns

    def calendar(self, symbol: str) -> SymbolCalendar:
        """See :class:`~engine.language.evaluation.other_symbols.UniverseProvider`."""
        return self.calendars.get(symbol, NO_CALENDAR)

    def cross_rank(
        self, key: bytes, symbol: str, timestamps: NDArray[np.int64]
    ) -> NDArray[np.float64]:
        """See :class:`~engine.language.evaluation.other_symbols.UniverseProvider`."""
        ranks = self.ranks[key][symbol]
        if len(ranks) != len(timestamps):
            raise StaleResultError(symbol)
        return ranks


def fetch_from(repository: ICandleRepository) -> FetchFrom:
    """Return a function that reads candles of `repository` as they were in a given state.

    It raises StaleResultError where the history was replaced since.
    """

    def fetch(
        symbol: str,
        timeframe: str,
        names: tuple[str, ...],
        expected: DataVersion,
        first_bar: int = 0,
    ) -> CandleColumns:
        candles = read_from(repository, symbol, timeframe, names, first_bar)
        if candles is None or candles.version.revision != expected.revision:
            raise StaleResultError(symbol)
        return as_of(candles, expected)

    return fetch


def sections_of(compiled: CompiledFormula) -> Iterator[CrossSection]:
    """Yield the cross-sections of a formula, those that another one needs before it."""
    for section in compiled.cross_sections:
        yield from sections_of(section.formula)
        yield section
