"""The chart of the selected match."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Slot

from scanner_app.engine_messages import error_text
from scanner_app.services.scan.chart_service import ChartRequest

if TYPE_CHECKING:
    from scanner_app.presenters.formulas.protocols import EditedFormula
    from scanner_app.presenters.scan.protocols import SymbolChart
    from scanner_app.services.library.library_service import LibraryService
    from scanner_app.services.scan.chart_service import ChartService
    from scanner_app.services.scan.results_service import ResultsService
    from scanner_app.services.scan.scan_service import ScanService


class ChartPresenter(QObject):
    """Shows the chart of a match, or of any symbol."""

    def __init__(
        self,
        view: SymbolChart,
        *,
        formula: EditedFormula,
        charts: ChartService,
        results: ResultsService,
        scans: ScanService,
        library: LibraryService,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._formula = view, formula
        self._charts, self._results = charts, results
        self._scans, self._library = scans, library
        charts.loaded.connect(view.show_chart)
        charts.failed.connect(self._on_failed)
        results.finished.connect(self._on_finished)
        library.opened.connect(self.clear)

    @Slot(str, str)
    def show_symbol(self, symbol: str, timeframe: str) -> None:
        """Show a symbol without a match, with the curves of the formula in the editor."""
        formula, contents = self._formula.formula, self._library.contents
        self._charts.request(
            ChartRequest(
                symbol=symbol,
                name=contents.name_of(symbol),
                timeframe=timeframe,
                timestamp_ns=None,
                formula=formula.expression if self._formula.facts is not None else "",
                parameters=formula.parameters,
                match_times=np.empty(0, dtype=np.int64),
            )
        )

    @Slot(str, str, object)
    def show_bar(self, symbol: str, timeframe: str, time_ns: int) -> None:
        """Show one bar of a symbol without a match: nanoseconds since 1970 UTC."""
        contents, no_matches = self._library.contents, np.empty(0, dtype=np.int64)
        name = contents.name_of(symbol)
        self._charts.request(ChartRequest(symbol, name, timeframe, time_ns, "", {}, no_matches))

    @Slot(int)
    def show_row(self, row: int) -> None:
        """Show the candles around a match, with the curves of the formula that was scanned for."""
        request, store = self._scans.request, self._results.model.store
        if request is None:
            return
        symbol = store.symbol_at(row)
        self._charts.request(
            ChartRequest(
                symbol=symbol,
                name=store.name_of(symbol),
                timeframe=request.timeframe,
                timestamp_ns=int(store.timestamps[row]),
                formula=request.formula.expression,
                parameters=request.parameters,
                match_times=store.timestamps[store.rows_of(symbol)],
            )
        )

    @Slot()
    def clear(self) -> None:
        """Show how to get a chart instead of one."""
        self._view.clear(self.tr("Select a match to see its chart"))

    @Slot()
    def _on_finished(self) -> None:
        """Clear the chart of an earlier scan where this one has no match."""
        if self._scans.request is not None and not len(self._results.model.store):
            self.clear()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._view.clear(error_text(error))
