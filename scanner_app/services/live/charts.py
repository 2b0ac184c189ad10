"""Draws a symbol's live candles with marks at its hits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.domain.series import PRICE_COLUMNS
from scanner_app.charting.data import ChartData
from scanner_app.services.formulas.language_service import LanguageService
from scanner_app.services.scan.chart_service import ChartRequest, formula_curves

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.domain.formula import Formula
    from engine.domain.series import CandleSeries
    from scanner_app.services.live.live_types import LiveSelection


class LiveCharts:
    """Computes the curves of a formula over a buffer; for one thread."""

    def __init__(self) -> None:
        self._language = LanguageService()

    def draw(
        self,
        series: CandleSeries,
        selection: LiveSelection,
        formula: Formula | None,
        hit_times: NDArray[np.int64],
    ) -> ChartData:
        """Return the chart of `series` with the curves of `formula` and marks at `hit_times`."""
        prices = {name: np.asarray(getattr(series, name)) for name in PRICE_COLUMNS}
        times = series.timestamps_ns
        request = ChartRequest(
            selection.symbol, selection.name, str(series.timeframe), None,
            "" if formula is None else formula.expression,
            {} if formula is None else formula.parameters, hit_times,
        )  # fmt: skip
        plots, _, note = formula_curves(self._language, request, {"timestamps": times, **prices})
        marks = np.flatnonzero(np.isin(times, hit_times))
        return ChartData(
            request.symbol, request.name, request.timeframe, times, prices, plots, marks, note
        )
