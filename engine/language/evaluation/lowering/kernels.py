"""Steps of kernels: which bars they see, and how their results go back to where they belong.

A kernel that sees valid bars only gets arrays without NaN. Where the inputs are known from some
bar on, that is a slice of them; where they have gaps, the bars known in all of them are gathered
and the results scattered back. TA-Lib must never see a NaN inside its input: a third of its
functions are then wrong to the end without showing it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from engine.kernels.kernel import Kernel, Sees
from engine.language.evaluation.lowering.columns import SCATTERED, settle_start
from engine.language.evaluation.lowering.registers import (
    Channel,
    Registers,
    Run,
    Source,
    Starts,
    channel_of,
    operand_registers,
    register,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from engine.language.graph.nodes import Node


def kernel(node: Node, out: int) -> Run:
    """Run a kernel."""
    row: Kernel = node.params[0]
    if row.gives_condition:
        return _condition(node, out)
    if row.sees is Sees.ALL:
        return _on_all_bars(node, out)
    if len(node.args) == 1 and row.n_outputs == 1:
        return _on_one_column(node, out)
    return _on_valid_bars(node, out)


def kernel_inputs(node: Node) -> list[int]:
    """Return the registers that a kernel reads, in the order of its arguments."""
    row: Kernel = node.params[0]
    inputs: list[int] = []
    for arg in node.args:
        if not arg.is_condition:
            inputs.append(register(arg, Channel.VALUE))
            continue
        inputs.append(register(arg, Channel.TRUE))
        if row.needs_false:
            inputs.append(register(arg, Channel.FALSE))
    return inputs


def _on_one_column(node: Node, out: int) -> Run:
    """Return the commonest step, one column in and one out, with the least around it."""
    row, *params = node.params
    compute, is_total, lookback = row.compute, row.is_total, row.lookback(*params)
    (x,) = operand_registers(node, Channel.VALUE)

    def run(registers: Registers, starts: Starts, _source: Source) -> None:
        column, start = registers[x], starts[x]
        size = len(column)
        first = start + lookback
        if start < 0:
            result = _gathered(row, params, lookback, [column])
            first = SCATTERED
        elif first >= size:
            result, first = np.full(size, np.nan), size
        elif start == 0:
            result = compute(column, *params)
        else:
            result = _placed(compute(column[start:], *params), start, size)
        registers[out] = result
        starts[out] = first if is_total and first >= 0 else settle_start(result, first)

    return run


def _on_valid_bars(node: Node, out: int) -> Run:
    """Return the step of a kernel that sees only bars on which all its inputs are known."""
    row, *params = node.params
    lookback = row.lookback(*params)
    sources = operand_registers(node, Channel.VALUE)
    trusts_start = row.n_outputs > 1 or row.is_total

    def run(registers: Registers, starts: Starts, _source: Source) -> None:
        inputs = [registers[number] for number in sources]
        begins = [starts[number] for number in sources]
        if min(begins) < 0:
            result, first = _gathered(row, params, lookback, inputs), SCATTERED
        else:
            start = max(begins)
            result = _sliced(row, params, lookback, inputs, start)
            first = min(start + lookback, len(inputs[0]))
        registers[out] = result
        exact = trusts_start if first >= 0 else row.n_outputs > 1
        starts[out] = first if exact else settle_start(result, first)

    return run


def _on_all_bars(node: Node, out: int) -> Run:
    """Return the step of a kernel that deals with unknown bars itself."""
    row, *params = node.params
    sources, scope = kernel_inputs(node), node.scope

    def run(registers: Registers, starts: Starts, source: Source) -> None:
        if row.needs_intraday:
            source.require_intraday(scope)
        result = row.compute(*[registers[number] for number in sources], *params)
        registers[out] = result
        starts[out] = settle_start(result, SCATTERED)

    return run


def _condition(node: Node, out: int) -> Run:
    """Return the step of a kernel that says where something is true, unknown in its lookback."""
    row, *params = node.params
    lookback = row.lookback(*params)
    sources = operand_registers(node, Channel.VALUE)
    is_true = channel_of(out) is Channel.TRUE

    def run(registers: Registers, starts: Starts, _source: Source) -> None:
        inputs = [registers[number] for number in sources]
        begins = [starts[number] for number in sources]
        bars: Any = _known_bars(inputs) if min(begins) < 0 else slice(max(begins), None)
        seen = [column[bars] for column in inputs]
        flags = np.zeros(len(inputs[0]), dtype=bool)
        if len(seen[0]) > lookback:
            holds = row.compute(*seen, *params)
            holds = holds if is_true else ~holds
            holds[:lookback] = False
            flags[bars] = holds
        registers[out] = flags

    return run


def _sliced(
    row: Kernel,
    params: Sequence[Any],
    lookback: int,
    inputs: Sequence[NDArray[np.float64]],
    start: int,
) -> Any:
    """Run a kernel on inputs that are all known from `start` on."""
    size = len(inputs[0])
    if start + lookback >= size:
        return _unknown(row, size)
    if start == 0:
        return row.compute(*inputs, *params)
    result = row.compute(*[column[start:] for column in inputs], *params)
    if row.n_outputs > 1:
        return tuple(_placed(part, start, size) for part in result)
    return _placed(result, start, size)


def _gathered(
    row: Kernel, params: Sequence[Any], lookback: int, inputs: Sequence[NDArray[np.float64]]
) -> Any:
    """Run a kernel on the known bars alone and put the results back to their bars."""
    bars, size = _known_bars(inputs), len(inputs[0])
    if len(bars) <= lookback:
        return _unknown(row, size)
    result = row.compute(*[column[bars] for column in inputs], *params)
    if row.n_outputs > 1:
        return tuple(_scattered(part, bars, size) for part in result)
    return _scattered(result, bars, size)


def _unknown(row: Kernel, size: int) -> Any:
    """Return a result that is unknown on every bar."""
    if row.n_outputs == 1:
        return np.full(size, np.nan)
    return tuple(np.full(size, np.nan) for _ in range(row.n_outputs))


def _placed(part: NDArray[np.float64], start: int, size: int) -> NDArray[np.float64]:
    """Return `part` moved back to where its bars were."""
    column = np.empty(size)
    column[:start] = np.nan
    column[start:] = part
    return column


def _known_bars(inputs: Sequence[NDArray[np.float64]]) -> NDArray[np.intp]:
    valid = ~np.isnan(inputs[0])
    for column in inputs[1:]:
        valid &= ~np.isnan(column)
    return np.flatnonzero(valid)


def _scattered(part: NDArray[np.float64], bars: NDArray[np.intp], size: int) -> NDArray[np.float64]:
    column = np.full(size, np.nan)
    column[bars] = part
    return column
