"""The formulas of a stream and the plan that evaluates them.

Cross-symbol formulas are kept apart: they have no place in a plan for one symbol.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.stream.evaluation.stream_plan import Planner

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.language.evaluation.compiled import CompiledFormula
    from engine.stream.evaluation.registered_formula import RegisteredFormula
    from engine.stream.evaluation.stream_plan import StreamPlan

_MAX_REMOVED = 32


class FormulaSet:
    """Formulas with one plan for all of them.

    Parameters
    ----------
    extras : mapping of str to CompiledFormula
        Values that every match carries.

    Attributes
    ----------
    plan : StreamPlan
        Evaluates the formulas that read one symbol.
    cross_symbol : list of RegisteredFormula
        Formulas that read other symbols too.
    """

    def __init__(self, extras: Mapping[str, CompiledFormula] | None = None) -> None:
        self._extras = dict(extras or {})
        self._formulas: dict[int | str, RegisteredFormula] = {}
        self._planner = Planner(self._extras)
        self._n_removed = 0
        self.plan: StreamPlan = self._planner.plan()
        self.cross_symbol: list[RegisteredFormula] = []

    def needed_bars(self, timeframe: str) -> int:
        """Return how many bars a buffer must hold for all formulas."""
        return max((f.needed_bars(timeframe) for f in self._formulas.values()), default=1)

    @property
    def formulas(self) -> list[RegisteredFormula]:
        """The formulas, in the order in which they came."""
        return list(self._formulas.values())

    def add(self, formula: RegisteredFormula) -> None:
        """Add `formula`, in the place of one with the same id."""
        self._n_removed += self._formulas.pop(formula.id, None) is not None
        self._formulas[formula.id] = formula
        self._planner.remove(formula.id)
        if not formula.is_cross_symbol:
            self._planner.add(formula)
        self._renew()

    def remove(self, formula_id: int | str) -> bool:
        """Remove a formula; return whether it was there."""
        if self._formulas.pop(formula_id, None) is None:
            return False
        self._n_removed += 1
        self._planner.remove(formula_id)
        self._renew()
        return True

    def _renew(self) -> None:
        """Make the plan anew, without the steps of removed formulas where there are many."""
        if self._n_removed > _MAX_REMOVED or not self._formulas:
            self._planner = Planner(self._extras)
            self._n_removed = 0
            for formula in self._formulas.values():
                if not formula.is_cross_symbol:
                    self._planner.add(formula)
        self.plan = self._planner.plan()
        self.cross_symbol = [
            formula for formula in self._formulas.values() if formula.is_cross_symbol
        ]
