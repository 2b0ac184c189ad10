"""What goes out to the workers, before it is cut into chunks."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from engine.batch.wire.messages import ChunkRequest

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from engine.batch.wire.messages import Budget, RepositoryRef, ScanSpec
    from engine.calendars.symbol_calendar import SymbolCalendar
    from engine.domain.repositories import DataVersion

    Ranks = Mapping[bytes, Mapping[str, NDArray[np.float64]]]


@dataclass(frozen=True, slots=True, eq=False)
class ScanInput:
    """What workers need to know of a scan, or of one pass of it; cut into chunks for them.

    Attributes
    ----------
    spec : ScanSpec
        What to evaluate.
    repository : RepositoryRef
        Where workers find candles.
    symbols : list of str
        Distinct symbols, k of them.
    revisions, n_bars : ndarray of int64, shape (k,)
        State of their candles.
    others : dict of str to DataVersion
        State of the candles of symbols that the formula names.
    ranks : mapping of bytes to mapping of str to ndarray
        Ranks of each symbol in cross-sections that were computed before.
    calendars : mapping of str to SymbolCalendar
        When symbols are traded, the `others` included; where the formula asks for it.
    """

    spec: ScanSpec
    repository: RepositoryRef
    symbols: list[str]
    revisions: NDArray[np.int64]
    n_bars: NDArray[np.int64]
    others: Mapping[str, DataVersion] = field(default_factory=dict)
    ranks: Ranks = field(default_factory=dict)
    calendars: Mapping[str, SymbolCalendar] = field(default_factory=dict)

    def only(self, rows: list[int]) -> ScanInput:
        """Return the same for the symbols at `rows` only."""
        symbols = [self.symbols[row] for row in rows]
        return replace(
            self, symbols=symbols, revisions=self.revisions[rows], n_bars=self.n_bars[rows]
        )

    def request(
        self, chunk_id: int, scan: int, budget: Budget, rows: slice | list[int]
    ) -> ChunkRequest:
        """Return the message that asks a worker for the symbols at `rows`."""
        if isinstance(rows, slice):
            symbols = tuple(self.symbols[rows])
        else:
            symbols = tuple([self.symbols[row] for row in rows])
        return ChunkRequest(
            chunk_id,
            scan,
            self.spec,
            self.repository,
            budget,
            symbols,
            self.revisions[rows],
            self.n_bars[rows],
            dict(self.others),
            {key: [of[symbol] for symbol in symbols] for key, of in self.ranks.items()},
            self._calendars_of(symbols),
        )

    def _calendars_of(self, symbols: tuple[str, ...]) -> dict[str, SymbolCalendar]:
        if not self.calendars:
            return {}
        names = (*symbols, *self.others)
        return {name: self.calendars[name] for name in names if name in self.calendars}
