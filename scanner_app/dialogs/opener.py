"""Opens the dialogs that several features use, all over the same window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from scanner_app.dialogs.ask_name import AskName
from scanner_app.dialogs.file_format import follow_format
from scanner_app.dialogs.list_dialog import ListDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from scanner_app.models.text_table_model import Cell

_WIDE_COLUMNS, _WIDE_SIZE = 6, (980, 520)


class DialogOpener:
    """Opens dialogs without waiting for them; the callback gets the answer.

    Parameters
    ----------
    window : QWidget
        The window that the dialogs belong to.
    """

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def ask_files(
        self, title: str, filters: Sequence[str], on_chosen: Callable[[list[str]], object]
    ) -> None:
        """Ask for existing files."""
        dialog = self._file_dialog(title, filters)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(on_chosen)
        dialog.open()

    def ask_folder(self, title: str, on_chosen: Callable[[list[str]], object]) -> None:
        """Ask for a folder; the callback gets a list with its path."""
        dialog = self._file_dialog(title)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.filesSelected.connect(on_chosen)
        dialog.open()

    def ask_path(
        self,
        title: str,
        filters: Sequence[str],
        on_chosen: Callable[[str], object],
        *,
        suffix: str = "",
    ) -> None:
        """Ask for a file that may not exist yet, to open it."""
        dialog = self._file_dialog(title, filters)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setDefaultSuffix(suffix)
        dialog.fileSelected.connect(on_chosen)
        dialog.open()

    def ask_target(
        self,
        title: str,
        filters: Sequence[str],
        file_name: str,
        on_chosen: Callable[[str], object],
    ) -> None:
        """Ask for a file to write, `file_name` proposed; its ending follows the chosen format."""
        dialog = self._file_dialog(title, filters)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        follow_format(dialog, file_name)
        dialog.fileSelected.connect(on_chosen)
        dialog.open()

    def ask_name(
        self,
        title: str,
        question: str,
        names: Sequence[str],
        on_named: Callable[[str], object],
        *,
        is_editable: bool = True,
    ) -> None:
        """Ask for a name, one of `names` or another where `is_editable`."""
        dialog = AskName(title, question, names, self._window)
        dialog.field.setEditable(is_editable)
        dialog.named.connect(on_named)
        dialog.open()

    def show_list(
        self,
        title: str,
        lead: str,
        titles: Sequence[str],
        rows: Sequence[tuple[Cell, ...]],
        *,
        action: str = "",
        on_chosen: Callable[[int], object] | None = None,
    ) -> None:
        """Show rows; `on_chosen` gets the number of the row that `action` is for."""
        dialog = ListDialog(title, lead, titles, rows, action=action, parent=self._window)
        if len(titles) > _WIDE_COLUMNS:
            dialog.resize(*_WIDE_SIZE)
        if on_chosen is not None:
            dialog.row_chosen.connect(on_chosen)
        dialog.open()

    def _file_dialog(self, title: str, filters: Sequence[str] = ()) -> QFileDialog:
        """Return a dialog that shows the filters without their long lists of endings."""
        dialog = QFileDialog(self._window, title)
        dialog.setObjectName("fileDialog")
        dialog.setOption(QFileDialog.Option.HideNameFilterDetails)
        if filters:
            dialog.setNameFilters(list(filters))
        dialog.finished.connect(dialog.deleteLater)
        return dialog
