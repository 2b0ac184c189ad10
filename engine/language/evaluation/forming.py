"""Values on a coarser timeframe whose last bar is still forming.

1. Where the coarse bar is complete, the value is that of the completed bars (:func:`_answer`).
2. Where nothing but the bar itself counts, one run over the bars as they form (:func:`_growing`)
   gives all the others.
3. Else each remaining bar asks for its own run: the completed bars before, then the one that has
   formed so far. Where the expression forgets, only as many of them as it remembers
   (:func:`_n_remembered`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from engine.language.evaluation.evaluation_plan import (
    EvaluationPlan,
    columns_read,
    make_plan,
    run_plan,
)
from engine.language.evaluation.lowering.columns import as_input
from engine.language.evaluation.lowering.registers import Channel, register
from engine.language.evaluation.registered import compute
from engine.language.graph.nodes import all_below

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.language.evaluation.lowering.registers import Source
    from engine.language.evaluation.scopes import CoarseBars
    from engine.language.graph.nodes import Node, Scope
    from engine.language.graph.registry import RegisteredIndicator


class FormingPlace(NamedTuple):
    """Where a value with a forming bar is computed.

    Attributes
    ----------
    bars : CoarseBars
        The coarse bars.
    back : ndarray of int64
        For each fine bar the last complete coarse one, or -1.
    source : Source
        What the whole formula is computed on.
    """

    bars: CoarseBars
    back: NDArray[np.int64]
    source: Source


class FormingPlan(NamedTuple):
    """How a value with a forming bar is computed; made once.

    Attributes
    ----------
    plan : EvaluationPlan
        Computes it on some coarse bars.
    out : int
        The register that then holds it.
    names : tuple of str
        Columns of the coarse bars that are read, whosever bars they are.
    """

    plan: EvaluationPlan
    out: int
    names: tuple[str, ...]


class _Part:
    """Some bars of one scope, as the steps ask for them; no other bars can be seen from there."""

    def __init__(self, columns: dict[str, NDArray[Any]], place: FormingPlace) -> None:
        self._columns = columns
        self._place = place

    def column(self, name: str, _scope: Scope) -> tuple[NDArray[np.float64], int]:
        if name == "session":
            bars = self._place.bars
            sessions = bars.calendar.sessions(self._columns["timestamps"], bars.timeframe)
            return sessions.astype(np.float64), 0
        return as_input(self._columns[name])

    def size(self, _scope: Scope) -> int:
        return len(next(iter(self._columns.values())))

    def registered(
        self, indicator: RegisteredIndicator, _scope: Scope
    ) -> tuple[NDArray[np.float64], int]:
        return compute(indicator, self._columns)

    def require_intraday(self, scope: Scope) -> None:
        self._place.source.require_intraday(scope)


def with_forming_bar(
    place: FormingPlace, inner: Node, channel: Channel, plans: dict[Channel, FormingPlan]
) -> NDArray[Any]:
    """Return `inner` on the fine bars below the coarse ones.

    Parameters
    ----------
    place : FormingPlace
        Where it is computed.
    inner, channel : Node, Channel
        What is computed on the coarse bars.
    plans : dict
        Keeps the plan between calls.
    """
    if channel not in plans:
        plans[channel] = FormingPlan(
            make_plan([(inner, channel)]),
            register(inner, channel),
            columns_read(all_below([inner])),
        )
    plan, names = plans[channel], plans[channel].names
    bars, back = place.bars, place.back
    whole = {name: bars.raw(name) for name in names}
    complete = _answer(plan, whole, place)
    group = np.searchsorted(bars.firsts, np.arange(len(back)), side="right") - 1
    result = np.where(back >= 0, np.append(complete, _missing(channel))[back], _missing(channel))
    open_bars = np.flatnonzero(group > back)
    growing = {name: _growing(bars, name, group) for name in names}
    if inner.lookback == 0 and inner.settle == 0:
        result[open_bars] = _answer(plan, growing, place)[open_bars]
        return result
    n_remembered = _n_remembered(inner, whole)
    for bar in open_bars:
        end = group[bar]
        start = 0 if n_remembered is None else max(0, end - n_remembered)
        columns = {name: np.append(whole[name][start:end], growing[name][bar]) for name in names}
        result[bar] = _answer(plan, columns, place)[-1]
    return result


def _answer(plan: FormingPlan, columns: dict[str, NDArray[Any]], place: FormingPlace) -> Any:
    return run_plan(plan.plan, _Part(columns, place))[plan.out]  # type: ignore[arg-type]


def _growing(bars: CoarseBars, name: str, group: NDArray[np.int64]) -> NDArray[Any]:
    return bars.times[group] if name == "timestamps" else bars.forming(name)


def _n_remembered(inner: Node, whole: dict[str, NDArray[Any]]) -> int | None:
    """Return how many bars before the last one matter; None where all do."""
    gaps = any(np.isnan(column).any() for name, column in whole.items() if name != "timestamps")
    if inner.settle is None or gaps:
        return None
    return inner.lookback + inner.settle


def _missing(channel: Channel) -> Any:
    return np.nan if channel is Channel.VALUE else False
