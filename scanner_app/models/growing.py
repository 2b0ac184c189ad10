"""An array that rows can be appended to without copying all of it each time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import DTypeLike, NDArray

_MIN_CAPACITY = 1024


class GrowingArray:
    """One column; its capacity doubles, so appending costs amortised constant time a row.

    Parameters
    ----------
    dtype : dtype
        Of the values.
    rows : ndarray, optional
        What the column begins with; it is not copied until something is appended.
    """

    def __init__(self, dtype: DTypeLike, rows: NDArray[Any] | None = None) -> None:
        first = np.empty(0, dtype=dtype) if rows is None else rows
        self._buffer: NDArray[Any] = first
        self._length = len(first)

    def __len__(self) -> int:
        return self._length

    @property
    def values(self) -> NDArray[Any]:
        """The rows so far; a view that a later append may leave behind."""
        return self._buffer[: self._length]

    def append(self, rows: NDArray[Any]) -> None:
        """Add `rows` at the end."""
        needed = self._length + len(rows)
        if needed > len(self._buffer):
            wider = np.empty(
                max(needed, 2 * len(self._buffer), _MIN_CAPACITY), dtype=self._buffer.dtype
            )
            wider[: self._length] = self.values
            self._buffer = wider
        self._buffer[self._length : needed] = rows
        self._length = needed
