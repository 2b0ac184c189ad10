"""The formulas that a stream watches, and the plan that follows from them.

Those that look at other symbols stand apart: they have no place in a plan for one symbol.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.stream.evaluation.stream_plan import Planner

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.language.compiled import CompiledFormula
    from engine.stream.evaluation.registered_formula import RegisteredFormula
    from engine.stream.evaluation.stream_plan import StreamPlan

_MOST_REMOVED = 32


class Watch:
    """Keeps one plan for all formulas.

    Parameters
    ----------
    extras : mapping of str to CompiledFormula
        Values that every match shall carry.

    Attributes
    ----------
    plan : StreamPlan
        Evaluates the formulas that look at one symbol alone.
    around : list of RegisteredFormula
        The others.
    """

    def __init__(self, extras: Mapping[str, CompiledFormula] | None = None) -> None:
        self._extras = dict(extras or {})
        self._formulas: dict[int | str, RegisteredFormula] = {}
        self._planner = Planner(self._extras)
        self._n_removed = 0
        self.plan: StreamPlan = self._planner.plan()
        self.around: list[RegisteredFormula] = []

    def needed_bars(self, timeframe: str) -> int:
        """Return how many bars a buffer must hold for all formulas."""
        return max((f.needed_bars(timeframe) for f in self._formulas.values()), default=1)

    @property
    def formulas(self) -> list[RegisteredFormula]:
        """The formulas, in the order in which they came."""
        return list(self._formulas.values())

    def add(self, formula: RegisteredFormula) -> None:
        """Watch `formula`, in the place of one with the same id."""
        self._n_removed += self._formulas.pop(formula.id, None) is not None
        self._formulas[formula.id] = formula
        self._planner.remove(formula.id)
        if not formula.looks_around:
            self._planner.add(formula)
        self._renew()

    def remove(self, formula_id: int | str) -> bool:
        """Watch a formula no more; tells whether it was watched."""
        if self._formulas.pop(formula_id, None) is None:
            return False
        self._n_removed += 1
        self._planner.remove(formula_id)
        self._renew()
        return True

    def _renew(self) -> None:
        """Make the plan anew, without what removed formulas left where that is much."""
        if self._n_removed > _MOST_REMOVED or not self._formulas:
            self._planner = Planner(self._extras)
            self._n_removed = 0
            for formula in self._formulas.values():
                if not formula.looks_around:
                    self._planner.add(formula)
        self.plan = self._planner.plan()
        self.around = [formula for formula in self._formulas.values() if formula.looks_around]
