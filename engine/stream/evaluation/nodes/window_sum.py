"""Sum or mean of the last values, one value at a time.

Adds in the order of the batch's :func:`~engine.kernels.arrays.windowed_sum`, so the results are
equal to the last bit: sums of 1, 2, 4 ... values are rows for as long as a wider sum, or the
result, needs them. What has not come yet counts as NaN, which gives the bars without a result.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

from engine.stream.evaluation.nodes.indicators import known_together
from engine.stream.evaluation.nodes.step import NAN, finite

if TYPE_CHECKING:
    from engine.stream.evaluation.nodes.step import Values


class WindowSum:
    """Sum of the last `n` known values of one input.

    Parameters
    ----------
    slot : int
        The input.
    n : int
        Length of the window.
    is_mean : bool
        Whether the sum is divided by `n`.
    """

    __slots__ = ("_divisor", "_n", "_rows", "_slot")

    def __init__(self, slot: int, n: int, is_mean: bool) -> None:
        self._slot = slot
        self._n = n
        self._divisor = n if is_mean else 1
        self._rows = _rows(n)

    def initialise(self, *history: Any) -> None:
        """See :class:`~engine.stream.evaluation.nodes.step.NodeState`."""
        self._rows = _rows(self._n)
        for value in known_together(history)[0][-2 * self._n :].tolist():
            self._next(value)

    def update(self, values: Values) -> float:
        """See :class:`~engine.stream.evaluation.nodes.step.NodeState`."""
        value: float = values[self._slot]
        if value != value:  # noqa: PLR0124 - NaN is not itself
            return NAN
        return finite(self._next(value) / self._divisor)

    def peek(self, values: Values) -> float:
        """See :class:`~engine.stream.evaluation.nodes.step.NodeState`."""
        value: float = values[self._slot]
        if value != value:  # noqa: PLR0124 - NaN is not itself
            return NAN
        total = None
        for half, rows in self._rows:
            if rows is not None:
                total = rows[0] if total is None else total + rows[0]
            value = half[0] + value
        return finite((value if total is None else total + value) / self._divisor)

    def _next(self, value: float) -> float:
        """Return the sum of the window that ends with `value`, and remember it."""
        total = None
        for half, rows in self._rows:
            if rows is not None:
                total = rows[0] if total is None else total + rows[0]
                rows.append(value)
            older = half[0]
            half.append(value)
            value = older + value
        return value if total is None else total + value


def _rows(n: int) -> list[tuple[deque[float], deque[float] | None]]:
    """Return what is remembered of the sums of 1, 2, 4 ... values, all but the widest.

    The first of each pair keeps the sums until the next wider one ends with them; the second, where
    the window contains one of this width besides the widest, until it comes to stand there.
    """
    rows: list[tuple[deque[float], deque[float] | None]] = []
    left = n
    for level in range(n.bit_length() - 1):
        width = 1 << level
        left -= width if n & width else 0
        rows.append((_unknown(width), _unknown(left) if n & width else None))
    return rows


def _unknown(bars: int) -> deque[float]:
    return deque([NAN] * bars, bars)
