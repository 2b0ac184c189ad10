"""From the values of a plan to matches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.domain.match import SignalMatch
from engine.stream.nodes.step import as_number

if TYPE_CHECKING:
    from engine.domain.candle import Candle
    from engine.stream.nodes.step import Values
    from engine.stream.plan import Answer, StreamPlan


def matches_of(
    plan: StreamPlan, values: Values, symbol: str, candle: Candle, is_closed: bool
) -> list[SignalMatch]:
    """Return a match for each formula of `plan` that holds."""
    return [
        _match(answer, values, symbol, candle, is_closed)
        for answer in plan.answers
        if values[answer.result] is True
    ]


def _match(
    answer: Answer, values: Values, symbol: str, candle: Candle, is_closed: bool
) -> SignalMatch:
    found = {
        name: as_number(values[slot]) if is_condition else values[slot]
        for name, slot, is_condition in answer.values
    }
    formula = answer.formula
    return SignalMatch(
        symbol, candle.timestamp, candle, formula.signal_type, found, formula.id,
        {"confirmed": is_closed},
    )  # fmt: skip
