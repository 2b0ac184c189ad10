"""Kernels whose result depends on the values of their window alone, computed on just those."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from engine.stream.evaluation.nodes.indicators import known_together
from engine.stream.evaluation.nodes.step import NAN

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from engine.stream.evaluation.nodes.step import Values


class Tail:
    """The last known values in a row, and a batch kernel over them.

    Parameters
    ----------
    slots : sequence of int
        Inputs.
    compute : callable
        The kernel, with its parameters in place.
    lookback : int
        Values before the first result.
    n_outputs : int
        How many columns the kernel gives.
    """

    __slots__ = ("_compute", "_end", "_room", "_several", "_slots", "_unknown", "_window")

    def __init__(
        self, slots: Sequence[int], compute: Callable[..., Any], lookback: int, n_outputs: int
    ) -> None:
        self._slots = tuple(slots)
        self._compute = compute
        self._window = lookback + 1
        self._several = n_outputs > 1
        self._unknown: Any = (NAN,) * n_outputs if self._several else NAN
        # Twice as long as the window, so that the values seldom have to be moved to the front.
        self._room = np.empty((len(self._slots), max(2 * self._window, 8)))
        self._end = 0

    def initialise(self, *history: Any) -> None:
        """See :class:`~engine.stream.evaluation.nodes.step.NodeState`."""
        newest = np.stack(known_together(history))[:, -self._window :]
        self._end = newest.shape[1]
        self._room[:, : self._end] = newest

    def update(self, values: Values) -> Any:
        """See :class:`~engine.stream.evaluation.nodes.step.NodeState`."""
        return self._unknown if not self._write(values) else self._result(self._advance())

    def peek(self, values: Values) -> Any:
        """See :class:`~engine.stream.evaluation.nodes.step.NodeState`."""
        return self._unknown if not self._write(values) else self._result(self._end + 1)

    def _write(self, values: Values) -> bool:
        """Append the bar; return whether its inputs are known."""
        inputs = [values[slot] for slot in self._slots]
        total = sum(inputs)
        if total != total:  # noqa: PLR0124 - one of them is NaN
            return False
        if self._end == self._room.shape[1]:
            keep = self._window - 1
            self._room[:, :keep] = self._room[:, self._end - keep : self._end].copy()
            self._end = keep
        self._room[:, self._end] = inputs
        return True

    def _advance(self) -> int:
        self._end += 1
        return self._end

    def _result(self, end: int) -> Any:
        if end < self._window:
            return self._unknown
        with np.errstate(all="ignore"):
            outputs = self._compute(*self._room[:, end - self._window : end])
        if self._several:
            return tuple(float(column[-1]) for column in outputs)
        result = float(outputs[-1])
        return result if result - result == 0.0 else NAN
