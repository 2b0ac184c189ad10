"""Columns in the evaluator: float64, never infinite, with how much of each is known.

The evaluator keeps for each column its *start*: everything before it is NaN and everything from
it on is finite. ``SCATTERED`` stands for columns with gaps. It is found once for an input column
and handed on from node to node, so that clean data never pays for looking at every value.
"""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

SCATTERED = -1

_BLAS_STAYS_ALONE = 8_192  # longer products may wake other threads of the library


def _is_finite(column: NDArray[np.float64]) -> bool:
    """Whether a column has neither NaN nor infinities; False where it is too large to tell."""
    if len(column) <= _BLAS_STAYS_ALONE:
        return isfinite(column.dot(column))  # half the time of a sum
    return isfinite(np.add.reduce(column))


def start_of(column: NDArray[np.float64]) -> int:
    """Return the start of a column without infinities."""
    if _is_finite(column):
        return 0
    valid = ~np.isnan(column)
    first = int(valid.argmax()) if valid.any() else len(column)
    return first if valid[first:].all() else SCATTERED


def settle_start(column: NDArray[np.float64], expected: int) -> int:
    """Turn infinities of a fresh result into NaN and return its start.

    Parameters
    ----------
    column : ndarray of float64
        Changed in place.
    expected : int
        The start where nothing went wrong, or SCATTERED.
    """
    if expected >= 0 and _is_finite(column[expected:]):
        return expected
    infinite = np.isinf(column)
    if infinite.any():
        column[infinite] = np.nan
    return start_of(column)


class CleanColumns(dict[str, "NDArray[Any]"]):
    """Columns of candles whose prices and volumes are contiguous, float64 and finite on all bars.

    Whoever keeps candles for many evaluations finds that out once, see :func:`marked_if_clean`;
    the evaluator then need not look at every value each time.
    """


def marked_if_clean(columns: Mapping[str, NDArray[Any]]) -> Mapping[str, NDArray[Any]]:
    """Return `columns` as :class:`CleanColumns` where they are clean, else as they are."""
    prices = [column for name, column in columns.items() if name != "timestamps"]
    is_clean = all(
        column.dtype == np.float64 and column.flags.c_contiguous and np.isfinite(column).all()
        for column in prices
    )
    return CleanColumns(columns) if is_clean else columns


def as_input(values: Any) -> tuple[NDArray[np.float64], int]:
    """Return a column of candles as the evaluator wants it, and its start."""
    column = np.ascontiguousarray(values, dtype=np.float64)
    if _is_finite(column):
        return column, 0
    if np.isinf(column).any():
        column = np.where(np.isinf(column), np.nan, column)
    return column, start_of(column)


def later(a: int, b: int) -> int:
    """Return the start of what needs two columns."""
    if a < 0 or b < 0:
        return SCATTERED
    return max(a, b)
