"""Which operations have a form that takes one bar at a time.

The kernels are named with their version: where the language's arithmetic changes its version goes
up, and until the form here is changed too the kernel is computed over the whole buffer instead,
which is always the same as in a batch.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from engine.kernels import talib
from engine.stream.nodes import plain
from engine.stream.nodes.indicators import Cross, StreamOfMany, StreamOfOne
from engine.stream.nodes.memory import Offset, Window
from engine.stream.nodes.relative_strength import RsiStream
from engine.stream.nodes.window_sum import WindowSum

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from engine.language.graph import Node
    from engine.stream.nodes.step import Function, Memory

    MakeMemory = Callable[[], Memory]

_TALIB = {
    "ema@1": "EMA",
    "rma@1": "RMA",
    "wma@1": "WMA",
    "atr@1": "ATR",
    "stdev@1": "STDDEV",
    "highest@1": "MAX",
    "lowest@1": "MIN",
}
"""Kernels that are a TA-Lib function with the same parameters."""

_FROM_TWO = frozenset({"stdev@1", "highest@1", "lowest@1"})
"""Of these, those that TA-Lib does not know for a period of 1."""

_SUMS = {"sma@2": True, "sum@2": False}
"""Sums of a window, and whether they are divided by its length."""

_CROSSES = {"cross_up@1": False, "cross_down@1": True}
"""Crosses, and whether their operands change places."""


def function_of(node: Node, slots: Sequence[int]) -> Function | None:
    """Return `node` as a function of one bar, or None where it is none."""
    made = _FUNCTIONS.get(node.op)
    return None if made is None else made(node, slots)


def memory_of(node: Node, slots: Sequence[int]) -> MakeMemory | None:
    """Return what makes the memory of `node`, or None where it has no such form."""
    made = _MEMORIES.get(node.op)
    return None if made is None else made(node, slots)


_FUNCTIONS: dict[str, Callable[[Node, Sequence[int]], Function]] = {
    "fill": lambda _node, slots: plain.copied(slots[0]),
    "map": lambda node, slots: plain.mapped(node.params[0], slots),
    "choose": lambda _node, slots: plain.choice(*slots),
    "number": lambda _node, slots: plain.coded(slots[0]),
    "pick": lambda node, slots: plain.picked(slots[0], node.params[0]),
    "compare": lambda node, slots: plain.COMPARE[node.params[0]](*slots),
    "and": lambda _node, slots: plain.conjunction(slots),
    "or": lambda _node, slots: plain.disjunction(slots),
    "not": lambda _node, slots: plain.negation(slots[0]),
    "missing": lambda node, slots: plain.missing(slots[0], node.args[0].is_condition),
}


def _offset(node: Node, slots: Sequence[int]) -> MakeMemory:
    return partial(Offset, slots[0], node.params[0], node.is_condition)


def _window(node: Node, slots: Sequence[int]) -> MakeMemory:
    return partial(Window, slots[0], node.params[0], node.op == "any")


def _kernel(node: Node, slots: Sequence[int]) -> MakeMemory | None:
    kernel, *params = node.params
    name = kernel.signature
    if name in _CROSSES:
        return partial(Cross, slots[::-1] if _CROSSES[name] else slots)
    if name in _SUMS:
        return partial(WindowSum, slots[0], params[0], _SUMS[name])
    open_stream = _open_stream(name, params)
    if open_stream is None:
        return None
    make = StreamOfOne if len(slots) == 1 else StreamOfMany
    return partial(make, slots, open_stream, kernel.lookback(*params))


def _open_stream(name: str, params: Sequence[Any]) -> Callable[..., Any] | None:
    if name == "rsi@1":
        return lambda x: RsiStream(x, *params)
    if name not in _TALIB or (name in _FROM_TWO and params[0] == 1):
        return None
    stream = talib.function(f"{_TALIB[name]}_Stream")
    return lambda *columns: stream(*columns, *params)


_MEMORIES: dict[str, Callable[[Node, Sequence[int]], MakeMemory | None]] = {
    "offset": _offset,
    "any": _window,
    "all": _window,
    "kernel": _kernel,
}
