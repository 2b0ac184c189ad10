"""The matches of one symbol that lie among its last candles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from engine.domain.match import MatchColumns, SignalMatches

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class TailSource:
    """A match source that leaves the first `skip` matches of another one out."""

    matches: SignalMatches
    skip: int

    def positions(self) -> NDArray[np.int64]:
        """See :class:`~engine.domain.match.MatchSource`."""
        return self.matches.positions[self.skip :]

    def timestamps(self) -> NDArray[np.int64]:
        """See :class:`~engine.domain.match.MatchSource`."""
        return self.matches.timestamps_ns[self.skip :]

    def columns(self, rows: NDArray[np.int64] | slice) -> MatchColumns:
        """See :class:`~engine.domain.match.MatchSource`."""
        whole = self.matches.columns()
        tail = slice(self.skip, None)
        return MatchColumns(
            whole.timestamps[tail][rows],
            {name: column[tail][rows] for name, column in whole.prices.items()},
            {name: column[tail][rows] for name, column in whole.values.items()},
        )


def last_matches(matches: SignalMatches, first_bar: int) -> SignalMatches:
    """Return the matches from the bar `first_bar` of the symbol's series on."""
    skip = int(np.searchsorted(matches.positions, first_bar))
    if skip == 0:
        return matches
    return SignalMatches(
        matches.symbol,
        len(matches) - skip,
        TailSource(matches, skip),
        matches.signal_type,
        matches.formula_id,
    )
