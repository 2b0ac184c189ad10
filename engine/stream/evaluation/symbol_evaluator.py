"""Evaluates a plan on one symbol, bar by bar.

All bars but the newest are *consumed*: the states hold them. The newest one is consumed too once
it is final; while it may still change (it is forming, or the feed corrects closed bars) it is only
peeked at. Where an older bar was changed, or several bars came at once, the states are initialised
anew from the buffer (:meth:`SymbolEvaluator._initialise`).
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.errors import EngineError
from engine.stream.evaluation.nodes.step import NAN, finite
from engine.stream.evaluation.stream_plan import N_PRICES

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from engine.domain.candle import Candle
    from engine.language.evaluation.evaluator import Surroundings
    from engine.stream.evaluation.buffer import CandleBuffer
    from engine.stream.evaluation.nodes.step import Function, NodeState, Values
    from engine.stream.evaluation.stream_plan import FullBufferGroup, PlanStep, StreamPlan

_log = logging.getLogger(__name__)
_NEVER = -2


class SymbolEvaluator:
    """Evaluates a plan on one symbol.

    Parameters
    ----------
    plan : StreamPlan
        What to evaluate.
    around : Surroundings
        Whose bars, their length, and when the symbol is traded.

    Attributes
    ----------
    failures : int
        How often something that is computed over the full buffer raised; it counts as unknown.
    """

    __slots__ = (
        "_around",
        "_consumed",
        "_epoch",
        "_peeks",
        "_states",
        "_updates",
        "_values",
        "failures",
        "plan",
    )  # fmt: skip

    def __init__(self, plan: StreamPlan, around: Surroundings) -> None:
        self.plan = plan
        self.failures = 0
        self._around = around
        self._values: Values = list(plan.blank)
        self._states: dict[int, NodeState] = {}
        self._updates: list[tuple[int, Function]] = []
        self._peeks: list[tuple[int, Function]] = []
        self._consumed = _NEVER
        self._epoch = 0

    def values(self, buffer: CandleBuffer, newest_candle: Candle) -> Values:
        """Return the values of all slots on the newest bar of `buffer`, which is given as well."""
        newest = buffer.total - 1
        if self._epoch != buffer.epoch or not newest - 1 <= self._consumed <= newest + 1:
            self._initialise(buffer)
        elif self._consumed == newest - 1:
            self._values[:N_PRICES] = buffer.row(newest - 1)
            self._run(buffer, newest - 1, self._updates)
            self._consumed = newest
        if self._consumed == newest:
            is_final = not (buffer.is_forming or buffer.is_volatile)
            c = newest_candle
            self._values[:N_PRICES] = c.open, c.high, c.low, c.close, c.volume
            self._run(buffer, newest, self._updates if is_final else self._peeks)
            self._consumed += is_final
        return self._values

    def adopt(self, plan: StreamPlan, buffer: CandleBuffer) -> None:
        """Evaluate `plan` from now on, and keep the states that it shares with the one before."""
        before, self.plan = self.plan, plan
        behind = buffer.total - self._consumed
        is_in_step = self._epoch == buffer.epoch and 1 <= behind <= 2
        if plan.lineage is not before.lineage or not is_in_step:
            self._values = list(plan.blank)
            self._consumed = _NEVER
            return
        self._values += plan.blank[len(self._values) :]
        fresh = plan.steps[len(before.steps) :]
        operands = plan.operands[len(before.operands) :]
        self._make_states(buffer, len(buffer) - behind, fresh, operands)

    def _initialise(self, buffer: CandleBuffer) -> None:
        """Make new states from all bars but the newest."""
        self._states = {}
        self._make_states(buffer, len(buffer) - 1, self.plan.steps, self.plan.operands)
        self._consumed = buffer.total - 1
        self._epoch = buffer.epoch

    def _make_states(
        self,
        buffer: CandleBuffer,
        n_bars: int,
        steps: tuple[PlanStep, ...],
        operands: tuple[FullBufferGroup, ...],
    ) -> None:
        states = {step.slot: step.make_state() for step in steps if step.make_state is not None}
        if n_bars > 0 and states:
            histories = self._histories(buffer.columns(n_bars), n_bars, operands)
            for slot, state in states.items():
                state.initialise(*histories[slot])
        self._states.update(states)
        self._updates, self._peeks = self._bound("update"), self._bound("peek")

    def _histories(
        self, columns: dict[str, NDArray[Any]], n_bars: int, operands: tuple[FullBufferGroup, ...]
    ) -> dict[int, list[NDArray[np.float64]]]:
        """Return the operands' values on past bars by the slots of the states."""
        histories: dict[int, list[NDArray[np.float64]]] = {}
        for slots, nodes in operands:
            try:
                operand_histories = nodes.histories(columns, self._around)
            except EngineError as error:
                self._record_failure(error)
                operand_histories = [np.full(n_bars, NAN)] * len(slots)
            for slot, history in zip(slots, operand_histories, strict=True):
                histories.setdefault(slot, []).append(history)
        return histories

    def _bound(self, method: str) -> list[tuple[int, Callable[[Values], Any]]]:
        return [
            (slot, function or getattr(self._states[slot], method))
            for slot, function, _ in self.plan.steps
        ]

    def _run(self, buffer: CandleBuffer, number: int, steps: list[tuple[int, Function]]) -> None:
        """Run `steps` on the bar whose prices are in place."""
        values = self._values
        total = sum(values[:N_PRICES])
        if total - total != 0.0:  # NaN or infinite: inf - inf is NaN
            values[:N_PRICES] = map(finite, values[:N_PRICES])
        if self.plan.full_buffer_nodes:
            self._run_full_buffer_nodes(buffer.columns(len(buffer) - (buffer.total - 1 - number)))
        for slot, step in steps:
            values[slot] = step(values)

    def _run_full_buffer_nodes(self, columns: dict[str, NDArray[Any]]) -> None:
        values = self._values
        for slots, nodes in self.plan.full_buffer_nodes:
            try:
                newest = nodes.newest(columns, self._around)
            except EngineError as error:
                self._record_failure(error)
                newest = nodes.unknown()
            for slot, value in zip(slots, newest, strict=True):
                values[slot] = value

    def _record_failure(self, error: EngineError) -> None:
        """Count an error of a user's indicator; its formulas hold on no bar, the others go on."""
        if not self.failures:
            _log.warning("%s: %s", self._around.get("symbol"), error)
        self.failures += 1
