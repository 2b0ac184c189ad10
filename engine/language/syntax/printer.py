"""Prints expressions of the language: with the fewest brackets, in one of two spacings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.language.functions.table import BY_NAME
from engine.language.syntax.names import SERIES_ALIASES
from engine.language.syntax.tree import (
    Call,
    Chain,
    Compare,
    Dollar,
    Expression,
    Field,
    Literal,
    Logic,
    Name,
    Not,
    Number,
    Offset,
    Power,
    Sign,
    Text,
    postfix_chain,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from engine.language.syntax.tree import NamedArgument

# How tightly each kind of expression binds.
_OR, _AND, _NOT, _COMPARE, _SUM, _TERM, _SIGN, _POWER, _POSTFIX = range(9)


class Printer:
    """Prints expressions.

    Parameters
    ----------
    gap : str
        What stands around operators and after commas: a space, or nothing for keys.
    values : mapping of str to str
        What to print in place of a name.
    calls : mapping of int to str
        What to print in place of a call, by the ``id`` of its syntax node.
    """

    def __init__(
        self,
        gap: str = " ",
        values: Mapping[str, str] | None = None,
        calls: Mapping[int, str] | None = None,
    ) -> None:
        self._gap = gap
        self._values = {} if values is None else values
        self._calls = {} if calls is None else calls

    def show(self, expression: Expression, outer: int = _OR) -> str:
        """Return `expression` as text, in brackets where it binds looser than `outer`."""
        text, binding = _SHOW[type(expression)](self, expression)
        return f"({text})" if binding < outer else text

    def show_operand(self, logic: Logic, index: int) -> str:
        """Return one operand of a conjunction or disjunction."""
        binding = _OR if logic.operator == "or" else _AND
        return self.show(logic.operands[index], binding + (index > 0))

    def _number(self, expression: Number) -> tuple[str, int]:
        return expression.text, _POSTFIX

    def _text(self, expression: Text) -> tuple[str, int]:
        quote = "'" if '"' in expression.value else '"'
        return f"{quote}{expression.value}{quote}", _POSTFIX

    def _literal(self, expression: Literal) -> tuple[str, int]:
        return expression.word, _POSTFIX

    def _name(self, expression: Name) -> tuple[str, int]:
        name = self._values.get(expression.name)
        return name or SERIES_ALIASES.get(expression.name, expression.name), _POSTFIX

    def _dollar(self, expression: Dollar) -> tuple[str, int]:
        return self._values.get(expression.name, f"${expression.name}"), _POSTFIX

    def _sign(self, expression: Sign) -> tuple[str, int]:
        return f"{expression.operator}{self.show(expression.operand, _SIGN)}", _SIGN

    def _not(self, expression: Not) -> tuple[str, int]:
        return f"not {self.show(expression.operand, _NOT)}", _NOT

    def _chain(self, expression: Chain) -> tuple[str, int]:
        binding = _SUM if expression.operators[0] in "+-" else _TERM
        first, *others = expression.operands
        parts = [self.show(first, binding)]
        for operator, operand in zip(expression.operators, others, strict=True):
            parts += [operator, self.show(operand, binding + 1)]
        return self._gap.join(parts), binding

    def _logic(self, expression: Logic) -> tuple[str, int]:
        operands = [self.show_operand(expression, i) for i in range(len(expression.operands))]
        binding = _OR if expression.operator == "or" else _AND
        return f" {expression.operator} ".join(operands), binding

    def _compare(self, expression: Compare) -> tuple[str, int]:
        parts = [self.show(expression.operands[0], _SUM)]
        for operator, operand in zip(expression.operators, expression.operands[1:], strict=True):
            gap = " " if operator.startswith("c") else self._gap
            parts.append(f"{gap}{operator}{gap}{self.show(operand, _SUM)}")
        return "".join(parts), _COMPARE

    def _power(self, expression: Power) -> tuple[str, int]:
        base = self.show(expression.base, _POSTFIX)
        return f"{base}{self._gap}^{self._gap}{self.show(expression.exponent, _SIGN)}", _POWER

    def _postfix(self, expression: Offset | Field) -> tuple[str, int]:
        target, chain = postfix_chain(expression)
        text = self.show(target, _POSTFIX)
        if isinstance(target, Number) and isinstance(chain[0], Field):
            text = f"({text})"  # 20.line would be a malformed number
        for part in chain:
            if isinstance(part, Offset):
                text += f"[{self.show(part.bars)}]"
            else:
                text += f".{part.name}"
        return text, _POSTFIX

    def _call(self, expression: Call) -> tuple[str, int]:
        text = self._calls.get(id(expression))
        if text is not None:
            return text, _POSTFIX
        function = BY_NAME.get(expression.name)
        name = function.name if function else SERIES_ALIASES.get(expression.name, expression.name)
        args = [self.show(argument) for argument in expression.arguments]
        args += [self._named(argument) for argument in expression.named]
        return f"{name}({(',' + self._gap).join(args)})", _POSTFIX

    def _named(self, argument: NamedArgument) -> str:
        return f"{argument.name}={self.show(argument.value)}"


_SHOW: dict[type, Callable[[Printer, Any], tuple[str, int]]] = {
    Number: Printer._number,
    Text: Printer._text,
    Literal: Printer._literal,
    Name: Printer._name,
    Dollar: Printer._dollar,
    Sign: Printer._sign,
    Not: Printer._not,
    Chain: Printer._chain,
    Logic: Printer._logic,
    Compare: Printer._compare,
    Power: Printer._power,
    Offset: Printer._postfix,
    Field: Printer._postfix,
    Call: Printer._call,
}


def number_text(value: float) -> str:
    """Return a number as the language writes it."""
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return repr(value)
