"""The formula editor and the formula library."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from scanner_app.commands import Action, MenuName
from scanner_app.dialogs.save_formula import SaveFormulaDialog
from scanner_app.presenters.formulas.formula_presenter import FormulaPresenter
from scanner_app.presenters.formulas.library_presenter import LibraryPresenter
from scanner_app.services.formulas.function_texts import fact_text

if TYPE_CHECKING:
    from engine.domain.formula import Formula
    from scanner_app.commands import Commands
    from scanner_app.core_services import CoreServices
    from scanner_app.dialogs.opener import DialogOpener
    from scanner_app.main_window import MainWindow
    from scanner_app.views.editor.formula_panel import FormulaPanel
    from scanner_app.views.editor.library_view import LibraryView

PASTED = ("AFL", "TDX", "Kiwoom", "MetaStock", "StockCharts")


class FormulasFeature(QObject):
    """Builds the presenters of the editor and of the library."""

    def __init__(
        self,
        window: MainWindow,
        panel: FormulaPanel,
        entries: LibraryView,
        dialogs: DialogOpener,
        *,
        core: CoreServices,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._panel = panel
        library, language = core.formulas, core.language
        self.presenter = FormulaPresenter(
            panel, entries, self._open_save, library=library, language=language, parent=self
        )
        self.library = LibraryPresenter(
            entries, dialogs, dialogs,
            formula=self.presenter, library=library, language=language, reader=core.reader,
            clipboard=QGuiApplication.clipboard(), parent=self,
        )  # fmt: skip
        self.library.message.connect(window.show_message)

    def add_to(self, commands: Commands) -> None:
        """Add the actions of formulas."""
        file, edit, view = MenuName.FILE, MenuName.EDIT, MenuName.VIEW
        formula, panel = self.presenter, self._panel
        editor, drafts = panel.editor, self.library.show_drafts
        commands.add(
            (
                Action("new", file, self.tr("New formula"), formula.new, ("Ctrl+N",)),
                Action("save", file, self.tr("Save formula"), formula.save, ("Ctrl+S",)),
                Action(
                    "save_as",
                    file,
                    self.tr("Save formula as …"),
                    formula.save_as,
                    ("Ctrl+Shift+S",),
                ),
                Action("drafts", file, self.tr("Unsaved and deleted formulas …"), drafts),
                Action("undo", edit, self.tr("Undo"), editor.undo),
                Action("redo", edit, self.tr("Redo"), editor.redo),
                Action(
                    "format", edit, self.tr("Format the formula"), formula.format, ("Ctrl+Shift+F",)
                ),
                Action(
                    "comment",
                    edit,
                    self.tr("Comment out or in"),
                    editor.toggle_comment,
                    ("Ctrl+/",),
                ),
                Action("find", edit, self.tr("Find and replace"), panel.find_bar.open, ("Ctrl+F",)),
                Action(
                    "complete", edit, self.tr("Complete the word"), editor.complete, ("Ctrl+Space",)
                ),
                *self._paste_actions(),
                Action(
                    "zoom_in",
                    view,
                    self.tr("Larger formula text"),
                    partial(editor.zoom, 1),
                    ("Ctrl++",),
                ),
                Action(
                    "zoom_out",
                    view,
                    self.tr("Smaller formula text"),
                    partial(editor.zoom, -1),
                    ("Ctrl+-",),
                ),
                Action(
                    "zoom_usual",
                    view,
                    self.tr("Usual formula text"),
                    partial(editor.zoom, 0),
                    ("Ctrl+0",),
                ),
            )
        )

    def _paste_actions(self) -> list[Action]:
        text, paste = self.tr("Paste from {language}"), self.library.paste_from
        return [
            Action(
                f"paste_{language}",
                MenuName.EDIT,
                text.format(language=fact_text(language)),
                partial(paste, language),
            )
            for language in PASTED
        ]

    def _open_save(self, name: str, formula: Formula) -> SaveFormulaDialog:
        dialog = SaveFormulaDialog(name, formula, self._panel)
        dialog.open()
        return dialog
