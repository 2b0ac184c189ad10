"""What a feed says of itself, so that a window can say it in its user's language."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class NoteKind(StrEnum):
    """Sentences of feeds; the values name them, :data:`ENGLISH` has the words."""

    TEXT = "text"
    SYMBOLS = "symbols"
    REPLAYING = "replaying"
    REPLAYED = "replayed"
    CLOSED = "closed"
    BROKEN = "broken"
    REFUSED = "refused"
    MISSING = "missing"
    BAD_LINE = "bad_line"


ENGLISH = {
    NoteKind.TEXT: "{text}",
    NoteKind.SYMBOLS: "{number:,.0f} symbols",
    NoteKind.REPLAYING: "replaying {number:,.0f} symbols",
    NoteKind.REPLAYED: "{number:,.0f} candles replayed",
    NoteKind.CLOSED: "the other side closed the connection; trying again in {number:.1f} s",
    NoteKind.BROKEN: "{text}; trying again in {number:.1f} s",
    NoteKind.REFUSED: "the server refused a request: {text}",
    NoteKind.MISSING: "missed candles wait: {text}",
    NoteKind.BAD_LINE: "line {number:,.0f} could not be read: {text}",
}

_ENGLISH_OF_ONE = {
    NoteKind.SYMBOLS: "1 symbol",
    NoteKind.REPLAYING: "replaying 1 symbol",
    NoteKind.REPLAYED: "1 candle replayed",
}


class FeedNote(NamedTuple):
    """One sentence.

    Attributes
    ----------
    kind : NoteKind
        Which one.
    text : str
        What somebody else said: an address, a fault.
    number : float
        A count, seconds, or the number of a line from 1.
    """

    kind: NoteKind = NoteKind.TEXT
    text: str = ""
    number: float = 0.0

    def __str__(self) -> str:
        if self.number == 1 and self.kind in _ENGLISH_OF_ONE:
            return _ENGLISH_OF_ONE[self.kind]
        return ENGLISH[self.kind].format(text=self.text, number=self.number)
