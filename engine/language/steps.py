"""How each operation of the graph runs: one small closure over its registers.

A plan's registers are numbered three to a node: its values, the bars on which it is true, the bars
on which it is false. Conditions run on these two *rails* of booleans, each only where it is asked
for: ``not`` merely swaps them, ``and`` of truths is ``or`` of falsehoods, and a bar on neither rail
is unknown. This is exactly Kleene's three-valued logic at a fifteenth of the cost of NaN-coding.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from engine.kernels.kernel import Kernel, Sees
from engine.language.columns import SCATTERED, later, settle_start, start_of
from engine.language.maps import MAPS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.language.graph import Node, Scope
    from engine.language.registry import RegisteredIndicator

VALUE, TRUE, FALSE = 0, 1, 2
RAILS = 3

Registers = list[Any]
Starts = list[int]


class Source(Protocol):
    """Where leaves and carried values come from."""

    def column(self, name: str, scope: Scope) -> tuple[NDArray[np.float64], int]:
        """Return a column of `scope` and its start."""

    def size(self, scope: Scope) -> int:
        """Return the number of bars of `scope`."""

    def registered(
        self, indicator: RegisteredIndicator, scope: Scope
    ) -> tuple[NDArray[np.float64], int]:
        """Return a user's indicator on the bars of `scope` and its start."""

    def back(self, scope: Scope) -> NDArray[np.int64]:
        """Return for each bar of the parent scope the bar of `scope` that it sees, or -1."""

    def forming(self, inner: Node, rail: int, plans: dict[int, Any]) -> NDArray[Any]:
        """Return `inner` on the bars of its parent scope, the incomplete bar included."""

    def rank(self, key: bytes) -> NDArray[np.float64]:
        """Return the own rank in a cross-section."""

    def require_intraday(self, scope: Scope) -> None:
        """Refuse bars of a day or more."""


_COMPARE = {"<": np.less, "<=": np.less_equal, "==": np.equal, "!=": np.not_equal}
_FAILS = {"<": np.greater_equal, "<=": np.greater, "==": np.not_equal, "!=": np.equal}


def slot(node: Node, rail: int) -> int:
    """Return the register that holds `rail` of `node`; negations share their operand's."""
    while node.op == "not":
        node = node.args[0]
        rail = TRUE + FALSE - rail
    return node.number * RAILS + rail


def _column(node: Node, out: int) -> Any:
    name, scope = node.params[0], node.scope

    def run(registers: Registers, starts: Starts, frame: Source) -> None:
        registers[out], starts[out] = frame.column(name, scope)

    return run


def _registered(node: Node, out: int) -> Any:
    indicator, scope = node.params[0], node.scope

    def run(registers: Registers, starts: Starts, frame: Source) -> None:
        registers[out], starts[out] = frame.registered(indicator, scope)

    return run


def _rank(node: Node, out: int) -> Any:
    key = node.params[0].node.digest

    def run(registers: Registers, starts: Starts, frame: Source) -> None:
        column = frame.rank(key)
        registers[out], starts[out] = column, start_of(column)

    return run


def _project(node: Node, out: int) -> Any:
    """Return the step that carries a value to the bars of the parent scope."""
    (inner,) = node.args
    rail = out % RAILS
    source, scope = slot(inner, rail), inner.scope

    def run(registers: Registers, starts: Starts, frame: Source) -> None:
        back = frame.back(scope)
        column = registers[source]
        if len(column) == 0:
            column = np.zeros(1, dtype=column.dtype)
        column = column[back]
        column[back < 0] = np.nan if rail == VALUE else False
        registers[out] = column
        if rail == VALUE:
            starts[out] = start_of(column)

    return run


def _forming(node: Node, out: int) -> Any:
    (inner,) = node.args
    rail = out % RAILS
    plans: dict[int, Any] = {}

    def run(registers: Registers, starts: Starts, frame: Source) -> None:
        column = frame.forming(inner, rail, plans)
        registers[out] = column
        if rail == VALUE:
            starts[out] = start_of(column)

    return run


def _fill(node: Node, out: int) -> Any:
    value, scope = float(node.args[0].params[0]), node.scope

    def run(registers: Registers, starts: Starts, frame: Source) -> None:
        column = np.full(frame.size(scope), value)
        registers[out], starts[out] = column, start_of(column)

    return run


