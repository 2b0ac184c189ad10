"""An array that rows can be appended to without copying all of it each time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import DTypeLike, NDArray

_FIRST_CAPACITY = 1024


class GrowingArray:
    """One column; its capacity doubles, so appending costs amortised constant time a row."""

    def __init__(self, dtype: DTypeLike) -> None:
        self._buffer: NDArray[Any] = np.empty(_FIRST_CAPACITY, dtype=dtype)
        self._length = 0

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
            wider = np.empty(max(needed, 2 * len(self._buffer)), dtype=self._buffer.dtype)
            wider[: self._length] = self.values
            self._buffer = wider
        self._buffer[self._length : needed] = rows
        self._length = needed
