"""Several formulas as one list of steps for a single bar.

1. Collect the nodes of each formula's graph, from its result and its named values down; nodes of
   equal digest are one step, also across formulas.
2. A node that has a form for one bar becomes a step over its operands
   (:meth:`Planner._place_step`). One that has none is computed over the full buffer with the
   language's own evaluator, and its operands are not visited.

A formula that is added only appends to the steps, so that the states of the others live on. One
that is removed leaves its steps behind until there are many of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from engine.domain.series import PRICE_COLUMNS
from engine.stream.evaluation.full_buffer import FullBufferNodes
from engine.stream.evaluation.nodes.table import function_of, state_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from engine.language.evaluation.compiled import CompiledFormula
    from engine.language.graph.nodes import Node
    from engine.stream.evaluation.nodes.step import Function, NodeState
    from engine.stream.evaluation.registered_formula import RegisteredFormula

N_PRICES = len(PRICE_COLUMNS)


class FormulaSlots(NamedTuple):
    """Slots of a formula's result and values.

    Attributes
    ----------
    formula : RegisteredFormula
        Which formula.
    result : int
        Slot of the condition.
    values : tuple of (str, int, bool)
        Name, slot and whether it is a condition.
    """

    formula: RegisteredFormula
    result: int
    values: tuple[tuple[str, int, bool], ...]


class PlanStep(NamedTuple):
    """One step: either a function of the bar, or what makes a symbol's state."""

    slot: int
    function: Function | None
    make_state: Callable[[], NodeState] | None


class FullBufferGroup(NamedTuple):
    """Nodes of one formula that are computed together, and the slots that take them."""

    slots: tuple[int, ...]
    nodes: FullBufferNodes


class StreamPlan(NamedTuple):
    """The steps; shared by all symbols.

    Attributes
    ----------
    lineage : object
        Plans of one lineage are longer and shorter versions of the same steps.
    blank : tuple
        Values before the first step: constants are in place, slots 0 to 4 take the prices.
    steps : tuple of PlanStep
        In the order in which they run.
    full_buffer_nodes : tuple of FullBufferGroup
        Computed over the full buffer, before the steps.
    operands : tuple of FullBufferGroup
        What the states are initialised with; the slots are those of the states' steps, one for
        each operand.
    formulas : tuple of FormulaSlots
        One for each formula.
    formula_ids : tuple
        Their ids.
    """

    lineage: object
    blank: tuple[Any, ...]
    steps: tuple[PlanStep, ...]
    full_buffer_nodes: tuple[FullBufferGroup, ...]
    operands: tuple[FullBufferGroup, ...]
    formulas: tuple[FormulaSlots, ...]
    formula_ids: tuple[int | str, ...]


class Planner:
    """Builds plans of one lineage; gives each node its slot.

    Parameters
    ----------
    extras : mapping of str to CompiledFormula
        Values that every match carries beside its formula's own.
    """

    def __init__(self, extras: Mapping[str, CompiledFormula] | None = None) -> None:
        self._blank: list[Any] = [None] * N_PRICES
        self._steps: list[PlanStep] = []
        self._full_buffer_groups: list[FullBufferGroup] = []
        self._operands: list[FullBufferGroup] = []
        self._slots: dict[bytes, int] = {}
        self._formulas: dict[int | str, FormulaSlots] = {}
        self._extras = [self._extra(name, extra) for name, extra in (extras or {}).items()]

    def __len__(self) -> int:
        return len(self._formulas)

    def add(self, formula: RegisteredFormula) -> None:
        """Append the steps of `formula` that the others lack."""
        compiled = formula.compiled
        self._place_all(compiled, [compiled.result, *compiled.named.values()])
        own = [(name, self._slot(n), n.is_condition) for name, n in compiled.named.items()]
        values = tuple(dict.fromkeys([*own, *self._extras]))
        self._formulas[formula.id] = FormulaSlots(formula, self._slot(compiled.result), values)

    def remove(self, formula_id: int | str) -> bool:
        """Remove a formula; return whether it was there."""
        return self._formulas.pop(formula_id, None) is not None

    def plan(self) -> StreamPlan:
        """Return the current plan."""
        return StreamPlan(
            self,
            tuple(self._blank),
            tuple(self._steps),
            tuple(self._full_buffer_groups),
            tuple(self._operands),
            tuple(self._formulas.values()),
            tuple(self._formulas),
        )

    def _extra(self, name: str, compiled: CompiledFormula) -> tuple[str, int, bool]:
        self._place_all(compiled, [compiled.result])
        return name, self._slot(compiled.result), compiled.is_condition

    def _place_all(self, compiled: CompiledFormula, roots: Sequence[Node]) -> None:
        full_buffer_nodes: list[tuple[int, Node]] = []
        operands: list[tuple[int, Node]] = []
        for node in _visited(roots):
            if node.digest not in self._slots:
                self._slots[node.digest] = self._place(node, full_buffer_nodes, operands)
        self._full_buffer_groups += _grouped(full_buffer_nodes, compiled)
        self._operands += _grouped(operands, compiled)

    def _slot(self, node: Node) -> int:
        return self._slots[node.digest]

    def _place(
        self,
        node: Node,
        full_buffer_nodes: list[tuple[int, Node]],
        operands: list[tuple[int, Node]],
    ) -> int:
        if _is_price(node):
            return PRICE_COLUMNS.index(node.params[0])
        if node.op in ("constant", "truth"):
            value = node.params[0]
            return self._new_slot(float(value) if node.op == "constant" else value)
        if not _has_bar_form(node):
            full_buffer_nodes.append((self._new_slot(), node))
            return full_buffer_nodes[-1][0]
        return self._place_step(node, operands)

    def _place_step(self, node: Node, operands: list[tuple[int, Node]]) -> int:
        slots = [self._slot(arg) for arg in node.args]
        slot = self._new_slot()
        function = function_of(node, slots)
        make_state = None if function is not None else state_of(node, slots)
        self._steps.append(PlanStep(slot, function, make_state))
        if make_state is not None:
            operands += [(slot, arg) for arg in node.args]
        return slot

    def _new_slot(self, value: Any = None) -> int:
        self._blank.append(value)
        return len(self._blank) - 1


def _grouped(pairs: Sequence[tuple[int, Node]], formula: CompiledFormula) -> list[FullBufferGroup]:
    """Return the nodes of one graph as a group, or nothing where there are none."""
    if not pairs:
        return []
    slots, nodes = zip(*pairs, strict=True)
    return [FullBufferGroup(slots, FullBufferNodes(nodes, formula))]


def _visited(roots: Sequence[Node]) -> list[Node]:
    """Return `roots` and the operands of those that are steps, operands first."""
    nodes: dict[int, Node] = {}
    pending = list(roots)
    while pending:
        node = pending.pop()
        if node.number not in nodes:
            nodes[node.number] = node
            pending += node.args if _has_bar_form(node) else ()
    return [nodes[number] for number in sorted(nodes)]


def _is_price(node: Node) -> bool:
    return node.op == "column" and node.params[0] in PRICE_COLUMNS and node.scope.number == 0


def _has_bar_form(node: Node) -> bool:
    """Whether `node` is computed from its operands one bar at a time."""
    if node.scope.number != 0:
        return False
    slots = range(len(node.args))
    return function_of(node, slots) is not None or state_of(node, slots) is not None
