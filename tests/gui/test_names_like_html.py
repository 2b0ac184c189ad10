"""Names that look like HTML are shown letter by letter: a picture named there is not opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as QtText
from PySide6.QtWidgets import QLabel, QTableView, QTreeView, QWidget

from engine.domain.formula import Formula
from engine.domain.symbol import Symbol
from engine.storage.library import open_library
from scanner_app.services.scan.scan_types import RangeKind
from tests.helpers.candles import random_bars

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtCore import QAbstractItemModel, QModelIndex

    from tests.helpers.app_driver import AppDriver

PICTURE = "<img src='/a/picture.png'>"


def cells(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[QModelIndex]:
    """Yield every cell of a table or tree."""
    for row in range(model.rowCount(parent)):
        for column in range(model.columnCount(parent)):
            yield model.index(row, column, parent)
        yield from cells(model, model.index(row, 0, parent))


def is_opened(text: object) -> bool:
    """Whether Qt would take the text for HTML with the picture."""
    return isinstance(text, str) and PICTURE in text and QtText.mightBeRichText(text)


def tips(window: QWidget) -> Iterator[object]:
    """Yield the tool tips of all widgets and cells."""
    for widget in window.findChildren(QWidget):
        yield widget.toolTip()
        if isinstance(widget, QTableView | QTreeView) and widget.model() is not None:
            model = widget.model()
            yield from (
                index.data(Qt.ItemDataRole.ToolTipRole)
                for index in cells(model, widget.rootIndex())
            )


def test_no_label_and_no_tool_tip_opens_the_picture_that_a_name_gives(
    open_app: Callable[..., AppDriver], tmp_path: Path
) -> None:
    path = tmp_path / "names.fslib"
    with open_library(path, create=True) as library:
        library.candles.save_arrays(PICTURE, "1d", random_bars(200, 1))
        library.symbols.save(Symbol(PICTURE, PICTURE))
    app = open_app("--library", str(path))
    app.wait_until_ready()
    app.services.watchlists.add(PICTURE, [PICTURE])
    app.scan("close > sma(close, 20)", RangeKind.ALL)
    app.wait(lambda: PICTURE in app.scan_tab.chart.title.text())
    app.application.formulas.presenter.load(Formula("", PICTURE, "close > 0", description=PICTURE))
    live = app.window.findChild(QWidget, "liveChart")
    live.clear(PICTURE)
    labels = [label for label in app.window.findChildren(QLabel) if PICTURE in label.text()]
    assert app.scan_tab.chart.title in labels
    plain = Qt.TextFormat.PlainText
    assert [label.objectName() for label in labels if label.textFormat() is not plain] == []
    assert [tip for tip in tips(app.window) if is_opened(tip)] == []
