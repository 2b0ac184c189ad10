"""Times of the hour that comes twice in autumn: which of both, by the order of the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class RepeatedHours:
    """Takes the second of two possible times for rows that would else go back.

    In a file whose newest row stands first it is the other way round. Rows of several chunks may
    come one after the other.
    """

    def __init__(self) -> None:
        self._last_ns: dict[int, int] = {}

    def chosen(
        self, first_ns: NDArray[np.int64], second_ns: NDArray[np.int64], codes: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        """Return the time of each row.

        Parameters
        ----------
        first_ns, second_ns : ndarray of int64, shape (n,)
            The earlier and the later time that it may be; equal for most rows.
        codes : ndarray of int64, shape (n,)
            Which symbol each row belongs to.
        """
        rows = np.flatnonzero(first_ns != second_ns)
        if not rows.size:
            return first_ns
        steps = np.diff(first_ns)
        is_newest_first = int((steps < 0).sum()) > int((steps > 0).sum())
        sign = -1 if is_newest_first else 1
        early, late = (second_ns, first_ns) if is_newest_first else (first_ns, second_ns)
        times = first_ns.copy()
        for row in rows.tolist():
            code = int(codes[row])
            last = self._last_ns.get(code)
            goes_on = last is None or sign * int(early[row]) > sign * last
            times[row] = early[row] if goes_on else late[row]
            self._last_ns[code] = int(times[row])
        return times
