"""The watchlists on the Data tab: which there are, and what is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QMessageBox, QPlainTextEdit, QWidget

from engine.domain.universe import parse_symbols
from scanner_app.widgets.parts import button, call, card, column, label, row, tool_button

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from PySide6.QtGui import QHideEvent

    from scanner_app.icons import Icons

_WIDTH = 230
_MAX_UNKNOWN_LINES, _MAX_NAMED = 3, 200


class WatchlistsPanel(QWidget):
    """Edits one list at a time as text; what is typed is saved when the user turns away from it.

    Signals
    -------
    edited : str, tuple of str
        A list has these symbols now.
    deleted : str
        The user wants to delete a list.
    new_requested :
        The user wants a new list.
    """

    edited = Signal(str, tuple)
    deleted = Signal(str)
    new_requested = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("watchlistsPanel")
        self._lists: Mapping[str, tuple[str, ...]] = {}
        self._known: frozenset[str] = frozenset()
        self._name = ""
        self.names = QComboBox()
        self.names.setAccessibleName(self.tr("Watchlist"))
        self.symbols = QPlainTextEdit()
        self.symbols.setAccessibleName(self.tr("Symbols of the watchlist"))
        self.symbols.setTabChangesFocus(True)
        new = tool_button(icons, "plus", self.tr("New watchlist"))
        delete = tool_button(icons, "trash", self.tr("Delete the watchlist"))
        self.unknown = label("", "warning", "unknownSymbols")
        self.unknown.setWordWrap(True)
        self.save = button(self.tr("Save"))
        head = row(label(self.tr("Watchlists"), "title"), None, new, delete, spacing=2)
        inner = column(
            head, self.names, self.symbols, self.unknown, self.save, margins=(10, 8, 10, 10)
        )
        self.setLayout(column(card(inner)))
        self.setFixedWidth(_WIDTH)
        self.names.currentIndexChanged.connect(self._on_name_chosen)
        self.symbols.textChanged.connect(self._on_text_changed)
        self.save.clicked.connect(self._on_save)
        new.setObjectName("newWatchlistButton")
        new.clicked.connect(self.new_requested)
        delete.clicked.connect(self._on_delete)
        self._show_symbols()

    def show_lists(self, lists: Mapping[str, tuple[str, ...]]) -> None:
        """Show the watchlists, keeping the chosen one and what is typed of it."""
        name = self.names.currentText()
        is_unsaved = name in lists and self.save.isEnabled() and self._typed != lists[name]
        self._lists = lists
        self.names.blockSignals(True)
        self.names.clear()
        self.names.addItems(list(lists))
        self.names.setCurrentIndex(max(self.names.findText(name), 0))
        self.names.blockSignals(False)
        if not is_unsaved:
            self._show_symbols()

    def show_known(self, symbols: Iterable[str]) -> None:
        """Show from now on which symbols of a list are not among `symbols`, if any."""
        self._known = frozenset(symbols)
        self._show_unknown()

    def choose(self, name: str) -> None:
        """Show the list `name`."""
        self.names.setCurrentText(name)

    @property
    def _typed(self) -> tuple[str, ...]:
        """The symbols in the text."""
        return parse_symbols(self.symbols.toPlainText())

    @Slot()
    def _on_name_chosen(self) -> None:
        """Save what was typed of the list before, and show the chosen one."""
        before, typed = self._name, self._typed
        is_unsaved = before in self._lists and self.save.isEnabled()
        self._show_symbols()
        if is_unsaved:
            self.edited.emit(before, typed)

    def save_typed(self) -> None:
        """Save what has been typed of the list on show."""
        if self._name in self._lists and self.save.isEnabled():
            self.edited.emit(self._name, self._typed)

    def hideEvent(self, event: QHideEvent) -> None:
        """Save what was typed before another tab was chosen."""
        super().hideEvent(event)
        if not event.spontaneous():  # the window is not only minimised
            self.save_typed()

    def _show_symbols(self) -> None:
        self._name = name = self.names.currentText()
        usual = self.tr("Symbols, one a line or with commas")
        self.symbols.setPlaceholderText(usual if name else self.tr("Make a watchlist with + first"))
        self.symbols.setPlainText("\n".join(self._lists.get(name, ())))
        self.symbols.setEnabled(bool(name))
        self._on_text_changed()

    @Slot()
    def _on_text_changed(self) -> None:
        """Offer Save where the text is another one."""
        self.save.setEnabled(self._typed != self._lists.get(self._name, ()))
        self._show_unknown()

    def _show_unknown(self) -> None:
        """Name the symbols in the text that a scan would not find."""
        unknown = [symbol for symbol in self._typed if symbol not in self._known]
        is_told = bool(unknown and self._known)
        listed = self.unknown.fontMetrics().elidedText(
            ", ".join(unknown), Qt.TextElideMode.ElideRight, _MAX_UNKNOWN_LINES * _WIDTH
        )
        text = self.tr("Not in the library: {symbols}")
        self.unknown.setText(text.format(symbols=listed) if is_told else "")
        self.unknown.setToolTip(", ".join(unknown[:_MAX_NAMED]) if is_told else "")
        self.unknown.setVisible(is_told)

    @Slot()
    def _on_save(self) -> None:
        self.edited.emit(self.names.currentText(), self._typed)

    @Slot()
    def _on_delete(self) -> None:
        """Ask, for a list cannot be brought back."""
        name = self.names.currentText()
        if not name:
            return
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Delete the watchlist"))
        n_symbols = len(self._lists[name])
        text = self.tr("Delete the watchlist '{name}' with its {n} symbols?", "", n_symbols)
        box.setText(text.format(name=name, n=f"{n_symbols:,}"))
        box.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.Cancel)
        box.accepted.connect(call(self.deleted.emit, name))
        box.open()
