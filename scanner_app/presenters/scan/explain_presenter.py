"""Opens "Why (not)?" for the current match or any other symbol."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from scanner_app.services.scan.scan_types import ExplainRequest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from engine.domain.formula import Formula
    from scanner_app.presenters.formulas.protocols import EditedFormula
    from scanner_app.presenters.scan.protocols import ExplainDialog, ExplainView, ScanView
    from scanner_app.services.library.library_service import LibraryService
    from scanner_app.services.scan.explain_service import ExplainService
    from scanner_app.services.scan.results_service import ResultsService
    from scanner_app.services.scan.scan_service import ScanService


class ExplainPresenter(QObject):
    """Passes the questions of a dialog to the explain service.

    Parameters
    ----------
    panel : ScanView
        Has the timeframe, where nothing was scanned yet.
    open_dialog : callable
        Opens the dialog for the text of a formula and the symbols to choose from.
    """

    def __init__(
        self,
        view: ExplainView,
        panel: ScanView,
        open_dialog: Callable[[str, Sequence[str]], ExplainDialog],
        *,
        formula: EditedFormula,
        explains: ExplainService,
        results: ResultsService,
        scans: ScanService,
        library: LibraryService,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._panel, self._open_dialog = view, panel, open_dialog
        self._formula, self._explains = formula, explains
        self._results, self._scans, self._library = results, scans, library
        view.explain_requested.connect(self.open)

    @Slot(str)
    def open(self, symbol: str = "") -> None:
        """Open the dialog on `symbol`, or on the current match where none is named."""
        formula, timeframe = self._subject
        contents = self._library.contents
        symbols = contents.symbols_of(timeframe)
        dialog = self._open_dialog(formula.expression, symbols)
        self._explains.explained.connect(dialog.show_explanation)
        self._explains.failed.connect(dialog.show_error)
        dialog.asked.connect(self._on_asked)
        row, store = self._view.state().current_row, self._results.model.store
        if symbol or row < 0:
            dialog.ask(symbol or next(iter(symbols), ""), None)
        else:
            dialog.ask(store.symbol_at(row), int(store.timestamps[row]))

    @Slot(str, object)
    def _on_asked(self, symbol: str, day: date) -> None:
        """Explain what the last scan says of it."""
        formula, timeframe = self._subject
        universe = self._universe_of(symbol, timeframe)
        self._explains.explain(ExplainRequest(formula, symbol, timeframe, day, universe))

    @property
    def _subject(self) -> tuple[Formula, str]:
        """The formula and timeframe of the last scan; those on the screen where there is none."""
        request = self._scans.request
        if request is not None:
            return request.formula, request.timeframe
        self._formula.check()
        return self._formula.formula, self._panel.state().timeframe

    def _universe_of(self, symbol: str, timeframe: str) -> list[str]:
        """Return the symbols among which the last scan ranked, or all where it had no `symbol`."""
        request = self._scans.request
        if request is not None and request.timeframe == timeframe and symbol in request.symbols:
            return list(request.symbols)
        contents = self._library.contents
        return contents.symbols_of(timeframe)
