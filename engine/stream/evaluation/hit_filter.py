"""From matches to hits: a hit is told when a condition begins to hold, and only once.

For each symbol and formula it is known whether the condition held on the last closed bar, for which
bar a hit was told last, and when. A hit passes if

1. none was told of this bar or a later one (a reconnect or a replay may bring bars again),
2. the condition did not hold on the closed bar before, unless every bar is wanted, and
3. the cool-down since the last hit is over, counted in the time of the bars.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from engine.domain.match import SignalMatch

FormulaId = int | str | None


@dataclass(frozen=True, slots=True)
class EdgePolicy:
    """Which matches become hits.

    Attributes
    ----------
    is_every_bar : bool
        Every bar on which the formula holds is a hit, not only the first one.
    cool_down_s : float
        Least time between two hits of one symbol and formula.
    tells_forming : bool
        Whether bars that are still forming may give hits.
    """

    is_every_bar: bool = False
    cool_down_s: float = 0.0
    tells_forming: bool = True


class Verdict(NamedTuple):
    """What formulas said of one bar.

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


class Edges(NamedTuple):
    """What changed: hits, and pairs of symbol and formula id that hold no more."""

    hits: list[SignalMatch]
    left: list[tuple[str, FormulaId]]


@dataclass(slots=True)
class _State:
    is_held: bool = False
    is_shown: bool = False
    told_ns: int | None = None


@dataclass(slots=True)
class EdgeFilter:
    """Keeps the state of each symbol and formula; one thread at a time."""

    policy: EdgePolicy = field(default_factory=EdgePolicy)
    _states: dict[str, dict[FormulaId, _State]] = field(default_factory=dict)

    def take(self, verdict: Verdict) -> Edges:
        """Return the hits among the matches of one bar, and what ended with it."""
        if not verdict.is_closed and not self.policy.tells_forming:
            return Edges([], [])
        states = self._states.setdefault(verdict.symbol, {})
        hits = [match for match in verdict.matches if self._passes(states, verdict, match)]
        holding = {match.formula_id for match in verdict.matches}
        left = []
        for formula_id in verdict.formula_ids:
            state = states.get(formula_id)
            if state is not None and formula_id not in holding and self._ends(state, verdict):
                left.append((verdict.symbol, formula_id))
        return Edges(hits, left)

    def restore(self, symbol: str, formula_id: FormulaId, told_ns: int, is_held: bool) -> None:
        """Put back what is known from an earlier session."""
        self._states.setdefault(symbol, {})[formula_id] = _State(is_held, is_held, told_ns)

    def doubt_others(self, symbols: Collection[str]) -> None:
        """Take for unknown what holds on other symbols than `symbols`.

        What held when an earlier session ended may have ceased to since: better to tell it again
        than to leave it out. Of which bars was told stays known.
        """
        for symbol, states in self._states.items():
            if symbol not in symbols:
                for state in states.values():
                    state.is_held = state.is_shown = False

    def forget_formula(self, formula_id: FormulaId) -> None:
        """Drop what is known of a formula, because it was removed or edited."""
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
        self, states: dict[FormulaId, _State], verdict: Verdict, match: SignalMatch
    ) -> bool:
        state = states.setdefault(match.formula_id, _State())
        is_hit = self._is_due(state, verdict.time_ns)
        state.is_shown = True
        state.is_held |= verdict.is_closed
        if is_hit:
            state.told_ns = verdict.time_ns
        return is_hit

    def _is_due(self, state: _State, time_ns: int) -> bool:
        if state.is_held and not self.policy.is_every_bar:
            return False
        if state.told_ns is None:
            return True
        since_ns = time_ns - state.told_ns
        return since_ns > 0 and since_ns >= self.policy.cool_down_s * 1e9

    @staticmethod
    def _ends(state: _State, verdict: Verdict) -> bool:
        was_shown, state.is_shown = state.is_shown, False
        if verdict.is_closed:
            state.is_held = False
        return was_shown
