"""Sentences for words that cannot stand where they stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.language.syntax.diagnostics import Problem, did_you_mean
from engine.language.syntax.tokens import DIRECTIONS, KEYWORDS, Token, TokenKind
from engine.messages import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

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
_FIRST_GROUP = re.compile(r"[0-9]{1,3}")
_GROUP = re.compile(r"[0-9]{3}(?:\.[0-9]+)?[kmb]?")
_CROSSINGS = frozenset({*DIRECTIONS, "cross", "crossing", "crossover"})


def never_closed(bracket: Token) -> Problem:
    """Return what to say of an opening bracket without its closing one."""
    message = Message("formula.e106-open-bracket", bracket=bracket.value)
    hint = Message("formula.hint-add", text=")" if bracket.value == "(" else "]")
    return Problem("E106", bracket.span, message, hint)


def unexpected(tokens: Sequence[Token], at: int, bracket: Token | None) -> Problem:
    """Return what to say of a word that cannot stand here.

    Parameters
    ----------
    tokens : sequence of Token
        All words of the text.
    at : int
        Which of them is meant.
    bracket : Token or None
        The innermost bracket that is open.
    """
    token, before = tokens[at], tokens[at - 1] if at else None
    if token.kind is TokenKind.END and bracket is not None:
        return never_closed(bracket)
    for word in (before, token):
        if word is not None and word.kind is TokenKind.NAME and word.value in _FOREIGN_WORDS:
            message = Message("formula.e107-foreign-word", word=word.value)
            return Problem("E107", word.span, message, Message(_FOREIGN_WORDS[word.value]))
    if token.kind is TokenKind.OPERATOR and token.value in {"?", ":"}:
        hint = Message("formula.hint-choice")
        return Problem("E107", token.span, Message("formula.e107-question-mark"), hint)
    if token.kind is TokenKind.OPERATOR and token.value in {")", "]"} and bracket is None:
        message = Message("formula.e106-closes-nothing", bracket=token.value)
        return Problem("E106", token.span, message)
    if token.kind is TokenKind.END and before is not None:
        return Problem("E104", before.span, Message("formula.e104-ends-early", found=shown(before)))
    message = Message("formula.e104-unexpected", found=shown(token))
    return Problem(
        "E104", token.span, message, _hint_for_thousands(tokens, at) or _hint_for(token, before)
    )


def _hint_for(token: Token, before: Token | None) -> str:
    """Return what the user may have meant by two words in a row."""
    if token.value in _CROSSINGS:
        return Message("formula.hint-crosses")
    if before is None or not _ends_a_value(before) or token.kind is TokenKind.OPERATOR:
        return ""
    missing_operator = Message("formula.hint-operator")
    if token.kind is TokenKind.NAME:
        return did_you_mean(token.value, sorted(KEYWORDS), missing_operator)
    return missing_operator


def _hint_for_thousands(tokens: Sequence[Token], at: int) -> str:
    """Return how to write ``1,000``, ``1 000`` or ``1'000`` where one of them breaks off here."""
    groups = "".join(f" {token.value}" for token in _numbers_around(tokens, at))
    return thousands_hint(groups.split())


def _numbers_around(tokens: Sequence[Token], at: int) -> list[Token]:
    """Return the numbers around a word which have but one character between them."""
    first = at - 1
    if first < 0 or tokens[first].kind is not TokenKind.NUMBER:
        return []
    numbers = [tokens[first]]
    for token in tokens[at:]:
        is_separator = token.kind is TokenKind.OPERATOR and token.value == ","
        if is_separator and token.start == numbers[-1].end:
            continue
        is_group = token.kind in (TokenKind.NUMBER, TokenKind.STRING)
        if not is_group or token.start > numbers[-1].end + 1:
            break
        numbers.append(token)
    return numbers


def thousands_hint(groups: Sequence[str]) -> str:
    """Return how to write a number whose digits stand in `groups`, or an empty text."""
    is_number = len(groups) > 1 and _FIRST_GROUP.fullmatch(groups[0]) is not None
    if not is_number or not all(_GROUP.fullmatch(group) for group in groups[1:]):
        return ""
    return Message("formula.hint-thousands", number="".join(groups))


def _ends_a_value(token: Token) -> bool:
    return token.kind in (TokenKind.NAME, TokenKind.NUMBER, TokenKind.STRING) or token.value in {
        ")",
        "]",
    }


def shown(token: Token) -> str:
    """Return `token` as a message names it."""
    if token.kind is TokenKind.END:
        return Message("formula.the-end")
    if token.kind is TokenKind.SEPARATOR:
        return Message("formula.the-end-of-line") if token.value == "\n" else "';'"
    return f'"{token.value}"' if token.kind is TokenKind.STRING else f"'{token.value}'"
