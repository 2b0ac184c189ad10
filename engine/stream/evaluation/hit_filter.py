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
    is_correction : bool
        Whether the bar was closed before, with other prices.
    """

    symbol: str
    time_ns: int
    is_closed: bool
    formula_ids: tuple[FormulaId, ...]
    matches: list[SignalMatch]
    is_correction: bool = False


class HitChanges(NamedTuple):
    """What one bar changed.

    Attributes
    ----------
    hits : list of SignalMatch
        Hits that began.
    left : list of (str, FormulaId)
        Symbol and formula id of those that hold no more.
    corrections : list of SignalMatch
        Hits of this bar that were notified before, with the corrected candle and values.
    """

    hits: list[SignalMatch]
    left: list[tuple[str, FormulaId]]
    corrections: list[SignalMatch]


@dataclass(slots=True)
class _State:
    """What is known of one symbol and formula.

    Attributes
    ----------
    is_held, is_shown : bool
        Whether the formula held on the last closed bar, and on the last one.
    hit_ns : int or None
        Bar of the last hit.
    unremembered : _State or None
        The state as it would be without the hits of an earlier session, as long as bars come that
        are not newer than those: counts the hits that are repeated.
    """

    is_held: bool = False
    is_shown: bool = False
    hit_ns: int | None = None
    unremembered: _State | None = None


@dataclass(slots=True)
class HitFilter:
    """Keeps the state of each symbol and formula; one thread at a time.

    Attributes
    ----------
    policy : HitPolicy
        Which matches are hits; may be changed.
    n_repeated : int
        Hits that an earlier session notified, and that were not notified again.
    """

    policy: HitPolicy = field(default_factory=HitPolicy)
    n_repeated: int = 0
    _states: dict[str, dict[FormulaId, _State]] = field(default_factory=dict)

    def filter(self, result: BarResult) -> HitChanges:
        """Return the hits among the matches of one bar, and what ended with it."""
        if not result.is_closed and not self.policy.includes_forming:
            return HitChanges([], [], [])
        states = self._states.setdefault(result.symbol, {})
        corrections = self._corrections(states, result)
        hits = [match for match in result.matches if self._passes(states, result, match)]
        holding = {match.formula_id for match in result.matches}
        left = []
        for formula_id in result.formula_ids:
            state = states.get(formula_id)
            if state is not None and formula_id not in holding and self._ends(state, result):
                left.append((result.symbol, formula_id))
        return HitChanges(hits, left, corrections)

    def restore(self, symbol: str, formula_id: FormulaId, hit_ns: int, is_held: bool) -> None:
        """Restore the state of a symbol and formula from an earlier session."""
        state = _State(is_held, is_held, hit_ns, _State())
        self._states.setdefault(symbol, {})[formula_id] = state

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
        self._count_repeated(state, result, is_hit)
        return self._advance(state, result)

    def _advance(self, state: _State, result: BarResult) -> bool:
        """Bring a state to a bar on which its formula holds; return whether that is a hit."""
        is_hit = self._is_due(state, result.time_ns)
        state.is_shown = True
        state.is_held |= result.is_closed
        if is_hit:
            state.hit_ns = result.time_ns
        return is_hit

    @staticmethod
    def _corrections(states: dict[FormulaId, _State], result: BarResult) -> list[SignalMatch]:
        if not result.is_correction:
            return []
        notified = {key for key, state in states.items() if state.hit_ns == result.time_ns}
        return [match for match in result.matches if match.formula_id in notified]

    def _count_repeated(self, state: _State, result: BarResult, is_hit: bool) -> None:
        """Count a match that would be a hit, had no earlier session notified it."""
        shadow = state.unremembered
        if shadow is None:
            return
        if is_hit or state.hit_ns is None or result.time_ns > state.hit_ns:
            state.unremembered = None
        else:
            self.n_repeated += self._advance(shadow, result)

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
            if state.unremembered is not None:
                state.unremembered.is_held = False
        return was_shown
