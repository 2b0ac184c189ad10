"""The help: what each function of the language does, searchable."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDialog, QLineEdit, QTextBrowser, QTreeView, QWidget

from scanner_app.texts import tool_tip
from scanner_app.widgets.parts import column, splitter

if TYPE_CHECKING:
    from scanner_app.services.formulas.function_help import FunctionHelp, HelpEntry
    from scanner_app.theme import Theme

_NAME = Qt.ItemDataRole.UserRole


class HelpWindow(QDialog):
    """Lists the functions by family and describes the chosen one.

    Signals
    -------
    insert_requested : str
        The user wants this example in the editor.
    """

    insert_requested = Signal(str)

    def __init__(
        self, help_pages: FunctionHelp, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("helpWindow")
        self.setWindowTitle(self.tr("Formula language"))
        self._help = help_pages
        self._theme = theme
        self.search = QLineEdit(
            placeholderText=self.tr("Search functions"), clearButtonEnabled=True
        )
        self.tree = QTreeView(headerHidden=True)
        self.tree.setAccessibleName(self.tr("Functions"))
        self.tree.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self._items = QStandardItemModel(self)
        self.tree.setModel(self._items)
        self.page = QTextBrowser()
        self.page.setOpenLinks(False)
        left = QWidget()
        left.setLayout(column(self.search, self.tree))
        parts = splitter(Qt.Orientation.Horizontal, left, self.page, sizes=[250, 560])
        self.setLayout(column(parts, margins=(12, 12, 12, 12)))
        self.search.textChanged.connect(self._fill)
        self.tree.selectionModel().currentChanged.connect(self._on_current_changed)
        self.page.anchorClicked.connect(self._on_link)
        self._fill()
        self.resize(900, 620)

    def show_function(self, name: str) -> None:
        """Describe the function that `name` means; an overview where it means none."""
        entry = self._help.entry(name)
        self.page.setHtml(entry_html(entry, self._theme) if entry else self._overview(name))
        if entry is not None:
            self._select(entry.name)

    @Slot()
    def _fill(self) -> None:
        """List the functions that contain what is searched for."""
        words = self.search.text().casefold().split()
        self._items.clear()
        for family, entries in self._help.families().items():
            fitting = [
                e for e in entries if all(w in f"{e.name} {e.summary}".casefold() for w in words)
            ]
            if fitting:
                head = QStandardItem(family)
                head.setSelectable(False)
                self._items.appendRow(head)
                for entry in fitting:
                    item = QStandardItem(entry.name)
                    item.setToolTip(tool_tip(entry.summary))
                    item.setData(entry.name, _NAME)
                    head.appendRow(item)
        self.tree.expandAll()

    def _select(self, name: str) -> None:
        """Make the function the current one in the list."""
        for head in range(self._items.rowCount()):
            parent = self._items.index(head, 0)
            for number in range(self._items.rowCount(parent)):
                index = self._items.index(number, 0, parent)
                if index.data(_NAME) == name:
                    self.tree.setCurrentIndex(index)

    def _overview(self, name: str) -> str:
        """Return the page for a word that is no function."""
        head = self.tr("Formula language")
        unknown = self.tr("There is no function called {name}.").format(name=escape(name))
        lead = f"<p>{unknown}</p>" if name else ""
        rules = "".join(f"<li>{escape(rule)}</li>" for rule in self._rules())
        return f"<h2>{head}</h2>{lead}<ul>{rules}</ul>"

    def _rules(self) -> tuple[str, ...]:
        """Return the language in a few sentences."""
        return (
            self.tr("Series: open, high, low, close, volume; close[1] is one candle ago."),
            self.tr("Join conditions with and, or, not; compare with < <= > >= == !=."),
            self.tr(
                "fast = ema(close, 12) keeps a value under a name; the last line is the result."
            ),
            self.tr("param n = 20 makes a number that can be changed beside the editor."),
            self.tr("a crosses above b, a crosses below b: was on the other side, is not now."),
            self.tr("weekly(...) and monthly(...) look at the last completed week or month."),
            self.tr("A condition that cannot be known yet, for want of history, is no match."),
        )

    @Slot(QModelIndex)
    def _on_current_changed(self, index: QModelIndex) -> None:
        entry = self._help.entry(str(index.data(_NAME) or ""))
        if entry is not None:
            self.page.setHtml(entry_html(entry, self._theme))

    @Slot(QUrl)
    def _on_link(self, url: QUrl) -> None:
        """Put the example into the editor."""
        entry = self._help.entry(url.toString())
        if entry is not None and entry.example:
            self.insert_requested.emit(entry.example)


def entry_html(entry: HelpEntry, theme: Theme) -> str:
    """Return the page of a function."""
    rows = "".join(
        f"<tr><td style='color:{theme.muted}; padding:3px 16px 3px 0'>{escape(head)}</td>"
        f"<td style='padding:3px 0'>{escape(text)}</td></tr>"
        for head, text in entry.facts
    )
    example = ""
    if entry.example:
        example = (
            f"<p style='background:{theme.raised}'><code>{escape(entry.example)}</code>"
            f" &nbsp; <a href='{escape(entry.name)}' style='color:{theme.accent}'>⏎</a></p>"
        )
    return (
        f"<h2 style='color:{theme.token_function}'>{escape(entry.signature)}</h2>"
        f"<p>{escape(entry.summary)}</p>{example}<table>{rows}</table>"
    )
