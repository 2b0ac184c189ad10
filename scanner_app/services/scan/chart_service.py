"""Reads the candles of the selected match and computes the formula's curves for its chart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from PySide6.QtCore import QObject, Signal

from engine.domain.series import COLUMNS, PRICE_COLUMNS
from engine.errors import EngineError
from scanner_app.charting.data import PRICE_PANE, ChartData, Plot
from scanner_app.engine_messages import error_text
from scanner_app.services.library.other_symbols import LibraryUniverse
from scanner_app.services.scan.pane_groups import Curve, group_curves

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from engine.language.evaluation.other_symbols import UniverseProvider
    from engine.storage.library import Library
    from scanner_app.services.formulas.language_service import LanguageService
    from scanner_app.services.library.library_service import LibraryService
    from scanner_app.services.task_runner import TaskRunner

_MARKS = "marks"


class ChartRequest(NamedTuple):
    """What shall be drawn.

    Attributes
    ----------
    timestamp_ns : int or None
        The bar to select; None for the last one.
    formula : str
        Whose curves to draw; may be empty.
    match_times : ndarray of int64
        Matches that are known already, in nanoseconds since 1970 UTC.
    """

    symbol: str
    name: str
    timeframe: str
    timestamp_ns: int | None
    formula: str
    parameters: Mapping[str, Any]
    match_times: NDArray[np.int64]


class ChartService(QObject):
    """Prepares charts off the GUI thread; of several requests only the last one is answered.

    Signals
    -------
    loaded : ChartData, int or None
        What to draw and the bar to select.
    failed : Exception
        The candles cannot be read.
    """

    loaded = Signal(object, object)
    failed = Signal(object)

    def __init__(
        self,
        library: LibraryService,
        language: LanguageService,
        tasks: TaskRunner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._language = language
        self._tasks = tasks

    def request(self, request: ChartRequest) -> None:
        """Prepare a chart; `loaded` follows."""
        library = self._library.library
        if library is not None:
            self._tasks.submit(
                lambda: prepare(library, self._language, request),
                self._on_prepared,
                self.failed.emit,
                replaces="chart",
            )

    def _on_prepared(self, prepared: tuple[ChartData, int | None]) -> None:
        self.loaded.emit(*prepared)


def prepare(
    library: Library, language: LanguageService, request: ChartRequest
) -> tuple[ChartData, int | None]:
    """Read candles, compute curves and find the bar to select."""
    candles = library.candles.get_columns(request.symbol, request.timeframe, COLUMNS)
    if candles is None or candles.version.n_bars == 0:
        empty = dict.fromkeys(PRICE_COLUMNS, np.empty(0))
        nothing = np.empty(0, dtype=np.int64)
        return ChartData(request.symbol, request.name, request.timeframe, nothing, empty), None
    columns = candles.columns
    times: NDArray[np.int64] = columns["timestamps"]
    plots, matches, note = formula_curves(language, request, columns, LibraryUniverse(library))
    marked = np.flatnonzero(np.isin(times, request.match_times))
    data = ChartData(
        request.symbol, request.name, request.timeframe, times,
        {name: columns[name] for name in PRICE_COLUMNS},
        plots, np.union1d(matches, marked), note,
    )  # fmt: skip
    selected = (
        data.n_bars - 1 if request.timestamp_ns is None else data.bar_at(request.timestamp_ns)
    )
    return data, selected


def _plots(
    hints: Sequence[tuple[str, str, str]], values: Mapping[str, NDArray[np.float64]]
) -> tuple[Plot, ...]:
    """Return the curves that the language proposes, as far as anything of them is known.

    Conditions are shown by the markers; a rank among other symbols is not known here.
    """
    finite = {name for name, column in values.items() if np.isfinite(column).any()}
    drawn = [hint for hint in hints if hint[0] in finite and hint[2] != _MARKS]
    own = [Curve(name, values[name]) for name, pane, _ in drawn if pane != PRICE_PANE]
    panes = group_curves(own)
    return tuple(
        Plot(name, panes.get(name, PRICE_PANE), kind, values[name]) for name, _, kind in drawn
    )


def formula_curves(
    language: LanguageService,
    request: ChartRequest,
    columns: Mapping[str, NDArray[Any]],
    universe: UniverseProvider | None = None,
) -> tuple[tuple[Plot, ...], NDArray[np.int64], str]:
    """Return the formula's curves, its matches, and why there are none.

    `universe` answers for other symbols where the formula looks at them.
    """
    from engine.language.evaluation.evaluator import evaluate  # noqa: PLC0415 - start-up time

    none = np.empty(0, dtype=np.int64)
    if not request.formula.strip():
        return (), none, ""
    try:
        compiled = language.formulas.compile(request.formula, request.parameters)
        evaluated = evaluate(
            compiled,
            columns,
            timeframe=request.timeframe,
            symbol=request.symbol,
            universe=universe,
            with_values=True,
        )
    except EngineError as error:
        return (), none, error_text(error)
    plots = _plots(compiled.plots, evaluated.values)
    matches = np.flatnonzero(evaluated.is_true) if compiled.is_condition else none
    return plots, matches, ""
