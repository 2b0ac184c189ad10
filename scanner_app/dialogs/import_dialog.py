"""Shows what an import would make of a file, and takes corrections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QTableView, QWidget

from scanner_app.dialogs.import_fields import PRICES, ImportFields
from scanner_app.engine_messages import engine_text
from scanner_app.models.result_columns import is_intraday, time_text
from scanner_app.models.text_table_model import TextTableModel
from scanner_app.texts import timeframe_text, tool_tip
from scanner_app.widgets.parts import button, column, label, refresh_style, row, set_up_table

if TYPE_CHECKING:
    from engine.domain.import_preview import ImportPreview
    from scanner_app.services.library.import_choices import ImportChoices

_MAX_ROWS = 30
_CANDLE_WIDTH, _TIME_WIDTH = 82, 128


class ImportDialog(QDialog):
    """Previews the first file; the same corrections hold for all.

    Signals
    -------
    preview_requested : ImportChoices
        A correction was made: look at the file again.
    import_requested : ImportChoices
        The button.
    """

    preview_requested = Signal(object)
    import_requested = Signal(object)

    def __init__(self, n_files: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("importDialog")
        self.setWindowTitle(self.tr("Import candles"))
        self.file = label("", "title")
        self.summary = label(self.tr("Looking at the file …"), "muted", "importVerdict")
        self.summary.setWordWrap(True)
        self.fields = ImportFields()
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
        self.reset_button = button(self.tr("Reset"), name="importResetButton")
        self.reset_button.setToolTip(self.tr("Detect everything automatically"))
        self._lay_out(cancel)
        self.fields.corrected.connect(self._on_changed)
        self.reset_button.clicked.connect(self.fields.reset)
        cancel.clicked.connect(self.reject)
        self.accept_button.clicked.connect(self._on_accepted)
        self.resize(980, 660)

    @property
    def choices(self) -> ImportChoices:
        """What is filled in."""
        return self.fields.choices

    @Slot(object)
    def show_preview(self, preview: ImportPreview) -> None:
        """Show what was understood."""
        self.file.setText(preview.file.replace("\\", "/").rpartition("/")[2])
        self.file.setToolTip(tool_tip(preview.file))
        self.fields.show_preview(preview)
        self.reset_button.setEnabled(not self.fields.is_empty)
        width = max((len(cells) for cells in preview.rows), default=0)
        numbered = [str(number + 1) for number in range(width)]
        cells = [(*line, *[""] * (width - len(line))) for line in preview.rows[:_MAX_ROWS]]
        self._raw_model.set_table(numbered, cells)
        self._candle_model.set_table(self._candle_titles(), _candle_rows(preview))
        self.candles.setColumnWidth(1, _TIME_WIDTH)
        # Lines that are not cut need all the width there is.
        self.raw.horizontalHeader().setStretchLastSection(width == 1)
        self.summary.setText(self._summary_text(preview))
        self.summary.setProperty("role", "muted" if preview.error is None else "bad")
        refresh_style(self.summary)
        self.accept_button.setEnabled(preview.error is None)

    def _lay_out(self, cancel: QWidget) -> None:
        """Put the parts together."""
        right = column(
            label(self.tr("The file as it is"), "muted"), self.raw,
            label(self.tr("Candles as they would be imported"), "muted"), self.candles,
        )  # fmt: skip
        body = row(self.fields, right, spacing=12)
        body.setStretch(1, 1)
        foot = row(self.reset_button, None, cancel, self.accept_button)
        self.setLayout(
            column(self.file, self.summary, body, foot, spacing=8, margins=(14, 14, 14, 14))
        )

    def _candle_titles(self) -> list[str]:
        names = self.fields.role_names()
        return [names[role] for role in ("symbol", *PRICES)]

    def _summary_text(self, preview: ImportPreview) -> str:
        """Return what was detected, in sentences."""
        if preview.error is not None:
            return engine_text(preview.error)
        parts = [
            self.tr("Timeframe {timeframe}").format(timeframe=timeframe_text(preview.timeframe))
        ]
        if preview.is_remembered:
            parts.append(self.tr("read as in an earlier import"))
        elif self.choices.is_fresh:
            parts.append(self.tr("otherwise than in an earlier import"))
        if preview.problems:
            n_rows = len(preview.problems)
            parts.append(self.tr("{n} doubtful rows", "", n_rows).format(n=f"{n_rows:,}"))
        if preview.taken_for is not None:
            parts.insert(0, engine_text(preview.taken_for))
        return " · ".join([*parts, *map(engine_text, preview.notes)])

    @Slot()
    def _on_changed(self) -> None:
        self.preview_requested.emit(self.choices)

    @Slot()
    def _on_accepted(self) -> None:
        self.import_requested.emit(self.choices)
        self.accept()


def _candle_rows(preview: ImportPreview) -> list[tuple[str | float, ...]]:
    """Return the first candles of the preview."""
    lines: list[tuple[str | float, ...]] = []
    for symbol, series in preview.candles.items():
        for number in range(min(len(series), _MAX_ROWS - len(lines))):
            ns = int(series.timestamps_ns[number])
            prices = (series.open, series.high, series.low, series.close, series.volume)
            time = time_text(ns, is_intraday=is_intraday(series.timeframe))
            lines.append((symbol, time, *(float(p[number]) for p in prices)))
    return lines


def _table(name: str) -> tuple[QTableView, TextTableModel]:
    """Return an empty table with its model."""
    table = QTableView()
    set_up_table(table)
    table.setAccessibleName(name)
    model = TextTableModel((), parent=table)
    table.setModel(model)
    return table, model
