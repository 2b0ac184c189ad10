"""Doubts about the candles of matches, as columns beside the values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.domain.match import MatchColumns, SignalMatches
from engine.storage.quality.flags import Flag, flag_columns, flag_name
from engine.storage.quality.lookup import FlagLookup

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from engine.storage.library import Library

FLAG_NAMES = tuple(map(flag_name, Flag))


class MatchFlags:
    """Puts the flags of candles beside the values of matches.

    Parameters
    ----------
    library : Library
        Where the candles are; it must stay open.
    timeframe : str
        Which candles.
    """

    def __init__(self, library: Library, timeframe: str) -> None:
        self._lookup = FlagLookup(library, timeframe)

    def added_to(self, matches: SignalMatches) -> SignalMatches:
        """Return the same matches with a column a flag, 1 where the candle has it."""
        return SignalMatches(
            matches.symbol,
            len(matches),
            _FlaggedSource(matches, self._lookup),
            matches.signal_type,
            matches.formula_id,
        )


class _FlaggedSource:
    """See :class:`~engine.domain.match.MatchSource`."""

    def __init__(self, matches: SignalMatches, lookup: FlagLookup) -> None:
        self._matches = matches
        self._lookup = lookup

    def positions(self) -> NDArray[np.int64]:
        """See :class:`~engine.domain.match.MatchSource`."""
        return self._matches.positions

    def timestamps(self) -> NDArray[np.int64]:
        """See :class:`~engine.domain.match.MatchSource`."""
        return self._matches.timestamps_ns

    def columns(self, rows: NDArray[np.int64] | slice) -> MatchColumns:
        """See :class:`~engine.domain.match.MatchSource`."""
        columns = self._matches.columns()
        flags = self._lookup.flags_at(self._matches.symbol, columns.timestamps)
        flag_values = {name: column.astype(float) for name, column in flag_columns(flags).items()}
        values = {**columns.values, **flag_values}
        return MatchColumns(
            columns.timestamps[rows],
            {name: column[rows] for name, column in columns.prices.items()},
            {name: column[rows] for name, column in values.items()},
        )
