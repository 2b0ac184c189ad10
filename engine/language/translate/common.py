"""Calls that several languages write alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.language.translate.rewrite import Rules

EVERYWHERE: Rules = {
    "max": {2: "max(a0, a1)"},
    "min": {2: "min(a0, a1)"},
    "if": {3: "if(a0, a1, a2)"},
    "iff": {3: "if(a0, a1, a2)"},
    "iif": {3: "if(a0, a1, a2)"},
    "rsi": {0: "rsi(close, 14)", 1: "rsi(close, a0)", 2: "rsi(a0, a1)"},
    "cci": {0: "cci(14)", 1: "cci(a0)"},
    "mfi": {0: "mfi(14)", 1: "mfi(a0)"},
    "adx": {0: "adx(14)", 1: "adx(a0)"},
    "atr": {1: "atr(a0)"},
    "obv": {0: "obv()"},
}
"""Names and meanings that every one of the languages shares where it has them."""

EXTREMES: Rules = {
    "hhv": {2: "highest(a0, a1)"},
    "llv": {2: "lowest(a0, a1)"},
    "hhvbars": {2: "highestbars(a0, a1)"},
    "llvbars": {2: "lowestbars(a0, a1)"},
    "cross": {2: "cross_up(a0, a1)"},
}
"""MetaStock's words, which AFL and TDX took over."""

WESTERN: Rules = {
    **EVERYWHERE,
    **EXTREMES,
    "wilders": {2: "rma(a0, a1)"},
    "dema": {2: "dema(a0, a1)"},
    "tema": {2: "tema(a0, a1)"},
    "pdi": {0: "plus_di(14)", 1: "plus_di(a0)"},
    "mdi": {0: "minus_di(14)", 1: "minus_di(a0)"},
    "sar": {0: "psar(0.02, 0.2)", 2: "psar(a0, a1)"},
    "sum": {2: "sum(a0, a1)"},
    "cum": {1: "cumsum(a0)"},
    "barssince": {1: "barssince(a0)"},
    "linearreg": {2: "linreg(a0, a1)"},
    "linregslope": {2: "slope(a0, a1)"},
    "tsf": {2: "tsf(a0, a1)"},
    "gapup": {0: "low > high[1]"},
    "gapdown": {0: "high < low[1]"},
    "inside": {0: "inside_day()"},
    "outside": {0: "outside_day()"},
    "log": {1: "ln(a0)"},
    "int": {1: "sign(a0) * floor(abs(a0))"},
}
"""What AFL and MetaStock write alike."""
