"""Widths, order and visibility of the columns of the matches."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from scanner_app.models.result_columns import NAME, ColumnKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scanner_app.models.results_model import ResultsModel
    from scanner_app.views.scan.results_table import ResultsTable

_WIDTHS = {ColumnKind.TEXT: 78, ColumnKind.TIME: 92, ColumnKind.VOLUME: 88}
_NUMBER_WIDTH, _NAME_WIDTH, _MAX_WIDTH = 72, 120, 240
_MAX_TEXT_WIDTH = 150
_TITLE_MARGIN, _CELL_MARGIN = 24, 14
_MAX_MEASURED, _MAX_WIDENINGS = 40, 8


class ColumnLayout(QObject):
    """Gives the columns their places and remembers what the user has changed, by column key.

    Signals
    -------
    changed :
        The user has given columns another width or place, or has hidden or shown them.
    """

    changed = Signal()

    def __init__(
        self, table: ResultsTable, model: ResultsModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._table, self._model, self._header = table, model, table.horizontalHeader()
        self._widths: dict[str, int] = {}
        self._order: list[str] = []
        self._n_widenings = 0
        self.menu = QMenu(table)
        self.menu.aboutToShow.connect(self._fill_menu)
        self._header.sectionResized.connect(self._on_section_resized)
        self._header.sectionMoved.connect(self._on_section_moved)
        model.dataChanged.connect(self._widen)

    @property
    def widths(self) -> dict[str, int]:
        """The widths that the user has given to columns, by key; 0 for hidden ones."""
        return dict(self._widths)

    @property
    def order(self) -> list[str]:
        """The keys of the columns in the user's order; empty where that is the usual one."""
        return list(self._order)

    def restore(self, widths: Mapping[str, int], order: Sequence[str] = ()) -> None:
        """Go back to earlier :attr:`widths` and an earlier :attr:`order`."""
        self._widths = {key: int(width) for key, width in widths.items()}
        self._order = list(order)

    def fit(self, *, has_names: bool) -> None:
        """Give the columns their usual widths; looking at a million rows would take a second."""
        self._apply_order()
        self._n_widenings = _MAX_WIDENINGS
        for section, column in enumerate(self._model.columns):
            width = self._widths.get(column.key)
            is_hidden = width == 0 or (column.key == NAME and not has_names)
            self._table.setColumnHidden(section, is_hidden)
            self._header.resizeSection(section, width or self._usual_width(section))

    @Slot()
    def _widen(self) -> None:
        """Make columns wide enough for what is on the screen, while its candles are loaded."""
        if not self._n_widenings or not self._model.rowCount():
            return
        self._n_widenings -= 1
        first = max(self._table.rowAt(0), 0)
        rows = range(first, min(first + _MAX_MEASURED, self._model.rowCount()))
        metrics = self._table.fontMetrics()
        for section, column in enumerate(self._model.columns):
            if column.key not in self._widths and not self._header.isSectionHidden(section):
                texts = (str(self._model.index(row, section).data()) for row in rows)
                width = max(map(metrics.horizontalAdvance, texts)) + _CELL_MARGIN
                if width > self._header.sectionSize(section):
                    limit = _MAX_TEXT_WIDTH if column.kind is ColumnKind.TEXT else _MAX_WIDTH
                    self._header.resizeSection(section, min(width, limit))

    def shown_sections(self) -> list[int]:
        """Return the columns that are shown, in the order in which they stand."""
        places = (self._header.logicalIndex(place) for place in range(self._header.count()))
        return [section for section in places if not self._header.isSectionHidden(section)]

    def title_of(self, section: int) -> str:
        """Return the title of a column."""
        return str(self._model.headerData(section, Qt.Orientation.Horizontal))

    def _usual_width(self, section: int) -> int:
        column = self._model.columns[section]
        usual = _NAME_WIDTH if column.key == NAME else _WIDTHS.get(column.kind, _NUMBER_WIDTH)
        title = self._header.fontMetrics().horizontalAdvance(self.title_of(section))
        return min(max(usual, title + _TITLE_MARGIN), _MAX_WIDTH)

    def _apply_order(self) -> None:
        """Put the columns into the user's order; those that are not in it stay behind."""
        keys = [column.key for column in self._model.columns]
        first = [key for key in self._order if key in keys]
        self._header.blockSignals(True)
        for place, key in enumerate(first + [key for key in keys if key not in first]):
            self._header.moveSection(self._header.visualIndex(keys.index(key)), place)
        self._header.blockSignals(False)
        self._table.viewport().update()

    @Slot()
    def _fill_menu(self) -> None:
        """Offer every column to be shown or hidden."""
        self.menu.clear()
        for section in range(self._model.columnCount()):
            action = self.menu.addAction(self.title_of(section))
            action.setCheckable(True)
            action.setChecked(not self._header.isSectionHidden(section))
            action.toggled.connect(partial(self._show_column, section))

    def _show_column(self, section: int, is_shown: bool) -> None:
        """Show or hide a column, in later scans too."""
        self._table.setColumnHidden(section, not is_shown)
        key = self._model.columns[section].key
        if not is_shown:
            self._widths[key] = 0
        elif self._widths.get(key) == 0:
            del self._widths[key]
        self.changed.emit()

    @Slot()
    def _on_section_moved(self) -> None:
        """Remember the order that the user has given, hidden columns too."""
        columns = self._model.columns
        places = range(self._header.count())
        self._order = [columns[self._header.logicalIndex(place)].key for place in places]
        self.changed.emit()

    @Slot(int, int, int)
    def _on_section_resized(self, section: int, _before: int, width: int) -> None:
        """Remember a width that the user has given."""
        if width and QGuiApplication.mouseButtons():
            self._widths[self._model.columns[section].key] = width
            self.changed.emit()
