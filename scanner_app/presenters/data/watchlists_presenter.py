"""The watchlists on the Data tab."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

if TYPE_CHECKING:
    from scanner_app.presenters.data.protocols import WatchlistsView
    from scanner_app.presenters.protocols import Questions
    from scanner_app.services.library.library_service import Contents, LibraryService
    from scanner_app.services.library.watchlists import Watchlists


class WatchlistsPresenter(QObject):
    """Shows the watchlists and saves what the user edits."""

    def __init__(
        self,
        view: WatchlistsView,
        questions: Questions,
        watchlists: Watchlists,
        library: LibraryService,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._questions, self._watchlists = view, questions, watchlists
        view.edited.connect(watchlists.save)
        view.deleted.connect(watchlists.delete)
        view.new_requested.connect(self.ask_name)
        watchlists.changed.connect(self._on_changed)
        library.contents_changed.connect(self._on_contents_changed)

    @Slot()
    def ask_name(self) -> None:
        """Ask for the name of a new list."""
        self._questions.ask_name(self.tr("New watchlist"), self.tr("Name"), [], self.create)

    def create(self, name: str) -> None:
        """Show the list `name`, created where there is none."""
        self._watchlists.save(name, self._watchlists.symbols(name))
        self._view.choose(name)

    @Slot()
    def _on_changed(self) -> None:
        lists = self._watchlists
        self._view.show_lists({name: lists.symbols(name) for name in lists.names})

    @Slot(object)
    def _on_contents_changed(self, contents: Contents) -> None:
        """Make the panel tell which symbols of a list there are no candles of."""
        groups = contents.coverage.values()
        self._view.show_known({entry.symbol for group in groups for entry in group})