def _map(node: Node, out: int) -> Any:
    function, is_total = MAPS[node.params[0]]
    if len(node.args) != 2:
        return _map_many(node, out)
    a, b = slot(node.args[0], VALUE), slot(node.args[1], VALUE)

    def run(registers: Registers, starts: Starts, frame: Source) -> None:
        column = function(registers[a], registers[b])
        start = later(starts[a], starts[b])
        if not is_total:
            start = settle_start(column, start)
        registers[out], starts[out] = column, start

    return run


def _map_many(node: Node, out: int) -> Any:
    function, is_total = MAPS[node.params[0]]
    args = [slot(arg, VALUE) for arg in node.args]

    def run(registers: Registers, starts: Starts, frame: Source) -> None:
        column = function(*[registers[arg] for arg in args])
        start = -1 if any(starts[arg] < 0 for arg in args) else max(starts[arg] for arg in args)
        if not is_total:
            start = settle_start(column, start)
        registers[out], starts[out] = column, start

    return run


def _choose(node: Node, out: int) -> Any:
    condition, yes, no = node.args
    true, false = slot(condition, TRUE), slot(condition, FALSE)
    a, b = slot(yes, VALUE), slot(no, VALUE)

    def run(registers: Registers, starts: Starts, frame: Source) -> None:
        otherwise = np.where(registers[false], registers[b], np.nan)
        column = np.where(registers[true], registers[a], otherwise)
        registers[out], starts[out] = column, start_of(column)

    return run


def _number(node: Node, out: int) -> Any:
    true, false = slot(node.args[0], TRUE), slot(node.args[0], FALSE)

    def run(registers: Registers, starts: Starts, frame: Source) -> None:
        column = registers[true].astype(np.float64)
        unknown = ~(registers[true] | registers[false])
        if unknown.any():
            column[unknown] = np.nan
        registers[out], starts[out] = column, start_of(column)

    return run


def _offset(node: Node, out: int) -> Any:
    bars = node.params[0]
    rail = out % RAILS
    source = slot(node.args[0], rail)
    missing = np.nan if rail == VALUE else False

    def run(registers: Registers, starts: Starts, frame: Source) -> None:
        before = registers[source]
        column = np.empty_like(before)
        column[:bars] = missing
        column[bars:] = before[:-bars]
        registers[out] = column
        start = starts[source]
        starts[out] = start if start < 0 else min(start + bars, len(before))

    return run


def _pick(node: Node, out: int) -> Any:
    source, which = slot(node.args[0], VALUE), node.params[0]

    def run(registers: Registers, starts: Starts, frame: Source) -> None:
        column, first = registers[source][which], starts[source]
        if first > 0 and not np.isnan(column[first - 1]):
            first = SCATTERED  # this output begins before the others
        registers[out], starts[out] = column, settle_start(column, first)

    return run


def _compare(node: Node, out: int) -> Any:
    operator = node.params[0]
    function = (_COMPARE if out % RAILS == TRUE else _FAILS)[operator]
    a, b = slot(node.args[0], VALUE), slot(node.args[1], VALUE)
    if function is not np.not_equal:

        def run(registers: Registers, starts: Starts, frame: Source) -> None:
            registers[out] = function(registers[a], registers[b])

        return run

    def differs(registers: Registers, starts: Starts, frame: Source) -> None:
        x, y = registers[a], registers[b]
        registers[out] = np.less(x, y) | np.greater(x, y)  # NaN differs from nothing

    return differs


def _logic(node: Node, out: int) -> Any:
    rail = out % RAILS
    joins = np.logical_and if (node.op == "and") == (rail == TRUE) else np.logical_or
    first, second, *rest = (slot(arg, rail) for arg in node.args)

    def run(registers: Registers, starts: Starts, frame: Source) -> None:
        column = joins(registers[first], registers[second])
        for other in rest:
            joins(column, registers[other], out=column)
        registers[out] = column

    return run


def _missing(node: Node, out: int) -> Any:
    (arg,) = node.args
    is_true = out % RAILS == TRUE
    if arg.is_condition:
        true, false = slot(arg, TRUE), slot(arg, FALSE)

        def unknown(registers: Registers, starts: Starts, frame: Source) -> None:
            known = registers[true] | registers[false]
            registers[out] = ~known if is_true else known

        return unknown
    source = slot(arg, VALUE)

    def run(registers: Registers, starts: Starts, frame: Source) -> None:
        missing = np.isnan(registers[source])
        registers[out] = missing if is_true else ~missing

    return run


