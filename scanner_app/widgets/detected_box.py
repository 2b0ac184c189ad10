"""Fields for what an import detects by itself and the user may correct."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox

from scanner_app.widgets.parts import roomy

if TYPE_CHECKING:
    from collections.abc import Mapping

_MAX_LINES = 999


def detected_text(value: str = "") -> str:
    """Return the text of the choice to detect something, with the detected value."""
    if not value:
        return QCoreApplication.translate("DetectedBox", "Detect automatically")
    return QCoreApplication.translate("DetectedBox", "Automatic: {value}").format(value=value)


class DetectedBox(QComboBox):
    """Offers automatic detection first, and then the values that it may have.

    Parameters
    ----------
    choices : mapping of str to object
        What each text stands for.
    is_typed : bool
        Whether another text may be typed, which stands for itself.

    Signals
    -------
    corrected
        Another choice was made.
    """

    corrected = Signal()

    def __init__(self, choices: Mapping[str, object], *, is_typed: bool = False) -> None:
        super().__init__()
        self.addItem(detected_text(), None)
        for text, value in choices.items():
            self.addItem(text, value)
        self._last: object = None
        if is_typed:
            self._accept_typing()
        self.activated.connect(self._on_activated)

    @property
    def choice(self) -> Any:
        """What is chosen or typed; None for automatic detection."""
        place = self.findText(self.currentText())
        return self.itemData(place) if place >= 0 else self.currentText().strip() or None

    @choice.setter
    def choice(self, value: object) -> None:
        places = [place for place in range(self.count()) if self.itemData(place) == value]
        with QSignalBlocker(self):
            self.setCurrentIndex(places[0] if places else 0)
            if not places:
                self.setEditText(str(value))
        self._last = value

    def text_of(self, value: str) -> str:
        """Return what `value` is called among the choices; itself where it is none of them."""
        places = (place for place in range(self.count()) if self.itemData(place) == value)
        return next(map(self.itemText, places), value)

    def show_detected(self, value: str) -> None:
        """Show what was detected; what is chosen or being typed stays."""
        text, is_chosen = self.currentText(), self.choice is not None
        self.setItemText(0, detected_text("" if is_chosen else value))
        if is_chosen and self.currentText() != text:
            self.setEditText(text)

    def _accept_typing(self) -> None:
        line = QLineEdit()
        self.setLineEdit(line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        # It would add to a format what nobody typed.
        self.setCompleter(None)  # type: ignore[arg-type]  # as Qt's own documentation does
        line.editingFinished.connect(self._on_edited)

    @Slot()
    def _on_edited(self) -> None:
        if not self.currentText().strip():
            self.setCurrentIndex(0)
        self._on_activated()

    @Slot()
    def _on_activated(self) -> None:
        """Announce a choice once, however it was made."""
        if self.choice != self._last:
            self._last = self.choice
            self.corrected.emit()


class LinesBox(QSpinBox):
    """A number of lines; below zero it is detected.

    Signals
    -------
    corrected
        Another number was chosen.
    """

    corrected = Signal()

    def __init__(self) -> None:
        super().__init__(minimum=-1, maximum=_MAX_LINES, value=-1)
        self.setKeyboardTracking(False)
        self.setSpecialValueText(detected_text())
        roomy(self)
        self.valueChanged.connect(self.corrected)

    @property
    def choice(self) -> int | None:
        """The number; None for automatic detection."""
        return None if self.value() < 0 else self.value()

    @choice.setter
    def choice(self, value: int | None) -> None:
        with QSignalBlocker(self):
            self.setValue(-1 if value is None else value)

    def show_detected(self, value: str) -> None:
        """Show what was detected."""
        self.setSpecialValueText(detected_text(value if self.choice is None else ""))
