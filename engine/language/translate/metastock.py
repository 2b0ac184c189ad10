"""MetaStock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.language.syntax.tree import Name, Text
from engine.language.translate.afl import back
from engine.language.translate.common import WESTERN
from engine.language.translate.dialect import Dialect
from engine.language.translate.kiwoom import since
from engine.language.translate.rewrite import UntranslatableError, constant, fill
from engine.messages import Message

if TYPE_CHECKING:
    from engine.language.syntax.tree import Call, Expression
    from engine.language.translate.rewrite import Handler

_AVERAGES = {
    "s": "sma", "simple": "sma", "e": "ema", "exponential": "ema", "w": "wma", "weighted": "wma",
    "t": "trima", "triangular": "trima",
}  # fmt: skip


def _method(expression: Expression) -> str:
    """Return our average for MetaStock's letter."""
    name = expression.name if isinstance(expression, Name) else ""
    if name not in _AVERAGES:
        raise UntranslatableError(Message("formula.foreign-averages"))
    return _AVERAGES[name]


def _mov(args: list[Expression]) -> Expression:
    return fill(f"{_method(args[2])}(a0, a1)", args)


def _band(side: str) -> Handler:
    def rule(args: list[Expression]) -> Expression:
        if _method(args[2]) != "sma":
            raise UntranslatableError(Message("formula.foreign-bands"))
        return fill(f"bbands(a0, a1, a3).{side}", args)

    return rule


def _roc(args: list[Expression]) -> Expression:
    way = args[2].value if isinstance(args[2], Text) else ""
    way = args[2].name if isinstance(args[2], Name) else way
    if way in ("%", "percent"):
        return fill("roc(a0, a1)", args)
    if way in ("$", "points"):
        return fill("change(a0, a1)", args)
    raise UntranslatableError(Message("formula.foreign-roc"))


def _correl(args: list[Expression]) -> Expression:
    if constant(args[3]) != 0:
        raise UntranslatableError(Message("formula.foreign-correlation"))
    return fill("correl(a0, a1, a2)", args)


def _input(call: Call) -> Expression | None:
    """Return the default of ``Input("name", least, most, default)``."""
    return call.arguments[3] if call.name == "input" and len(call.arguments) == 4 else None


METASTOCK = Dialect(
    name="MetaStock",
    rules={
        **WESTERN,
        "mov": {3: _mov},
        "ref": {2: back},
        "stoch": {2: "stoch(a0, a1, 3).k"},
        "willr": {1: "willr(a0)"},
        "roc": {3: _roc},
        "stdev": {2: "stdev(a0, a1)"},
        "bbandtop": {4: _band("upper")},
        "bbandbot": {4: _band("lower")},
        "ad": {0: "ad()"},
        "cmf": {1: "cmf(a0)"},
        "alert": {2: "any(a0, a1)"},
        "valuewhen": {3: since("valuewhen")},
        "highestsince": {3: since("highest_since")},
        "lowestsince": {3: since("lowest_since")},
        "inertia": {2: "linreg(a0, a1)"},
        "correl": {4: _correl},
        "engulfingbull": {0: "cdl_engulfing() > 0"},
        "engulfingbear": {0: "cdl_engulfing() < 0"},
        "power": {2: "a0 ^ a1"},
    },
    ours=frozenset({"abs", "sqrt", "exp", "floor", "ceil", "round", "sin", "cos"}),
    compares_with_equals=True,
    has_brace_comments=True,
    parameter=_input,
)
