"""What can be done with the entries of the formula library, and formulas as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from engine.domain.formula import Formula
from engine.errors import SourceError
from scanner_app.engine_messages import error_text
from scanner_app.services.formulas.formula_files import read_formulas, write_formulas

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scanner_app.presenters.formulas.protocols import Clipboard, EditedFormula, EntriesView
    from scanner_app.presenters.protocols import FileDialogs, Questions
    from scanner_app.services.formulas.formula_library import FormulaLibrary
    from scanner_app.services.formulas.formula_versions import Version
    from scanner_app.services.formulas.language_service import LanguageService
    from scanner_app.services.task_runner import TaskRunner

_FILE_NAME = "formulas.formula"


class LibraryPresenter(QObject):
    """Serves the library's menus.

    Signals
    -------
    message : str
        A message for the status bar.
    """

    message = Signal(str)

    def __init__(
        self,
        view: EntriesView,
        files: FileDialogs,
        questions: Questions,
        *,
        formula: EditedFormula,
        library: FormulaLibrary,
        language: LanguageService,
        reader: TaskRunner,
        clipboard: Clipboard,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._files, self._questions, self._clipboard = files, questions, clipboard
        self._formula, self._library = formula, library
        self._language, self._reader = language, reader
        self._actions: dict[str, Callable[[str], object]] = {
            "run": formula.run,
            "duplicate": self._duplicate,
            "delete": self._delete,
            "rename": self._ask_name,
            "versions": self._show_versions,
        }
        view.action_requested.connect(self._on_action)
        view.import_requested.connect(self.choose_files)
        view.export_requested.connect(self.choose_target)
        view.drafts_requested.connect(self.show_drafts)

    @Slot()
    def choose_files(self) -> None:
        """Ask for files of formulas and add what is in them."""
        filters = [self.tr("Formulas (*.formula *.toml *.txt)"), self.tr("All files (*)")]
        self._files.ask_files(self.tr("Import formulas"), filters, self.import_files)

    @Slot(list)
    def import_files(self, paths: list[str]) -> None:
        """Add the formulas of some files to the library."""
        self._read([Path(path) for path in paths], self._on_imported)

    def open_files(self, paths: Sequence[Path]) -> None:
        """Put the formula of a file into the editor; several also go into the library."""
        if paths:
            self._read(paths, self._on_opened)

    @Slot()
    def choose_target(self) -> None:
        """Ask for a file and write the user's formulas to it."""
        filters = [self.tr("Formulas (*.formula *.toml)")]
        title = self.tr("Export my formulas")
        self._files.ask_target(title, filters, _FILE_NAME, self.export_file)

    @Slot(str)
    def export_file(self, path: str) -> None:
        """Write the user's formulas to a file."""
        formulas = self._library.own
        text = self.tr("{n} formulas written to {path}", "", len(formulas))
        text = text.format(n=f"{len(formulas):,}", path=path)
        self._reader.submit(
            lambda: write_formulas(Path(path), formulas),
            lambda _: self.message.emit(text),
            self._on_failed,
        )

    @Slot(str)
    def paste_from(self, language: str) -> None:
        """Translate what is on the clipboard from another formula language into the editor."""
        text = self._clipboard.text().strip()
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
        drafts = self._library.drafts()

        def load(number: int) -> None:
            draft = drafts[number]
            self._formula.load(Formula(draft.formula_id, draft.name, draft.expression))

        self._list(self.tr("Unsaved and deleted formulas"), drafts, load)

    @Slot(str, str)
    def _on_action(self, action: str, formula_id: str) -> None:
        """Do what an entry's menu says."""
        self._actions[action](formula_id)

    def _duplicate(self, formula_id: str) -> None:
        copy = self._library.duplicate(formula_id)
        if copy is not None:
            self._formula.load(copy)

    def _delete(self, formula_id: str) -> None:
        self._library.delete(formula_id)
        self.message.emit(self.tr("Deleted; it is kept among the unsaved and deleted formulas"))

    def _ask_name(self, formula_id: str) -> None:
        entry = self._library.find(formula_id)
        if entry is not None:
            self._questions.ask_name(
                self.tr("Rename formula"),
                self.tr("Name"),
                [entry.formula.name],
                lambda name: self._library.rename(formula_id, name),
            )

    def _show_versions(self, formula_id: str) -> None:
        """List the texts that a formula had; the chosen one goes into the editor."""
        versions = self._library.versions(formula_id)
        self._formula.open(formula_id)
        self._list(
            self.tr("Earlier versions"),
            versions,
            lambda number: self._formula.put_text(versions[number].expression),
        )

    def _list(
        self, title: str, versions: Sequence[Version], on_chosen: Callable[[int], object]
    ) -> None:
        """Show texts of formulas, to be put into the editor."""
        rows = [
            (f"{v.saved_at.astimezone():%Y-%m-%d %H:%M}", v.name, v.expression) for v in versions
        ]
        self._questions.show_list(
            title,
            self.tr("{n} versions", "", len(rows)).format(n=f"{len(rows):,}"),
            (self.tr("Saved"), self.tr("Name"), self.tr("Formula")),
            rows,
            action=self.tr("Put into the editor"),
            on_chosen=on_chosen,
        )

    def _read(self, paths: Sequence[Path], done: Callable[[list[Formula]], None]) -> None:
        """Read files of formulas off the GUI thread."""
        self._reader.submit(
            lambda: [formula for path in paths for formula in read_formulas(path)],
            done,
            self._on_failed,
        )

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
