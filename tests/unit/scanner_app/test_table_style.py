"""How tables look in the window's style sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtGui import QFont, QImage
from PySide6.QtWidgets import QTableView

from scanner_app.models.text_table_model import TextTableModel
from scanner_app.theme import load_theme, style_sheet
from scanner_app.widgets.parts import set_up_table

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

MARGIN = 4


def inked(image: QImage) -> tuple[int, int]:
    """Return the first and the last column of pixels that are darker than the ground."""
    plain = image.convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), -1)
    pixels = pixels[MARGIN:-MARGIN, : plain.width() - 2].astype(int)  # without the separators
    dark = np.flatnonzero((pixels.max() - pixels > 60).any(axis=0))
    return int(dark[0]), int(dark[-1])


@pytest.mark.parametrize("cell", ["HHHH", 8888])
def test_a_title_stands_where_its_cells_do(qtbot: QtBot, cell: str | int) -> None:
    theme = load_theme("light")
    table = QTableView()
    qtbot.addWidget(table)
    table.setStyleSheet(style_sheet(theme))
    set_up_table(table)
    model = TextTableModel((f"{cell:,}" if isinstance(cell, int) else cell,), [(cell,)], table)
    table.setModel(model)
    table.setColumnWidth(0, 160)
    font = QFont(table.font())
    table.horizontalHeader().setFont(font)
    table.resize(200, 120)
    with qtbot.waitExposed(table):
        table.show()
    rect = table.visualRect(model.index(0, 0))
    below = inked(table.viewport().grab(rect).toImage())
    header = table.horizontalHeader().viewport()
    above = inked(header.grab(header.rect().adjusted(0, 0, 160 - header.width(), 0)).toImage())
    side = 1 if isinstance(cell, int) else 0
    assert abs(above[side] - below[side]) <= 1
