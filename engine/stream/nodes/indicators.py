"""Indicators, one value at a time.

An indicator sees only the bars on which all its inputs are known: on the others it is unknown and
its state stays as it is. Until enough values have come they are kept; then TA-Lib opens a stream on
them, whose values are those of its batch functions to the last bit.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.stream.nodes.step import NAN

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from engine.stream.nodes.step import Values

    Open = Callable[..., Any]


class _Stream:
    """What the two kinds of TA-Lib streams share: the time before the first result."""

    __slots__ = ("_early", "_lookback", "_open", "_peek", "_update")

    def __init__(self, open_stream: Open, lookback: int) -> None:
        self._open = open_stream
        self._lookback = lookback
        self._early: list[tuple[float, ...]] = []
        self._update: Callable[..., Any] | None = None
        self._peek: Callable[..., Any] | None = None

    def open(self, *history: Any) -> None:
        """See :class:`~engine.stream.nodes.step.Memory`."""
        known = known_together(history)
        self._early, self._update, self._peek = [], None, None
        if known[0].size > self._lookback:
            self._use(self._open(*known))
        else:
            self._early = list(zip(*[column.tolist() for column in known], strict=True))

    def _update_early(self, inputs: tuple[float, ...]) -> Any:
        self._early.append(inputs)
        if len(self._early) <= self._lookback:
            return NAN
        stream = self._open(*_columns(self._early))
        self._use(stream)
        return stream.value

    def _peek_early(self, inputs: tuple[float, ...]) -> Any:
        if len(self._early) < self._lookback:
            return NAN
        return self._open(*_columns([*self._early, inputs])).value

    def _use(self, stream: Any) -> None:
        self._early = []
        self._update, self._peek = stream.update, stream.peek


class StreamOfOne(_Stream):
    """A TA-Lib stream over one column.

    Parameters
    ----------
    slots : sequence of int
        The one input.
    open_stream : callable
        Opens a stream on an array of at least ``lookback + 1`` values.
    lookback : int
        Values before the first result.
    """

    __slots__ = ("_slot",)

    def __init__(self, slots: Sequence[int], open_stream: Open, lookback: int) -> None:
        super().__init__(open_stream, lookback)
        (self._slot,) = slots

    def update(self, values: Values) -> Any:
        """See :class:`~engine.stream.nodes.step.Memory`."""
        value = values[self._slot]
        if value != value:  # noqa: PLR0124 - NaN is not itself
            return NAN
        update = self._update
        return self._update_early((value,)) if update is None else update(value)

    def peek(self, values: Values) -> Any:
        """See :class:`~engine.stream.nodes.step.Memory`."""
        value = values[self._slot]
        if value != value:  # noqa: PLR0124 - NaN is not itself
            return NAN
        peek = self._peek
        return self._peek_early((value,)) if peek is None else peek(value)


class StreamOfMany(_Stream):
    """A TA-Lib stream over several columns; see :class:`StreamOfOne`."""

    __slots__ = ("_inputs_of",)

    def __init__(self, slots: Sequence[int], open_stream: Open, lookback: int) -> None:
        super().__init__(open_stream, lookback)
        self._inputs_of = itemgetter(*slots)

    def update(self, values: Values) -> Any:
        """See :class:`~engine.stream.nodes.step.Memory`."""
        inputs = self._inputs_of(values)
        total = sum(inputs)
        if total != total:  # noqa: PLR0124 - one of them is NaN
            return NAN
        update = self._update
        return self._update_early(inputs) if update is None else update(*inputs)

    def peek(self, values: Values) -> Any:
        """See :class:`~engine.stream.nodes.step.Memory`."""
        inputs = self._inputs_of(values)
        total = sum(inputs)
        if total != total:  # noqa: PLR0124 - one of them is NaN
            return NAN
        peek = self._peek
        return self._peek_early(inputs) if peek is None else peek(*inputs)


class Cross:
    """Whether one value came from at or below another to above it, over the known bars."""

    __slots__ = ("_a", "_b", "_was_above")

    def __init__(self, slots: Sequence[int]) -> None:
        self._a, self._b = slots
        self._was_above: bool | None = None

    def open(self, *history: Any) -> None:
        """See :class:`~engine.stream.nodes.step.Memory`."""
        a, b = known_together(history)
        self._was_above = bool(a[-1] > b[-1]) if a.size else None

    def update(self, values: Values) -> bool | None:
        """See :class:`~engine.stream.nodes.step.Memory`."""
        result = self.peek(values)
        a, b = values[self._a], values[self._b]
        if a > b:
            self._was_above = True
        elif a <= b:
            self._was_above = False
        return result

    def peek(self, values: Values) -> bool | None:
        """See :class:`~engine.stream.nodes.step.Memory`."""
        a, b = values[self._a], values[self._b]
        if self._was_above is None or not (a > b or a <= b):
            return None
        return bool(a > b) and not self._was_above


def known_together(columns: Sequence[NDArray[np.float64]]) -> list[NDArray[np.float64]]:
    """Return the columns without the bars on which one of them is unknown."""
    known = ~np.isnan(columns[0])
    for column in columns[1:]:
        known &= ~np.isnan(column)
    return [np.ascontiguousarray(column[known]) for column in columns]


def _columns(rows: Sequence[tuple[float, ...]]) -> list[NDArray[np.float64]]:
    return [np.array(column) for column in zip(*rows, strict=True)]
