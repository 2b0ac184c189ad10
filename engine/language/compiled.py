"""Formulas that are ready to run, alone or several in one graph."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from engine.language.plan import Plan, make_plan
from engine.language.steps import FALSE, TRUE, VALUE

if TYPE_CHECKING:
    from engine.errors import Diagnostic
    from engine.language.graph import Graph, Node
    from engine.language.naming import NamedNode


class PlotHint(NamedTuple):
    """How a chart may draw a value."""

    name: str
    pane: str
    """``price``: over the candles; ``own``: in a pane of its own."""
    kind: str
    """``line``, ``histogram``, ``dots`` or ``marks``."""


class CompiledFormula:
    """A checked formula with its graph.

    Attributes
    ----------
    text, canonical : str
        As it was given, and in canonical form with the parameters' values in place.
    parameters : dict
        The values of the parameters.
    result : Node
        The formula's value.
    named : dict of str to Node
        What a match reports.
    warnings : tuple of Diagnostic
        What the user may want to know.
    """

    def __init__(
        self,
        text: str,
        canonical: str,
        parameters: dict[str, Any],
        graph: Graph,
        result: Node,
        values: Sequence[NamedNode],
        warnings: Sequence[Diagnostic],
    ) -> None:
        self.text = text
        self.canonical = canonical
        self.parameters = parameters
        self.graph = graph
        self.result = result
        self.named = {value.name: value.node for value in values}
        self.warnings = tuple(warnings)
        self._values = tuple(values)
        self._plans: dict[bool, Plan] = {}

    def __repr__(self) -> str:
        return f"<CompiledFormula {self.canonical[:60]}>"

    @property
    def is_condition(self) -> bool:
        """Whether the result is true or false instead of a number."""
        return self.result.is_condition

    @property
    def lookback(self) -> int:
        """Earlier bars that the result and the values need."""
        return max(node.lookback for node in (self.result, *self.named.values()))

    @property
    def settle(self) -> int | None:
        """Further bars until the start no longer shows; None where it always does."""
        settles = [node.settle for node in (self.result, *self.named.values())]
        known = [settle for settle in settles if settle is not None]
        return max(known) if len(known) == len(settles) else None

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of the candles that an evaluation with values reads."""
        return self.plan(with_values=True).columns

    @property
    def value_names(self) -> tuple[str, ...]:
        """Names of the values that are kept with a match."""
        return tuple(self.named)

    @cached_property
    def registered(self) -> tuple[str, ...]:
        """Python indicators that are used, by name."""
        nodes = self.graph.nodes[: self._last + 1]
        return tuple(sorted({n.params[0].name for n in nodes if n.op == "registered"}))

    @cached_property
    def plots(self) -> tuple[PlotHint, ...]:
        """How a chart may draw each value; of equal values only the first."""
        hints: dict[int, PlotHint] = {}
        for value in self._values:
            hints.setdefault(
                value.node.number, PlotHint(value.name, value.node.pane, value.plot.value)
            )
        return tuple(hints.values())

    @property
    def _last(self) -> int:
        return max(node.number for node in (self.result, *self.named.values()))

    def plan(self, *, with_values: bool) -> Plan:
        """Return the schedule of an evaluation; made at the first call."""
        if with_values not in self._plans:
            self._plans[with_values] = make_plan(
                self.graph.nodes, self.demands(with_values=with_values)
            )
        return self._plans[with_values]

    def demands(self, *, with_values: bool) -> list[tuple[Node, int]]:
        """Return the registers that hold the answer."""
        demands = _all_of(self.result)[:1]
        if with_values:
            demands += [pair for node in self.named.values() for pair in _all_of(node)]
        return demands

    @cached_property
    def false_plan(self) -> Plan:
        """The schedule that tells where a condition is false."""
        return make_plan(self.graph.nodes, [(self.result, FALSE)])


class CompiledBatch:
    """Several formulas in one graph, so that what they share is computed once."""

    def __init__(self, formulas: Sequence[CompiledFormula]) -> None:
        self.formulas = tuple(formulas)
        self._plans: dict[bool, Plan] = {}

    @property
    def lookback(self) -> int:
        """Earlier bars that the neediest formula needs."""
        return max((formula.lookback for formula in self.formulas), default=0)

    @property
    def settle(self) -> int | None:
        """Further bars until no formula's start shows; None where one's always does."""
        settles = [formula.settle for formula in self.formulas]
        known = [settle for settle in settles if settle is not None]
        return max(known, default=0) if len(known) == len(settles) else None

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of the candles that an evaluation with values reads."""
        return self.plan(with_values=True).columns

    def plan(self, *, with_values: bool) -> Plan:
        """Return the schedule that answers all formulas."""
        if with_values not in self._plans:
            demands = [
                pair
                for formula in self.formulas
                for pair in formula.demands(with_values=with_values)
            ]
            nodes = self.formulas[0].graph.nodes if self.formulas else ()
            self._plans[with_values] = make_plan(nodes, demands)
        return self._plans[with_values]


def _all_of(node: Node) -> list[tuple[Node, int]]:
    """Return the registers that tell everything about `node`."""
    return [(node, TRUE), (node, FALSE)] if node.is_condition else [(node, VALUE)]
