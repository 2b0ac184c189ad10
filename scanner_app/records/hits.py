"""Hits of a live session as rows of a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class HitBatch:
    """New hits, one row each, oldest first, ready for the table.

    Attributes
    ----------
    first : int
        Number of the first hit; they are counted from 0 in each session.
    symbols, formulas, formula_ids : ndarray of object
        Whose bar, and the formula's name and id.
    times, seen_ns : ndarray of int64
        Start of the bar, and when the hit was seen; nanoseconds since 1970 UTC.
    prices : mapping of str to ndarray of float64
        Open, high, low, close and volume.
    is_confirmed : ndarray of bool
        Whether the bar was closed.
    values : ndarray of object
        A tuple of the formula's values.
    value_names : ndarray of object
        A tuple of their names.
    """

    first: int
    symbols: NDArray[np.object_]
    formulas: NDArray[np.object_]
    formula_ids: NDArray[np.object_]
    times: NDArray[np.int64]
    seen_ns: NDArray[np.int64]
    prices: Mapping[str, NDArray[np.float64]]
    is_confirmed: NDArray[np.bool_]
    values: NDArray[np.object_]
    value_names: NDArray[np.object_]

    def __len__(self) -> int:
        return len(self.times)


class Marks(NamedTuple):
    """Hits whose presence has changed, by their numbers."""

    entered: NDArray[np.int64]
    left: NDArray[np.int64]
    passed: NDArray[np.int64]


class Holding(NamedTuple):
    """A formula that holds on a symbol now.

    Attributes
    ----------
    symbol : str
        Which symbol.
    formula_id, formula : str
        Which formula.
    since_ns : int
        Bar of its last hit; 0 where it held before the session began.
    price : float
        Close of that bar.
    """

    symbol: str
    formula_id: str
    formula: str
    since_ns: int
    price: float
