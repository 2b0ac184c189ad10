"""Builds matches from the values of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.domain.match import SignalMatch
from engine.stream.evaluation.hit_filter import BarResult
from engine.stream.evaluation.nodes.step import as_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from engine.domain.candle import Candle
    from engine.stream.evaluation.cross_section import BarSection
    from engine.stream.evaluation.nodes.step import Values
    from engine.stream.evaluation.registered_formula import RegisteredFormula
    from engine.stream.evaluation.stream_plan import FormulaSlots, StreamPlan


def matches_of(
    plan: StreamPlan, values: Values, symbol: str, candle: Candle, is_closed: bool
) -> list[SignalMatch]:
    """Return a match for each formula of `plan` that holds."""
    return [
        _match(entry, values, symbol, candle, is_closed)
        for entry in plan.formulas
        if values[entry.result] is True
    ]


def evaluate_section(
    section: BarSection,
    formulas: Sequence[RegisteredFormula],
    symbols: Iterable[str],
    min_data: int,
) -> list[BarResult]:
    """Return the result of each of `symbols` that has enough bars."""
    for formula in formulas:
        section.rank(formula.compiled)
    ids = tuple(formula.id for formula in formulas)
    enough = [symbol for symbol in sorted(symbols) if section.n_bars(symbol) >= min_data]
    return [
        BarResult(symbol, section.ns, True, ids, _section_matches(section, formulas, symbol))
        for symbol in enough
    ]


def _section_matches(
    section: BarSection, formulas: Sequence[RegisteredFormula], symbol: str
) -> list[SignalMatch]:
    holding = [formula for formula in formulas if section.holds(formula.compiled, symbol)]
    candle = section.candle(symbol)
    return [
        SignalMatch(
            symbol, candle.timestamp, candle, formula.signal_type,
            section.values(formula.compiled, symbol), formula.id, {"confirmed": True},
        )
        for formula in holding
    ]  # fmt: skip


def _match(
    entry: FormulaSlots, values: Values, symbol: str, candle: Candle, is_closed: bool
) -> SignalMatch:
    named = {
        name: as_number(values[slot]) if is_condition else float(values[slot])
        for name, slot, is_condition in entry.values
    }
    formula = entry.formula
    return SignalMatch(
        symbol, candle.timestamp, candle, formula.signal_type, named, formula.id,
        {"confirmed": is_closed},
    )  # fmt: skip
