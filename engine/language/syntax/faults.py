"""Sentences for words that cannot stand where they stand."""

from __future__ import annotations

from engine.language.syntax.diagnostics import Problem, did_you_mean
from engine.language.syntax.tokens import DIRECTIONS, KEYWORDS, Kind, Token
from engine.messages import Message

_FOREIGN_WORDS = {
    **dict.fromkeys(("if", "then", "else", "iff"), "formula.hint-choice"),
    **dict.fromkeys(("def", "var", "let", "const"), "formula.hint-naming"),
    **dict.fromkeys(("for", "while"), "formula.hint-loops"),
    **dict.fromkeys(("select", "where"), "formula.hint-query"),
    "input": "formula.hint-parameter",
    "rec": "formula.hint-own-past",
    "plot": "formula.hint-plotting",
}
"""Words of other languages, with the code of the hint that says what to write instead."""
_CROSSINGS = frozenset({*DIRECTIONS, "cross", "crossing", "crossover"})


def never_closed(bracket: Token) -> Problem:
    """Return what to say of an opening bracket without its closing one."""
    message = Message("formula.e106-open-bracket", bracket=bracket.value)
    hint = Message("formula.hint-add", text=")" if bracket.value == "(" else "]")
    return Problem("E106", bracket.span, message, hint)


def unexpected(token: Token, before: Token | None, bracket: Token | None) -> Problem:
    """Return what to say of a word that cannot stand here.

    Parameters
    ----------
    token, before : Token
        The word and the one before it.
    bracket : Token or None
        The innermost bracket that is open.
    """
    if token.kind is Kind.END and bracket is not None:
        return never_closed(bracket)
    for word in (before, token):
        if word is not None and word.kind is Kind.NAME and word.value in _FOREIGN_WORDS:
            message = Message("formula.e107-foreign-word", word=word.value)
            return Problem("E107", word.span, message, Message(_FOREIGN_WORDS[word.value]))
    if token.kind is Kind.OPERATOR and token.value in {"?", ":"}:
        hint = Message("formula.hint-choice")
        return Problem("E107", token.span, Message("formula.e107-question-mark"), hint)
    if token.kind is Kind.OPERATOR and token.value in {")", "]"} and bracket is None:
        message = Message("formula.e106-closes-nothing", bracket=token.value)
        return Problem("E106", token.span, message)
    if token.kind is Kind.END and before is not None:
        return Problem("E104", before.span, Message("formula.e104-ends-early", found=shown(before)))
    message = Message("formula.e104-unexpected", found=shown(token))
    return Problem("E104", token.span, message, _hint_for(token, before))


def _hint_for(token: Token, before: Token | None) -> str:
    """Return what the user may have meant by two words in a row."""
    if token.value in _CROSSINGS:
        return Message("formula.hint-crosses")
    if before is None or not _ends_a_value(before) or token.kind is Kind.OPERATOR:
        return ""
    missing_operator = Message("formula.hint-operator")
    if token.kind is Kind.NAME:
        return did_you_mean(token.value, sorted(KEYWORDS), missing_operator)
    return missing_operator


def _ends_a_value(token: Token) -> bool:
    return token.kind in (Kind.NAME, Kind.NUMBER, Kind.STRING) or token.value in {")", "]"}


def shown(token: Token) -> str:
    """Return `token` as a message names it."""
    if token.kind is Kind.END:
        return Message("formula.the-end")
    if token.kind is Kind.SEPARATOR:
        return Message("formula.the-end-of-line") if token.value == "\n" else "';'"
    return f'"{token.value}"' if token.kind is Kind.STRING else f"'{token.value}'"
