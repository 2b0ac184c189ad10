"""Spans of time and sizes as the window writes them."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextDocument

from scanner_app.texts import duration_text, size_text, tool_tip

PICTURE = "<img src='/a/picture.png'>"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0.354, "0.35 s"), (1.26, "1.3 s"), (12.4, "12 s"), (59.6, "60 s"), (60.0, "1 min 0 s"),
        (200.4, "3 min 20 s"), (3_600.0, "1 h 0 min"), (7_380.0, "2 h 3 min"),
    ],
)  # fmt: skip
def test_a_span_of_time_has_the_two_units_that_matter(seconds: float, text: str) -> None:
    assert duration_text(seconds) == text


@pytest.mark.parametrize(
    ("n_bytes", "text"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1_500, "1.5 KB"),
        (2_340_000, "2.3 MB"),
        (5_678_000_000, "5.68 GB"),
    ],
)
def test_a_size_has_the_unit_that_leaves_few_digits(n_bytes: int, text: str) -> None:
    assert size_text(n_bytes) == text


@pytest.mark.parametrize(
    "text", ["close < open", "close <5 and open> 3", "a & b", "two\nlines", ""]
)
def test_tool_tip_of_a_plain_text_is_the_text(text):
    assert tool_tip(text) == text


def test_tool_tip_shows_the_letters_of_a_tag():
    tip = QTextDocument()
    tip.setHtml(tool_tip(f"A {PICTURE} & b"))
    assert tip.toPlainText() == f"A {PICTURE} & b"
