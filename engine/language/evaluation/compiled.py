"""Formulas that are ready to run, alone or several in one graph."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from engine.errors import Diagnostic, FormulaError
from engine.language.evaluation.evaluation_plan import EvaluationPlan, demands_of, make_plan
from engine.language.evaluation.history import History, history_of, longest
from engine.language.evaluation.lowering.registers import Channel
from engine.language.graph.nodes import all_below
from engine.language.syntax.diagnostics import Problems
from engine.messages import Message

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from engine.language.evaluation.evaluation_plan import Demand
    from engine.language.evaluation.frame import NeedError
    from engine.language.functions.spec import PaneKind
    from engine.language.graph.formula_parts import Clause, NamedNode
    from engine.language.graph.nodes import Node
    from engine.language.syntax.tokens import Span


class PlotHint(NamedTuple):
    """How a chart may draw a value."""

    name: str
    pane: str
    """``price``: over the candles; ``own``: in a pane of its own."""
    kind: str
    """``line``, ``histogram``, ``dots`` or ``marks``."""


class CrossSection(NamedTuple):
    """A number that must be known for all symbols before a formula can be evaluated.

    Attributes
    ----------
    key : bytes
        Names it to :meth:`UniverseProvider.cross_rank`.
    formula : CompiledFormula
        Gives the number.
    """

    key: bytes
    formula: CompiledFormula


class Runnable:
    """What one formula and a batch of them have in common."""

    def __init__(self) -> None:
        self._plans: dict[bool, EvaluationPlan] = {}

    def history(self, timeframe: str = "1d") -> History:
        """Return what is needed before a bar of `timeframe`."""
        raise NotImplementedError

    def demands(self, *, with_values: bool) -> list[Demand]:
        """Return the nodes and channels that hold the answer."""
        raise NotImplementedError

    @property
    def lookback(self) -> int:
        """Earlier bars that results and values need, on daily candles."""
        return self.history().lookback

    @property
    def settle(self) -> int | None:
        """Further bars until the start no longer shows, on daily candles; None for never."""
        return self.history().settle

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of the candles that an evaluation with values reads."""
        return self.plan(with_values=True).columns

    def plan(self, *, with_values: bool) -> EvaluationPlan:
        """Return the plan of an evaluation; made at the first call."""
        if with_values not in self._plans:
            self._plans[with_values] = make_plan(self.demands(with_values=with_values))
        return self._plans[with_values]


