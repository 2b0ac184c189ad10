"""Where a formula is bound: what its names mean, on which bars, and what was noted on the way.

It knows values and no expressions; those who bind expressions change it, and every change that
must end again is a ``with`` block.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from engine.language.syntax.names import SERIES_ALIASES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from engine.language.binding.bound import Bound, ReportedCall
    from engine.language.graph.graph import Graph
    from engine.language.graph.nodes import Node, Scope
    from engine.language.graph.panes import Hint
    from engine.language.graph.registry import IndicatorRegistry
    from engine.language.syntax.diagnostics import Problems
    from engine.language.syntax.tokens import Span


class Environment:
    """The state of one walk over one program.

    Parameters
    ----------
    problems : Problems
        Takes what is wrong.
    graph : Graph
        Where the nodes go; several formulas may share one.
    registry : IndicatorRegistry
        Knows the registered names.

    Attributes
    ----------
    scope : Scope
        On whose bars expressions are bound.
    parameters, variables : dict of str to Bound
        What the program has given a meaning so far.
    registered : dict of str to Bound
        Registered names that the program uses on its own bars.
    earlier : dict of str to Node
        Values that variables and registered names had some bars ago, as far as they are used.
    local : mapping of str to Bound, or None
        Names inside a definition of the program's own tables.
    reported : list of ReportedCall
        Indicator calls, in the order of the text.
    panes : dict of int to Hint
        What the function table says on where a chart draws a node.
    places : dict
        Where in the text stands what the candles may not allow, by code and detail.
    is_ranking : bool
        Whether the argument of ``xs_rank()`` is being bound.
    """

    def __init__(self, problems: Problems, graph: Graph, registry: IndicatorRegistry) -> None:
        self.problems = problems
        self.graph = graph
        self.registry = registry
        self.scope: Scope = graph.base
        self.parameters: dict[str, Bound] = {}
        self.variables: dict[str, Bound] = {}
        self.registered: dict[str, Bound] = {}
        self.earlier: dict[str, Node] = {}
        self.local: Mapping[str, Bound] | None = None
        self.reported: list[ReportedCall] = []
        self.panes: dict[int, Hint] = {}
        self.places: dict[tuple[str, str], Span] = {}
        self.is_ranking = False

    @property
    def is_on_own_bars(self) -> bool:
        """Whether expressions are bound on the formula's own symbol and timeframe."""
        return self.scope.number == 0

    def has_value(self, name: str) -> bool:
        """Whether a bare `name` means something."""
        tables = (SERIES_ALIASES, self.variables, self.parameters, self.registry)
        return any(name in table for table in tables)

    def note_place(self, code: str, detail: str, span: Span) -> None:
        """Remember the first place of something that the candles may not allow."""
        self.places.setdefault((code, detail), span)

    @contextmanager
    def scoped(self, scope: Scope) -> Iterator[None]:
        """Bind on the bars of `scope`."""
        outer, self.scope = self.scope, scope
        try:
            yield
        finally:
            self.scope = outer

    @contextmanager
    def ranking(self) -> Iterator[None]:
        """Bind the argument of ``xs_rank()``."""
        self.is_ranking = True
        try:
            yield
        finally:
            self.is_ranking = False

    @contextmanager
    def outside_definitions(self) -> Iterator[None]:
        """Bind what stands in the program, whatever definition uses it."""
        outer, self.local = self.local, None
        try:
            yield
        finally:
            self.local = outer

    @contextmanager
    def inside_definition(self, local: Mapping[str, Bound], span: Span) -> Iterator[None]:
        """Bind a definition with `local` names; what is wrong in it is reported at `span`."""
        problems = self.problems
        outer = self.local, self.reported, problems.place
        self.local, self.reported = local, []
        problems.place = problems.place or span
        try:
            yield
        finally:
            self.local, self.reported, problems.place = outer
