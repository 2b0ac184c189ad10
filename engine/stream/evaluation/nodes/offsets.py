"""Operations that remember earlier bars and are not indicators: offsets, windows of conditions."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

from engine.stream.evaluation.nodes.step import NAN, as_truth

if TYPE_CHECKING:
    from engine.stream.evaluation.nodes.step import Values


class LaggedValue:
    """A value as it was some bars ago."""

    __slots__ = ("_bars", "_is_condition", "_ring", "_slot", "_unknown")

    def __init__(self, slot: int, bars: int, is_condition: bool) -> None:
        self._slot = slot
        self._bars = bars
        self._is_condition = is_condition
        self._unknown = None if is_condition else NAN
        self._ring: deque[Any] = deque(maxlen=bars)

    def initialise(self, *history: Any) -> None:
        """See :class:`~engine.stream.evaluation.nodes.step.NodeState`."""
        newest = history[0][-self._bars :].tolist()
        self._ring = deque(map(as_truth, newest) if self._is_condition else newest, self._bars)

    def update(self, values: Values) -> Any:
        """See :class:`~engine.stream.evaluation.nodes.step.NodeState`."""
        result = self.peek(values)
        self._ring.append(values[self._slot])
        return result

    def peek(self, values: Values) -> Any:  # noqa: ARG002 - this bar does not matter yet
        """See :class:`~engine.stream.evaluation.nodes.step.NodeState`."""
        ring = self._ring
        return ring[0] if len(ring) == self._bars else self._unknown


class ConditionWindow:
    """Whether a condition was true on any, or on all, of the last bars.

    One outcome (`decisive`: True for any, False for all) on a single bar decides; the other needs
    that many bars in a row.
    """

    __slots__ = ("_bars", "_decisive", "_run", "_since", "_slot")

    def __init__(self, slot: int, bars: int, decisive: bool) -> None:
        self._slot = slot
        self._bars = bars
        self._decisive = decisive
        self._since = bars
        self._run = 0

    def initialise(self, *history: Any) -> None:
        """See :class:`~engine.stream.evaluation.nodes.step.NodeState`."""
        self._since, self._run = self._bars, 0
        for code in history[0][-self._bars :].tolist():
            self._since, self._run = self._next(as_truth(code))

    def update(self, values: Values) -> bool | None:
        """See :class:`~engine.stream.evaluation.nodes.step.NodeState`."""
        self._since, self._run = self._next(values[self._slot])
        return self._outcome(self._since, self._run)

    def peek(self, values: Values) -> bool | None:
        """See :class:`~engine.stream.evaluation.nodes.step.NodeState`."""
        return self._outcome(*self._next(values[self._slot]))

    def _next(self, truth: bool | None) -> tuple[int, int]:
        """Return the bars since the decisive outcome, and the other one's bars in a row."""
        if truth is self._decisive:
            return 0, 0
        return self._since + 1, 0 if truth is None else self._run + 1

    def _outcome(self, since: int, run: int) -> bool | None:
        if since < self._bars:
            return self._decisive
        return not self._decisive if run >= self._bars else None
