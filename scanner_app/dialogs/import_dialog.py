"""Shows what an import would make of a file, and takes corrections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QGroupBox,
    QLineEdit,
    QTableView,
    QWidget,
)

from engine.domain.timeframe import Timeframe
from scanner_app.models.result_columns import time_text
from scanner_app.models.text_table_model import TextTableModel
from scanner_app.services.engine_texts.sentences import engine_text
from scanner_app.services.import_choices import ImportChoices
from scanner_app.views.timeframe_box import timeframe_text
from scanner_app.views.widgets import button, column, form, label, row, set_up_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.storage.importers.preview import ImportPreview

_ROLES = ("time", "open", "high", "low", "close", "volume", "symbol")
_ZONES = ("UTC", "America/New_York", "Europe/London", "Europe/Berlin", "Asia/Seoul", "Asia/Tokyo")
_MOST_ROWS = 30
_CANDLE_WIDTH = 86


class ImportDialog(QDialog):
    """Previews the first file; the same corrections hold for all.

    Signals
    -------
    preview_wanted : ImportChoices
        A correction was made: look at the file again.
    import_wanted : ImportChoices
        The button.
    """

    preview_wanted = Signal(object)
    import_wanted = Signal(object)

    def __init__(self, n_files: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("importDialog")
        self.setWindowTitle(self.tr("Import candles"))
        self.file = label("", "title")
        self.verdict = label(self.tr("Looking at the file …"), "muted", "importVerdict")
        self.verdict.setWordWrap(True)
        self.roles = {role: QComboBox() for role in _ROLES}
        self._make_options()
        self.raw, self._raw_model = _table(self.tr("The file as it is"))
        self.candles, self._candle_model = _table(self.tr("Candles as they would be imported"))
        self.candles.horizontalHeader().setDefaultSectionSize(_CANDLE_WIDTH)
        self.accept_button = button(
            self.tr("Import {n} files").format(n=f"{n_files:,}")
            if n_files > 1
            else self.tr("Import"),
            "primary",
            "importAcceptButton",
        )
        cancel = button(self.tr("Cancel"))
        self._lay_out(cancel)
        cancel.clicked.connect(self.reject)
        self.accept_button.clicked.connect(self._on_accepted)
        self.resize(980, 660)

    @property
    def choices(self) -> ImportChoices:
        """What is filled in."""
        columns = {
            role: box.currentText()
            for role, box in self.roles.items()
            if (box.property("taken_for") or "") != box.currentText()
        }
        return ImportChoices(
            columns=self._kept_columns | columns,
            timeframe=self.timeframe.currentData() or "",
            symbol=self.symbol.text().strip(),
            tz=self.zone.currentText().strip() if self.zone.currentText() != "UTC" else "",
            decimal=self.decimal.currentData() or "",
            is_day_first=self.day_first.currentData(),
            is_adjusted=self.adjusted.isChecked(),
        )

    @Slot(object)
    def show_preview(self, preview: ImportPreview) -> None:
        """Show what was understood."""
        self.file.setText(preview.file.replace("\\", "/").rpartition("/")[2])
        self.file.setToolTip(preview.file)
        self._show_roles(preview)
        width = max((len(cells) for cells in preview.rows), default=0)
        numbered = [str(number + 1) for number in range(width)]
        cells = [(*line, *[""] * (width - len(line))) for line in preview.rows[:_MOST_ROWS]]
        self._raw_model.set_table(numbered, cells)
        self._candle_model.set_table(self._candle_titles(), _candle_rows(preview))
        self.verdict.setText(self._verdict_text(preview))
        self.accept_button.setEnabled(preview.error is None)

    def _make_options(self) -> None:
        """Make the fields that are not columns."""
        self._kept_columns: dict[str, str] = {}
        self.timeframe = QComboBox()
        self.timeframe.addItem(self.tr("Find out"), "")
        for timeframe in Timeframe:
            self.timeframe.addItem(timeframe_text(timeframe), timeframe.value)
        self.symbol = QLineEdit(placeholderText=self.tr("The file's name"))
        self.zone = QComboBox()
        self.zone.setEditable(True)
        self.zone.addItems(_ZONES)
        self.decimal = _choice({self.tr("Find out"): "", "1.5": ".", "1,5": ","})
        self.day_first = _choice(
            {self.tr("Find out"): None, self.tr("Day first"): True, self.tr("Month first"): False}
        )
        self.adjusted = QCheckBox(self.tr("Prefer adjusted prices"))
        for box in (self.timeframe, self.decimal, self.day_first, *self.roles.values()):
            box.activated.connect(self._on_changed)
        self.zone.currentTextChanged.connect(self._on_changed)
        self.symbol.editingFinished.connect(self._on_changed)
        self.adjusted.toggled.connect(self._on_changed)

    def _lay_out(self, cancel: QWidget) -> None:
        """Put the parts together."""
        columns, options = form(), form()
        for role, box in self.roles.items():
            columns.addRow(self._role_names()[role], box)
        for text, field_ in (
            (self.tr("Timeframe"), self.timeframe),
            (self.tr("Symbol"), self.symbol),
            (self.tr("Time zone"), self.zone),
            (self.tr("Numbers"), self.decimal),
            (self.tr("Dates"), self.day_first),
        ):
            options.addRow(text, field_)
        options.addRow("", self.adjusted)
        left = column(
            _box(self.tr("Columns"), columns), _box(self.tr("How to read"), options), None
        )
        right = column(
            label(self.tr("The file as it is"), "muted"), self.raw,
            label(self.tr("Candles as they would be imported"), "muted"), self.candles,
        )  # fmt: skip
        body = row(left, right, spacing=12)
        body.setStretch(1, 1)
        foot = row(None, cancel, self.accept_button)
        self.setLayout(
            column(self.file, self.verdict, body, foot, spacing=8, margins=(14, 14, 14, 14))
        )

    def _role_names(self) -> dict[str, str]:
        return {
            "time": self.tr("Time"),
            "open": self.tr("Open"),
            "high": self.tr("High"),
            "low": self.tr("Low"),
            "close": self.tr("Close"),
            "volume": self.tr("Volume"),
            "symbol": self.tr("Symbol"),
        }

    def _candle_titles(self) -> list[str]:
        names = self._role_names()
        return [names[role] for role in ("symbol", *_ROLES[:-1])]

    def _show_roles(self, preview: ImportPreview) -> None:
        """Offer the file's columns for each role, the one it was taken for chosen."""
        self._kept_columns = dict(preview.mapping.columns)
        taken_for = {role: name for name, role in preview.roles.items()}
        for role, box in self.roles.items():
            box.clear()
            box.addItems(["", *preview.columns])
            box.setCurrentText(taken_for.get(role, ""))
            box.setProperty("taken_for", box.currentText())

    def _verdict_text(self, preview: ImportPreview) -> str:
        """Return what was found out, in sentences."""
        if preview.error is not None:
            return engine_text(preview.error)
        parts = [
            self.tr("Timeframe {timeframe}").format(timeframe=timeframe_text(preview.timeframe))
        ]
        if preview.is_remembered:
            parts.append(self.tr("read as in an earlier import"))
        if preview.problems:
            n_rows = len(preview.problems)
            parts.append(self.tr("{n} doubtful rows", "", n_rows).format(n=f"{n_rows:,}"))
        return " · ".join([*parts, *map(engine_text, preview.notes)])

    @Slot()
    def _on_changed(self) -> None:
        self.preview_wanted.emit(self.choices)

    @Slot()
    def _on_accepted(self) -> None:
        self.import_wanted.emit(self.choices)
        self.accept()


def _candle_rows(preview: ImportPreview) -> list[tuple[str | float, ...]]:
    """Return the first candles of the preview."""
    lines: list[tuple[str | float, ...]] = []
    for symbol, series in preview.candles.items():
        for number in range(min(len(series), _MOST_ROWS - len(lines))):
            ns = int(series.timestamps_ns[number])
            prices = (series.open, series.high, series.low, series.close, series.volume)
            lines.append((symbol, time_text(ns), *(float(p[number]) for p in prices)))
    return lines


def _table(name: str) -> tuple[QTableView, TextTableModel]:
    """Return an empty table with its model."""
    table = QTableView()
    set_up_table(table)
    table.setAccessibleName(name)
    model = TextTableModel((), parent=table)
    table.setModel(model)
    return table, model


def _choice(texts: Mapping[str, object]) -> QComboBox:
    made = QComboBox()
    for text, value in texts.items():
        made.addItem(text, value)
    return made


def _box(title: str, fields: QFormLayout) -> QGroupBox:
    made = QGroupBox(title)
    made.setFixedWidth(290)
    made.setLayout(fields)
    return made
