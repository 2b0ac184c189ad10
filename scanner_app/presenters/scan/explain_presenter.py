"""Opens "Why (not)?" for the current match or any other symbol."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from scanner_app.dialogs.why_dialog import WhyDialog
from scanner_app.services.scan.scan_types import ExplainRequest

if TYPE_CHECKING:
    from datetime import date

    from engine.domain.formula import Formula
    from scanner_app.presenters.formulas.protocols import EditedFormula
    from scanner_app.services.bundle import Services
    from scanner_app.theme_service import ThemeService
    from scanner_app.views.scan.scan_tab import ScanTab


class ExplainPresenter(QObject):
    """Asks the explain service what a dialog wants to know."""

    def __init__(
        self,
        tab: ScanTab,
        formula: EditedFormula,
        services: Services,
        themes: ThemeService,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tab, self._formula = tab, formula
        self._services, self._themes = services, themes
        tab.results.explain_requested.connect(self.open)

    @Slot(str)
    def open(self, symbol: str = "") -> None:
        """Open the dialog on `symbol`, or on the current match where none is named."""
        formula, timeframe = self._subject
        symbols = self._services.library.contents.symbols_of(timeframe)
        dialog = WhyDialog(formula.expression, symbols, self._themes.theme, self._tab)
        self._services.explains.explained.connect(dialog.show_explanation)
        self._services.explains.failed.connect(dialog.show_error)
        dialog.asked.connect(self._on_asked)
        dialog.open()
        row, store = self._tab.results.current_row, self._services.results.model.store
        if symbol or row < 0:
            dialog.ask(symbol or next(iter(symbols), ""), None)
        else:
            dialog.ask(store.symbol_at(row), int(store.timestamps[row]))

    @Slot(str, object)
    def _on_asked(self, symbol: str, day: date) -> None:
        """Explain what the last scan says of it."""
        formula, timeframe = self._subject
        universe = self._universe_of(symbol, timeframe)
        self._services.explains.explain(ExplainRequest(formula, symbol, timeframe, day, universe))

    @property
    def _subject(self) -> tuple[Formula, str]:
        """The formula and timeframe of the last scan; those on the screen where there is none."""
        request = self._services.scans.request
        if request is not None:
            return request.formula, request.timeframe
        self._formula.check()
        return self._formula.formula, self._tab.panel.timeframe.chosen

    def _universe_of(self, symbol: str, timeframe: str) -> list[str]:
        """Return the symbols among which the last scan ranked, or all where it had no `symbol`."""
        request = self._services.scans.request
        if request is not None and request.timeframe == timeframe and symbol in request.symbols:
            return list(request.symbols)
        return self._services.library.contents.symbols_of(timeframe)
