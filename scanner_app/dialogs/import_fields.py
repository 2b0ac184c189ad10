"""The fields in which the user corrects how an import reads a file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QGroupBox,
    QLineEdit,
    QTabWidget,
    QWidget,
)

from engine.domain.timeframe import Timeframe
from scanner_app.services.library.import_choices import ImportChoices
from scanner_app.texts import timeframe_text
from scanner_app.widgets.detected_box import DetectedBox, LinesBox, detected_text
from scanner_app.widgets.parts import column, form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.domain.import_preview import ImportPreview

PRICES = ("time", "open", "high", "low", "close", "volume")
_COLUMNS = ("time", "clock", *PRICES[1:], "symbol")
_ZONES = ("UTC", "America/New_York", "Europe/London", "Europe/Berlin", "Asia/Seoul", "Asia/Tokyo")
_ENCODINGS = (
    "utf-8", "utf-16", "cp949", "cp932", "euc_jp", "gb18030", "cp950", "cp1252", "cp1251"
)  # fmt: skip
_TIME_FORMATS = (
    "%Y-%m-%d", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y%m%d", "%Y%m%d %H%M%S",
    "%d.%m.%Y", "%d.%m.%Y %H:%M", "%d/%m/%Y", "%m/%d/%Y", "%m/%d/%Y %I:%M:%S %p",
)  # fmt: skip
_DECIMALS = {"1.5": ".", "1,5": ","}
_WIDTH = 290
_SPACING = 4


class ImportFields(QWidget):
    """Columns, and how to read them.

    Signals
    -------
    corrected
        Something was filled in otherwise.
    """

    corrected = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept_columns: dict[str, str] = {}
        self._remembered: ImportChoices | None = None
        self.roles = {role: QComboBox() for role in (*_COLUMNS, "zone", "part")}
        self._make_candle_fields()
        self._make_value_fields()
        self._make_text_fields()
        self._lay_out()
        self._connect()
        self.setFixedWidth(_WIDTH)

    @property
    def choices(self) -> ImportChoices:
        """What is filled in; nothing where all is as in an earlier import."""
        corrections = self._corrections
        if self._remembered is None:
            return corrections
        if replace(corrections, timeframe="", symbol="") == self._remembered:
            return ImportChoices(timeframe=corrections.timeframe, symbol=corrections.symbol)
        return replace(corrections, is_fresh=True)

    @property
    def is_empty(self) -> bool:
        """Whether everything is detected automatically."""
        return self._corrections == ImportChoices()

    def show_preview(self, preview: ImportPreview) -> None:
        """Show how the file is read, and the corrections of an earlier import."""
        self._kept_columns = dict(preview.mapping.columns)
        if preview.is_remembered and self._remembered is None:
            self._fill(preview)
        self._show_roles(preview)
        self._show_detected(preview)
        for field in (self.encoding, self.separator):
            field.setEnabled(preview.is_text)
        if preview.error and not preview.columns and self.is_empty:
            self.tabs.setCurrentWidget(self._text_page)

    @Slot()
    def reset(self) -> None:
        """Detect everything automatically."""
        self._kept_columns = {}
        for box in self.roles.values():
            box.setProperty("taken_for", box.currentText())
        for field in self._detected_fields:
            field.choice = None
        for plain in (self.symbol, self.zone, self.adjusted):
            with QSignalBlocker(plain):
                _empty(plain)
        self.corrected.emit()

    @property
    def _detected_fields(self) -> tuple[DetectedBox | LinesBox, ...]:
        return (
            self.timeframe, self.decimal, self.day_first, self.time_format,
            self.encoding, self.separator, self.skipped, self.header,
        )  # fmt: skip

    @property
    def _corrections(self) -> ImportChoices:
        return ImportChoices(
            columns=self._columns(),
            timeframe=self.timeframe.choice or "",
            symbol=self.symbol.text().strip(),
            tz=self.zone.currentText().strip() if self.zone.currentText() != "UTC" else "",
            decimal=self.decimal.choice or "",
            is_day_first=self.day_first.choice,
            time_format=self.time_format.choice or "",
            is_adjusted=self.adjusted.isChecked(),
            encoding=self.encoding.choice or "",
            separator=self.separator.choice or "",
            n_skipped=self.skipped.choice,
            n_header=self.header.choice,
        )

    def _columns(self) -> dict[str, str]:
        """Return the columns that were corrected now or before."""
        columns = dict(self._kept_columns)
        for role, box in self.roles.items():
            if box.currentData() is None:
                columns.pop(role, None)
            elif box.currentText() != (box.property("taken_for") or ""):
                columns[role] = box.currentText()
        return columns

    def _make_candle_fields(self) -> None:
        frames = {timeframe_text(frame): frame.value for frame in Timeframe}
        self.timeframe = DetectedBox(frames)
        self.symbol = QLineEdit(placeholderText=self.tr("The file's name"))
        self.adjusted = QCheckBox(self.tr("Prefer adjusted prices"))

    def _make_value_fields(self) -> None:
        self.zone = QComboBox()
        self.zone.setEditable(True)
        self.zone.addItems(_ZONES)
        self.decimal = DetectedBox(_DECIMALS)
        self.day_first = DetectedBox({self.tr("Day first"): True, self.tr("Month first"): False})
        counted = {
            self.tr("s since 1970"): "epoch_s",
            self.tr("ms since 1970"): "epoch_ms",
            self.tr("Spreadsheet days"): "excel_days",
        }
        written = dict(zip(_TIME_FORMATS, _TIME_FORMATS, strict=True))
        self.time_format = DetectedBox(written | counted, is_typed=True)
        self.time_format.setToolTip(
            self.tr(
                "%Y year, %m month, %d day, %H hour, %M minute, %S second, %p am or pm, %z zone"
            )
        )

    def _make_text_fields(self) -> None:
        self.encoding = DetectedBox(dict(zip(_ENCODINGS, _ENCODINGS, strict=True)), is_typed=True)
        self.separator = DetectedBox(
            {
                self.tr("Comma"): ",",
                self.tr("Semicolon"): ";",
                self.tr("Tab"): "\t",
                self.tr("Bar"): "|",
                self.tr("Blanks"): " ",
            },
            is_typed=True,
        )
        self.skipped, self.header = LinesBox(), LinesBox()

    def _lay_out(self) -> None:
        """Put the columns above, and the rest on pages below."""
        names = self.role_names()
        columns = QGroupBox(self.tr("Columns"))
        columns.setLayout(_form([(names[role], self.roles[role]) for role in _COLUMNS]))
        self.tabs = QTabWidget(documentMode=True)
        self.tabs.tabBar().setDrawBase(False)
        candles = [
            (self.tr("Timeframe"), self.timeframe),
            (self.tr("Symbol"), self.symbol),
            (self.tr("Time zone"), self.zone),
            (names["zone"], self.roles["zone"]),
            (names["part"], self.roles["part"]),
            ("", self.adjusted),
        ]
        values = [
            (self.tr("Times"), self.time_format),
            (self.tr("Dates"), self.day_first),
            (self.tr("Numbers"), self.decimal),
        ]
        texts = [
            (self.tr("Encoding"), self.encoding),
            (self.tr("Separator"), self.separator),
            (self.tr("Lines above"), self.skipped),
            (self.tr("Header lines"), self.header),
        ]
        self._text_page = _page(texts)
        self.tabs.addTab(_page(candles), self.tr("Candles"))
        self.tabs.addTab(_page(values), self.tr("Formats"))
        self.tabs.addTab(self._text_page, self.tr("Text file"))
        self.skipped.setToolTip(self.tr("Lines before the header"))
        self.setLayout(column(columns, self.tabs, None, spacing=8))

    def _connect(self) -> None:
        for box in self.roles.values():
            box.activated.connect(self.corrected)
        for field in self._detected_fields:
            field.corrected.connect(self.corrected)
        self.zone.currentTextChanged.connect(self.corrected)
        self.symbol.editingFinished.connect(self.corrected)
        self.adjusted.toggled.connect(self.corrected)

    def role_names(self) -> dict[str, str]:
        """Return what the columns are called in the window."""
        return {
            "time": self.tr("Time"),
            "clock": self.tr("Time of day"),
            "open": self.tr("Open"),
            "high": self.tr("High"),
            "low": self.tr("Low"),
            "close": self.tr("Close"),
            "volume": self.tr("Volume"),
            "symbol": self.tr("Symbol"),
            "zone": self.tr("Zone column"),
            "part": self.tr("Part of symbol"),
        }

    def _fill(self, preview: ImportPreview) -> None:
        """Fill in the corrections of an earlier import."""
        mapping = preview.mapping
        self.encoding.choice, self.separator.choice = mapping.encoding, mapping.delimiter
        self.skipped.choice, self.header.choice = mapping.skip_lines, mapping.header_lines
        self.time_format.choice, self.day_first.choice = mapping.time_format, mapping.day_first
        self.decimal.choice = mapping.decimal
        with QSignalBlocker(self.zone), QSignalBlocker(self.adjusted):
            self.zone.setCurrentText(mapping.tz or "UTC")
            self.adjusted.setChecked(mapping.adjusted)
        self._remembered = replace(
            self._corrections, columns=dict(mapping.columns), timeframe="", symbol=""
        )

    def _show_roles(self, preview: ImportPreview) -> None:
        """Offer the file's columns for each role, the one it was taken for chosen."""
        taken_for = {role: name for name, role in preview.roles.items()}
        for role, box in self.roles.items():
            box.clear()
            for name in ("", *preview.columns):
                box.addItem(name, name)
            box.setCurrentText(taken_for.get(role, ""))
            box.setProperty("taken_for", box.currentText())
            if role in self._kept_columns:
                box.addItem(detected_text(), None)

    def _show_detected(self, preview: ImportPreview) -> None:
        """Show what was detected beside the choice to detect it."""
        shape, layout = preview.shape, preview.layout
        is_cut = shape is not None and preview.is_text
        self.encoding.show_detected(shape.encoding if shape and is_cut else "")
        self.separator.show_detected(
            self._separator_text(shape.delimiter) if shape and is_cut else ""
        )
        self.skipped.show_detected(str(shape.n_skipped) if shape else "")
        self.header.show_detected(str(shape.n_header) if shape else "")
        self.timeframe.show_detected(timeframe_text(preview.timeframe))
        written = layout.time_format if layout else ""
        self.time_format.show_detected(self.time_format.text_of(written))
        self.day_first.show_detected(self._order_text(written))
        self.decimal.show_detected(self.decimal.text_of(layout.numbers.decimal) if layout else "")

    def _separator_text(self, mark: str) -> str:
        return {"\t": self.tr("Tab"), " ": self.tr("Blanks")}.get(mark, mark)

    def _order_text(self, time_format: str) -> str:
        """Return which of day and month stands first, where the year does not."""
        day, month = time_format.find("%d"), time_format.find("%m")
        if min(day, month) < 0 or time_format.startswith(("%Y", "%y", "%o")):
            return ""
        return self.tr("Day first") if day < month else self.tr("Month first")


def _empty(field: QWidget) -> None:
    """Clear a field."""
    if isinstance(field, QLineEdit):
        field.clear()
    elif isinstance(field, QComboBox):
        field.setCurrentIndex(0)
    elif isinstance(field, QCheckBox):
        field.setChecked(False)


def _form(fields: Sequence[tuple[str, QWidget]]) -> QFormLayout:
    layout = form()
    layout.setVerticalSpacing(_SPACING)
    for text, field in fields:
        layout.addRow(text, field)
    return layout


def _page(fields: Sequence[tuple[str, QWidget]]) -> QWidget:
    widget = QWidget()
    widget.setLayout(_form(fields))
    return widget
