"""Nodes computed over a full buffer with the language's own evaluator.

The results are those of a batch over the same bars. It serves operations that have no form for a
single bar, and gives the histories that states are initialised with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from engine.language.evaluation.evaluation_plan import demands_of, make_plan, run_plan
from engine.language.evaluation.frame import Frame, NeedError
from engine.language.evaluation.lowering.registers import Channel, register
from engine.stream.evaluation.nodes.step import NAN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from engine.language.evaluation.compiled import CompiledFormula
    from engine.language.evaluation.evaluator import Surroundings
    from engine.language.graph.nodes import Node


class FullBufferNodes:
    """Some nodes of one formula's graph.

    Parameters
    ----------
    nodes : sequence of Node
        What to compute.
    formula : CompiledFormula
        Whose they are; gives the place of a problem.
    """

    def __init__(self, nodes: Sequence[Node], formula: CompiledFormula) -> None:
        self.nodes = tuple(nodes)
        self._formula = formula
        demands = [demand for node in nodes for demand in demands_of(node)]
        self._plan = make_plan(demands)

    def newest(self, columns: Mapping[str, NDArray[Any]], around: Surroundings) -> list[Any]:
        """Return each node's value on the last bar, as steps know values."""
        registers = self._registers(columns, around)
        return [_newest(node, registers) for node in self.nodes]

    def unknown(self) -> list[Any]:
        """Return each node's unknown value, for where it cannot be computed."""
        return [_unknown(node) for node in self.nodes]

    def histories(
        self, columns: Mapping[str, NDArray[Any]], around: Surroundings
    ) -> list[NDArray[np.float64]]:
        """Return each node's values on all bars; conditions as 1, 0 and NaN."""
        registers = self._registers(columns, around)
        n_bars = len(columns["timestamps"])
        return [_history(node, registers, n_bars) for node in self.nodes]

    def _registers(self, columns: Mapping[str, NDArray[Any]], around: Surroundings) -> list[Any]:
        try:
            with np.errstate(all="ignore"):
                return run_plan(self._plan, Frame(columns, **around))
        except NeedError as problem:
            raise self._formula.placed(problem) from None


def _newest(node: Node, registers: list[Any]) -> Any:
    if node.is_condition:
        if registers[register(node, Channel.TRUE)][-1]:
            return True
        return False if registers[register(node, Channel.FALSE)][-1] else None
    value = registers[register(node, Channel.VALUE)]
    if isinstance(value, tuple):
        return tuple(float(part[-1]) for part in value)
    return value if isinstance(value, float) else float(value[-1])


def _unknown(node: Node) -> Any:
    if node.is_condition:
        return None
    n_outputs = node.params[0].n_outputs if node.op == "kernel" else 1
    return NAN if n_outputs == 1 else (NAN,) * n_outputs


def _history(node: Node, registers: list[Any], n_bars: int) -> NDArray[np.float64]:
    if not node.is_condition:
        value = registers[register(node, Channel.VALUE)]
        return np.full(n_bars, value) if isinstance(value, float) else value
    true, false = registers[register(node, Channel.TRUE)], registers[register(node, Channel.FALSE)]
    return np.where(true, 1.0, np.where(false, 0.0, NAN))
