"""The menus and their shortcuts, filled from tables of actions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QActionGroup, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QMenu, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMainWindow


class MenuName(StrEnum):
    """The menus, in their order."""

    FILE = "file"
    EDIT = "edit"
    SCAN = "scan"
    LIVE = "live"
    VIEW = "view"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Action:
    """An entry of a menu.

    Attributes
    ----------
    id : str
        Its name in the program.
    menu : MenuName
        Where it stands.
    text : str
        What it is called in the window's language.
    handler : callable
        What it does.
    shortcuts : tuple of str
        Keys, as Qt writes them.
    group : str
        Of the actions with the same group one is checked; empty for none.
    """

    id: str
    menu: MenuName
    text: str
    handler: Callable[[], object]
    shortcuts: tuple[str, ...] = ()
    group: str = ""


class Commands(QObject):
    """Puts every action into a menu, so that all of them can be reached by keyboard."""

    def __init__(self, window: QMainWindow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        titles = {
            MenuName.FILE: self.tr("&File"), MenuName.EDIT: self.tr("&Edit"),
            MenuName.SCAN: self.tr("&Scan"), MenuName.LIVE: self.tr("&Live"),
            MenuName.VIEW: self.tr("&View"), MenuName.HELP: self.tr("&Help"),
        }  # fmt: skip
        self._menus = {name: QMenu(titles[name], window) for name in MenuName}
        for menu in self._menus.values():
            window.menuBar().addMenu(menu)
        self._actions: dict[str, QAction] = {}
        self._groups: dict[str, QActionGroup] = {}
        qt = QApplication.instance()
        if isinstance(qt, QApplication):
            qt.focusChanged.connect(self._on_focus_changed)

    def add(self, actions: Iterable[Action]) -> None:
        """Put actions into their menus, behind those that are there."""
        for action in actions:
            entry = self._menus[action.menu].addAction(action.text)
            entry.setObjectName(f"{action.id}Action")
            entry.setShortcuts([QKeySequence(keys) for keys in action.shortcuts])
            handler = action.handler
            entry.triggered.connect(lambda *_, handler=handler: handler())
            if action.group:
                entry.setCheckable(True)
                group = self._groups.setdefault(action.group, QActionGroup(self))
                group.addAction(entry)
            self._actions[action.id] = entry

    def action(self, action_id: str) -> QAction:
        """Return the entry of an action."""
        return self._actions[action_id]

    def set_enabled(self, action_id: str, is_enabled: bool) -> None:
        """Offer an action, or not."""
        self._actions[action_id].setEnabled(is_enabled)

    def check(self, action_id: str) -> None:
        """Check an action of a group."""
        self._actions[action_id].setChecked(True)

    def rename_when_opened(self, action_id: str, text: Callable[[], str]) -> None:
        """Give an action the text of the moment at which its menu opens."""
        entry = self._actions[action_id]
        menu = entry.parent()
        if isinstance(menu, QMenu):
            menu.aboutToShow.connect(lambda: entry.setText(text()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the shortcuts of the menus from fields that move their cursor with them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence(event.keyCombination())
            entries = self._actions.values()
            if any(keys in entry.shortcuts() and entry.isEnabled() for entry in entries):
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Filter the keys of each field of the window that is typed into."""
        if isinstance(now, QLineEdit | QAbstractSpinBox) and now.window() is self._window:
            now.installEventFilter(self)
