"""Checks, compiles and evaluates formulas, and keeps those that have a name."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from engine.domain.formula import Formula, FormulaCategory
from engine.errors import Diagnostic, FormulaError
from engine.language.binding.clauses import find_clauses
from engine.language.binding.environment import Environment
from engine.language.binding.naming import canonical_text, name_values
from engine.language.binding.program import BoundProgram, ProgramBinder
from engine.language.evaluation.compiled import CompiledBatch, CompiledFormula
from engine.language.evaluation.data_frames import columns_of, timeframe_of
from engine.language.evaluation.evaluator import evaluate
from engine.language.graph.graph import Graph
from engine.language.graph.panes import find_panes
from engine.language.graph.registry import DEFAULT_REGISTRY, IndicatorRegistry
from engine.language.syntax.diagnostics import Problems
from engine.language.syntax.parser import parse
from engine.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from engine.calendars.symbol_calendar import SymbolCalendar
    from engine.domain.repositories import IFormulaRepository
    from engine.language.binding.binder import Binder
    from engine.language.syntax.tree import Program

_NEEDS_CONDITION = (FormulaCategory.SCAN, FormulaCategory.ENTRY, FormulaCategory.EXIT)
_MAX_COMPILED = 256


class _Request(NamedTuple):
    """A formula with everything that decides what it means."""

    text: str
    parameters: Mapping[str, Any]
    category: FormulaCategory | None

    @classmethod
    def of(cls, formula: Formula | str, parameters: Mapping[str, Any] | None) -> _Request:
        """Return the request for a formula or a bare text; a call's parameters go first."""
        if isinstance(formula, str):
            return cls(formula, dict(parameters or {}), None)
        values = {name.lower(): value for name, value in formula.parameters.items()}
        values |= {name.lower(): value for name, value in (parameters or {}).items()}
        return cls(formula.expression, values, formula.category)


class _Bound(NamedTuple):
    """A program with what it means."""

    program: Program
    meaning: BoundProgram
    env: Environment
    binder: Binder


