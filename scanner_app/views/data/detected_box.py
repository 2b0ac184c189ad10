"""Fields for what an import finds out by itself, and what somebody knows better."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox

from scanner_app.views.widgets import roomy

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST_LINES = 999


def find_out_text(found: str = "") -> str:
    """Return the choice to find something out, with what was found."""
    if not found:
        return QCoreApplication.translate("FindOutBox", "Find out")
    return QCoreApplication.translate("FindOutBox", "Find out ({found})").format(found=found)


class FindOutBox(QComboBox):
    """Offers to find something out first, and then what it may be.

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
        self.addItem(find_out_text(), None)
        for text, value in choices.items():
            self.addItem(text, value)
        self._last: object = None
        if is_typed:
            self._accept_typing()
        self.activated.connect(self._tell)

    @property
    def told(self) -> Any:
        """What is chosen or typed; None where it is to be found out."""
        place = self.findText(self.currentText())
        return self.itemData(place) if place >= 0 else self.currentText().strip() or None

    @told.setter
    def told(self, value: object) -> None:
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

    def show_found(self, found: str) -> None:
        """Say what was found out; what is told or being typed stays."""
        text, is_told = self.currentText(), self.told is not None
        self.setItemText(0, find_out_text("" if is_told else found))
        if is_told and self.currentText() != text:
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
        self._tell()

    @Slot()
    def _tell(self) -> None:
        """Tell of a choice, once however it was made."""
        if self.told != self._last:
            self._last = self.told
            self.corrected.emit()


class LinesBox(QSpinBox):
    """A number of lines; below zero it is to be found out.

    Signals
    -------
    corrected
        Another number was chosen.
    """

    corrected = Signal()

    def __init__(self) -> None:
        super().__init__(minimum=-1, maximum=_MOST_LINES, value=-1)
        self.setKeyboardTracking(False)
        self.setSpecialValueText(find_out_text())
        roomy(self)
        self.valueChanged.connect(self.corrected)

    @property
    def told(self) -> int | None:
        """The number; None where it is to be found out."""
        return None if self.value() < 0 else self.value()

    @told.setter
    def told(self, value: int | None) -> None:
        with QSignalBlocker(self):
            self.setValue(-1 if value is None else value)

    def show_found(self, found: str) -> None:
        """Say what was found out."""
        self.setSpecialValueText(find_out_text(found if self.told is None else ""))
