"""What is painted over the panes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QFont, QFontMetricsF

from scanner_app.charting.overlay import wrapped

if TYPE_CHECKING:
    from PySide6.QtGui import QGuiApplication

TEXTS = ("2025-12-31 Wed  ", " O ", "50.93", " H ", "52.09", " V ", "1.79M", "  -7.53 %")


def test_a_legend_goes_on_in_the_next_line_where_the_pane_ends(qapp: QGuiApplication) -> None:
    del qapp
    metrics = QFontMetricsF(QFont())
    words = [(text, QColor("black")) for text in TEXTS]
    assert wrapped(words, 10_000.0, metrics) == [words]
    room = metrics.horizontalAdvance("".join(TEXTS[:5])) + 2.0
    lines = wrapped(words, room, metrics)
    assert ["".join(text for text, _ in line).strip() for line in lines] == [
        "2025-12-31 Wed   O 50.93 H 52.09",
        "V 1.79M  -7.53 %",
    ]
    assert all(
        metrics.horizontalAdvance("".join(text for text, _ in line)) <= room for line in lines
    )
