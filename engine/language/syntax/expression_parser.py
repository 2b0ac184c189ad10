"""Turns tokens into expressions, by precedence climbing (Pratt).

Operands of one precedence become one flat node, so only brackets, calls, prefix operators and
powers deepen the recursion, and those are counted against the nesting limit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from engine.language.syntax import limits
from engine.language.syntax.faults import never_closed, shown, unexpected
from engine.language.syntax.tokens import DIRECTIONS, Span, Token, TokenKind
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
    NamedArgument,
    Not,
    Number,
    Offset,
    Power,
    Sign,
    Text,
)
from engine.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.language.syntax.diagnostics import Problems

# How tightly operators bind, from the loosest on; "not" and signs stand before their operand.
_OR, _AND, _NOT, _COMPARE, _SUM, _TERM, _SIGN, _POWER = range(1, 9)
_BINDINGS = {
    "or": _OR, "and": _AND,
    **dict.fromkeys(("<", "<=", ">", ">=", "==", "!=", "=", ":=", "crosses", "crossed"), _COMPARE),
    "+": _SUM, "-": _SUM, "*": _TERM, "/": _TERM, "%": _TERM, "^": _POWER,
}  # fmt: skip
_ONE_WAY = ({"<", "<="}, {">", ">="})
ASSIGN = frozenset({"=", ":="})


class FaultError(Exception):
    """The current statement cannot be parsed further."""


class ExpressionParser:
    """Takes expressions from the tokens of one text.

    Parameters
    ----------
    tokens : list of Token
        What the lexer found.
    problems : Problems
        Takes what is wrong.
    """

    def __init__(self, tokens: list[Token], problems: Problems) -> None:
        self._tokens = tokens
        self._problems = problems
        self._at = 0
        self._token = tokens[0]
        self._depth = 0
        self._open: list[Token] = []

    def _expression(self, least: int = _OR) -> Expression:
        """Parse as much as binds at least as tightly as `least`."""
        start = self._token
        left = self._prefix(least)
        while True:
            binding = self._binding()
            if binding < least:
                return left
            left = _JOINS[binding](self, left, start)

    def _binding(self) -> int:
        """Return how tightly the current token joins two operands; 0 where it joins none."""
        token = self._token
        if token.kind is TokenKind.OPERATOR or token.kind is TokenKind.KEYWORD:
            return _BINDINGS.get(token.value, 0)
        return 0

    def _prefix(self, least: int) -> Expression:
        start = self._token
        if start.kind not in (TokenKind.OPERATOR, TokenKind.KEYWORD):
            return self._postfix()
        if start.value == "not" and least <= _NOT:
            self._enter(self._advance())
            negated = self._expression(_NOT)
            self._leave()
            return Not(negated, self._from(start))
        if start.value in {"-", "+"}:
            self._enter(self._advance())
            operand = self._expression(_SIGN)
            self._leave()
            return Sign(start.value, operand, self._from(start))
        return self._postfix()

    def _logic(self, left: Expression, start: Token) -> Expression:
        word = self._token.value
        binding = _BINDINGS[word]
        operands = [left]
        if isinstance(left, Logic) and left.operator == word:
            operands = left.operands
        while self._binding() == binding:
            self._advance()
            operands.append(self._expression(binding + 1))
        return Logic(word, operands, self._from(start))

    def _compare(self, left: Expression, start: Token) -> Expression:
        compare = Compare([left], [], start.span)
        while self._binding() == _COMPARE:
            word, span = self._comparison_operator()
            compare.operators.append(word)
            compare.operator_spans.append(span)
            compare.operands.append(self._expression(_COMPARE + 1))
        compare.span = self._from(start)
        if len(compare.operators) > 1:
            self._check_chain(compare)
        return compare

    def _comparison_operator(self) -> tuple[str, Span]:
        token = self._advance()
        if token.value in ASSIGN:
            self._not_a_comparison(token)
        if token.kind is TokenKind.OPERATOR:
            return token.value, token.span
        direction = DIRECTIONS.get(self._token.value)
        if direction is None or self._token.kind is not TokenKind.NAME:
            message = Message("formula.e104-no-direction", found=shown(self._token))
            hint = Message("formula.hint-example", formula="a crosses above b")
            self._fail("E104", self._token.span, message, hint)
        return f"crosses {direction}", (token.start, self._advance().end)

    def _not_a_comparison(self, equals: Token) -> NoReturn:
        """Report ``=`` in place of ``==``, or the open bracket above a new line."""
        name = self._tokens[self._at - 2]
        if self._open and name.kind is TokenKind.NAME and name.opens_line:
            self._never_closed(self._open[-1])
        message = Message("formula.e105-assigns", sign=equals.value)
        self._fail("E105", equals.span, message, Message("formula.hint-compare"))

    def _check_chain(self, compare: Compare) -> None:
        words = set(compare.operators)
        if any(words <= way for way in _ONE_WAY):
            return
        message, hint = Message("formula.e108-mixed-chain"), Message("formula.hint-join")
        self._problems.error("E108", compare.operator_spans[1], message, hint)

    def _chain(self, left: Expression, start: Token) -> Expression:
        binding = self._binding()
        chain = Chain([left], [], start.span)
        if isinstance(left, Chain) and _BINDINGS[left.operators[0]] == binding:
            chain = left
        while self._binding() == binding:
            operator = self._advance()
            chain.operators.append(operator.value)
            chain.operator_spans.append(operator.span)
            chain.operands.append(self._expression(binding + 1))
        chain.span = self._from(start)
        return chain

    def _power(self, base: Expression, start: Token) -> Expression:
        self._enter(self._advance())
        exponent = self._expression(_SIGN)
        self._leave()
        return Power(base, exponent, self._from(start))

    def _postfix(self) -> Expression:
        start = self._token
        value = self._atom()
        length = 0
        while self._token.kind is TokenKind.OPERATOR and self._token.value in {"[", ".", "("}:
            length += 1
            if length > limits.MAX_NESTING:
                self._too_deep(self._token)
            value = self._behind(value, start)
        return value

    def _behind(self, value: Expression, start: Token) -> Expression:
        """Parse what stands behind a value: an offset, or an output's name."""
        if self._token.value == ".":
            return self._field(value, start)
        if self._token.value == "(":
            self._cannot_call(value)
        bracket = self._bracket()
        bars = self._expression()
        self._close(bracket, "]")
        return Offset(value, bars, self._from(start))

    def _cannot_call(self, value: Expression) -> NoReturn:
        if isinstance(value, Field) and isinstance(value.target, Name):
            prefix = value.target.name
            hint = Message("formula.hint-without-prefix", name=value.name, prefix=prefix)
            message = Message("formula.e107-foreign-word", word=f"{prefix}.")
            self._fail("E107", value.target.span, message, hint)
        self._fail("E104", self._token.span, Message("formula.e104-not-callable"))

    def _field(self, target: Expression, start: Token) -> Field:
        self._advance()
        name = self._token
        if name.kind not in (TokenKind.NAME, TokenKind.KEYWORD):
            message = Message("formula.e104-no-output-name", found=shown(name))
            self._fail("E104", name.span, message)
        self._advance()
        return Field(target, name.value, self._from(start), name.span)

    def _atom(self) -> Expression:
        token = self._token
        if token.kind is TokenKind.NAME:
            self._advance()
            return self._call(token) if self._is_operator("(") else Name(token.value, token.span)
        if self._is_operator("("):
            return self._group()
        if self._is_operator("$"):
            return self._dollar()
        return self._literal()

    def _literal(self) -> Expression:
        token = self._token
        if token.kind is TokenKind.NUMBER:
            literal: Expression = Number(token.number, token.value, token.span)
        elif token.kind is TokenKind.STRING:
            literal = Text(token.value, token.span)
        elif token.kind is TokenKind.KEYWORD and token.value in {"true", "false", "na"}:
            literal = Literal(token.value, token.span)
        else:
            self._unexpected(token)
        self._advance()
        return literal

    def _group(self) -> Expression:
        bracket = self._bracket()
        value = self._expression()
        self._close(bracket, ")")
        return value

    def _dollar(self) -> Dollar:
        start = self._advance()
        name = self._token
        if name.kind is not TokenKind.NAME:
            self._fail("E104", name.span, Message("formula.e104-no-parameter-name"))
        self._advance()
        return Dollar(name.value, self._from(start))

    def _call(self, name: Token) -> Call:
        bracket = self._bracket()
        call = Call(name.value, [], [], name.span, name.span)
        while not self._is_operator(")"):
            self._argument(call)
            if not self._is_operator(","):
                break
            self._advance()
        self._close(bracket, ")")
        call.span = self._from(name)
        return call

    def _argument(self, call: Call) -> None:
        token = self._token
        following = self._tokens[min(self._at + 1, len(self._tokens) - 1)]
        is_named = following.value == "=" and following.kind is TokenKind.OPERATOR
        if is_named and token.kind is TokenKind.NAME:
            self._advance()
            equals = self._advance()
            value = self._expression()
            call.named.append(NamedArgument(token.value, value, token.span, equals.span))
            return
        if call.named and call.late is None:
            call.late = token.span
        call.arguments.append(self._expression())

    def _advance(self) -> Token:
        """Take the current token."""
        token = self._token
        if token.kind is not TokenKind.END:
            self._at += 1
            self._token = self._tokens[self._at]
        return token

    def _from(self, start: Token) -> Span:
        """Return the span from `start` to the token taken last."""
        return start.start, max(self._tokens[self._at - 1].end, start.end)

    def _is_operator(self, value: str) -> bool:
        return self._token.value == value and self._token.kind is TokenKind.OPERATOR

    def _enter(self, token: Token) -> None:
        self._depth += 1
        if self._depth > limits.MAX_NESTING:
            self._too_deep(token)

    def _too_deep(self, token: Token) -> NoReturn:
        message = Message("formula.e403-too-deep", limit=limits.MAX_NESTING)
        self._fail("E403", token.span, message, Message("formula.hint-name-parts"))

    def _leave(self) -> None:
        self._depth -= 1

    def _bracket(self) -> Token:
        bracket = self._advance()
        self._enter(bracket)
        self._open.append(bracket)
        return bracket

    def _close(self, bracket: Token, closing: str) -> None:
        if not self._is_operator(closing):
            if self._token.kind is TokenKind.END or self._token.value in {")", "]"}:
                self._never_closed(bracket)
            self._unexpected(self._token)
        self._advance()
        self._open.pop()
        self._leave()

    def _fail(self, code: str, span: Span, message: Message, hint: str = "") -> NoReturn:
        self._problems.error(code, span, message, hint)
        raise FaultError

    def _never_closed(self, bracket: Token) -> NoReturn:
        self._fail(*never_closed(bracket))

    def _unexpected(self, token: Token) -> NoReturn:
        """Report why `token` cannot stand here, unless that was reported already."""
        if token.kind is TokenKind.FAULT:
            raise FaultError
        bracket = self._open[-1] if self._open else None
        self._fail(*unexpected(self._tokens, self._at, bracket))


_JOINS: dict[int, Callable[[ExpressionParser, Expression, Token], Expression]] = {
    _OR: ExpressionParser._logic,
    _AND: ExpressionParser._logic,
    _COMPARE: ExpressionParser._compare,
    _SUM: ExpressionParser._chain,
    _TERM: ExpressionParser._chain,
    _POWER: ExpressionParser._power,
}
"""What parses the rest of an operator's operands, by how tightly it binds."""
