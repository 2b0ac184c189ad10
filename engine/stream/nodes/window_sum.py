"""Sum or mean of the last values, one value at a time.

Adds in the order of the batch's :func:`~engine.kernels.arrays.windowed_sum`, so the results are
equal to the last bit: sums of 1, 2, 4 ... values are kept for as long as a wider sum, or the
result, needs them. What has not come yet counts as NaN, which gives the bars without a result.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

from engine.stream.nodes.indicators import known_together
from engine.stream.nodes.step import NAN, finite

if TYPE_CHECKING:
    from engine.stream.nodes.step import Values


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

    __slots__ = ("_divisor", "_halves", "_n", "_parts", "_slot")

    def __init__(self, slot: int, n: int, is_mean: bool) -> None:
        self._slot = slot
        self._n = n
        self._divisor = n if is_mean else 1
        self._clear()

    def open(self, *history: Any) -> None:
        """See :class:`~engine.stream.nodes.step.Memory`."""
        self._clear()
        for value in known_together(history)[0][-2 * self._n :].tolist():
            self._remember(self._sums(value))

    def update(self, values: Values) -> float:
        """See :class:`~engine.stream.nodes.step.Memory`."""
        value: float = values[self._slot]
        if value != value:  # noqa: PLR0124 - NaN is not itself
            return NAN
        sums = self._sums(value)
        result = self._result(sums)
        self._remember(sums)
        return result

    def peek(self, values: Values) -> float:
        """See :class:`~engine.stream.nodes.step.Memory`."""
        value: float = values[self._slot]
        return NAN if value != value else self._result(self._sums(value))  # noqa: PLR0124

    def _clear(self) -> None:
        """Forget all values.

        ``_halves`` keeps the sums of each width until the next wider one ends with them;
        ``_parts`` those of which the window consists besides the widest, the oldest first.
        """
        self._halves = [_unknown(1 << level) for level in range(self._n.bit_length() - 1)]
        self._parts: list[tuple[int, deque[float]]] = []
        left = self._n
        for level in range(self._n.bit_length() - 1):
            if self._n >> level & 1:
                left -= 1 << level
                self._parts.append((level, _unknown(left)))

    def _sums(self, value: float) -> list[float]:
        """Return the sums of 1, 2, 4 ... values of which `value` is the last."""
        sums = [value]
        for half in self._halves:
            value = half[0] + value
            sums.append(value)
        return sums

    def _result(self, sums: list[float]) -> float:
        parts = self._parts
        if not parts:
            return finite(sums[-1] / self._divisor)
        total = parts[0][1][0]
        for _level, kept in parts[1:]:
            total += kept[0]
        return finite((total + sums[-1]) / self._divisor)

    def _remember(self, sums: list[float]) -> None:
        for half, newest in zip(self._halves, sums, strict=False):
            half.append(newest)
        for level, kept in self._parts:
            kept.append(sums[level])


def _unknown(bars: int) -> deque[float]:
    return deque([NAN] * bars, bars)
