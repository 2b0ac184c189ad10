"""AmiBroker's AFL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.language.syntax.tree import Offset, Sign, Text
from engine.language.translate.common import WESTERN
from engine.language.translate.dialect import Dialect
from engine.language.translate.rewrite import UntranslatableError, constant, fill, number
from engine.messages import Message

if TYPE_CHECKING:
    from engine.language.syntax.tree import Call, Expression

_FOREIGN_FIELDS = {"o": "open", "h": "high", "l": "low", "c": "close", "v": "volume"}


def back(args: list[Expression]) -> Expression:
    """Turn ``Ref(x, -n)`` into ``x[n]``; a positive n looks into the future."""
    x, bars = args
    value = constant(bars)
    if value is not None and value <= 0:
        return Offset(x, number(-value), x.span)
    if isinstance(bars, Sign) and bars.operator == "-":
        return Offset(x, bars.operand, x.span)
    raise UntranslatableError(Message("formula.foreign-positive-reference"))


def _foreign(args: list[Expression]) -> Expression:
    symbol, column = args[0], args[1]
    name = column.value.lower() if isinstance(column, Text) else ""
    if not isinstance(symbol, Text) or name not in _FOREIGN_FIELDS:
        raise UntranslatableError(Message("formula.foreign-other-symbol"))
    return fill(f"symbol(a0, {_FOREIGN_FIELDS[name]})", [symbol])


def _population(args: list[Expression]) -> Expression:
    if constant(args[2]) != 1:
        raise UntranslatableError(Message("formula.foreign-deviation"))
    return fill("stdev(a0, a1)", args)


def _param(call: Call) -> Expression | None:
    """Return the default of ``Param("name", default, ...)``."""
    is_param = call.name in ("param", "paramtoggle") or call.name == "optimize"
    return call.arguments[1] if is_param and len(call.arguments) > 1 else None


AFL = Dialect(
    name="AFL",
    rules={
        **WESTERN,
        "ma": {2: "sma(a0, a1)"},
        "ema": {2: "ema(a0, a1)"},
        "wma": {2: "wma(a0, a1)"},
        "ref": {2: back},
        "rsia": {1: "rsi(a0, 14)", 2: "rsi(a0, a1)"},
        "macd": {0: "macd(close, 12, 26, 9).line", 2: "macd(close, a0, a1, 9).line"},
        "signal": {
            0: "macd(close, 12, 26, 9).signal",
            3: "macd(close, a0, a1, a2).signal",
        },
        "stochk": {0: "stoch(14, 3, 3).k", 1: "stoch(a0, 3, 3).k", 2: "stoch(a0, a1, 3).k"},
        "stochd": {
            0: "stoch(14, 3, 3).d",
            1: "stoch(a0, 3, 3).d",
            3: "stoch(a0, a1, a2).d",
        },
        "roc": {2: "roc(a0, a1)"},
        "stdev": {2: "stdev(a0, a1)", 3: _population},
        "bbandtop": {2: "bbands(a0, a1, 2).upper", 3: "bbands(a0, a1, a2).upper"},
        "bbandbot": {2: "bbands(a0, a1, 2).lower", 3: "bbands(a0, a1, a2).lower"},
        "accdist": {0: "ad()"},
        "trix": {1: "trix(close, a0)"},
        "ultimate": {0: "ultosc()", 3: "ultosc(a0, a1, a2)"},
        "valuewhen": {2: "valuewhen(a0, a1)", 3: "valuewhen(a0, a1, a2)"},
        "highestsince": {2: "highest_since(a0, a1)"},
        "lowestsince": {2: "lowest_since(a0, a1)"},
        "percentile": {3: "percentile(a0, a1, a2)"},
        "median": {2: "median(a0, a1)"},
        "correlation": {3: "correl(a0, a1, a2)"},
        "isnull": {1: "isna(a0)"},
        "nz": {1: "nz(a0)", 2: "nz(a0, a1)"},
        "foreign": {2: _foreign, 3: _foreign},
        "relstrength": {1: "close / symbol(a0, close)"},
    },
    names={"avg": "hlc3"},
    ours=frozenset({"abs", "sqrt", "exp", "floor", "ceil", "round", "sin", "cos", "tan", "atan"}),
    results=("filter", "buy", "short", "sell", "cover"),
    parameter=_param,
)
