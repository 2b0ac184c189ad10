"""Asks for a formula's name, category and description."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QWidget

from engine.domain.formula import FormulaCategory
from scanner_app.widgets.parts import dialog_buttons

if TYPE_CHECKING:
    from engine.domain.formula import Formula


class SaveFormulaDialog(QDialog):
    """Names a formula.

    Signals
    -------
    formula_named : Formula
        The formula with what was filled in.
    """

    formula_named = Signal(object)

    def __init__(self, name: str, formula: Formula, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("saveFormulaDialog")
        self.setWindowTitle(self.tr("Save formula"))
        self._formula = formula
        self._name = QLineEdit(name, placeholderText=self.tr("Name"))
        self._name.setMinimumWidth(320)
        self._name.setObjectName("formulaName")
        self._description = QLineEdit(formula.description)
        self._category = QComboBox()
        for category, text in (
            (FormulaCategory.SCAN, self.tr("Scan")),
            (FormulaCategory.ENTRY, self.tr("Entry")),
            (FormulaCategory.EXIT, self.tr("Exit")),
            (FormulaCategory.FILTER, self.tr("Filter")),
        ):
            self._category.addItem(text, category)
        self._category.setCurrentIndex(self._category.findData(formula.category))
        self._buttons = dialog_buttons(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        form = QFormLayout(self)
        form.addRow(self.tr("Name"), self._name)
        form.addRow(self.tr("Category"), self._category)
        form.addRow(self.tr("Description"), self._description)
        form.addRow(self._buttons)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._name.textChanged.connect(self._on_name_changed)
        self._on_name_changed()

    @Slot()
    def accept(self) -> None:
        """Emit what was filled in."""
        named = replace(
            self._formula,
            name=self._name.text().strip(),
            category=FormulaCategory(self._category.currentData()),
            description=self._description.text().strip(),
        )
        self.formula_named.emit(named)
        super().accept()

    @Slot()
    def _on_name_changed(self) -> None:
        """Offer Save as soon as there is a name."""
        save = self._buttons.button(QDialogButtonBox.StandardButton.Save)
        save.setEnabled(bool(self._name.text().strip()))
