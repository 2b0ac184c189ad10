"""Dialects with operators and calls like ours: AFL, TDX, Kiwoom and MetaStock.

1. Blank out comments that we do not know, and cut the text into tokens.
2. Turn the dialect's signs into ours (``=`` and ``:=`` differ), parse, and rewrite the calls.
3. Where the dialect marks no result, take what it scans for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.language.syntax.diagnostics import Problems
from engine.language.syntax.lexer import tokenize
from engine.language.syntax.parser import parse_tokens
from engine.language.syntax.printer import Printer
from engine.language.syntax.tokens import Token, TokenKind
from engine.language.syntax.tree import Assignment, Call, Expression, Parameter, Result, Statement
from engine.language.translate.rewrite import Leftover, Rewriter, Rules

if TYPE_CHECKING:
    from collections.abc import Callable

_NO_LINE_BREAK = re.compile(r"[^\n]")


@dataclass(frozen=True, slots=True)
class Dialect:
    """What distinguishes a language.

    Attributes
    ----------
    name : str
        What people call it.
    rules : Rules
        What its calls become.
    names : dict of str to str
        What its bare names become.
    ours : frozenset of str
        Its calls that mean the same in our language.
    compares_with_equals : bool
        ``=`` compares and ``:=`` assigns.
    colon_outputs : bool
        ``NAME: expression`` is a result.
    has_brace_comments : bool
        What stands in ``{`` and ``}`` is a comment.
    results : tuple of str
        Variables that hold the condition, the likeliest first.
    parameter : callable or None
        Returns the default of a call that asks the user for a number, else None.
    """

    name: str
    rules: Rules
    names: dict[str, str] = field(default_factory=dict)
    ours: frozenset[str] = frozenset()
    compares_with_equals: bool = False
    colon_outputs: bool = False
    has_brace_comments: bool = False
    results: tuple[str, ...] = ()
    parameter: Callable[[Call], Expression | None] | None = None


@dataclass(frozen=True, slots=True)
class Translation:
    """A translated text.

    Attributes
    ----------
    text : str
        In our language; what was not translated stands in it as it was.
    leftovers : tuple of Leftover
        What was not translated, and why.
    """

    text: str
    leftovers: tuple[Leftover, ...]


def translate_dialect(text: str, dialect: Dialect) -> Translation:
    """Return `text` of `dialect` in our language."""
    problems = Problems(text)
    lexed = tokenize(_without_comments(text, dialect))
    problems.extend(lexed.problems)
    statements = parse_tokens(_our_signs(lexed.tokens, dialect), problems)
    rewriter = Rewriter(text, dialect.rules, dialect.names, dialect.ours, dialect.name.lower())
    lines = [
        _statement(statement, rewriter, dialect) for statement in _with_result(statements, dialect)
    ]
    faults = (
        Leftover(text[p.offset : p.offset + p.length], p.offset, p.message)
        for p in problems.in_order()
    )
    return Translation("\n".join(lines), (*faults, *rewriter.leftovers))


def _without_comments(text: str, dialect: Dialect) -> str:
    """Return `text` with the dialect's own comments blanked out, at the same places."""
    if not dialect.has_brace_comments:
        return text
    pieces: list[str] = []
    end = 0
    while (start := text.find("{", end)) >= 0:
        stop = text.find("}", start) + 1
        if not stop:
            break  # never closed, and so is none behind it
        pieces += [text[end:start], _NO_LINE_BREAK.sub(" ", text[start:stop])]
        end = stop
    return "".join([*pieces, text[end:]])


def _our_signs(tokens: list[Token], dialect: Dialect) -> list[Token]:
    for i, token in enumerate(tokens):
        if (
            token.kind is TokenKind.KEYWORD
            and tokens[i + 1].value == "("
            and token.value == "param"
        ):
            token.kind = TokenKind.NAME  # a function elsewhere
        if token.kind is not TokenKind.OPERATOR:
            continue
        if token.value in ("%", "$") and _is_alone(tokens, i):
            tokens[i] = Token(TokenKind.STRING, token.value, token.start, token.end)
        elif dialect.compares_with_equals and token.value == "=":
            token.value = "=="
        elif token.value == ":=" or (dialect.colon_outputs and token.value == ":"):
            token.value = "="
    return tokens


def _is_alone(tokens: list[Token], i: int) -> bool:
    """Whether a sign is an argument by itself, as in MetaStock's ``ROC(C, 10, %)``."""
    return tokens[i - 1].value == "," and tokens[i + 1].value == ")"


def _with_result(statements: list[Statement], dialect: Dialect) -> list[Statement]:
    """Return `statements` with the condition as the last, bare one."""
    bare = [s for s in statements if isinstance(s, Result)]
    if bare or not statements:
        return [s for s in statements if s not in bare[:-1]]
    assigned = {s.name: s for s in statements if isinstance(s, Assignment)}
    for name in dialect.results:
        if name in assigned:
            others = [s for s in statements if s is not assigned[name]]
            return [*others, Result(assigned[name].value, assigned[name].span)]
    last = statements[-1]
    return [*statements[:-1], Result(last.value, last.span)]


def _statement(statement: Statement, rewriter: Rewriter, dialect: Dialect) -> str:
    printer = Printer()
    if isinstance(statement, Assignment) and isinstance(statement.value, Call):
        default = dialect.parameter and dialect.parameter(statement.value)
        if default is not None:
            statement = Parameter(statement.name, default, statement.span, statement.name_span)
    text = printer.show(rewriter.rewrite(statement.value))
    if isinstance(statement, Result):
        return text
    word = "param " if isinstance(statement, Parameter) else ""
    return f"{word}{rewriter.assign(statement.name)} = {text}"