class FormulaService:
    """The door to the formula language.

    Parameters
    ----------
    formula_repo : IFormulaRepository, optional
        Where formulas with names are kept.
    registry : IndicatorRegistry, optional
        Registered names; the process's shared one where none is given.
    calendar : SymbolCalendar, optional
        When the symbols of :meth:`evaluate` are traded; by days of UTC and weekdays where none is
        given.
    shares : bool
        Whether equal parts are computed once; off only to show that this changes no result.
    """

    def __init__(
        self,
        formula_repo: IFormulaRepository | None = None,
        registry: IndicatorRegistry | None = None,
        *,
        calendar: SymbolCalendar | None = None,
        shares: bool = True,
    ) -> None:
        self._calendar = calendar
        self._shares = shares
        self.registry = DEFAULT_REGISTRY if registry is None else registry
        self._repo = formula_repo
        self._compiled: OrderedDict[tuple[Any, ...], CompiledFormula] = OrderedDict()
        self._lock = Lock()

    def check(
        self,
        text: str,
        parameters: Mapping[str, Any] | None = None,
        category: FormulaCategory | None = None,
    ) -> list[Diagnostic]:
        """Return all problems of `text` in the order of their places; never raises.

        Parameters
        ----------
        text : str
            The formula.
        parameters : mapping, optional
            Values for its parameters.
        category : FormulaCategory, optional
            Where it asks for a condition, a number is a problem.
        """
        problems, graph = Problems(text), Graph(shares=self._shares)
        self._bind(_Request(text, parameters or {}, category), problems, graph)
        return problems.in_order()

    def compile(
        self, formula: Formula | str, parameters: Mapping[str, Any] | None = None
    ) -> CompiledFormula:
        """Return `formula` ready to run; the same answer serves the same question again.

        Parameters
        ----------
        formula : Formula or str
            A formula, or a bare text, which may also give a number.
        parameters : mapping, optional
            Values for its parameters; they go before those of the formula.

        Raises
        ------
        FormulaError
            With all problems of the text.
        """
        request = _Request.of(formula, parameters)
        values = repr(sorted(request.parameters.items()))
        key = (request.text, values, request.category, self.registry.version)
        with self._lock:
            if key in self._compiled:
                self._compiled.move_to_end(key)
                return self._compiled[key]
        compiled = self._compile(request, Graph(shares=self._shares))
        with self._lock:
            self._compiled[key] = compiled
            if len(self._compiled) > _MAX_COMPILED:
                self._compiled.popitem(last=False)
        return compiled

    def compile_many(
        self,
        formulas: Iterable[Formula | str],
        parameters: Mapping[str, Any] | None = None,
    ) -> CompiledBatch:
        """Return several formulas in one graph, so that what they share is computed once.

        Raises
        ------
        FormulaError
            With all problems of the first formula that has some.
        """
        graph = Graph(shares=self._shares)
        requests = [_Request.of(formula, parameters) for formula in formulas]
        return CompiledBatch([self._compile(request, graph) for request in requests])

    def evaluate(
        self,
        formula: Formula | str,
        df: pd.DataFrame,
        parameters: Mapping[str, Any] | None = None,
    ) -> pd.Series:
        """Return the formula's value on each row of `df`, which stays untouched.

        Parameters
        ----------
        formula : Formula or str
            What to compute.
        df : DataFrame
            Candles: the columns open, high, low, close and volume as far as the formula reads
            them, and times as the index where it asks for them; naive ones are taken as UTC.
        parameters : mapping, optional
            Values for the formula's parameters.

        Returns
        -------
        Series
            Of bool for a condition, False where it is unknown; of float64 for a number.
        """
        import pandas as pd  # noqa: PLC0415 - workers evaluate without pandas

        compiled = self.compile(formula, parameters)
        columns = columns_of(compiled, df)
        timeframe = timeframe_of(columns["timestamps"])
        result = evaluate(compiled, columns, timeframe=timeframe, calendar=self._calendar)
        values = result.is_true if result.number is None else result.number
        return pd.Series(values, index=df.index)

    def create(self, formula: Formula) -> Formula:
        """Check `formula` and keep it; raises FormulaError where it has problems."""
        self.compile(formula)
        return self._formulas.save(formula)

    def update(self, formula: Formula) -> Formula:
        """Check `formula` and keep it in place of the one with its id."""
        return self.create(formula)

    def get(self, formula_id: int | str) -> Formula | None:
        """Return the formula with that id, or None."""
        return self._formulas.get(formula_id)

    def all(self) -> list[Formula]:
        """Return all kept formulas, sorted by name."""
        return self._formulas.all()

    def delete(self, formula_id: int | str) -> bool:
        """Forget the formula; returns whether there was one."""
        return self._formulas.delete(formula_id)

    @property
    def _formulas(self) -> IFormulaRepository:
        if self._repo is None:
            raise ValueError("This FormulaService was made without a formula repository")
        return self._repo

    def _bind(self, request: _Request, problems: Problems, graph: Graph) -> _Bound | None:
        """Return what a formula means, or None where it has errors."""
        program = parse(request.text, problems)
        if program is None:
            return None
        env = Environment(problems, graph, self.registry)
        walk = ProgramBinder(env, request.parameters)
        meaning = walk.bind(program)
        if meaning is None:
            return None
        if meaning.is_numeric and request.category in _NEEDS_CONDITION:
            message = Message("formula.e306-number-as-result")
            hint = Message("formula.hint-compare-number")
            problems.error("E306", meaning.result_span, message, hint)
            return None
        return _Bound(program, meaning, env, walk.binder)

    def _compile(self, request: _Request, graph: Graph) -> CompiledFormula:
        problems = Problems(request.text)
        bound = self._bind(request, problems, graph)
        if bound is None:
            raise FormulaError(request.text, tuple(problems.in_order()))
        program, meaning, env, binder = bound
        values = name_values(graph, meaning)
        return CompiledFormula(
            request.text,
            meaning.result,
            canonical=canonical_text(program, meaning),
            parameters=meaning.parameters,
            values=values,
            panes=find_panes([value.node for value in values], env.panes),
            clauses=find_clauses(binder, program, request.text),
            places=meaning.places,
            warnings=problems.in_order(),
        )
