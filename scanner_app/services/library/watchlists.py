"""The user's watchlists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from engine.domain.watchlist import Watchlist

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scanner_app.services.library.workspace_service import WorkspaceService


class Watchlists(QObject):
    """Keeps lists of symbols in the workspace.

    Signals
    -------
    changed :
        There are other lists, or other symbols in one.
    """

    changed = Signal()

    def __init__(self, workspace: WorkspaceService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._lists: dict[str, Watchlist] = {}

    @property
    def names(self) -> list[str]:
        """The names of all lists, sorted."""
        return sorted(self._lists, key=str.casefold)

    def symbols(self, name: str) -> tuple[str, ...]:
        """Return the symbols of a list, in its order."""
        watchlist = self._lists.get(name)
        return watchlist.symbols if watchlist else ()

    def load(self) -> None:
        """Read the workspace; `changed` follows."""
        self._workspace.run(lambda workspace: workspace.watchlists.all(), self._on_loaded)

    def save(self, name: str, symbols: Iterable[str]) -> None:
        """Add a list, or replace the symbols of the one with that name."""
        watchlist = Watchlist(name, tuple(dict.fromkeys(symbols)))
        self._lists[name] = watchlist
        self._workspace.run(lambda workspace: workspace.watchlists.save(watchlist))
        self.changed.emit()

    def add(self, name: str, symbols: Iterable[str]) -> int:
        """Put symbols behind those of a list; returns how many are new to it."""
        before = self.symbols(name)
        merged = tuple(dict.fromkeys([*before, *symbols]))
        self.save(name, merged)
        return len(merged) - len(before)

    def delete(self, name: str) -> None:
        """Forget a list."""
        if self._lists.pop(name, None) is not None:
            self._workspace.run(lambda workspace: workspace.watchlists.delete(name))
            self.changed.emit()

    def with_some_of(self, symbols: Iterable[str]) -> list[str]:
        """Return the names of the lists that have some of `symbols`, sorted."""
        sought = frozenset(symbols)
        return [name for name in self.names if not sought.isdisjoint(self.symbols(name))]

    def remove(self, symbols: Iterable[str]) -> None:
        """Take `symbols` off all lists."""
        deleted = frozenset(symbols)
        for name in self.with_some_of(deleted):
            self.save(name, (symbol for symbol in self.symbols(name) if symbol not in deleted))

    def _on_loaded(self, lists: list[Watchlist]) -> None:
        self._lists = {entry.name: entry for entry in lists} | self._lists
        self.changed.emit()
