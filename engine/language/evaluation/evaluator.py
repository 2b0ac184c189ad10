"""Runs a plan over the candles of one symbol.

The loop over the steps is all that there is per symbol; everything that can be decided once was
decided when the plan was made (:mod:`~engine.language.evaluation.evaluation_plan`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Required, TypedDict, Unpack

import numpy as np

from engine.language.evaluation.evaluation_plan import demands_of, make_plan, run_plan
from engine.language.evaluation.frame import Frame, NeedError
from engine.language.evaluation.lowering.registers import Channel, register

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from engine.calendars.symbol_calendar import SymbolCalendar
    from engine.language.evaluation.cached_plan import NodeCache
    from engine.language.evaluation.compiled import CompiledBatch, CompiledFormula
    from engine.language.evaluation.evaluation_plan import EvaluationPlan
    from engine.language.evaluation.other_symbols import UniverseProvider
    from engine.language.graph.nodes import Node


class ClauseReport(NamedTuple):
    """What a clause says on the bars of one symbol.

    Attributes
    ----------
    text : str
        The clause as it was written.
    is_true, is_known : ndarray of bool, shape (n,)
        Where it is true, and where it is true or false.
    operands : dict of str to ndarray of float64
        The values of both sides, where it is a comparison of numbers.
    """

    text: str
    is_true: NDArray[np.bool_]
    is_known: NDArray[np.bool_]
    operands: dict[str, NDArray[np.float64]]


class Evaluation:
    """The result of a formula on the candles of one symbol.

    Attributes
    ----------
    is_true : ndarray of bool, shape (n,)
        Bars on which the condition is known to be true; of a numeric formula, bars on which the
        number is known.
    number : ndarray of float64, shape (n,), or None
        The values of a numeric formula; read-only in spirit, as they may be an input column.
    values : dict of str to ndarray of float64, shape (n,)
        Variables and indicator calls, `with_values`; conditions as 1, 0 and NaN.
    """

    __slots__ = ("_ask_false", "_known", "is_true", "number", "values")

    def __init__(
        self,
        is_true: NDArray[np.bool_],
        number: NDArray[np.float64] | None,
        values: dict[str, NDArray[np.float64]],
        ask_false: Callable[[], NDArray[np.bool_]],
    ) -> None:
        self.is_true = is_true
        self.number = number
        self.values = values
        self._ask_false = ask_false
        self._known: NDArray[np.bool_] | None = None

    @property
    def is_known(self) -> NDArray[np.bool_]:
        """Bars on which the result is known, true or false; computed when first asked for."""
        if self.number is not None:
            return self.is_true
        if self._known is None:
            self._known = self.is_true | self._ask_false()
        return self._known


class Surroundings(TypedDict, total=False):
    """What else decides the result, besides the formula and the candles.

    Attributes
    ----------
    timeframe, symbol : str
        What the candles are of; the timeframe must be given.
    universe : UniverseProvider
        Other symbols' candles and ranks among them.
    calendar : SymbolCalendar
        When the symbol is traded; days of UTC and weekdays where none is given.
    """

    timeframe: Required[str]
    symbol: str
    universe: UniverseProvider | None
    calendar: SymbolCalendar | None


def evaluate(
    compiled: CompiledFormula,
    columns: Mapping[str, NDArray[Any]],
    *,
    cache: NodeCache | None = None,
    with_values: bool = False,
    **around: Unpack[Surroundings],
) -> Evaluation:
    """Return the result of `compiled` on the candles of one symbol.

    Parameters
    ----------
    compiled : CompiledFormula
        What to compute.
    columns : mapping of str to ndarray, each of shape (n,)
        At least ``compiled.columns``: prices and volume as float64, ``timestamps`` as int64
        nanoseconds since 1970 UTC. They are only read.
    cache : NodeCache, optional
        Where results of indicators may be found and are left.
    with_values : bool
        Whether variables and indicator calls are computed too.
    **around
        The timeframe, and what else of :class:`Surroundings` there is.

    Raises
    ------
    FormulaError
        Where the candles do not allow what the formula asks for: E601, E602, E604, E605.
    IndicatorError
        Where a registered Python function fails.
    """
    frame = Frame(columns, **around)
    registers = _run(compiled, compiled.plan(with_values=with_values), frame, cache)
    return _evaluation(compiled, registers, frame, cache, with_values=with_values)


def evaluate_many(
    batch: CompiledBatch,
    columns: Mapping[str, NDArray[Any]],
    *,
    cache: NodeCache | None = None,
    with_values: bool = False,
    **around: Unpack[Surroundings],
) -> list[Evaluation]:
    """Return the results of all formulas of `batch`; see :func:`evaluate`."""
    frame = Frame(columns, **around)
    registers = _run(batch, batch.plan(with_values=with_values), frame, cache)
    return [
        _evaluation(compiled, registers, frame, cache, with_values=with_values)
        for compiled in batch.formulas
    ]


def explain(
    compiled: CompiledFormula,
    columns: Mapping[str, NDArray[Any]],
    **around: Unpack[Surroundings],
) -> list[ClauseReport]:
    """Return what each clause of `compiled` says on each bar; see :func:`evaluate`."""
    nodes = [clause.node for clause in compiled.clauses]
    nodes += [operand.node for clause in compiled.clauses for operand in clause.operands]
    plan = make_plan([demand for node in nodes for demand in demands_of(node)])
    frame = Frame(columns, **around)
    registers = _run(compiled, plan, frame, None)
    reports = []
    for clause in compiled.clauses:
        is_true = registers[register(clause.node, Channel.TRUE)]
        is_known = is_true | registers[register(clause.node, Channel.FALSE)]
        values = {side.text: _value(side.node, registers, frame) for side in clause.operands}
        reports.append(ClauseReport(clause.text, is_true, is_known, values))
    return reports


def _evaluation(
    compiled: CompiledFormula,
    registers: list[Any],
    frame: Frame,
    cache: NodeCache | None,
    *,
    with_values: bool,
) -> Evaluation:
    """Read the answer for one formula from the registers."""
    result = compiled.result

    def ask_false() -> NDArray[np.bool_]:
        registers = _run(compiled, compiled.false_plan, frame, cache)
        return registers[register(result, Channel.FALSE)]  # type: ignore[no-any-return]

    values = {}
    if with_values:
        values = {name: _value(node, registers, frame) for name, node in compiled.named.items()}
    if result.is_condition:
        return Evaluation(registers[register(result, Channel.TRUE)], None, values, ask_false)
    number = _value(result, registers, frame)
    return Evaluation(~np.isnan(number), number, values, ask_false)


def _run(
    compiled: CompiledFormula | CompiledBatch,
    plan: EvaluationPlan,
    frame: Frame,
    cache: NodeCache | None,
) -> list[Any]:
    """Return the registers after all steps of `plan`; problems of the candles get their place."""
    try:
        with np.errstate(all="ignore"):
            return run_plan(plan, frame) if cache is None else cache.planned(plan).run(frame, cache)
    except NeedError as problem:
        raise compiled.placed(problem) from None


def _value(node: Node, registers: list[Any], frame: Frame) -> NDArray[np.float64]:
    """Return a node's values as numbers."""
    if not node.is_condition:
        column = registers[register(node, Channel.VALUE)]
        if isinstance(column, float):
            return np.full(frame.size(node.scope), column)
        return column  # type: ignore[no-any-return]
    true, false = registers[register(node, Channel.TRUE)], registers[register(node, Channel.FALSE)]
    numbers = true.astype(np.float64)
    numbers[~(true | false)] = np.nan
    return numbers  # type: ignore[no-any-return]
