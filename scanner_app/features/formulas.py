"""The formula editor and the formula library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from scanner_app.dialogs.save_formula import SaveFormulaDialog
from scanner_app.presenters.formulas.formula_presenter import FormulaPresenter
from scanner_app.presenters.formulas.library_presenter import LibraryPresenter

if TYPE_CHECKING:
    from engine.domain.formula import Formula
    from scanner_app.dialogs.opener import DialogOpener
    from scanner_app.services.formulas.formula_library import FormulaLibrary
    from scanner_app.services.formulas.language_service import LanguageService
    from scanner_app.services.task_runner import TaskRunner
    from scanner_app.views.editor.formula_panel import FormulaPanel
    from scanner_app.views.editor.library_view import LibraryView


class FormulasFeature(QObject):
    """Builds the presenters of the editor and of the library."""

    def __init__(
        self,
        panel: FormulaPanel,
        entries: LibraryView,
        dialogs: DialogOpener,
        *,
        library: FormulaLibrary,
        language: LanguageService,
        reader: TaskRunner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._panel = panel
        self.presenter = FormulaPresenter(
            panel, entries, self._open_save, library=library, language=language, parent=self
        )
        self.library = LibraryPresenter(
            entries, dialogs, dialogs,
            formula=self.presenter, library=library, language=language, reader=reader,
            clipboard=QGuiApplication.clipboard(), parent=self,
        )  # fmt: skip

    def _open_save(self, name: str, formula: Formula) -> SaveFormulaDialog:
        dialog = SaveFormulaDialog(name, formula, self._panel)
        dialog.open()
        return dialog
