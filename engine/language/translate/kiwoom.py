"""Kiwoom's condition formulas; much of our language is theirs already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.language.translate.common import EVERYWHERE
from engine.language.translate.dialect import Dialect
from engine.language.translate.rewrite import UntranslatableError, constant, fill
from engine.messages import Message

if TYPE_CHECKING:
    from engine.language.syntax.tree import Expression
    from engine.language.translate.rewrite import Handler


def since(function: str) -> Handler:
    """Return the rule for ``valueWhen(k, condition, x)`` and its like, where k comes first."""

    def rule(args: list[Expression]) -> Expression:
        count, when, x = args
        if function == "valuewhen":
            return fill("valuewhen(a0, a1, a2)", [when, x, count])
        if constant(count) != 1:
            raise UntranslatableError(Message("formula.foreign-occurrence"))
        return fill(f"{function}(a0, a1)", [when, x])

    return rule


KIWOOM = Dialect(
    name="Kiwoom",
    rules={
        **EVERYWHERE,
        "avg": {2: "sma(a0, a1)"},
        "ma": {2: "sma(a0, a1)"},
        "eavg": {2: "ema(a0, a1)"},
        "crossup": {2: "cross_up(a0, a1)"},
        "crossdown": {2: "cross_down(a0, a1)"},
        "highest": {2: "highest(a0, a1)"},
        "lowest": {2: "lowest(a0, a1)"},
        "최고값": {2: "highest(a0, a1)"},
        "최저값": {2: "lowest(a0, a1)"},
        "valuewhen": {3: since("valuewhen")},
        "highestsince": {3: since("highest_since")},
        "lowestsince": {3: since("lowest_since")},
        "sum": {2: "sum(a0, a1)"},
        "macd": {2: "macd(close, a0, a1, 9).line"},
        "roc": {1: "roc(close, a0)"},
        **{name: {1: f"{name}[a0]"} for name in ("open", "high", "low", "close", "volume")},
        **{short: {1: f"{short}[a0]"} for short in ("o", "h", "l", "c", "v")},
        **{name: {1: f"{name}[a0]"} for name in ("시가", "고가", "저가", "종가", "거래량")},
    },
    ours=frozenset({"abs", "sqrt", "exp", "floor", "ceil", "round"}),
    results=(),
)
