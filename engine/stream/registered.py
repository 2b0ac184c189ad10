"""A formula that a stream watches."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from engine.domain.formula import Formula, FormulaCategory
from engine.domain.match import SignalType

if TYPE_CHECKING:
    from engine.language.compiled import CompiledFormula
    from engine.language.service import FormulaService

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
    def signal_type(self) -> SignalType:
        """What its matches mean."""
        return _SIGNAL_TYPES.get(self.formula.category, SignalType.SCAN_HIT)


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
