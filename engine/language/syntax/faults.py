"""Sentences for words that cannot stand where they stand."""

from __future__ import annotations

from typing import NamedTuple

from engine.language.syntax.diagnostics import did_you_mean
from engine.language.syntax.tokens import DIRECTIONS, KEYWORDS, Kind, Span, Token

_CHOICE = "Write if(condition, a, b)"
_NAMING = "Write name = expression"
_LOOPS = "There are no loops; sum(), count(), any() and all() look at a window of bars"
_QUERY = "Leave out SELECT and WHERE; the last line is the condition"
_MISSING_OPERATOR = "Two values need an operator between them, such as and, > or +"

_FOREIGN_WORDS = {
    "if": _CHOICE,
    "then": _CHOICE,
    "else": _CHOICE,
    "iff": _CHOICE,
    "def": _NAMING,
    "var": _NAMING,
    "let": _NAMING,
    "const": _NAMING,
    "input": "Write param name = 20",
    "rec": "A name cannot refer to its own past; see barssince(), valuewhen() and streak()",
    "for": _LOOPS,
    "while": _LOOPS,
    "plot": "The last line is the condition; plotting is done by the chart",
    "select": _QUERY,
    "where": _QUERY,
}
_CROSSINGS = frozenset({*DIRECTIONS, "cross", "crossing", "crossover"})


class Fault(NamedTuple):
    """What is wrong, where, and the way out."""

    code: str
    span: Span
    message: str
    hint: str = ""


def never_closed(bracket: Token) -> Fault:
    """Return what to say of an opening bracket without its closing one."""
    hint = "Add )" if bracket.value == "(" else "Add ]"
    return Fault("E106", bracket.span, f"This '{bracket.value}' is never closed", hint)


def unexpected(token: Token, before: Token | None, bracket: Token | None, expected: str) -> Fault:
    """Return what to say of a word that cannot stand here.

    Parameters
    ----------
    token, before : Token
        The word and the one before it.
    bracket : Token or None
        The innermost bracket that is open.
    expected : str
        What might have stood here, such as `` or )``.
    """
    if token.kind is Kind.END and bracket is not None:
        return never_closed(bracket)
    for word in (before, token):
        if word is not None and word.kind is Kind.NAME and word.value in _FOREIGN_WORDS:
            message = f"'{word.value}' is not part of this language"
            return Fault("E107", word.span, message, _FOREIGN_WORDS[word.value])
    if token.kind is Kind.OPERATOR and token.value in {"?", ":"}:
        return Fault("E107", token.span, "There is no ? : in this language", _CHOICE)
    if token.kind is Kind.OPERATOR and token.value in {")", "]"} and bracket is None:
        return Fault("E106", token.span, f"This '{token.value}' closes nothing")
    if token.kind is Kind.END and before is not None:
        return Fault("E104", before.span, f"The formula ends after {shown(before)}{expected}")
    return Fault("E104", token.span, f"Unexpected {shown(token)}", _hint_for(token, before))


def _hint_for(token: Token, before: Token | None) -> str:
    """Return what the user may have meant by two words in a row."""
    if token.value in _CROSSINGS:
        return "Write: a crosses above b"
    if before is None or not _ends_a_value(before) or token.kind is Kind.OPERATOR:
        return ""
    if token.kind is Kind.NAME:
        return did_you_mean(token.value, sorted(KEYWORDS), _MISSING_OPERATOR)
    return _MISSING_OPERATOR


def _ends_a_value(token: Token) -> bool:
    return token.kind in (Kind.NAME, Kind.NUMBER, Kind.STRING) or token.value in {")", "]"}


def shown(token: Token) -> str:
    """Return `token` as a message names it."""
    if token.kind is Kind.END:
        return "the end"
    if token.kind is Kind.SEPARATOR:
        return "the end of the line" if token.value == "\n" else "';'"
    return f'"{token.value}"' if token.kind is Kind.STRING else f"'{token.value}'"