def _truth(node: Node, out: int) -> Any:
    flag = node.params[0] is (out % RAILS == TRUE)
    scope = node.scope

    def run(registers: Registers, starts: Starts, frame: Source) -> None:
        registers[out] = np.full(frame.size(scope), flag)

    return run


def _in_window(node: Node, out: int) -> Any:
    rail = out % RAILS
    bars = node.params[0]
    source = slot(node.args[0], rail)
    needs_all = (node.op == "all") == (rail == TRUE)

    def run(registers: Registers, starts: Starts, frame: Source) -> None:
        flags = registers[source]
        registers[out] = _all_of(flags, bars) if needs_all else _any_of(flags, bars)

    return run


def _any_of(flags: Any, bars: int) -> Any:
    """Return where one of the last `bars` flags is set."""
    counts = np.cumsum(flags, dtype=np.int32)
    counts[bars:] -= counts[:-bars].copy()
    return counts > 0


def _all_of(flags: Any, bars: int) -> Any:
    """Return where the last `bars` flags are all set; there must be so many."""
    counts = np.cumsum(flags, dtype=np.int32)
    counts[bars:] -= counts[:-bars].copy()
    return counts == bars


def _kernel(node: Node, out: int) -> Any:
    kernel: Kernel = node.params[0]
    if kernel.gives_condition:
        return _condition_kernel(node, out)
    if kernel.sees is Sees.ALL:
        return _kernel_on_all(node, out)
    if len(node.args) == 1 and kernel.n_outputs == 1:
        return _kernel_of_one(node, out)
    return _kernel_on_valid(node, out)


def _kernel_of_one(node: Node, out: int) -> Any:
    """Return the commonest step: one column in, one out."""
    kernel, *params = node.params
    compute, is_total = kernel.compute, kernel.is_total
    lookback = kernel.lookback(*params)
    source = slot(node.args[0], VALUE)

    def run(registers: Registers, starts: Starts, frame: Source) -> None:
        column, start = registers[source], starts[source]
        size = len(column)
        if start < 0:
            _on_gathered(registers, starts, out, kernel, lookback, params, (column,))
            return
        first = start + lookback
        if first >= size:
            registers[out], starts[out] = np.full(size, np.nan), size
            return
        if start == 0:
            result = compute(column, *params)
        else:
            result = np.empty(size)
            result[:start] = np.nan
            result[start:] = compute(column[start:], *params)
        registers[out] = result
        starts[out] = first if is_total else settle_start(result, first)

    return run


def _kernel_on_valid(node: Node, out: int) -> Any:
    """Return the step of a kernel that sees only bars on which all its inputs are known."""
    kernel, *params = node.params
    lookback = kernel.lookback(*params)
    sources = [slot(arg, VALUE) for arg in node.args]
    several = kernel.n_outputs > 1

    def run(registers: Registers, starts: Starts, frame: Source) -> None:
        inputs = [registers[source] for source in sources]
        begins = [starts[source] for source in sources]
        size, start = len(inputs[0]), max(begins)
        if min(begins) < 0:
            _on_gathered(registers, starts, out, kernel, lookback, params, inputs)
            return
        first = min(start + lookback, size)
        if first == size:
            result = _nothing(kernel, size)
        elif start == 0:
            result = kernel.compute(*inputs, *params)
        else:
            parts = kernel.compute(*[column[start:] for column in inputs], *params)
            result = (
                tuple(_placed(part, start, size) for part in parts)
                if several
                else _placed(parts, start, size)
            )
        registers[out] = result
        starts[out] = first if several or kernel.is_total else settle_start(result, first)

    return run


def _nothing(kernel: Kernel, size: int) -> Any:
    """Return a result in which nothing is known."""
    if kernel.n_outputs == 1:
        return np.full(size, np.nan)
    return tuple(np.full(size, np.nan) for _ in range(kernel.n_outputs))


def _placed(part: Any, start: int, size: int) -> Any:
    """Return `part` moved back to where its bars were."""
    column = np.empty(size)
    column[:start] = np.nan
    column[start:] = part
    return column


