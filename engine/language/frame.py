"""What one evaluation works on: the candles of a symbol and the registers of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.language.columns import as_input
from engine.language.registered import compute

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from engine.language.graph import Scope
    from engine.language.registry import RegisteredIndicator


class Frame:
    """The inputs of one evaluation.

    Parameters
    ----------
    columns : mapping of str to ndarray, each of shape (n,)
        Prices, volume and ``timestamps`` in nanoseconds, as far as the plan reads them.
    timeframe, symbol : str
        What the candles are of.
    """

    __slots__ = ("_sizes", "columns", "symbol", "timeframe", "universe")

    def __init__(
        self, columns: Mapping[str, NDArray[Any]], timeframe: str, symbol: str, universe: Any = None
    ) -> None:
        self.columns = columns
        self.timeframe = timeframe
        self.symbol = symbol
        self.universe = universe
        self._sizes: dict[int, int] = {}

    def column(self, name: str, scope: Scope) -> tuple[NDArray[np.float64], int]:
        """Return a column of `scope` and its start."""
        return as_input(self.columns[name])

    def registered(
        self, indicator: RegisteredIndicator, scope: Scope
    ) -> tuple[NDArray[np.float64], int]:
        """Return a user's Python indicator on the bars of `scope`, and its start."""
        return compute(indicator, self.columns)

    def size(self, scope: Scope) -> int:
        """Return the number of bars of `scope`."""
        return len(next(iter(self.columns.values())))
