"""The formulas to watch: any number, from the library and from the editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QTableView, QWidget

from scanner_app.records.watched import EDITOR
from scanner_app.texts import tool_tip
from scanner_app.widgets.parts import column, label, row, set_up_table, tool_button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scanner_app.icons import Icons
    from scanner_app.models.live_watch_model import LiveWatchModel
    from scanner_app.services.formulas.presets import Entry


class WatchPanel(QWidget):
    """Shows the watched formulas and forwards changes of the list.

    Signals
    -------
    add_requested : str
        The id of a formula of the library.
    write_requested :
        The user wants to write a new formula.
    remove_requested, edit_requested : str
        The key of an entry.
    """

    add_requested = Signal(str)
    write_requested = Signal()
    remove_requested = Signal(str)
    edit_requested = Signal(str)

    def __init__(self, model: LiveWatchModel, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.table = QTableView()
        self.table.setObjectName("liveFormulas")
        self.table.setAccessibleName(self.tr("Formulas to watch"))
        self._set_up(self.table)
        self.add = tool_button(icons, "plus", self.tr("Watch a formula of the library"))
        self.add.setObjectName("liveAddFormula")
        self._menu = QMenu(self.add)  # its submenus pass their choices on to it
        self._menu.triggered.connect(self._on_chosen)
        self.add.setMenu(self._menu)
        self.add.setPopupMode(self.add.ToolButtonPopupMode.InstantPopup)
        self.edit = tool_button(icons, "pencil", self.tr("Edit the formula; it applies at once"))
        self.edit.setObjectName("liveEditFormula")
        self.remove = tool_button(icons, "trash", self.tr("Stop watching it"))
        self.remove.setObjectName("liveRemoveFormula")
        head = row(
            label(self.tr("Formulas"), "title"), None, self.add, self.edit, self.remove, spacing=2
        )
        self.problem = label("", "bad", "liveFormulaProblem")
        self.problem.setWordWrap(True)
        self.setLayout(column(head, self.table, self.problem, spacing=6))
        self.edit.clicked.connect(self._on_edit)
        self.remove.clicked.connect(self._on_remove)
        self.table.doubleClicked.connect(self._on_edit)
        self.table.selectionModel().currentRowChanged.connect(self._on_current_changed)
        model.dataChanged.connect(self._show_problem)
        model.rowsRemoved.connect(self._show_problem)
        self._on_current_changed()
        self._show_problem()

    def offer(self, entries: Sequence[Entry]) -> None:
        """Offer the formulas of the library, presets by their groups."""
        self._menu.clear()
        self._menu.addAction(self.tr("Write a new one …")).triggered.connect(self._on_write)
        self._menu.addSeparator()
        groups: dict[str, QMenu] = {"": self._menu}
        for entry in entries:
            if entry.group not in groups:
                groups[entry.group] = self._menu.addMenu(entry.group)
            self._add_choice(groups[entry.group], entry)

    @property
    def current_key(self) -> str:
        """The key of the current entry, or an empty string."""
        index = self.table.currentIndex()
        return self._model.entries[index.row()].key if index.isValid() else ""

    def _add_choice(self, menu: QMenu, entry: Entry) -> None:
        action = menu.addAction(entry.formula.name)
        action.setToolTip(tool_tip(entry.formula.description or entry.formula.expression))
        action.setData(str(entry.formula.id))

    def _set_up(self, table: QTableView) -> None:
        set_up_table(table)
        table.setModel(self._model)
        table.setAlternatingRowColors(False)
        table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        header = table.horizontalHeader()
        header.setMinimumSectionSize(36)
        header.setSectionResizeMode(0, header.ResizeMode.Stretch)
        for section in (1, 2):
            header.setSectionResizeMode(section, header.ResizeMode.Fixed)
            header.resizeSection(section, 58)

    @Slot()
    def _show_problem(self) -> None:
        """Show why the first formula that cannot be watched cannot."""
        entries = [entry for entry in self._model.entries if entry.is_on]
        wrong = next((entry for entry in entries if entry.problem), None)
        self.problem.setText("" if wrong is None else f"{wrong.formula.name}: {wrong.problem}")
        self.problem.setVisible(wrong is not None)

    @Slot(QAction)
    def _on_chosen(self, action: QAction) -> None:
        if action.data():
            self.add_requested.emit(action.data())

    @Slot()
    def _on_write(self) -> None:
        self.write_requested.emit()

    @Slot()
    def _on_edit(self) -> None:
        if self.current_key:
            self.edit_requested.emit(self.current_key)

    @Slot()
    def _on_remove(self) -> None:
        if self.current_key:
            self.remove_requested.emit(self.current_key)

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, *_: QModelIndex) -> None:
        self.edit.setEnabled(bool(self.current_key))
        self.remove.setEnabled(self.current_key not in ("", EDITOR))
