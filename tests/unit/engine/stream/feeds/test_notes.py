from __future__ import annotations

import pytest

from engine.stream.feeds.notes import FeedNote, NoteKind


@pytest.mark.parametrize(
    ("note", "sentence"),
    [
        (FeedNote(NoteKind.SYMBOLS, number=1), "1 symbol"),
        (FeedNote(NoteKind.SYMBOLS, number=2_500), "2,500 symbols"),
        (FeedNote(NoteKind.REPLAYED, number=0), "0 candles replayed"),
        (FeedNote(NoteKind.BROKEN, "refused", 1), "refused; trying again in 1.0 s"),
    ],
)
def test_a_note_is_a_sentence(note: FeedNote, sentence: str) -> None:
    assert str(note) == sentence
