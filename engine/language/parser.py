"""Turns tokens into a syntax tree, by precedence climbing (Pratt).

1. Statements are parsed one by one; a fault in one is noted and the next one is still parsed.
2. Operands of one precedence become one flat node, so only brackets, calls, prefix operators and
   powers deepen the recursion, and those are counted against the nesting limit.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import NoReturn

from engine.language import limits
from engine.language.diagnostics import Problems, did_you_mean
from engine.language.lexer import tokenize
from engine.language.syntax import (
    Assignment,
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
    Parameter,
    Power,
    Program,
    Result,
    Sign,
    Statement,
    Text,
)
from engine.language.tokens import DIRECTIONS, KEYWORDS, Kind, Span, Token

_COMPARISONS = frozenset({"<", "<=", ">", ">=", "==", "!="})
_ONE_WAY = ({"<", "<="}, {">", ">="})
_ASSIGN = frozenset({"=", ":="})
_FOREIGN = {
    "?": ("There is no ? : in this language", "Write if(condition, a, b)"),
    ":": ("There is no ? : in this language", "Write if(condition, a, b)"),
}
_FOREIGN_WORDS = {
    "if": "Write if(condition, a, b)",
    "then": "Write if(condition, a, b)",
    "else": "Write if(condition, a, b)",
    "iff": "Write if(condition, a, b)",
    "def": "Write name = expression",
    "var": "Write name = expression",
    "let": "Write name = expression",
    "const": "Write name = expression",
    "input": "Write param name = 20",
    "rec": "A name cannot refer to its own past; see barssince(), valuewhen() and streak()",
    "for": "There are no loops; sum(), count(), any() and all() look at a window of bars",
    "while": "There are no loops; sum(), count(), any() and all() look at a window of bars",
    "plot": "The last line is the condition; plotting is done by the chart",
    "select": "Leave out SELECT and WHERE; the last line is the condition",
    "where": "Leave out SELECT and WHERE; the last line is the condition",
}


Operand = Callable[[], Expression]


class _FaultError(Exception):
    """The current statement cannot be parsed further."""


def parse(text: str, problems: Problems) -> Program | None:
    """Return the syntax tree of `text`, or None where a limit forbids parsing it.

    Parameters
    ----------
    text : str
        The formula.
    problems : Problems
        Takes what is wrong; where it gains errors the tree holds only the sound statements.
    """
    lexed = tokenize(text)
    problems.found.extend(lexed.problems)
    if any(problem.code in ("E401", "E402", "E103") for problem in lexed.problems):
        return None
    parser = _Parser(lexed.tokens, problems)
    return Program(parser.program(), lexed.comments, frozenset(parser.broken))


def parse_tokens(tokens: list[Token], problems: Problems) -> list[Statement]:
    """Return the statements that `tokens` make; see :func:`parse`."""
    return _Parser(tokens, problems).program()


@cache
def parsed(definition: str) -> Expression:
    """Return the syntax tree of an expression from one of the program's own tables."""
    problems = Problems(definition)
    program = parse(definition, problems)
    if program is None or problems.found:
        raise ValueError(f"{definition}: {problems.found}")
    return program.statements[-1].value


