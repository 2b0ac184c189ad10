"""Which matches become hits: those on which a condition begins to hold, each once.

For each symbol and formula the filter keeps whether the condition held on the last closed bar, and
the bar of the last hit. A match passes (:meth:`HitFilter.filter`) if

1. there was no hit on this bar or a later one (a reconnect or a replay may bring bars again),
2. the condition did not hold on the closed bar before, unless every bar is a hit, and
3. the cool-down since the last hit is over, counted in the time of the bars.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from engine.domain.hit_policy import HitPolicy

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from engine.domain.match import SignalMatch

FormulaId = int | str | None


class BarResult(NamedTuple):
    """The formulas evaluated on one bar, and their matches.

    Attributes
    ----------
    symbol : str
        Whose bar.
    time_ns : int
        Start of the bar.
    is_closed : bool
        Whether the bar is over.
    formula_ids : tuple
        Formulas that were evaluated.
    matches : list of SignalMatch
        Those that hold.
    """

    symbol: str
    time_ns: int
    is_closed: bool
    formula_ids: tuple[FormulaId, ...]
    matches: list[SignalMatch]


class HitChanges(NamedTuple):
    """Hits that began, and pairs of symbol and formula id that hold no more."""

    hits: list[SignalMatch]
    left: list[tuple[str, FormulaId]]


@dataclass(slots=True)
class _State:
    is_held: bool = False
    is_shown: bool = False
    hit_ns: int | None = None


@dataclass(slots=True)
class HitFilter:
    """Keeps the state of each symbol and formula; one thread at a time."""

    policy: HitPolicy = field(default_factory=HitPolicy)
    _states: dict[str, dict[FormulaId, _State]] = field(default_factory=dict)

    def filter(self, result: BarResult) -> HitChanges:
        """Return the hits among the matches of one bar, and what ended with it."""
        if not result.is_closed and not self.policy.includes_forming:
            return HitChanges([], [])
        states = self._states.setdefault(result.symbol, {})
        hits = [match for match in result.matches if self._passes(states, result, match)]
        holding = {match.formula_id for match in result.matches}
        left = []
        for formula_id in result.formula_ids:
            state = states.get(formula_id)
            if state is not None and formula_id not in holding and self._ends(state, result):
                left.append((result.symbol, formula_id))
        return HitChanges(hits, left)

    def restore(self, symbol: str, formula_id: FormulaId, hit_ns: int, is_held: bool) -> None:
        """Restore the state of a symbol and formula from an earlier session."""
        self._states.setdefault(symbol, {})[formula_id] = _State(is_held, is_held, hit_ns)

    def forget_what_holds_except(self, symbols: Collection[str]) -> None:
        """Forget what holds on other symbols than `symbols`, but not the bars of their hits.

        What held when an earlier session ended may have ceased to since: better to notify it again
        than to leave it out.
        """
        for symbol, states in self._states.items():
            if symbol not in symbols:
                for state in states.values():
                    state.is_held = state.is_shown = False

    def forget_formula(self, formula_id: FormulaId) -> None:
        """Drop the state of a formula that was removed or edited."""
        for states in self._states.values():
            states.pop(formula_id, None)

    def clear(self) -> None:
        """Forget everything: the feed starts anew."""
        self._states.clear()

    def holding(self) -> Iterable[tuple[str, FormulaId]]:
        """Return the pairs of symbol and formula id that hold now."""
        return [
            (symbol, formula_id)
            for symbol, states in self._states.items()
            for formula_id, state in states.items()
            if state.is_shown
        ]

    def _passes(
        self, states: dict[FormulaId, _State], result: BarResult, match: SignalMatch
    ) -> bool:
        state = states.setdefault(match.formula_id, _State())
        is_hit = self._is_due(state, result.time_ns)
        state.is_shown = True
        state.is_held |= result.is_closed
        if is_hit:
            state.hit_ns = result.time_ns
        return is_hit

    def _is_due(self, state: _State, time_ns: int) -> bool:
        if state.is_held and not self.policy.is_every_bar:
            return False
        if state.hit_ns is None:
            return True
        since_ns = time_ns - state.hit_ns
        return since_ns > 0 and since_ns >= self.policy.cool_down_s * 1e9

    @staticmethod
    def _ends(state: _State, result: BarResult) -> bool:
        was_shown, state.is_shown = state.is_shown, False
        if result.is_closed:
            state.is_held = False
        return was_shown
