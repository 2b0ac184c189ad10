"""Other bars: coarser timeframes, other symbols, the whole universe."""

from __future__ import annotations

from engine.language.functions.spec import Function, PaneKind, Param, Takes, series

_FORMING = Param("forming", Takes.FLAG, default=False)
_ANY = Param("x", Takes.ANY)
_COMPLETED = (
    "The value of the last completed bar; with forming=true that of the bar built so far. "
    "A week closes on Friday and a month on its last weekday, or by the exchange's calendar"
)

FUNCTIONS = (
    Function(
        "weekly", (_ANY, _FORMING), "x on weekly bars.", note=_COMPLETED, pane=PaneKind.SAME,
        source='Pine request.security(, "W", x)',
        example="weekly(close > sma(close, 10)) and rsi(close, 14) < 45",
    ),
    Function(
        "monthly", (_ANY, _FORMING), "x on monthly bars.", note=_COMPLETED, pane=PaneKind.SAME,
        source='Pine request.security(, "M", x)',
        example="monthly(macd(close, 12, 26, 9).hist > 0)",
    ),
    Function(
        "tf", (Param("t", Takes.TEXT), _ANY, _FORMING), "x on bars of a coarser timeframe.",
        note=_COMPLETED, pane=PaneKind.SAME, source="Pine request.security(, t, x)",
        example='tf("1w", rsi(close, 14)) > 50',
    ),
    Function(
        "symbol", (Param("s", Takes.TEXT), _ANY), "x on the bars of another symbol.",
        note="On each bar the other symbol's last bar that was complete by then; needs a library",
        source="Pine request.security; AFL Foreign",
        example='rs = close / symbol("SPY", close); rs >= highest(rs, 252)',
    ),
    Function(
        "xs_rank", (series(),), "Rank of x among all scanned symbols at the same time, 0 to 100.",
        note="100 * share of the other symbols known at that time that lie below; ties count half. "
        "The best has 100, the worst 0; needs a scan over several symbols",
        source="qlib CSRankNorm; RealTest #PercentRank", example="xs_rank(roc(close, 126)) >= 80",
    ),
)  # fmt: skip
