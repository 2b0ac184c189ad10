"""Crosses of two values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.stream.evaluation.nodes.indicators import known_together

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.stream.evaluation.nodes.step import Values


class Cross:
    """Whether one value came from at or below another to above it, over the known bars."""

    __slots__ = ("_a", "_b", "_was_above")

    def __init__(self, slots: Sequence[int]) -> None:
        self._a, self._b = slots
        self._was_above: bool | None = None

    def initialise(self, *history: Any) -> None:
        """See :class:`~engine.stream.evaluation.nodes.step.NodeState`."""
        a, b = known_together(history)
        self._was_above = bool(a[-1] > b[-1]) if a.size else None

    def update(self, values: Values) -> bool | None:
        """See :class:`~engine.stream.evaluation.nodes.step.NodeState`."""
        result = self.peek(values)
        a, b = values[self._a], values[self._b]
        if a > b:
            self._was_above = True
        elif a <= b:
            self._was_above = False
        return result

    def peek(self, values: Values) -> bool | None:
        """See :class:`~engine.stream.evaluation.nodes.step.NodeState`."""
        a, b = values[self._a], values[self._b]
        if self._was_above is None or not (a > b or a <= b):
            return None
        return bool(a > b) and not self._was_above


class CrossDown(Cross):
    """Whether one value came from at or above another to below it: a cross of the other one.

    Its history comes in the order of the operands, its values from the slots turned round.
    """

    __slots__ = ()

    def __init__(self, slots: Sequence[int]) -> None:
        super().__init__(slots[::-1])

    def initialise(self, *history: Any) -> None:
        """See :class:`~engine.stream.evaluation.nodes.step.NodeState`."""
        super().initialise(*history[::-1])
