"""A compiled formula of a stream."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.domain.formula import Formula, FormulaCategory
from engine.domain.match import SignalType
from engine.domain.series import PRICE_COLUMNS
from engine.domain.timeframe import timeframe_name
from engine.errors import IndicatorError
from engine.language.evaluation.evaluator import evaluate
from engine.language.evaluation.frame import NeedError
from engine.messages import Message

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.language.evaluation.compiled import CompiledFormula
    from engine.language.service import FormulaService

_UNSETTLED_BARS = 250
_MAX_BARS = 50_000
_SIGNAL_TYPES = {
    FormulaCategory.ENTRY: SignalType.ENTRY,
    FormulaCategory.EXIT: SignalType.EXIT,
}


@dataclass(frozen=True, slots=True, eq=False)
class RegisteredFormula:
    """A formula, compiled.

    Attributes
    ----------
    formula : Formula
        As the user wrote it.
    compiled : CompiledFormula
        Ready to run.
    """

    formula: Formula
    compiled: CompiledFormula

    @property
    def id(self) -> int | str:
        """The formula's id."""
        return self.formula.id

    @property
    def is_cross_symbol(self) -> bool:
        """Whether it reads other symbols too."""
        return bool(self.compiled.other_symbols or self.compiled.cross_sections)

    def needed_bars(self, timeframe: str) -> int:
        """Return how many bars its newest result takes, until the start no longer shows."""
        return min(self._settled_bars(timeframe), _MAX_BARS)

    def is_cut_short(self, timeframe: str) -> bool:
        """Whether the start shows for want of bars that a stream does not keep."""
        return self._settled_bars(timeframe) > _MAX_BARS

    def _settled_bars(self, timeframe: str) -> int:
        lookback, settle = self.compiled.history(timeframe)
        return 1 + lookback + (_UNSETTLED_BARS if settle is None else settle)

    @property
    def signal_type(self) -> SignalType:
        """What its matches mean."""
        return _SIGNAL_TYPES.get(self.formula.category, SignalType.SCAN_HIT)


def check_fits_stream(formula: RegisteredFormula, timeframe: str) -> None:
    """Raise FormulaError if `formula` cannot be known on a stream of bars of `timeframe`."""
    compiled = formula.compiled
    n_bars = 1 + compiled.history(timeframe).lookback
    if n_bars > _MAX_BARS:
        fields = {"n": n_bars, "timeframe": timeframe_name(timeframe), "limit": _MAX_BARS}
        message = Message("formula.e604-beyond-stream", **fields)
        raise compiled.placed(NeedError("E604", "", message, Message("formula.hint-longer-bars")))
    if formula.is_cross_symbol:
        return
    columns: dict[str, NDArray[Any]] = {name: np.ones(1) for name in PRICE_COLUMNS}
    columns["timestamps"] = np.zeros(1, dtype=np.int64)
    with suppress(IndicatorError):  # a user's own function may want more than a single bar
        evaluate(compiled, columns, timeframe=timeframe)


def register(service: FormulaService, formula: Formula | str) -> RegisteredFormula:
    """Compile `formula`; a bare text is its own id and name.

    Raises
    ------
    FormulaError
        It cannot be used, or its result is no condition.
    """
    if not isinstance(formula, Formula):
        formula = Formula(formula, formula, formula)
    compiled = service.compile(formula)
    if not compiled.is_condition:
        # A number holds on no bar; compiled as a scan, the formula says so with its place.
        compiled = service.compile(replace(formula, category=FormulaCategory.SCAN))
    return RegisteredFormula(formula, compiled)
