"""Streams of indicators that are unknown while nothing moves.

TA-Lib says 0 for 0/0, which reads as an extreme; the batch kernels turn that zero into unknown
where none of the last bars moved, and so does this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.stream.evaluation.nodes.step import NAN

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Inputs = tuple[float, ...]
    Moved = Callable[[Inputs | None, Inputs], tuple[bool, ...]]


class IdleAware:
    """A TA-Lib stream whose zeros are looked at twice.

    Parameters
    ----------
    stream : object
        TA-Lib's, opened on `columns`.
    columns : tuple of ndarray
        Values so far.
    moved : callable
        Tells of the inputs before (None for the first) and now what has moved.
    window : int
        Nothing may have moved on so many bars for a zero to be unknown.
    """

    __slots__ = ("_before", "_idle", "_moved", "_stream", "_window", "value")

    def __init__(
        self, stream: Any, columns: tuple[NDArray[Any], ...], moved: Moved, window: int
    ) -> None:
        self._stream = stream
        self._moved = moved
        self._window = window
        self._idle: tuple[int, ...] = ()
        self._before: Inputs | None = None
        # One bar more than counts, so that the first of them has one before it.
        for inputs in zip(*[column[-window - 1 :].tolist() for column in columns], strict=True):
            self._idle, self._before = self._next_idle(inputs), inputs
        self.value = self._judged(stream.value, self._idle)

    def update(self, *inputs: float) -> float:
        """Return the value after one more bar."""
        self._idle, self._before = self._next_idle(inputs), inputs
        return self._judged(self._stream.update(*inputs), self._idle)

    def peek(self, *inputs: float) -> float:
        """Return the value as it would be after one more bar."""
        result: float = self._stream.peek(*inputs)
        return result if result != 0.0 else self._judged(result, self._next_idle(inputs))

    def _next_idle(self, inputs: Inputs) -> tuple[int, ...]:
        """Return on how many bars in a row each of the movements has been missing."""
        moved = self._moved(self._before, inputs)
        before = self._idle or (0,) * len(moved)
        return tuple(0 if now else n + 1 for now, n in zip(moved, before, strict=True))

    def _judged(self, result: float, idle: tuple[int, ...]) -> float:
        if result == 0.0 and max(idle) >= self._window:
            return NAN
        return result


def typical_price(before: Inputs | None, now: Inputs) -> tuple[bool, ...]:
    """Whether the typical price moved (cci)."""
    return (before is None or _typical(before) != _typical(now),)


def either(before: Inputs | None, now: Inputs) -> tuple[bool, ...]:
    """Whether each of both inputs moved (correl)."""
    return (before is None or before[0] != now[0], before is None or before[1] != now[1])


def first(before: Inputs | None, now: Inputs) -> tuple[bool, ...]:
    """Whether the first input moved (beta)."""
    return (before is None or before[0] != now[0],)


def _typical(inputs: Inputs) -> float:
    return (inputs[0] + inputs[1] + inputs[2]) / 3
