"""What happened since a condition was last true: unlike a window, this remembers for ever."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

from engine.stream.evaluation.nodes.step import NAN, as_truth, finite

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from engine.stream.evaluation.nodes.step import Values


class _ConditionState:
    """Base of states whose state is one value: `_next` gives it from the bar's inputs."""

    __slots__ = ("_slots", "_state")

    def __init__(self, slots: Sequence[int]) -> None:
        self._slots = tuple(slots)
        self._state: Any = self._start()

    def initialise(self, *history: Any) -> None:
        """See :class:`~engine.stream.evaluation.nodes.step.NodeState`."""
        self._state = self._start()
        for code, *others in _bars(history):
            self._state = self._next(as_truth(code), *others)

    def update(self, values: Values) -> float:
        """See :class:`~engine.stream.evaluation.nodes.step.NodeState`."""
        self._state = self._next(*[values[slot] for slot in self._slots])
        return self._result(self._state)

    def peek(self, values: Values) -> float:
        """See :class:`~engine.stream.evaluation.nodes.step.NodeState`."""
        return self._result(self._next(*[values[slot] for slot in self._slots]))

    def _start(self) -> Any:
        return NAN

    def _next(self, truth: bool | None, x: float = NAN) -> Any:
        raise NotImplementedError

    def _result(self, state: Any) -> float:
        return float(state)


class BarsSince(_ConditionState):
    """How many bars ago a condition was last true."""

    __slots__ = ()

    def _next(self, truth: bool | None, _x: float = NAN) -> float:
        return 0.0 if truth else self._state + 1.0


class Streak(_ConditionState):
    """On how many bars in a row a condition was true."""

    __slots__ = ()

    def _start(self) -> float:
        return 0.0

    def _next(self, truth: bool | None, _x: float = NAN) -> float:
        return self._state + 1.0 if truth else 0.0


class HighestSince(_ConditionState):
    """The highest known value since a condition was last true, that bar included."""

    __slots__ = ()

    def _start(self) -> tuple[bool, float]:
        return False, NAN

    def _next(self, truth: bool | None, x: float = NAN) -> tuple[bool, float]:
        is_begun, extreme = self._state
        if truth:
            return True, x
        if not is_begun or x != x:  # noqa: PLR0124 - NaN is not itself
            return is_begun, extreme
        return True, x if extreme != extreme else self._better(extreme, x)  # noqa: PLR0124

    def _result(self, state: tuple[bool, float]) -> float:
        return state[1]

    @staticmethod
    def _better(a: float, b: float) -> float:
        return max(a, b)


class LowestSince(HighestSince):
    """The lowest known value since a condition was last true, that bar included."""

    __slots__ = ()

    @staticmethod
    def _better(a: float, b: float) -> float:
        return min(a, b)


class ValueWhen(_ConditionState):
    """A value on the `k`-th last bar on which a condition was true."""

    __slots__ = ("_k",)

    def __init__(self, slots: Sequence[int], k: int) -> None:
        self._k = k
        super().__init__(slots)

    def _start(self) -> tuple[float, ...]:
        return ()

    def _next(self, truth: bool | None, x: float = NAN) -> tuple[float, ...]:
        state: tuple[float, ...] = self._state
        return (*state, x)[-self._k :] if truth else state

    def _result(self, state: tuple[float, ...]) -> float:
        return state[0] if len(state) == self._k else NAN


class Count:
    """On how many of the last bars a condition was true; unknown where one of them is."""

    __slots__ = ("_bars", "_ring", "_slot", "_trues", "_unknowns")

    def __init__(self, slots: Sequence[int], bars: int) -> None:
        self._slot = slots[0]
        self._bars = bars
        self._clear()

    def initialise(self, *history: Any) -> None:
        """See :class:`~engine.stream.evaluation.nodes.step.NodeState`."""
        self._clear()
        for (code,) in _bars([history[0][-self._bars :]]):
            self._push(as_truth(code))

    def update(self, values: Values) -> float:
        """See :class:`~engine.stream.evaluation.nodes.step.NodeState`."""
        self._push(values[self._slot])
        return NAN if self._unknowns else float(self._trues)

    def peek(self, values: Values) -> float:
        """See :class:`~engine.stream.evaluation.nodes.step.NodeState`."""
        leaving, entering = self._ring[0], values[self._slot]
        if self._unknowns - (leaving is None) + (entering is None):
            return NAN
        return float(self._trues - (leaving is True) + (entering is True))

    def _clear(self) -> None:
        # Bars before the first one are unknown.
        self._ring: deque[bool | None] = deque([None] * self._bars, self._bars)
        self._trues, self._unknowns = 0, self._bars

    def _push(self, truth: bool | None) -> None:
        leaving = self._ring[0]
        self._ring.append(truth)
        self._trues += (truth is True) - (leaving is True)
        self._unknowns += (truth is None) - (leaving is None)


class AnchoredAverage:
    """Average price since the last anchor, weighted by volume; unknown before the first."""

    __slots__ = ("_is_begun", "_money", "_slots", "_weight")

    def __init__(self, slots: Sequence[int]) -> None:
        self._slots = tuple(slots)
        self._is_begun = False
        self._money = self._weight = 0.0

    def initialise(self, *history: Any) -> None:
        """See :class:`~engine.stream.evaluation.nodes.step.NodeState`."""
        self._is_begun, self._money, self._weight = False, 0.0, 0.0
        for price, volume, code in _bars(history):
            self._is_begun, self._money, self._weight = self._next(price, volume, as_truth(code))

    def update(self, values: Values) -> float:
        """See :class:`~engine.stream.evaluation.nodes.step.NodeState`."""
        inputs = [values[slot] for slot in self._slots]
        state = self._is_begun, self._money, self._weight = self._next(*inputs)
        return self._result(inputs, *state)

    def peek(self, values: Values) -> float:
        """See :class:`~engine.stream.evaluation.nodes.step.NodeState`."""
        inputs = [values[slot] for slot in self._slots]
        return self._result(inputs, *self._next(*inputs))

    def _next(self, price: float, volume: float, anchor: bool | None) -> tuple[bool, float, float]:
        is_known = price + volume == price + volume
        weight = volume if is_known else 0.0
        money = price * weight if is_known else 0.0
        if anchor:
            return True, money, weight
        if not self._is_begun:
            return False, 0.0, 0.0
        return True, self._money + money, self._weight + weight

    @staticmethod
    def _result(inputs: Sequence[float], is_begun: bool, money: float, weight: float) -> float:
        total = inputs[0] + inputs[1]
        if not is_begun or total != total or not weight:  # noqa: PLR0124 - NaN is not itself
            return NAN
        return finite(money / weight)


def _bars(history: Sequence[Any]) -> Iterable[tuple[float, ...]]:
    return zip(*[column.tolist() for column in history], strict=True)
