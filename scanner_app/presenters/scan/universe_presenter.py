"""The universe selector: all symbols, watchlists, or a choice of one's own."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from engine.domain.universe import UniverseChoice, choose_symbols
from engine.scanning.choose_universe import choose_universe
from scanner_app.view_states import UniverseOption

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from engine.domain.universe import Universe
    from scanner_app.presenters.scan.protocols import UniverseQuestion, UniverseView
    from scanner_app.services.library.library_service import LibraryService
    from scanner_app.services.library.watchlists import Watchlists
    from scanner_app.services.task_runner import TaskRunner


class UniversePresenter(QObject):
    """Fills the selector and resolves universes to symbols.

    Parameters
    ----------
    open_dialog : callable
        Opens the dialog for a universe, the watchlists' names and the library's symbols.

    Signals
    -------
    changed :
        Another universe is chosen.
    """

    changed = Signal()

    def __init__(
        self,
        view: UniverseView,
        open_dialog: Callable[[UniverseChoice, Sequence[str], Sequence[str]], UniverseQuestion],
        *,
        library: LibraryService,
        watchlists: Watchlists,
        reader: TaskRunner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._open_dialog = view, open_dialog
        self._library, self._watchlists, self._reader = library, watchlists, reader
        self._own = UniverseChoice()
        self._universe = UniverseChoice()
        view.universe_chosen.connect(self.choose)
        view.universe_requested.connect(self.ask)
        view.timeframe_changed.connect(self.refresh)
        watchlists.changed.connect(self.refresh)
        library.contents_changed.connect(self.refresh)

    @property
    def universe(self) -> UniverseChoice:
        """The chosen universe."""
        return self._universe

    @Slot(object)
    def choose(self, universe: UniverseChoice) -> None:
        """Scan `universe` from now on."""
        self._universe = universe
        is_list = universe == UniverseChoice(include=universe.include[:1])
        if not universe.is_everything and not is_list:
            self._own = universe
        self.refresh()
        self.changed.emit()

    @Slot()
    def ask(self) -> None:
        """Ask for symbols, lists and bounds."""
        symbols = self._symbols(self._view.state().timeframe)
        dialog = self._open_dialog(self._universe, self._watchlists.names, symbols)
        dialog.universe_chosen.connect(self.choose)

    def scope_of(self, universe: UniverseChoice) -> str:
        """Return a text that differs where library or universe differ."""
        library = self._library.library
        return json.dumps([str(library.path if library else ""), asdict(universe)])

    def resolve(
        self,
        choice: UniverseChoice,
        timeframe: str,
        on_resolved: Callable[[Universe], None],
    ) -> None:
        """Call `on_resolved` with the symbols of `choice`; later where prices must be read."""
        library, lists = self._library.library, self._watchlists.symbols
        if library is None or not choice.needs_candles:
            on_resolved(choose_symbols(choice, self._symbols(timeframe), lists))
            return
        self._reader.submit(
            lambda: choose_universe(choice, library.candles, timeframe, lists),
            on_resolved,
            replaces="universe",
        )

    @Slot()
    def refresh(self) -> None:
        """Offer everything, each watchlist, and a choice of one's own."""
        n_all = len(self._symbols(self._view.state().timeframe))
        everything = self.tr("All symbols ({n})").format(n=f"{n_all:,}")
        options = [UniverseOption(everything, UniverseChoice())]
        for name in self._watchlists.names:
            n_list = len(self._watchlists.symbols(name))
            choice = UniverseChoice(include=(name,))
            options.append(UniverseOption(f"★ {name} ({n_list:,})", choice))
        if not self._own.is_everything:
            options.append(UniverseOption(self.tr("My choice"), self._own))
        places = [n for n, option in enumerate(options) if option.universe == self._universe]
        self._view.show_universes(options, places[0] if places else 0)

    def _symbols(self, timeframe: str) -> list[str]:
        """Return the symbols that have candles of a timeframe."""
        contents = self._library.contents
        return contents.symbols_of(timeframe)
