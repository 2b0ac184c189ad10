"""Several formulas as one schedule of steps for a single bar.

1. Collect the nodes of each formula's graph, from its result and its named values down; nodes of
   equal digest are one step, also across formulas.
2. A node that has a form for one bar becomes a step over its operands. One that has none becomes a
   *whole* step: it is computed over the whole buffer with the language's own evaluator, and its
   operands are not followed.

A formula that is added only appends to the schedule, so that the memories of the others live on.
One that is removed leaves its steps behind until there are many of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from engine.domain.series import PRICE_COLUMNS
from engine.stream.evaluation.full_buffer import WholeNodes
from engine.stream.evaluation.nodes.table import function_of, memory_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from engine.language.compiled import CompiledFormula
    from engine.language.graph.graph import Node
    from engine.stream.evaluation.nodes.step import Function, Memory
    from engine.stream.evaluation.registered_formula import RegisteredFormula

N_PRICES = len(PRICE_COLUMNS)


class Answer(NamedTuple):
    """Where a formula's result and values stand.

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
    """One step: either a function of the bar, or what makes a symbol's memory."""

    slot: int
    function: Function | None
    make: Callable[[], Memory] | None


class WholeGroup(NamedTuple):
    """Nodes of one formula that are computed together, and the slots that take them."""

    slots: tuple[int, ...]
    nodes: WholeNodes


class StreamPlan(NamedTuple):
    """The schedule; shared by all symbols.

    Attributes
    ----------
    lineage : object
        Plans of one lineage are longer and shorter versions of the same schedule.
    blank : tuple
        Values before the first step: constants are in place, slots 0 to 4 take the prices.
    steps : tuple of PlanStep
        In the order in which they run.
    wholes : tuple of WholeGroup
        What is computed over the whole buffer, before the steps.
    operands : tuple of WholeGroup
        What the memories are opened with; the slots are those of the memories' steps, one for each
        operand.
    answers : tuple of Answer
        One for each formula.
    formula_ids : tuple
        Their ids.
    """

    lineage: object
    blank: tuple[Any, ...]
    steps: tuple[PlanStep, ...]
    wholes: tuple[WholeGroup, ...]
    operands: tuple[WholeGroup, ...]
    answers: tuple[Answer, ...]
    formula_ids: tuple[int | str, ...]


class Planner:
    """Builds plans of one lineage; gives each node its slot.

    Parameters
    ----------
    extras : mapping of str to CompiledFormula
        Values that every match shall carry beside its formula's own.
    """

    def __init__(self, extras: Mapping[str, CompiledFormula] | None = None) -> None:
        self._blank: list[Any] = [None] * N_PRICES
        self._steps: list[PlanStep] = []
        self._wholes: list[WholeGroup] = []
        self._operands: list[WholeGroup] = []
        self._slots: dict[bytes, int] = {}
        self._answers: dict[int | str, Answer] = {}
        self._extras = [self._extra(name, extra) for name, extra in (extras or {}).items()]

    def __len__(self) -> int:
        return len(self._answers)

    def add(self, formula: RegisteredFormula) -> None:
        """Append what `formula` needs and the others did not."""
        compiled = formula.compiled
        self._follow(compiled, [compiled.result, *compiled.named.values()])
        own = [(name, self._slot(n), n.is_condition) for name, n in compiled.named.items()]
        values = tuple(dict.fromkeys([*own, *self._extras]))
        self._answers[formula.id] = Answer(formula, self._slot(compiled.result), values)

    def remove(self, formula_id: int | str) -> bool:
        """Answer for a formula no more; tells whether it was there."""
        return self._answers.pop(formula_id, None) is not None

    def plan(self) -> StreamPlan:
        """Return the schedule as it is now."""
        return StreamPlan(
            self,
            tuple(self._blank),
            tuple(self._steps),
            tuple(self._wholes),
            tuple(self._operands),
            tuple(self._answers.values()),
            tuple(self._answers),
        )

    def _extra(self, name: str, compiled: CompiledFormula) -> tuple[str, int, bool]:
        self._follow(compiled, [compiled.result])
        return name, self._slot(compiled.result), compiled.is_condition

    def _follow(self, compiled: CompiledFormula, roots: Sequence[Node]) -> None:
        wholes: list[tuple[int, Node]] = []
        operands: list[tuple[int, Node]] = []
        for node in _followed(roots):
            if node.digest not in self._slots:
                self._slots[node.digest] = self._place(node, wholes, operands)
        self._wholes += _grouped(wholes, compiled)
        self._operands += _grouped(operands, compiled)

    def _slot(self, node: Node) -> int:
        return self._slots[node.digest]

    def _place(
        self, node: Node, wholes: list[tuple[int, Node]], operands: list[tuple[int, Node]]
    ) -> int:
        if _is_price(node):
            return PRICE_COLUMNS.index(node.params[0])
        if node.op in ("constant", "truth"):
            value = node.params[0]
            return self._new_slot(float(value) if node.op == "constant" else value)
        if not _has_bar_form(node):
            wholes.append((self._new_slot(), node))
            return wholes[-1][0]
        return self._place_step(node, operands)

    def _place_step(self, node: Node, operands: list[tuple[int, Node]]) -> int:
        slots = [self._slot(arg) for arg in node.args]
        slot = self._new_slot()
        function = function_of(node, slots)
        make = None if function is not None else memory_of(node, slots)
        self._steps.append(PlanStep(slot, function, make))
        if make is not None:
            operands += [(slot, arg) for arg in node.args]
        return slot

    def _new_slot(self, value: Any = None) -> int:
        self._blank.append(value)
        return len(self._blank) - 1


def _grouped(pairs: Sequence[tuple[int, Node]], formula: CompiledFormula) -> list[WholeGroup]:
    """Return the nodes of one graph as a group, or nothing where there are none."""
    if not pairs:
        return []
    slots, nodes = zip(*pairs, strict=True)
    return [WholeGroup(slots, WholeNodes(nodes, formula))]


def _followed(roots: Sequence[Node]) -> list[Node]:
    """Return `roots` and the operands of those that are steps, operands first."""
    found: dict[int, Node] = {}
    waiting = list(roots)
    while waiting:
        node = waiting.pop()
        if node.number not in found:
            found[node.number] = node
            waiting += node.args if _has_bar_form(node) else ()
    return [found[number] for number in sorted(found)]


def _is_price(node: Node) -> bool:
    return node.op == "column" and node.params[0] in PRICE_COLUMNS and node.scope.number == 0


def _has_bar_form(node: Node) -> bool:
    """Tell whether `node` is computed from its operands one bar at a time."""
    if node.scope.number != 0:
        return False
    slots = range(len(node.args))
    return function_of(node, slots) is not None or memory_of(node, slots) is not None
