"""The universe selector: all symbols, watchlists, or a choice of one's own."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from engine.domain.universe import UniverseChoice, choose_symbols
from engine.scanning.choose_universe import choose_universe
from scanner_app.dialogs.universe_dialog import UniverseDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.domain.universe import Universe
    from scanner_app.services.bundle import Services
    from scanner_app.views.scan.scan_panel import ScanPanel

_CHOOSE, _OWN = "choose", "own"


class UniversePresenter(QObject):
    """Fills the selector and works out which symbols are meant."""

    def __init__(self, panel: ScanPanel, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._panel, self._services = panel, services
        self._own = UniverseChoice()
        self._universe = UniverseChoice()
        panel.universe.activated.connect(self._on_activated)
        panel.timeframe.currentIndexChanged.connect(self.refresh)
        services.watchlists.changed.connect(self.refresh)
        services.library.contents_changed.connect(self.refresh)

    @property
    def universe(self) -> UniverseChoice:
        """What is chosen."""
        return self._universe

    def choose(self, universe: UniverseChoice) -> None:
        """Scan `universe` from now on."""
        self._universe = universe
        is_list = universe == UniverseChoice(include=universe.include[:1])
        if not universe.is_everything and not is_list:
            self._own = universe
        self.refresh()
        self._panel.changed.emit()

    @property
    def scope(self) -> str:
        """A text that tells the library and the choice of symbols from others."""
        library = self._services.library.library
        return json.dumps([str(library.path if library else ""), asdict(self._universe)])

    @property
    def missing(self) -> tuple[str, ...]:
        """The chosen symbols that the library does not have in the chosen timeframe."""
        return tuple(self._chosen().missing)

    def resolve(self, done: Callable[[Universe], None]) -> None:
        """Work out the symbols, then call `done` with them; off this thread where that reads."""
        choice, timeframe = self._universe, self._panel.timeframe.chosen
        library, lists = self._services.library.library, self._services.watchlists.symbols
        if library is None or not choice.needs_candles:
            done(self._chosen())
            return
        self._services.reader.submit(
            lambda: choose_universe(choice, library.candles, timeframe, lists),
            done,
            replaces="universe",
        )

    def _chosen(self) -> Universe:
        """Return the chosen symbols, whatever their prices and volumes."""
        return choose_symbols(
            self._universe, list(self._counts()), self._services.watchlists.symbols
        )

    @Slot()
    def refresh(self) -> None:
        """Offer everything, each watchlist, and a choice of one's own."""
        box = self._panel.universe
        n_all = len(self._counts())
        box.blockSignals(True)
        box.clear()
        box.addItem(self.tr("All symbols ({n})").format(n=f"{n_all:,}"), UniverseChoice())
        for name in self._services.watchlists.names:
            n_list = len(self._services.watchlists.symbols(name))
            box.addItem(f"★ {name} ({n_list:,})", UniverseChoice(include=(name,)))
        if not self._own.is_everything:
            box.addItem(self.tr("My choice"), self._own)
        box.insertSeparator(box.count())
        box.addItem(self.tr("Choose symbols …"), _CHOOSE)
        box.setCurrentIndex(self._place_of(self._universe))
        box.blockSignals(False)

    def _place_of(self, universe: UniverseChoice) -> int:
        """Return the entry that stands for `universe`."""
        box = self._panel.universe
        entries = (n for n in range(box.count()) if box.itemData(n) == universe)
        return next(entries, 0)

    def _counts(self) -> dict[str, int]:
        """Return the number of candles of every symbol in the chosen timeframe."""
        timeframe = self._panel.timeframe.chosen
        coverage = self._services.library.contents.coverage.get(timeframe, ())
        return {entry.symbol: entry.n_bars for entry in coverage}

    @Slot(int)
    def _on_activated(self, place: int) -> None:
        """Take the chosen entry, or open the dialog."""
        data = self._panel.universe.itemData(place)
        if isinstance(data, UniverseChoice):
            self.choose(data)
            return
        self.refresh()
        dialog = UniverseDialog(
            self._universe, self._services.watchlists.names, list(self._counts()), self._panel
        )
        dialog.universe_chosen.connect(self.choose)
        dialog.open()