class CompiledFormula(Runnable):
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
    clauses : tuple of Clause
        The conditions that the result joins by ``and``.
    warnings : tuple of Diagnostic
        What the user may want to know.
    """

    def __init__(
        self,
        text: str,
        result: Node,
        *,
        canonical: str = "",
        parameters: Mapping[str, Any] | None = None,
        values: Sequence[NamedNode] = (),
        clauses: Sequence[Clause] = (),
        panes: Mapping[int, PaneKind] | None = None,
        places: Mapping[tuple[str, str], Span] | None = None,
        warnings: Sequence[Diagnostic] = (),
    ) -> None:
        super().__init__()
        self.text = text
        self.canonical = canonical or text
        self.parameters = dict(parameters or {})
        self.result = result
        self.named = {value.name: value.node for value in values}
        self.clauses = tuple(clauses)
        self.warnings = tuple(warnings)
        self._values = tuple(values)
        self._panes = panes or {}
        self._places = places or {}

    def __repr__(self) -> str:
        return f"<CompiledFormula {self.canonical[:60]}>"

    @property
    def is_condition(self) -> bool:
        """Whether the result is true or false instead of a number."""
        return self.result.is_condition

    def history(self, timeframe: str = "1d") -> History:
        """Return what the result and the values need before a bar of `timeframe`."""
        return history_of(self._outcomes, timeframe)

    def history_warning(self, n_bars: int, timeframe: str = "1d") -> Diagnostic | None:
        """Return the warning W703 where `n_bars` candles are too few for any answer."""
        needed = history_of([self.result], timeframe).lookback
        if n_bars > needed:
            return None
        problems = Problems(self.text)
        message = Message("formula.w703-short-history", n=needed + 1, count=n_bars)
        hint = Message("formula.hint-import-history")
        problems.warn("W703", (0, len(self.text)), message, hint)
        return problems.diagnostics[0]

    @cached_property
    def other_symbols(self) -> tuple[str, ...]:
        """Symbols whose candles the result and the values read beside the own ones."""
        symbols = set()
        for node in self._reachable:
            scope = node.scope
            while scope.parent is not None:
                symbols.add(scope.symbol)
                scope = scope.parent
        for section in self.cross_sections:
            symbols.update(section.formula.other_symbols)
        return tuple(sorted(symbol for symbol in symbols if symbol is not None))

    @cached_property
    def cross_sections(self) -> tuple[CrossSection, ...]:
        """Numbers that must be known for all symbols first, each once."""
        nodes = [node.params[0].node for node in self._reachable if node.op == "rank"]
        return tuple(
            CrossSection(node.digest, CompiledFormula(self.text, node, places=self._places))
            for node in nodes
        )

    @cached_property
    def uses_calendar(self) -> bool:
        """Whether it matters when a symbol is traded: for longer bars and for sessions."""
        sections = (section.formula for section in self.cross_sections)
        return any(map(_asks_for_calendar, self._reachable)) or any(
            formula.uses_calendar for formula in sections
        )

    @cached_property
    def registered(self) -> tuple[str, ...]:
        """Python indicators that are used, by name."""
        names = {node.params[0].name for node in self._reachable if node.op == "registered"}
        for section in self.cross_sections:
            names.update(section.formula.registered)
        return tuple(sorted(names))

    @property
    def value_names(self) -> tuple[str, ...]:
        """Names of the values that are kept with a match."""
        return tuple(self.named)

    @cached_property
    def plots(self) -> tuple[PlotHint, ...]:
        """How a chart may draw each value; of equal values only the first."""
        hints: dict[int, PlotHint] = {}
        for value in self._values:
            pane = self._panes[value.node.number]
            hints.setdefault(value.node.number, PlotHint(value.name, pane.value, value.plot.value))
        return tuple(hints.values())

    def demands(self, *, with_values: bool) -> list[Demand]:
        """Return the nodes and channels that hold the answer."""
        demands = demands_of(self.result)[:1]
        if with_values:
            demands += [demand for node in self.named.values() for demand in demands_of(node)]
        return demands

    @cached_property
    def false_plan(self) -> EvaluationPlan:
        """The plan that says where a condition is false."""
        return make_plan([(self.result, Channel.FALSE)])

    def placed(self, problem: NeedError) -> FormulaError:
        """Return the error for a problem that the candles showed, with its place in the text."""
        span = self._places.get((problem.code, problem.detail), (0, len(self.text)))
        problems = Problems(self.text)
        problems.error(problem.code, span, problem.message, problem.hint)
        return FormulaError(self.text, tuple(problems.diagnostics))

    @property
    def _outcomes(self) -> list[Node]:
        return [self.result, *self.named.values()]

    @cached_property
    def _reachable(self) -> list[Node]:
        return all_below(self._outcomes)


class CompiledBatch(Runnable):
    """Several formulas in one graph, so that what they share is computed once."""

    def __init__(self, formulas: Sequence[CompiledFormula]) -> None:
        super().__init__()
        self.formulas = tuple(formulas)

    def history(self, timeframe: str = "1d") -> History:
        """Return what all formulas together need before a bar of `timeframe`."""
        return longest(formula.history(timeframe) for formula in self.formulas)

    @property
    def other_symbols(self) -> tuple[str, ...]:
        """Symbols whose candles are read beside the own ones."""
        return tuple(sorted({name for f in self.formulas for name in f.other_symbols}))

    @property
    def cross_sections(self) -> tuple[CrossSection, ...]:
        """Numbers that must be known for all symbols first, each once."""
        sections = {section.key: section for f in self.formulas for section in f.cross_sections}
        return tuple(sections.values())

    @property
    def registered(self) -> tuple[str, ...]:
        """Python indicators that are used, by name."""
        return tuple(sorted({name for f in self.formulas for name in f.registered}))

    def demands(self, *, with_values: bool) -> list[Demand]:
        """Return the nodes and channels that hold the answers."""
        return [demand for f in self.formulas for demand in f.demands(with_values=with_values)]

    def placed(self, problem: NeedError) -> FormulaError:
        """Return the error of the formula in whose text the problem has its place."""
        owners = [f for f in self.formulas if (problem.code, problem.detail) in f._places]
        return (owners or self.formulas)[0].placed(problem)


def _asks_for_calendar(node: Node) -> bool:
    if node.op == "column" and node.params[0] == "session":
        return True
    scope = node.scope
    while scope.parent is not None:
        if scope.timeframe is not None:
            return True
        scope = scope.parent
    return False
