"""Indicators over TA-Lib's streams, one value at a time.

An indicator sees only the bars on which all its inputs are known: on the others it is unknown and
its state stays as it is. Until enough values have come they are kept; then TA-Lib opens a stream on
them, whose values are those of its batch functions to the last bit.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.stream.evaluation.nodes.step import NAN

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from engine.stream.evaluation.nodes.step import Values

    Open = Callable[..., Any]
    Shape = Callable[[Any], Any]


class _Stream:
    """What the two kinds of streams share: the time before the first result.

    Parameters
    ----------
    slots : sequence of int
        Inputs.
    open_stream : callable
        Opens a stream on arrays of at least ``lookback + 1`` values: something with a ``value``,
        ``update`` and ``peek``.
    lookback : int
        Values before the first result.
    shape : callable, optional
        Turns what the stream gives into the kernel's result.
    unknown : float or tuple of float
        The result where there is none.
    """

    __slots__ = ("_early", "_lookback", "_open", "_peek", "_shape", "_slot", "_unknown", "_update")

    def __init__(
        self,
        slots: Sequence[int],
        open_stream: Open,
        lookback: int,
        shape: Shape | None = None,
        unknown: Any = NAN,
    ) -> None:
        self._slot: Any = slots[0]
        self._open = open_stream
        self._lookback = lookback
        self._shape = shape
        self._unknown = unknown
        self._early: list[tuple[float, ...]] = []
        self._update: Callable[..., Any] | None = None
        self._peek: Callable[..., Any] | None = None

    def initialise(self, *history: Any) -> None:
        """See :class:`~engine.stream.evaluation.nodes.step.NodeState`."""
        inputs = known_together(history)
        self._early, self._update, self._peek = [], None, None
        if inputs[0].size > self._lookback:
            self._use(self._open(*inputs))
        else:
            self._early = list(zip(*[column.tolist() for column in inputs], strict=True))

    def _update_early(self, inputs: tuple[float, ...]) -> Any:
        self._early.append(inputs)
        if len(self._early) <= self._lookback:
            return self._unknown
        stream = self._open(*_columns(self._early))
        self._use(stream)
        return self._shaped(stream.value)

    def _peek_early(self, inputs: tuple[float, ...]) -> Any:
        if len(self._early) < self._lookback:
            return self._unknown
        return self._shaped(self._open(*_columns([*self._early, inputs])).value)

    def _use(self, stream: Any) -> None:
        self._early = []
        self._update, self._peek = stream.update, stream.peek
        shape = self._shape
        if shape is not None:
            self._update = lambda *inputs: shape(stream.update(*inputs))
            self._peek = lambda *inputs: shape(stream.peek(*inputs))

    def _shaped(self, value: Any) -> Any:
        return value if self._shape is None else self._shape(value)


class StreamOfOne(_Stream):
    """A stream over one column."""

    __slots__ = ()

    def update(self, values: Values) -> Any:
        """See :class:`~engine.stream.evaluation.nodes.step.NodeState`."""
        value = values[self._slot]
        if value != value:  # noqa: PLR0124 - NaN is not itself
            return self._unknown
        update = self._update
        return self._update_early((value,)) if update is None else update(value)

    def peek(self, values: Values) -> Any:
        """See :class:`~engine.stream.evaluation.nodes.step.NodeState`."""
        value = values[self._slot]
        if value != value:  # noqa: PLR0124 - NaN is not itself
            return self._unknown
        peek = self._peek
        return self._peek_early((value,)) if peek is None else peek(value)


class StreamOfMany(_Stream):
    """A stream over several columns."""

    __slots__ = ("_inputs_of",)

    def __init__(self, slots: Sequence[int], *others: Any) -> None:
        super().__init__(slots, *others)
        self._inputs_of = itemgetter(*slots)

    def update(self, values: Values) -> Any:
        """See :class:`~engine.stream.evaluation.nodes.step.NodeState`."""
        inputs = self._inputs_of(values)
        total = sum(inputs)
        if total != total:  # noqa: PLR0124 - one of them is NaN
            return self._unknown
        update = self._update
        return self._update_early(inputs) if update is None else update(*inputs)

    def peek(self, values: Values) -> Any:
        """See :class:`~engine.stream.evaluation.nodes.step.NodeState`."""
        inputs = self._inputs_of(values)
        total = sum(inputs)
        if total != total:  # noqa: PLR0124 - one of them is NaN
            return self._unknown
        peek = self._peek
        return self._peek_early(inputs) if peek is None else peek(*inputs)


def known_together(columns: Sequence[NDArray[np.float64]]) -> list[NDArray[np.float64]]:
    """Return the columns without the bars on which one of them is unknown."""
    is_known = ~np.isnan(columns[0])
    for column in columns[1:]:
        is_known &= ~np.isnan(column)
    return [np.ascontiguousarray(column[is_known]) for column in columns]


def _columns(rows: Sequence[tuple[float, ...]]) -> list[NDArray[np.float64]]:
    return [np.array(column) for column in zip(*rows, strict=True)]
