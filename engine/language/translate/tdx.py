"""TDX (TongDaXin), the formula language of Chinese terminals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.language.syntax.tree import Offset
from engine.language.translate.common import EVERYWHERE, EXTREMES
from engine.language.translate.dialect import Dialect
from engine.language.translate.rewrite import UntranslatableError, constant, fill, number
from engine.messages import Message

if TYPE_CHECKING:
    from engine.language.syntax.tree import Expression


def _ref(args: list[Expression]) -> Expression:
    value = constant(args[1])
    if value is not None and value < 0:
        raise UntranslatableError(Message("formula.foreign-negative-reference"))
    return Offset(args[0], args[1], args[0].span)


def _sma(args: list[Expression]) -> Expression:
    """Turn ``SMA(x, n, m)``, which weighs the newest value m/n, into Wilder's average."""
    x, n, m = args
    count, weight = constant(n), constant(m)
    if weight == 1:
        return fill("rma(a0, a1)", [x, n])
    if count and weight and (count / weight).is_integer():
        return fill("rma(a0, a1)", [x, number(count / weight)])
    raise UntranslatableError(Message("formula.foreign-sma"))


def _sum(args: list[Expression]) -> Expression:
    return fill("cumsum(a0)" if constant(args[1]) == 0 else "sum(a0, a1)", args)


def _std(args: list[Expression]) -> Expression:
    """Turn the sample's standard deviation into that of the population."""
    return fill("stdev(a0, a1) * sqrt(a1 / (a1 - 1))", args)


TDX = Dialect(
    name="TDX",
    rules={
        **EVERYWHERE,
        **EXTREMES,
        "ma": {2: "sma(a0, a1)"},
        "ema": {2: "ema(a0, a1)"},
        "expma": {2: "ema(a0, a1)"},
        "sma": {3: _sma},
        "wma": {2: "wma(a0, a1)"},
        "ref": {2: _ref},
        "count": {2: "count(a0, a1)"},
        "every": {2: "all(a0, a1)"},
        "exist": {2: "any(a0, a1)"},
        "barslast": {1: "barssince(a0)"},
        "barslastcount": {1: "streak(a0)"},
        "sum": {2: _sum},
        "std": {2: _std},
        "stdp": {2: "stdev(a0, a1)"},
        "avedev": {2: "avgdev(a0, a1)"},
        "slope": {2: "slope(a0, a1)"},
        "forcast": {2: "linreg(a0, a1)"},
        "not": {1: "not a0"},
        "between": {3: "between(a0, a1, a2)"},
        "mod": {2: "a0 % a1"},
        "pow": {2: "a0 ^ a1"},
        "log": {1: "log10(a0)"},
        "ln": {1: "ln(a0)"},
        "intpart": {1: "sign(a0) * floor(abs(a0))"},
        "ceiling": {1: "ceil(a0)"},
        "tr": {0: "tr"},
    },
    ours=frozenset({"abs", "sqrt", "exp", "floor", "round", "sin", "cos", "tan", "sign"}),
    compares_with_equals=True,
    colon_outputs=True,
    has_brace_comments=True,
)
