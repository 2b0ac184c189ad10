"""The formula library: the user's formulas and the presets, searchable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFont, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLineEdit, QMenu, QTreeView, QWidget

from scanner_app.texts import tool_tip
from scanner_app.widgets.parts import column, label, row, tool_button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scanner_app.icons import Icons
    from scanner_app.services.formulas.presets import Entry

_ID = Qt.ItemDataRole.UserRole
_IS_PRESET = Qt.ItemDataRole.UserRole + 1


class LibraryView(QWidget):
    """Shows the library and forwards what the user wants of an entry.

    Signals
    -------
    formula_chosen : str
        The id of the entry to put into the editor.
    run_requested : str
        The id of the entry to put into the editor and to scan for.
    action_requested : str, str
        What to do (``run``, ``rename``, ``duplicate``, ``delete``, ``versions``) with which id.
    import_requested, export_requested :
        Formulas as text.
    drafts_requested :
        The user looks for a text that was not saved, or is deleted.
    """

    formula_chosen = Signal(str)
    run_requested = Signal(str)
    action_requested = Signal(str, str)
    import_requested = Signal()
    export_requested = Signal()
    drafts_requested = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: Sequence[Entry] = ()
        self.search = QLineEdit(placeholderText=self.tr("Search formulas"), clearButtonEnabled=True)
        self.search.setAccessibleName(self.tr("Search the formula library"))
        self.tree = QTreeView(headerHidden=True, rootIsDecorated=True, indentation=12)
        self.tree.setObjectName("formulaLibrary")
        self.tree.setAccessibleName(self.tr("Formula library"))
        self.tree.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.setUniformRowHeights(True)
        self._items = QStandardItemModel(self)
        self.tree.setModel(self._items)
        more = tool_button(icons, "list", self.tr("More"))
        menu = QMenu(more)
        menu.addAction(self.tr("Import formulas …")).triggered.connect(self.import_requested)
        menu.addAction(self.tr("Export formulas …")).triggered.connect(self.export_requested)
        drafts = menu.addAction(self.tr("Unsaved and deleted formulas …"))
        drafts.triggered.connect(self.drafts_requested)
        more.setMenu(menu)
        more.setPopupMode(more.ToolButtonPopupMode.InstantPopup)
        head = row(label(self.tr("Formulas"), "title"), None, more)
        self.setLayout(column(head, self.search, self.tree))
        self.setMinimumWidth(180)
        self.search.textChanged.connect(self._rebuild)
        self.tree.clicked.connect(self._on_clicked)
        self.tree.activated.connect(self._on_activated)
        self.tree.customContextMenuRequested.connect(self._on_menu_requested)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show the library."""
        self._entries = entries
        self._rebuild()

    def mark(self, formula_id: str) -> None:
        """Select the entry that is in the editor."""
        for index in self._indexes():
            if index.data(_ID) == formula_id:
                self.tree.setCurrentIndex(index)
                return
        self.tree.clearSelection()

    @Slot()
    def _rebuild(self) -> None:
        """Show the entries that contain every word of the search box."""
        words = self.search.text().casefold().split()
        groups: dict[str, list[Entry]] = {"": []}
        for entry in self._entries:
            formula = entry.formula
            text = f"{formula.name} {formula.description} {formula.expression}".casefold()
            if all(word in text for word in words):
                groups.setdefault(entry.group, []).append(entry)
        self._items.clear()
        for group, entries in groups.items():
            if entries or not group:
                self._items.appendRow(self._group_item(group, entries))
        self.tree.expandAll()

    def _group_item(self, group: str, entries: Sequence[Entry]) -> QStandardItem:
        """Return a heading with its entries."""
        head = QStandardItem(group or self.tr("My formulas"))
        head.setSelectable(False)
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        head.setFont(font)
        for entry in entries:
            item = QStandardItem(entry.formula.name)
            item.setToolTip(tool_tip(entry.formula.description or entry.formula.expression))
            item.setData(str(entry.formula.id), _ID)
            item.setData(entry.is_preset, _IS_PRESET)
            head.appendRow(item)
        if not entries:
            hint = QStandardItem(self.tr("Save a formula with Ctrl+S"))
            hint.setEnabled(False)
            head.appendRow(hint)
        return head

    def _indexes(self) -> list[QModelIndex]:
        """Return the index of every entry."""
        heads = [self._items.index(n, 0) for n in range(self._items.rowCount())]
        return [self._items.index(n, 0, h) for h in heads for n in range(self._items.rowCount(h))]

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        if index.data(_ID):
            self.formula_chosen.emit(index.data(_ID))

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        if index.data(_ID):
            self.run_requested.emit(index.data(_ID))

    @Slot(QPoint)
    def _on_menu_requested(self, place: QPoint) -> None:
        """Offer what can be done with an entry."""
        index = self.tree.indexAt(place)
        formula_id = index.data(_ID)
        if not formula_id:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action, text, needs_own in (
            ("run", self.tr("Run this formula"), False),
            ("duplicate", self.tr("Duplicate"), False),
            ("rename", self.tr("Rename …"), True),
            ("versions", self.tr("Earlier versions …"), True),
            ("delete", self.tr("Delete"), True),
        ):
            entry = menu.addAction(text)
            entry.setData((action, formula_id))
            entry.setEnabled(not (needs_own and index.data(_IS_PRESET)))
        menu.triggered.connect(self._on_action)
        menu.popup(self.tree.viewport().mapToGlobal(place))

    @Slot(QAction)
    def _on_action(self, entry: QAction) -> None:
        """Forward the chosen entry of the menu."""
        self.action_requested.emit(*entry.data())
