"""What one evaluation works on: the candles of a symbol and of the scopes around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.calendars.symbol_calendar import NO_CALENDAR, SymbolCalendar
from engine.domain.timeframe import Timeframe, timeframe_name
from engine.language.evaluation.forming import FormingPlace, FormingPlan, with_forming_bar
from engine.language.evaluation.registered import compute
from engine.language.evaluation.scopes import CoarseBars, ScopeBars, last_complete
from engine.language.graph.nodes import parent_of
from engine.messages import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from engine.language.evaluation.lowering.registers import Channel
    from engine.language.evaluation.other_symbols import UniverseProvider
    from engine.language.graph.nodes import Node, Scope
    from engine.language.graph.registry import RegisteredIndicator


class NeedError(Exception):
    """The candles do not allow what the formula asks for.

    Parameters
    ----------
    code : str
        The error's code.
    detail : str
        Which of several places in the text is meant: a symbol or a timeframe.
    message, hint : Message
        What is wrong, and the way out.
    """

    def __init__(self, code: str, detail: str, message: Message, hint: str = "") -> None:
        super().__init__(code, detail, message, hint)
        self.code = code
        self.detail = detail
        self.message = message
        self.hint = hint


class Frame:
    """The inputs of one evaluation.

    Parameters
    ----------
    columns : mapping of str to ndarray, each of shape (n,)
        Prices, volume and ``timestamps`` in nanoseconds, as far as the plan reads them.
    timeframe, symbol : str
        What the candles are of.
    universe : UniverseProvider, optional
        Answers for other symbols.
    calendar : SymbolCalendar, optional
        When the symbol is traded; as `universe` says where none is given.
    """

    __slots__ = ("_bars", "_maps", "_own", "symbol", "timeframe", "universe")

    def __init__(
        self,
        columns: Mapping[str, NDArray[Any]],
        timeframe: str,
        symbol: str = "",
        universe: UniverseProvider | None = None,
        calendar: SymbolCalendar | None = None,
    ) -> None:
        if calendar is None:
            calendar = NO_CALENDAR if universe is None else universe.calendar(symbol)
        self._own = ScopeBars(columns, Timeframe(timeframe), calendar)
        self._bars: dict[int, ScopeBars] = {}
        self._maps: dict[int, NDArray[np.int64]] = {}
        self.symbol = symbol
        self.universe = universe

    def column(self, name: str, scope: Scope) -> tuple[NDArray[np.float64], int]:
        """Return a column of `scope` and its start."""
        return self.bars(scope).column(name)

    def size(self, scope: Scope) -> int:
        """Return the number of bars of `scope`."""
        return len(self.bars(scope))

    def registered(
        self, indicator: RegisteredIndicator, scope: Scope
    ) -> tuple[NDArray[np.float64], int]:
        """Return a user's Python indicator on the bars of `scope`, and its start."""
        bars = self.bars(scope)
        names = ("timestamps", "open", "high", "low", "close", "volume")
        return compute(indicator, {name: bars.raw(name) for name in names})

    def back(self, scope: Scope) -> NDArray[np.int64]:
        """Return for each bar of the parent scope the bar of `scope` that it sees, or -1."""
        if scope.number not in self._maps:
            places = last_complete(self.bars(scope), self.bars(parent_of(scope)))
            self._maps[scope.number] = places
        return self._maps[scope.number]

    def forming(
        self, inner: Node, channel: Channel, plans: dict[Channel, FormingPlan]
    ) -> NDArray[Any]:
        """Return `inner` on the bars of its parent scope, the incomplete bar included."""
        bars = self._coarse(inner.scope)
        place = FormingPlace(bars, self.back(inner.scope), self)
        return with_forming_bar(place, inner, channel, plans)

    def rank(self, key: bytes) -> NDArray[np.float64]:
        """Return the own rank in a cross-section of the universe."""
        if self.universe is None:
            message = Message("formula.e602-needs-scan")
            raise NeedError("E602", "", message, Message("formula.hint-scan-symbols"))
        return self.universe.cross_rank(key, self.symbol, self._own.times)

    def require_intraday(self, scope: Scope) -> None:
        """Refuse what starts anew each day on bars of a day or more."""
        timeframe = self.bars(scope).timeframe
        if not timeframe.is_intraday:
            message = Message("formula.e605-not-intraday", timeframe=timeframe_name(timeframe))
            raise NeedError("E605", "", message, Message("formula.hint-other-vwap"))

    def bars(self, scope: Scope) -> ScopeBars:
        """Return the bars of `scope`."""
        if scope.number == 0:
            return self._own
        bars = self._bars.get(scope.number)
        if bars is None:
            bars = self._bars[scope.number] = self._bars_of(scope)
        return bars

    def _bars_of(self, scope: Scope) -> ScopeBars:
        parent = parent_of(scope)
        if scope.symbol is not None:
            return self._of_symbol(scope.symbol, parent)
        return self._coarse(scope)

    def _coarse(self, scope: Scope) -> CoarseBars:
        return _coarser(self.bars(parent_of(scope)), Timeframe(str(scope.timeframe)))

    def _of_symbol(self, symbol: str, parent: Scope) -> ScopeBars:
        """Return another symbol's bars in the timeframe of `parent`."""
        if self.universe is None:
            message = Message("formula.e601-needs-scan", symbol=symbol)
            raise NeedError("E601", symbol, message, Message("formula.hint-scan-library"))
        columns = self.universe.columns(symbol, self._own.timeframe)
        if columns is None:
            frame = timeframe_name(self._own.timeframe)
            message = Message("formula.e601-no-candles", symbol=symbol, timeframe=frame)
            raise NeedError("E601", symbol, message, Message("formula.hint-import"))
        bars = ScopeBars(columns, self._own.timeframe, self.universe.calendar(symbol))
        for timeframe in _timeframes(parent):
            bars = _coarser(bars, Timeframe(timeframe))
        return bars


def _timeframes(scope: Scope) -> list[str]:
    """Return the timeframes from the root to `scope`."""
    timeframes: list[str] = []
    while scope.parent is not None:
        if scope.timeframe is not None:
            timeframes.append(scope.timeframe)
        scope = scope.parent
    return timeframes[::-1]


def _coarser(fine: ScopeBars, timeframe: Timeframe) -> CoarseBars:
    if timeframe.nominal_ns < fine.timeframe.nominal_ns:
        fields = {"own": timeframe_name(fine.timeframe), "timeframe": timeframe_name(timeframe)}
        message = Message("formula.e604-finer", **fields)
        raise NeedError("E604", timeframe, message, Message("formula.hint-coarser-only"))
    return CoarseBars(fine, timeframe)
