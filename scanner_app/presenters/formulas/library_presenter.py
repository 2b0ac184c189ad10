"""What can be done with the entries of the formula library, and formulas as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from engine.domain.formula import Formula
from engine.errors import SourceError
from scanner_app.dialogs.ask_name import AskName
from scanner_app.dialogs.list_dialog import ListDialog
from scanner_app.engine_messages import error_text
from scanner_app.services.formulas.formula_files import read_formulas, write_formulas

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scanner_app.presenters.formulas.formula_presenter import FormulaPresenter
    from scanner_app.services.bundle import Services
    from scanner_app.services.formulas.formula_versions import Version
    from scanner_app.views.editor.library_view import LibraryView


class LibraryPresenter(QObject):
    """Serves the library's menus.

    Signals
    -------
    message : str
        Something worth saying in the status bar.
    """

    message = Signal(str)

    def __init__(
        self,
        view: LibraryView,
        formula: FormulaPresenter,
        services: Services,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._formula = view, formula
        self._library, self._reader = services.formulas, services.reader
        self._language = services.language
        self._renamed = ""
        self._versions: list[Version] = []
        view.action_requested.connect(self._on_action)
        view.import_requested.connect(self.choose_files)
        view.export_requested.connect(self.choose_target)
        view.drafts_requested.connect(self.show_drafts)

    @Slot()
    def choose_files(self) -> None:
        """Ask for files of formulas and add what is in them."""
        dialog = QFileDialog(self._view, self.tr("Import formulas"))
        dialog.setObjectName("importFormulasDialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(
            [self.tr("Formulas (*.formula *.toml *.txt)"), self.tr("All files (*)")]
        )
        dialog.filesSelected.connect(self.import_files)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(list)
    def import_files(self, paths: list[str]) -> None:
        """Add the formulas of some files to the library."""
        work = [Path(path) for path in paths]
        self._reader.submit(
            lambda: [formula for path in work for formula in read_formulas(path)],
            self._on_imported,
            self._on_failed,
        )

    def open_files(self, paths: Sequence[Path]) -> None:
        """Put the formula of a file into the editor; several also go into the library."""
        if paths:
            self._reader.submit(
                lambda: [formula for path in paths for formula in read_formulas(path)],
                self._on_opened,
                self._on_failed,
            )

    @Slot()
    def choose_target(self) -> None:
        """Ask for a file and write the user's formulas to it."""
        dialog = QFileDialog(self._view, self.tr("Export my formulas"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Formulas (*.formula *.toml)")])
        dialog.setDefaultSuffix("formula")
        dialog.selectFile("formulas.formula")
        dialog.fileSelected.connect(self.export_file)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def export_file(self, path: str) -> None:
        """Write the user's formulas to a file."""
        formulas = self._library.own
        done = self.tr("{n} formulas written to {path}", "", len(formulas))
        done = done.format(n=f"{len(formulas):,}", path=path)
        self._reader.submit(
            lambda: write_formulas(Path(path), formulas),
            lambda _: self.message.emit(done),
            self._on_failed,
        )

    @Slot(str)
    def paste_from(self, language: str) -> None:
        """Translate what is on the clipboard from another formula language into the editor."""
        text = QGuiApplication.clipboard().text().strip()
        if not text:
            self.message.emit(self.tr("There is no text on the clipboard"))
            return
        translated, leftovers = self._language.translated(text, language)
        self._formula.load_text(translated)
        if leftovers:
            self.message.emit(self.tr("Not translated: {what}").format(what=", ".join(leftovers)))

    @Slot()
    def show_drafts(self) -> None:
        """List the texts that left the editor unsaved, and those of deleted formulas."""
        self._versions = self._library.drafts()
        title = self.tr("Unsaved and deleted formulas")
        self._list_versions(title).row_chosen.connect(self._on_draft_chosen)

    @Slot(str, str)
    def _on_action(self, action: str, formula_id: str) -> None:
        """Do what an entry's menu says."""
        if action == "run":
            self._view.run_requested.emit(formula_id)
        elif action == "duplicate":
            copy = self._library.duplicate(formula_id)
            if copy is not None:
                self._formula.load(copy)
        elif action == "delete":
            self._library.delete(formula_id)
            self.message.emit(self.tr("Deleted; it is kept among the unsaved and deleted formulas"))
        elif action == "rename":
            self._ask_for_name(formula_id)
        elif action == "versions":
            self._show_versions(formula_id)

    def _ask_for_name(self, formula_id: str) -> None:
        entry = self._library.find(formula_id)
        if entry is not None:
            self._renamed = formula_id
            names = [entry.formula.name]
            dialog = AskName(self.tr("Rename formula"), self.tr("Name"), names, self._view)
            dialog.named.connect(self._on_renamed)
            dialog.open()

    def _show_versions(self, formula_id: str) -> None:
        """List the texts that a formula had; the chosen one goes into the editor."""
        self._versions = self._library.versions(formula_id)
        self._formula.open(formula_id)
        dialog = self._list_versions(self.tr("Earlier versions"))
        dialog.row_chosen.connect(self._on_version_chosen)

    def _list_versions(self, title: str) -> ListDialog:
        """Show texts of formulas, to be put into the editor."""
        rows = [
            (f"{v.saved_at.astimezone():%Y-%m-%d %H:%M}", v.name, v.expression)
            for v in self._versions
        ]
        dialog = ListDialog(
            title,
            self.tr("{n} versions", "", len(rows)).format(n=f"{len(rows):,}"),
            (self.tr("Saved"), self.tr("Name"), self.tr("Formula")),
            rows,
            action=self.tr("Put into the editor"),
            parent=self._view,
        )
        dialog.open()
        return dialog

    @Slot(str)
    def _on_renamed(self, name: str) -> None:
        self._library.rename(self._renamed, name)

    @Slot(int)
    def _on_version_chosen(self, number: int) -> None:
        self._formula.put_text(self._versions[number].expression)

    @Slot(int)
    def _on_draft_chosen(self, number: int) -> None:
        draft = self._versions[number]
        self._formula.load(Formula(draft.formula_id, draft.name, draft.expression))

    def _on_opened(self, formulas: list[Formula]) -> None:
        if len(formulas) > 1:
            self._on_imported(formulas)
        self._formula.load(formulas[0])

    def _on_imported(self, formulas: list[Formula]) -> None:
        for formula in formulas:
            self._library.save_new(formula)
        text = self.tr("{n} formulas imported", "", len(formulas))
        self.message.emit(text.format(n=f"{len(formulas):,}"))

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, SourceError | OSError):
            raise error
        self.message.emit(error_text(error))
