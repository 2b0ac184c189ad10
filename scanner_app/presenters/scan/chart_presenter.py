"""The chart of the selected match."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Slot

from scanner_app.engine_messages import error_text
from scanner_app.services.scan.chart_service import ChartRequest

if TYPE_CHECKING:
    from scanner_app.charting.data import ChartData
    from scanner_app.presenters.formulas.protocols import EditedFormula
    from scanner_app.services.bundle import Services
    from scanner_app.views.scan.scan_tab import ScanTab


class ChartPresenter(QObject):
    """Follows the current row of the results, and takes the chart's arrow keys to it."""

    def __init__(
        self,
        tab: ScanTab,
        formula: EditedFormula,
        services: Services,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tab, self._formula = tab, formula
        self._charts, self._results = services.charts, services.results
        self._scans, self._library = services.scans, services.library
        tab.results.row_selected.connect(self._on_row_selected)
        tab.chart.match_requested.connect(tab.results.step)
        self._charts.loaded.connect(self._on_loaded)
        self._charts.failed.connect(self._on_failed)

    def show_symbol(self, symbol: str, timeframe: str) -> None:
        """Show a symbol without a match, with the curves of the formula in the editor."""
        formula = self._formula.formula
        text = formula.expression if self._formula.facts is not None else ""
        self._charts.request(
            ChartRequest(
                symbol, self._library.contents.name_of(symbol), timeframe, None, text,
                formula.parameters, np.empty(0, dtype=np.int64),
            )
        )  # fmt: skip

    @Slot(str, str, object)
    def show_bar(self, symbol: str, timeframe: str, time_ns: int) -> None:
        """Show one bar of a symbol without a match: nanoseconds since 1970 UTC."""
        self._charts.request(
            ChartRequest(
                symbol, self._library.contents.name_of(symbol), timeframe, time_ns, "", {},
                np.empty(0, dtype=np.int64),
            )
        )  # fmt: skip

    @Slot(int)
    def _on_row_selected(self, row: int) -> None:
        """Show the candles around a match, with the curves of the formula that was scanned for."""
        request, store = self._scans.request, self._results.model.store
        if request is None:
            return
        symbol = store.symbol_at(row)
        self._charts.request(
            ChartRequest(
                symbol, store.name_of(symbol), request.timeframe, int(store.timestamps[row]),
                request.formula.expression, request.parameters,
                store.timestamps[store.rows_of(symbol)],
            )
        )  # fmt: skip

    @Slot(object, object)
    def _on_loaded(self, data: ChartData, selected: int | None) -> None:
        self._tab.chart.show_chart(data, selected)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._tab.chart.clear(error_text(error))
