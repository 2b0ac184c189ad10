"""Turns tokens into a syntax tree.

Statements are parsed one by one; a fault in one is noted and the next one is still parsed.
"""

from __future__ import annotations

from functools import cache

from engine.language.syntax.diagnostics import Problems
from engine.language.syntax.expression_parser import ASSIGN, ExpressionParser, FaultError
from engine.language.syntax.faults import shown
from engine.language.syntax.lexer import tokenize
from engine.language.syntax.tokens import Token, TokenKind
from engine.language.syntax.tree import (
    Assignment,
    Expression,
    Parameter,
    Program,
    Result,
    Statement,
)
from engine.messages import Message


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
    problems.extend(lexed.problems)
    if any(problem.code in ("E401", "E402", "E103") for problem in lexed.problems):
        return None
    parser = _Parser(lexed.tokens, problems)
    return Program(parser.program(), lexed.comments, frozenset(parser.broken), parser.fragments)


def parse_tokens(tokens: list[Token], problems: Problems) -> list[Statement]:
    """Return the statements that `tokens` make; see :func:`parse`."""
    return _Parser(tokens, problems).program()


@cache
def parsed(definition: str) -> Expression:
    """Return the syntax tree of an expression from one of the program's own tables."""
    problems = Problems(definition)
    program = parse(definition, problems)
    if program is None or problems.diagnostics:
        raise ValueError(f"{definition}: {problems.diagnostics}")
    return program.statements[-1].value


class _Parser(ExpressionParser):
    """One run over the tokens of one text."""

    def __init__(self, tokens: list[Token], problems: Problems) -> None:
        super().__init__(tokens, problems)
        self.broken: set[str] = set()
        self.fragments: list[list[Token]] = []

    def program(self) -> list[Statement]:
        statements: list[Statement] = []
        while self._token.kind is not TokenKind.END:
            if self._token.kind is TokenKind.SEPARATOR:
                self._advance()
                continue
            start = self._at
            try:
                statement = self._statement()
                self._end_of_statement()
                statements.append(statement)
            except FaultError:
                self._note_broken(start)
                self._recover()
        return statements

    def _statement(self) -> Statement:
        start = self._token
        if start.value == "param" and start.kind is TokenKind.KEYWORD:
            return self._parameter()
        following = self._tokens[min(self._at + 1, len(self._tokens) - 1)]
        assigns = following.value in ASSIGN and following.kind is TokenKind.OPERATOR
        if assigns and start.kind in (TokenKind.NAME, TokenKind.KEYWORD):
            self._must_be_free(start)
            self._advance()
            self._advance()
            value = self._expression()
            return Assignment(start.value, value, self._from(start), start.span)
        return Result(self._expression(), self._from(start))

    def _parameter(self) -> Parameter:
        start = self._advance()
        name = self._token
        self._must_be_free(name)
        if name.kind is not TokenKind.NAME:
            message = Message("formula.e104-not-a-name", found=shown(name))
            hint = Message("formula.hint-example", formula="param n = 20")
            self._fail("E104", name.span, message, hint)
        self._advance()
        if self._token.value not in ASSIGN or self._token.kind is not TokenKind.OPERATOR:
            message = Message("formula.e104-no-value-for-parameter", found=shown(self._token))
            hint = Message("formula.hint-example", formula=f"param {name.value} = 20")
            self._fail("E104", self._token.span, message, hint)
        self._advance()
        value = self._expression()
        return Parameter(name.value, value, self._from(start), name.span)

    def _must_be_free(self, name: Token) -> None:
        if name.kind is TokenKind.KEYWORD:
            message = Message("formula.e204-keyword", name=name.value)
            self._fail("E204", name.span, message, Message("formula.hint-other-name"))

    def _end_of_statement(self) -> None:
        token = self._token
        if token.kind in (TokenKind.END, TokenKind.SEPARATOR):
            return
        self._unexpected(token)

    def _note_broken(self, start: int) -> None:
        """Remember the statement at `start` and the name that it would have given."""
        is_parameter = self._tokens[start].value == "param"
        name, *following = self._tokens[start + is_parameter :][:2]
        is_assigned = any(token.value in ASSIGN for token in following)
        if name.kind is TokenKind.NAME and (is_parameter or is_assigned):
            self.broken.add(name.value)
        self.fragments.append(self._tokens[start : self._at + 1])

    def _recover(self) -> None:
        """Go to where the next statement may start."""
        self._open.clear()
        self._depth = 0
        while self._token.kind not in (TokenKind.END, TokenKind.SEPARATOR):
            self._advance()
