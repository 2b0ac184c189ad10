"""Streams in the manner of TA-Lib's, for kernels that are not simply one of its functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.kernels import talib
from engine.stream.evaluation.nodes.step import NAN

if TYPE_CHECKING:
    from numpy.typing import NDArray

_rsi = talib.function("RSI")
_RsiStream = talib.function("RSI_Stream")
_RmaStream = talib.function("RMA_Stream")


class RsiStream:
    """Wilder's relative strength index, unknown where nothing has moved.

    The batch kernel takes TA-Lib's values unless one of them is 0, which TA-Lib says where nothing
    moved; then it takes all of them from the means of gains and losses, which differ in the last
    bits. Both are carried along, so that the stream can change over where the batch would.

    Parameters
    ----------
    x : ndarray of float64, shape (k,), k > n
        Values so far.
    n : int
        Period.

    Attributes
    ----------
    value : float
        The index at the last of `x`.
    """

    __slots__ = ("_gain", "_is_mended", "_last", "_loss", "_plain", "value")

    def __init__(self, x: NDArray[np.float64], n: int) -> None:
        changes = np.diff(x)
        self._gain = _RmaStream(np.maximum(changes, 0.0), n)
        self._loss = _RmaStream(np.maximum(-changes, 0.0), n)
        self._last = float(x[-1])
        self._is_mended = n == 1 or bool((_rsi(x, n) == 0).any())
        self._plain = None if n == 1 else _RsiStream(x, n)
        mended = _ratio(self._gain.value, self._loss.value)
        self.value = mended if self._plain is None or self._is_mended else self._plain.value

    def update(self, value: float) -> float:
        """Return the index after one more value."""
        change = value - self._last
        self._last = value
        gain = self._gain.update(max(change, 0.0))
        loss = self._loss.update(max(-change, 0.0))
        if self._plain is not None:
            plain: float = self._plain.update(value)
            if plain != 0.0 and not self._is_mended:
                return plain
            self._is_mended = True
        return _ratio(gain, loss)

    def peek(self, value: float) -> float:
        """Return the index as it would be after one more value."""
        if self._plain is not None and not self._is_mended:
            plain: float = self._plain.peek(value)
            if plain != 0.0:
                return plain
        change = value - self._last
        return _ratio(self._gain.peek(max(change, 0.0)), self._loss.peek(max(-change, 0.0)))


def _ratio(gain: float, loss: float) -> float:
    both = gain + loss
    return 100.0 * gain / both if both else NAN


class RunningSum:
    """Sum of all values, added one after another as in the batch."""

    __slots__ = ("value",)

    def __init__(self, x: NDArray[np.float64]) -> None:
        self.value = float(np.cumsum(x)[-1])

    def update(self, value: float) -> float:
        """Return the sum after one more value."""
        self.value += value
        return self.value

    def peek(self, value: float) -> float:
        """Return the sum as it would be after one more value."""
        return self.value + value