def _on_gathered(
    registers: Registers,
    starts: Starts,
    out: int,
    kernel: Kernel,
    lookback: int,
    params: list[Any],
    inputs: Any,
) -> None:
    """Run a kernel on the known bars alone and put the results back to their bars."""
    bars = _known_bars(inputs)
    size = len(inputs[0])
    if len(bars) <= lookback:
        result = _nothing(kernel, size)
    else:
        found = kernel.compute(*[column[bars] for column in inputs], *params)
        if kernel.n_outputs > 1:
            result = tuple(_scattered(part, bars, size) for part in found)
        else:
            result = _scattered(found, bars, size)
    registers[out] = result
    starts[out] = SCATTERED if kernel.n_outputs > 1 else settle_start(result, SCATTERED)


def _known_bars(inputs: Any) -> Any:
    known = ~np.isnan(inputs[0])
    for column in inputs[1:]:
        known &= ~np.isnan(column)
    return np.flatnonzero(known)


def _scattered(part: Any, bars: Any, size: int) -> Any:
    column = np.full(size, np.nan)
    column[bars] = part
    return column


def _inputs_of(node: Node) -> list[int]:
    """Return the registers that a kernel on all bars reads, in the order of its arguments."""
    kernel: Kernel = node.params[0]
    sources: list[int] = []
    for arg in node.args:
        if not arg.is_condition:
            sources.append(slot(arg, VALUE))
            continue
        sources.append(slot(arg, TRUE))
        if kernel.needs_false:
            sources.append(slot(arg, FALSE))
    return sources


def _kernel_on_all(node: Node, out: int) -> Any:
    """Return the step of a kernel that deals with unknown bars itself."""
    kernel, *params = node.params
    sources = _inputs_of(node)
    scope = node.scope

    def run(registers: Registers, starts: Starts, frame: Source) -> None:
        if kernel.needs_intraday:
            frame.require_intraday(scope)
        result = kernel.compute(*[registers[source] for source in sources], *params)
        registers[out] = result
        if kernel.n_outputs == 1:
            starts[out] = settle_start(result, SCATTERED)
        else:
            starts[out] = SCATTERED

    return run


def _condition_kernel(node: Node, out: int) -> Any:
    """Return the step of a kernel that says where something is true, unknown in its lookback."""
    kernel, *params = node.params
    lookback = kernel.lookback(*params)
    sources = [slot(arg, VALUE) for arg in node.args]
    is_true = out % RAILS == TRUE

    def run(registers: Registers, starts: Starts, frame: Source) -> None:
        inputs = [registers[source] for source in sources]
        begins = [starts[source] for source in sources]
        size = len(inputs[0])
        flags = np.zeros(size, dtype=bool)
        registers[out] = flags
        if min(begins) >= 0:
            start = max(begins)
            if start + lookback < size:
                found = kernel.compute(*[column[start:] for column in inputs], *params)
                target = flags[start + lookback :]
                target[:] = found[lookback:]
                if not is_true:
                    np.logical_not(target, out=target)
            return
        bars = _known_bars(inputs)
        if len(bars) > lookback:
            found = kernel.compute(*[column[bars] for column in inputs], *params)[lookback:]
            flags[bars[lookback:]] = found if is_true else ~found

    return run


LOWER = {
    "column": _column,
    "registered": _registered,
    "rank": _rank,
    "project": _project,
    "forming": _forming,
    "fill": _fill,
    "map": _map,
    "choose": _choose,
    "number": _number,
    "offset": _offset,
    "pick": _pick,
    "compare": _compare,
    "and": _logic,
    "or": _logic,
    "missing": _missing,
    "truth": _truth,
    "any": _in_window,
    "all": _in_window,
    "kernel": _kernel,
}
"""What makes the step of each operation: takes the node and the register to fill."""


def inputs_of(node: Node, rail: int) -> list[int]:
    """Return the registers that `rail` of `node` is computed from."""
    if node.op == "kernel":
        return _inputs_of(node)
    if node.op == "forming":
        return []
    if node.op in ("choose", "number", "missing"):
        found = []
        for arg in node.args:
            rails = (TRUE, FALSE) if arg.is_condition else (VALUE,)
            found += [slot(arg, each) for each in rails]
        return found
    if node.op in ("and", "or", "offset", "any", "all", "project"):
        return [slot(arg, rail) for arg in node.args]
    return [slot(arg, VALUE) for arg in node.args]
