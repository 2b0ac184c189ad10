"""Other bars: coarser timeframes, other symbols, the universe."""

from __future__ import annotations

from engine.language.functions.spec import Function, Param, Takes, series

_FORMING = Param("forming", Takes.FLAG, default=False)
_ANY = Param("x", Takes.ANY)

FUNCTIONS = (
    Function("weekly", (_ANY, _FORMING), "x on weekly bars."),
    Function("monthly", (_ANY, _FORMING), "x on monthly bars."),
    Function("tf", (Param("t", Takes.TEXT), _ANY, _FORMING), "x on coarser bars."),
    Function("symbol", (Param("s", Takes.TEXT), _ANY), "x on another symbol's bars."),
    Function("xs_rank", (series(),), "Rank of x among all symbols."),
)
