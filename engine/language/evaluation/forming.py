"""Values on a coarser timeframe whose last bar is still forming.

1. Where the coarse bar is complete, the value is that of the completed bars.
2. Where nothing but the bar itself counts, one run over the bars as they form gives all the others.
3. Else each remaining bar asks for its own run: the completed bars before, then the one that has
   formed so far. Where the expression forgets, only as many of them as it remembers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from engine.language.evaluation.evaluation_plan import EvaluationPlan, make_plan, run_plan
from engine.language.evaluation.lowering.columns import as_input
from engine.language.evaluation.lowering.registers import Channel, register

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.language.evaluation.scopes import CoarseBars
    from engine.language.graph.nodes import Node, Scope


class _Slice:
    """Columns of one scope, as the steps ask for them."""

    def __init__(self, columns: dict[str, NDArray[Any]]) -> None:
        self._columns = columns

    def column(self, name: str, _scope: Scope) -> tuple[NDArray[np.float64], int]:
        return as_input(self._columns[name])

    def size(self, _scope: Scope) -> int:
        return len(next(iter(self._columns.values())))


def with_forming_bar(
    bars: CoarseBars,
    back: NDArray[np.int64],
    inner: Node,
    channel: Channel,
    plans: dict[Channel, EvaluationPlan],
) -> NDArray[Any]:
    """Return `inner` on the fine bars below `bars`.

    Parameters
    ----------
    bars : CoarseBars
        The coarse bars.
    back : ndarray of int64
        For each fine bar the last complete coarse one, or -1.
    inner, channel : Node, Channel
        What is computed on the coarse bars.
    plans : dict
        Keeps the schedule between calls.
    """
    if channel not in plans:
        plans[channel] = make_plan([(inner, channel)])
    plan, out = plans[channel], register(inner, channel)
    whole = {name: bars.raw(name) for name in plan.columns}
    complete = _answer(plan, out, whole)
    group = np.searchsorted(bars.firsts, np.arange(len(back)), side="right") - 1
    result = np.where(back >= 0, np.append(complete, _missing(channel))[back], _missing(channel))
    open_bars = np.flatnonzero(group > back)
    growing = {name: _growing(bars, name, group) for name in plan.columns}
    if inner.lookback == 0 and inner.settle == 0:
        result[open_bars] = _answer(plan, out, growing)[open_bars]
        return result
    memory = _memory(inner, whole)
    for bar in open_bars:
        end = group[bar]
        start = 0 if memory is None else max(0, end - memory)
        columns = {
            name: np.append(whole[name][start:end], growing[name][bar]) for name in plan.columns
        }
        result[bar] = _answer(plan, out, columns)[-1]
    return result


def _answer(plan: EvaluationPlan, out: int, columns: dict[str, NDArray[Any]]) -> Any:
    return run_plan(plan, _Slice(columns))[out]  # type: ignore[arg-type]


def _growing(bars: CoarseBars, name: str, group: NDArray[np.int64]) -> NDArray[Any]:
    return bars.times[group] if name == "timestamps" else bars.forming(name)


def _memory(inner: Node, whole: dict[str, NDArray[Any]]) -> int | None:
    """Return how many bars before the last one matter; None where all do."""
    gaps = any(np.isnan(column).any() for name, column in whole.items() if name != "timestamps")
    if inner.settle is None or gaps:
        return None
    return inner.lookback + inner.settle


def _missing(channel: Channel) -> Any:
    return np.nan if channel is Channel.VALUE else False
