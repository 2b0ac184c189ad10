"""What the lexer hands to the parser and to the editor."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.errors import Diagnostic

Span = tuple[int, int]
"""Start and end of a piece of the text, in characters of the text as given."""


class TokenKind(StrEnum):
    """Kinds of tokens; the editor colours by these."""

    NUMBER = "number"
    STRING = "string"
    NAME = "name"
    KEYWORD = "keyword"
    OPERATOR = "operator"
    SEPARATOR = "separator"
    FAULT = "fault"
    """Something that was reported already; the parser gives up on its statement in silence."""
    END = "end"


KEYWORDS = frozenset({"and", "or", "not", "param", "crosses", "crossed", "true", "false", "na"})
"""Words that cannot be names."""

DIRECTIONS = {"above": "above", "over": "above", "below": "below", "under": "below"}
"""What may follow ``crosses``, with its canonical word."""


@dataclass(slots=True, eq=False)
class Token:
    """A word of the language.

    Attributes
    ----------
    kind : TokenKind
        What sort of word.
    value : str
        The word in canonical spelling: lower-case NFC names, ``and`` for ``&&``, ``^`` for ``**``.
    start, end : int
        Its place in the text as given.
    number : float
        The value of a number.
    opens_line : bool
        Whether it is the first word of a line inside brackets.
    """

    kind: TokenKind
    value: str
    start: int
    end: int
    number: float = 0.0
    opens_line: bool = False

    @property
    def span(self) -> Span:
        """Place in the text as given."""
        return self.start, self.end


@dataclass(slots=True, eq=False)
class Comment:
    """A comment, delimiters included; the formatter keeps it."""

    text: str
    start: int
    end: int


@dataclass(slots=True, eq=False)
class Lexed:
    """All that the lexer found; it never raises.

    Attributes
    ----------
    tokens : list of Token
        Ends with one END token. Newlines that end no statement are left out.
    comments : list of Comment
        In order.
    problems : list of Diagnostic
        Characters, numbers, strings and comments that are wrong, and texts beyond the limits.
    """

    tokens: list[Token]
    comments: list[Comment]
    problems: list[Diagnostic]
