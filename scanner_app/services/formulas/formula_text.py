"""Looking at a formula's text around the cursor; plain functions over the lexer's tokens."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from engine.language.syntax.lexer import tokenize
from engine.language.syntax.tokens import DIRECTIONS, TokenKind

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from engine.language.syntax.tokens import Token

_OPEN, _CLOSE = "([", ")]"
COMMENT_SIGN = "# "


class Style(StrEnum):
    """How the editor colours a piece of text."""

    KEYWORD = "keyword"
    FUNCTION = "function"
    SERIES = "series"
    VARIABLE = "variable"
    NUMBER = "number"
    TEXT = "text"
    OPERATOR = "operator"
    COMMENT = "comment"


class StyledSpan(NamedTuple):
    """A piece of text with its style."""

    start: int
    end: int
    style: Style


@dataclass(frozen=True, slots=True)
class OpenCall:
    """The call whose brackets the cursor stands in.

    Attributes
    ----------
    function : str
        Its name, lower-case.
    argument : int
        The number of the argument under the cursor, from 0.
    keyword : str
        The name of that argument where it is a named one.
    start : int
        Where the call begins.
    """

    function: str
    argument: int
    keyword: str
    start: int


_STYLES = {
    TokenKind.NUMBER: Style.NUMBER,
    TokenKind.STRING: Style.TEXT,
    TokenKind.KEYWORD: Style.KEYWORD,
    TokenKind.OPERATOR: Style.OPERATOR,
}


def styled_spans(text: str, series: Collection[str]) -> list[StyledSpan]:
    """Return the coloured pieces of `text`; names in `series` are series, called ones functions."""
    lexed = tokenize(text)
    spans = [StyledSpan(c.start, c.end, Style.COMMENT) for c in lexed.comments]
    for number, token in enumerate(lexed.tokens):
        style = _STYLES.get(token.kind)
        if token.kind is TokenKind.NAME:
            style = _name_style(lexed.tokens, number, series)
        if style is not None:
            spans.append(StyledSpan(token.start, token.end, style))
    return spans


def _name_style(tokens: Sequence[Token], number: int, series: Collection[str]) -> Style:
    """Return the style of the name that is token `number`."""
    token, after = tokens[number], tokens[number + 1]
    if after.value == "(" and token.value not in series:
        return Style.FUNCTION
    before = tokens[number - 1].value if number else ""
    if before in ("crosses", "crossed") and token.value in DIRECTIONS:
        return Style.KEYWORD
    return Style.SERIES if token.value in series else Style.VARIABLE


def word_at(text: str, position: int) -> str:
    """Return the name that touches `position`, lower-case, or an empty string."""
    for token in tokenize(text).tokens:
        if token.start <= position <= token.end and token.kind in (
            TokenKind.NAME,
            TokenKind.KEYWORD,
        ):
            return token.value
    return ""


def prefix_at(text: str, position: int) -> str:
    """Return what is typed of the name that ends at `position`; empty in comments and numbers."""
    lexed = tokenize(text[:position])
    token = lexed.tokens[-2] if len(lexed.tokens) > 1 else None
    is_name = token is not None and token.kind in (TokenKind.NAME, TokenKind.KEYWORD)
    if token is None or not is_name or token.end != position:
        return ""
    return text[token.start : position]


def field_owner(text: str, position: int) -> str:
    """Return the name before the point at `position` (``m`` in ``m.li``), or an empty string."""
    tokens = tokenize(text[:position]).tokens[:-1]
    if tokens and tokens[-1].kind is TokenKind.NAME:
        tokens = tokens[:-1]
    if len(tokens) < 2 or tokens[-1].value != ".":
        return ""
    owner = _before_bracket(tokens[:-1])
    return owner.value if owner is not None and owner.kind is TokenKind.NAME else ""


def _before_bracket(tokens: Sequence[Token]) -> Token | None:
    """Return the last token, or the one before the brackets that it closes."""
    depth = 0
    for token in reversed(tokens):
        if token.kind is TokenKind.OPERATOR and token.value in _CLOSE:
            depth += 1
        elif token.kind is TokenKind.OPERATOR and token.value in _OPEN:
            depth -= 1
        elif depth == 0:
            return token
    return None


def open_call(text: str, position: int) -> OpenCall | None:
    """Return the innermost call whose brackets `position` stands in."""
    tokens = tokenize(text[:position]).tokens[:-1]
    depth, argument, keyword = 0, 0, ""
    for number in range(len(tokens) - 1, -1, -1):
        token = tokens[number]
        if token.kind is not TokenKind.OPERATOR:
            continue
        if token.value in _CLOSE:
            depth += 1
        elif token.value in _OPEN and depth > 0:
            depth -= 1
        elif token.value == "(":
            caller = tokens[number - 1] if number else None
            if caller is not None and caller.kind is TokenKind.NAME:
                return OpenCall(caller.value, argument, keyword, caller.start)
            argument, keyword = 0, ""
        elif depth == 0 and token.value == ",":
            argument += 1
        elif depth == 0 and token.value == "=" and argument == 0 and not keyword:
            keyword = tokens[number - 1].value if number else ""
    return None


def bracket_pair(text: str, position: int) -> tuple[int, int] | None:
    """Return the places of the bracket beside `position` and of its partner."""
    brackets = [
        (token.start, token.value)
        for token in tokenize(text).tokens
        if token.kind is TokenKind.OPERATOR and token.value in _OPEN + _CLOSE
    ]
    stack: list[tuple[int, str]] = []
    for start, sign in brackets:
        if sign in _OPEN:
            stack.append((start, sign))
        elif stack and _OPEN.index(stack[-1][1]) == _CLOSE.index(sign):
            opened = stack.pop()[0]
            if position in (opened, opened + 1, start, start + 1):
                return opened, start
    return None


def toggled_comment(lines: Sequence[str]) -> list[str]:
    """Return `lines` commented out, or in again where all of them are out."""
    filled = [line for line in lines if line.strip()]
    if filled and all(line.lstrip().startswith("#") for line in filled):
        return [_uncommented(line) for line in lines]
    return [COMMENT_SIGN + line if line.strip() else line for line in lines]


def _uncommented(line: str) -> str:
    """Return `line` without its first comment sign."""
    indent, _, rest = line.partition("#")
    return indent + rest.removeprefix(" ")


def clause_count(text: str) -> int:
    """Return how many conditions `and` and `or` join in the last statement."""
    count, has_begun = 0, False
    for token in tokenize(text).tokens[:-1]:
        if token.kind is TokenKind.SEPARATOR:
            has_begun = False
        elif not has_begun:
            count, has_begun = 1, True
        elif token.kind is TokenKind.KEYWORD and token.value in ("and", "or"):
            count += 1
    return count