class _Parser:
    """One run over the tokens of one text."""

    def __init__(self, tokens: list[Token], problems: Problems) -> None:
        self._tokens = tokens
        self._problems = problems
        self._at = 0
        self._token = tokens[0]
        self._depth = 0
        self._open: list[Token] = []
        self.broken: set[str] = set()

    # ── statements ─────────────────────────────────────────────────────────────────────────────

    def program(self) -> list[Statement]:
        statements: list[Statement] = []
        while self._token.kind is not Kind.END:
            if self._token.kind is Kind.SEPARATOR:
                self._advance()
                continue
            start = self._at
            try:
                statements.append(self._statement())
                self._end_of_statement()
            except _FaultError:
                self._note_broken(start)
                self._recover()
        return statements

    def _statement(self) -> Statement:
        start = self._token
        if start.value == "param" and start.kind is Kind.KEYWORD:
            return self._parameter()
        following = self._tokens[min(self._at + 1, len(self._tokens) - 1)]
        assigns = following.value in _ASSIGN and following.kind is Kind.OPERATOR
        if assigns and start.kind in (Kind.NAME, Kind.KEYWORD):
            if start.kind is Kind.KEYWORD:
                message = f"'{start.value}' is a word of the language and cannot be a name"
                self._fail("E204", start.span, message)
            self._advance()
            self._advance()
            value = self._expression()
            return Assignment(start.value, value, self._from(start), start.span)
        return Result(self._expression(), self._from(start))

    def _parameter(self) -> Parameter:
        start = self._advance()
        name = self._token
        if name.kind is not Kind.NAME:
            self._fail("E104", name.span, f"Expected a name, found {_shown(name)}", "param n = 20")
        self._advance()
        if self._token.value not in {"=", ":"} or self._token.kind is not Kind.OPERATOR:
            message = f"Expected = after the parameter's name, found {_shown(self._token)}"
            self._fail("E104", self._token.span, message, f"param {name.value} = 20")
        self._advance()
        value = self._expression()
        return Parameter(name.value, value, self._from(start), name.span)

    def _end_of_statement(self) -> None:
        token = self._token
        if token.kind in (Kind.END, Kind.SEPARATOR):
            return
        self._unexpected(token)

    def _note_broken(self, start: int) -> None:
        """Remember the name that the statement at `start` would have given."""
        is_parameter = self._tokens[start].value == "param"
        name = self._tokens[min(start + is_parameter, len(self._tokens) - 1)]
        if name.kind is Kind.NAME:
            self.broken.add(name.value)

    def _recover(self) -> None:
        """Go to where the next statement may start."""
        self._open.clear()
        self._depth = 0
        while self._token.kind not in (Kind.END, Kind.SEPARATOR):
            self._advance()

    # ── expressions, from the loosest binding to the tightest ──────────────────────────────────

    def _expression(self) -> Expression:
        return self._logic("or", self._conjunction)

    def _conjunction(self) -> Expression:
        return self._logic("and", self._negation)

    def _logic(self, word: str, operand: Operand) -> Expression:
        start = self._token
        first = operand()
        if not self._is_word(word):
            return first
        operands = _spliced(first, Logic, word)
        while self._is_word(word):
            self._advance()
            operands.append(operand())
        return Logic(word, operands, self._from(start))

    def _negation(self) -> Expression:
        if not self._is_word("not"):
            return self._comparison()
        start = self._advance()
        self._enter(start)
        operand = self._negation()
        self._leave()
        return Not(operand, self._from(start))

    def _comparison(self) -> Expression:
        start = self._token
        first = self._sum()
        operator = self._comparison_operator()
        if operator is None:
            return first
        compare = Compare([first], [], start.span)
        while operator is not None:
            word, span = operator
            compare.operators.append(word)
            compare.operator_spans.append(span)
            compare.operands.append(self._sum())
            operator = self._comparison_operator()
        compare.span = self._from(start)
        if len(compare.operators) > 1:
            self._check_chain(compare)
        return compare

    def _comparison_operator(self) -> tuple[str, Span] | None:
        token = self._token
        if token.kind is Kind.OPERATOR:
            if token.value in _COMPARISONS:
                self._advance()
                return token.value, token.span
            if token.value in _ASSIGN:
                hint = "Write == to compare"
                self._fail("E105", token.span, f"'{token.value}' does not compare", hint)
        elif token.kind is Kind.KEYWORD and token.value in {"crosses", "crossed"}:
            self._advance()
            direction = DIRECTIONS.get(self._token.value)
            if direction is None or self._token.kind is not Kind.NAME:
                message = f"Expected above or below, found {_shown(self._token)}"
                self._fail("E104", self._token.span, message, "a crosses above b")
            span = (token.start, self._advance().end)
            return f"crosses {direction}", span
        return None

    def _check_chain(self, compare: Compare) -> None:
        words = set(compare.operators)
        if any(words <= way for way in _ONE_WAY):
            return
        message = "A chain of comparisons must go one way: all < and <=, or all > and >="
        hint = "Join the comparisons with and"
        self._problems.error("E108", compare.operator_spans[1], message, hint)

    def _sum(self) -> Expression:
        return self._chain(("+", "-"), self._term)

    def _term(self) -> Expression:
        return self._chain(("*", "/", "%"), self._unary)

    def _chain(self, operators: tuple[str, ...], operand: Operand) -> Expression:
        start = self._token
        first = operand()
        token = self._token
        if token.kind is not Kind.OPERATOR or token.value not in operators:
            return first
        chain = Chain([first], [], start.span)
        if isinstance(first, Chain) and first.operators[0] in operators:
            chain = first
        while token.kind is Kind.OPERATOR and token.value in operators:
            chain.operators.append(token.value)
            chain.operator_spans.append(token.span)
            self._advance()
            chain.operands.append(operand())
            token = self._token
        chain.span = self._from(start)
        return chain

    def _unary(self) -> Expression:
        token = self._token
        if token.kind is not Kind.OPERATOR or token.value not in {"-", "+"}:
            return self._power()
        self._advance()
        self._enter(token)
        operand = self._unary()
        self._leave()
        return Sign(token.value, operand, self._from(token))

    def _power(self) -> Expression:
        start = self._token
        base = self._postfix()
        if self._token.value != "^" or self._token.kind is not Kind.OPERATOR:
            return base
        self._enter(self._advance())
        exponent = self._unary()
        self._leave()
        return Power(base, exponent, self._from(start))

    def _postfix(self) -> Expression:
        start = self._token
        value = self._atom()
        while self._token.kind is Kind.OPERATOR:
            if self._token.value == "[":
                bracket = self._bracket()
                bars = self._expression()
                self._close(bracket, "]")
                value = Offset(value, bars, self._from(start))
            elif self._token.value == ".":
                value = self._field(value, start)
            elif self._token.value == "(":
                self._cannot_call(value)
            else:
                break
        return value

    def _cannot_call(self, value: Expression) -> NoReturn:
        if isinstance(value, Field) and isinstance(value.target, Name):
            hint = f"Write {value.name}(...) without '{value.target.name}.'"
            message = f"'{value.target.name}.' is not part of this language"
            self._fail("E107", value.target.span, message, hint)
        self._fail("E104", self._token.span, "Only a name can be called")

    def _field(self, target: Expression, start: Token) -> Field:
        self._advance()
        name = self._token
        if name.kind not in (Kind.NAME, Kind.KEYWORD):
            self._fail("E104", name.span, f"Expected an output's name, found {_shown(name)}")
        self._advance()
        return Field(target, name.value, self._from(start), name.span)

    # ── atoms and calls ────────────────────────────────────────────────────────────────────────

    def _atom(self) -> Expression:
        token = self._token
        if token.kind is Kind.NAME:
            self._advance()
            return self._call(token) if self._is_operator("(") else Name(token.value, token.span)
        if self._is_operator("("):
            return self._group()
        if self._is_operator("$"):
            return self._dollar()
        return self._literal()

    def _literal(self) -> Expression:
        token = self._token
        if token.kind is Kind.NUMBER:
            literal: Expression = Number(token.number, token.value, token.span)
        elif token.kind is Kind.STRING:
            literal = Text(token.value, token.span)
        elif token.kind is Kind.KEYWORD and token.value in {"true", "false", "na"}:
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
        if name.kind is not Kind.NAME:
            self._fail("E104", name.span, "Expected a parameter's name after $")
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
        is_named = following.value == "=" and following.kind is Kind.OPERATOR
        if is_named and token.kind is Kind.NAME:
            self._advance()
            self._advance()
            value = self._expression()
            call.named.append(NamedArgument(token.value, value, token.span))
            return
        if call.named:
            message = "An argument without a name cannot follow one with a name"
            self._problems.error("E109", token.span, message)
        call.arguments.append(self._expression())

    # ── steps ──────────────────────────────────────────────────────────────────────────────────

    def _advance(self) -> Token:
        """Take the current token."""
        token = self._token
        if token.kind is not Kind.END:
            self._at += 1
            self._token = self._tokens[self._at]
        return token

    def _from(self, start: Token) -> Span:
        """Return the span from `start` to the token taken last."""
        return start.start, max(self._tokens[self._at - 1].end, start.end)

    def _is_word(self, word: str) -> bool:
        return self._token.value == word and self._token.kind in (Kind.KEYWORD, Kind.OPERATOR)

    def _is_operator(self, value: str) -> bool:
        return self._token.value == value and self._token.kind is Kind.OPERATOR

    def _enter(self, token: Token) -> None:
        self._depth += 1
        if self._depth > limits.MAX_NESTING:
            message = f"More than {limits.MAX_NESTING} levels of nesting"
            self._fail("E403", token.span, message, "Give parts of it names: a = ...")

    def _leave(self) -> None:
        self._depth -= 1

    def _bracket(self) -> Token:
        bracket = self._advance()
        self._enter(bracket)
        self._open.append(bracket)
        return bracket

    def _close(self, bracket: Token, closing: str) -> None:
        if not self._is_operator(closing):
            if self._token.kind is Kind.END or self._token.value in {")", "]"}:
                message = f"This '{bracket.value}' is never closed"
                self._fail("E106", bracket.span, message, f"Add {closing}")
            self._unexpected(self._token, f" or {closing}")
        self._advance()
        self._open.pop()
        self._leave()

    # ── faults ─────────────────────────────────────────────────────────────────────────────────

    def _fail(self, code: str, span: Span, message: str, hint: str = "") -> NoReturn:
        self._problems.error(code, span, message, hint)
        raise _FaultError

    def _unexpected(self, token: Token, expected: str = "") -> NoReturn:
        """Say as well as can be why `token` cannot stand here."""
        value, span = token.value, token.span
        if token.kind is Kind.OPERATOR:
            if value in _ASSIGN:
                self._fail("E105", span, f"'{value}' does not compare", "Write == to compare")
            if value in _FOREIGN:
                self._fail("E107", span, *_FOREIGN[value])
            if value in {")", "]"} and not self._open:
                self._fail("E106", span, f"This '{value}' closes nothing")
        if token.kind is Kind.END and self._open:
            bracket = self._open[-1]
            hint = "Add )" if bracket.value == "(" else "Add ]"
            self._fail("E106", bracket.span, f"This '{bracket.value}' is never closed", hint)
        before = self._tokens[self._at - 1] if self._at else None
        if before is not None and before.kind is Kind.NAME and before.value in _FOREIGN_WORDS:
            message = f"'{before.value}' is not part of this language"
            self._fail("E107", before.span, message, _FOREIGN_WORDS[before.value])
        if token.kind is Kind.NAME and value in _FOREIGN_WORDS:
            message = f"'{value}' is not part of this language"
            self._fail("E107", span, message, _FOREIGN_WORDS[value])
        if token.kind is Kind.END and before is not None:
            self._fail("E104", before.span, f"The formula ends after {_shown(before)}{expected}")
        self._fail("E104", span, f"Unexpected {_shown(token)}", _hint_for(token, before))


def _hint_for(token: Token, before: Token | None) -> str:
    """Return what the user may have meant by two words in a row."""
    if token.value in DIRECTIONS or token.value in {"cross", "crossing", "crossover"}:
        return "Write: a crosses above b"
    if before is not None and _ends_a_value(before) and token.kind is not Kind.OPERATOR:
        if token.kind is Kind.NAME:
            hint = did_you_mean(token.value, sorted(KEYWORDS))
            return hint or "Two values need an operator between them, such as and, > or +"
        return "Two values need an operator between them, such as and, > or +"
    return ""


def _ends_a_value(token: Token) -> bool:
    return token.kind in (Kind.NAME, Kind.NUMBER, Kind.STRING) or token.value in {")", "]"}


def _shown(token: Token) -> str:
    if token.kind is Kind.END:
        return "the end"
    if token.kind is Kind.SEPARATOR:
        return "the end of the line" if token.value == "\n" else "';'"
    return f'"{token.value}"' if token.kind is Kind.STRING else f"'{token.value}'"


def _spliced(first: Expression, kind: type[Logic], word: str) -> list[Expression]:
    """Return the operands of a bracketed first operand of the same kind, else itself."""
    if isinstance(first, kind) and first.operator == word:
        return first.operands
    return [first]
