"""Sizes and places of the window and of what is in it, as texts for the session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, Signal
from PySide6.QtWidgets import QHeaderView, QSplitter, QTableView, QToolButton

from scanner_app.views.scan.results_table import ResultsTable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scanner_app.main_window import MainWindow

_WINDOW, _TAB, _PRESSED = "window", "tab", "pressed"
_SIZING = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.WindowStateChange)


class WindowLayout(QObject):
    """Saves and restores what the user can drag to another size or place, open or close.

    The columns of the matches are not part of it: they depend on the formula.

    Parameters
    ----------
    tools : mapping of str to QToolButton
        Checkable buttons whose state is kept, by name.

    Signals
    -------
    changed :
        Something has another size or place, or is open or closed now; many a time a second while
        the mouse drags it.
    """

    changed = Signal()

    def __init__(
        self,
        window: MainWindow,
        tools: Mapping[str, QToolButton],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._tools = window, dict(tools)
        window.installEventFilter(self)
        window.tabs.currentChanged.connect(self.changed)
        for splitter in self._splitters():
            splitter.splitterMoved.connect(self.changed)
        for header in self._headers().values():
            header.sectionResized.connect(self.changed)
            header.sectionMoved.connect(self.changed)
        for tool in self._tools.values():
            tool.toggled.connect(self.changed)

    def states(self) -> dict[str, str]:
        """Return sizes, places and what is open, to be restored the next time."""
        states = {_WINDOW: self._window.saveGeometry()}
        states |= {splitter.objectName(): splitter.saveState() for splitter in self._splitters()}
        states |= {name: header.saveState() for name, header in self._headers().items()}
        texts = {name: bytes(state.toBase64().data()).decode() for name, state in states.items()}
        pressed = " ".join(name for name, tool in self._tools.items() if tool.isChecked())
        return texts | {_TAB: str(self._window.tabs.currentIndex()), _PRESSED: pressed}

    def restore(self, states: dict[str, str]) -> None:
        """Go back to the sizes and places of :meth:`states`; what is not in it stays."""
        decoded = {n: QByteArray.fromBase64(QByteArray(t.encode())) for n, t in states.items()}
        if _WINDOW in decoded:
            self._window.restoreGeometry(decoded[_WINDOW])
        for splitter in self._splitters():
            if splitter.objectName() in decoded:
                splitter.restoreState(decoded[splitter.objectName()])
        for name, header in self._headers().items():
            if name in decoded:
                header.restoreState(decoded[name])
        if states.get(_TAB, "") in map(str, range(self._window.tabs.count())):
            self._window.tabs.setCurrentIndex(int(states[_TAB]))
        for name in states.get(_PRESSED, "").split():
            if name in self._tools:
                self._tools[name].setChecked(True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Announce that the window has another size or place."""
        if event.type() in _SIZING:
            self.changed.emit()
        return super().eventFilter(watched, event)

    def _splitters(self) -> list[QSplitter]:
        """Return the splitters of all tabs; help windows and the like have none with a name."""
        return [part for part in self._window.findChildren(QSplitter) if part.objectName()]

    def _headers(self) -> dict[str, QHeaderView]:
        """Return what the user can drag, by a key that another set of columns does not share."""
        tables = self._window.tabs.findChildren(QTableView)
        headers = [
            (table.objectName(), table.horizontalHeader())
            for table in tables
            if table.objectName() and not isinstance(table, ResultsTable)
        ]
        return {
            f"{name}/{header.count()}": header
            for name, header in headers
            if header.count() and header.sectionResizeMode(0) is header.ResizeMode.Interactive
        }
