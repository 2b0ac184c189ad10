"""The settings: looks, language, workers, memory, timeouts."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGroupBox,
    QSpinBox,
    QWidget,
)

from scanner_app.settings import LIMITS
from scanner_app.theme import ThemeChoice
from scanner_app.widgets.parts import column, dialog_buttons, form, label, roomy

if TYPE_CHECKING:
    from scanner_app.settings import Settings


class SettingsDialog(QDialog):
    """Edits the settings.

    Signals
    -------
    settings_chosen : Settings
        OK was pressed.
    """

    settings_chosen = Signal(object)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("settingsDialog")
        self.setWindowTitle(self.tr("Settings"))
        self._settings = settings
        self._make_looks(settings)
        self._make_engine(settings)
        buttons = dialog_buttons(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.setLayout(
            column(
                self._looks_box(), self._engine_box(), buttons, spacing=10, margins=(14, 14, 14, 14)
            )
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.setMinimumWidth(460)

    @property
    def settings(self) -> Settings:
        """What is filled in."""
        return replace(
            self._settings,
            theme=str(self.theme.currentData()),
            language=str(self.language.currentData()),
            is_red_up=self.colors.currentData() == "red_up",
            is_auto_run=self.auto_run.isChecked(),
            workers=self.workers.value(),
            symbol_timeout_s=float(self.timeout.value()),
            memory_limit_mb=self.memory.value(),
            indicator_cache_mb=self.cache.value(),
        )

    @Slot()
    def accept(self) -> None:
        """Emit what was chosen."""
        self.settings_chosen.emit(self.settings)
        super().accept()

    def _make_looks(self, settings: Settings) -> None:
        """Make the fields for what the window looks like."""
        self.theme = _choice(
            {
                ThemeChoice.SYSTEM.value: self.tr("Follow system"),
                ThemeChoice.LIGHT.value: self.tr("Light"),
                ThemeChoice.DARK.value: self.tr("Dark"),
            },
            settings.theme,
        )
        self.language = _choice(
            {"system": self.tr("Follow system"), "en": "English", "ko": "한국어"}, settings.language
        )
        self.colors = _choice(
            {
                "green_up": self.tr("Green up, red down"),
                "red_up": self.tr("Red up, blue down (Korea)"),
            },
            "red_up" if settings.is_red_up else "green_up",
        )
        self.auto_run = QCheckBox(self.tr("Scan again when a parameter changes"))
        self.auto_run.setChecked(settings.is_auto_run)

    def _make_engine(self, settings: Settings) -> None:
        """Make the fields for how scans run."""
        self.workers = _field("workers", settings.workers)
        self.workers.setSpecialValueText(
            self.tr("One per CPU core ({n})").format(n=os.cpu_count() or 1)
        )
        self.timeout = _field("symbol_timeout_s", round(settings.symbol_timeout_s))
        self.timeout.setSuffix(self.tr(" s"))
        self.memory = _field("memory_limit_mb", settings.memory_limit_mb)
        self.cache = _field("indicator_cache_mb", settings.indicator_cache_mb)
        for field in (self.memory, self.cache):
            field.setSuffix(" MB")
            field.setSingleStep(128)

    def _looks_box(self) -> QGroupBox:
        fields = form()
        fields.addRow(self.tr("Theme"), self.theme)
        fields.addRow(self.tr("Candles"), self.colors)
        fields.addRow(self.tr("Language"), self.language)
        hint = label(self.tr("Another language is used from the next start on."), "muted")
        fields.addRow("", hint)
        fields.addRow("", self.auto_run)
        return _box(self.tr("Window"), fields)

    def _engine_box(self) -> QGroupBox:
        fields = form()
        fields.addRow(self.tr("Worker processes"), self.workers)
        fields.addRow(self.tr("Time limit per symbol"), self.timeout)
        fields.addRow(self.tr("Memory of all processes"), self.memory)
        fields.addRow(self.tr("Memory for indicators"), self.cache)
        return _box(self.tr("Scans"), fields)


def _choice(texts: dict[str, str], current: str) -> QComboBox:
    """Return a box with the values of `texts`; their keys are its data."""
    box = QComboBox()
    for key, text in texts.items():
        box.addItem(text, key)
    box.setCurrentIndex(max(box.findData(current), 0))
    return box


def _box(title: str, fields: QFormLayout) -> QGroupBox:
    box = QGroupBox(title)
    box.setLayout(fields)
    return box


def _field(name: str, value: int) -> QSpinBox:
    """Return a field for a setting that has limits."""
    least, most = LIMITS[name]
    return roomy(QSpinBox(minimum=least, maximum=most, value=value))
