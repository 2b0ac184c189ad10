"""Why a symbol is (not) in the scan: what each condition of the formula says on a bar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QObject, Signal

from engine.domain.series import COLUMNS
from scanner_app.services.library_universe import LibraryUniverse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.storage.library import Library
    from scanner_app.services.language_service import LanguageService
    from scanner_app.services.library_service import LibraryService
    from scanner_app.services.task_runner import TaskRunner


@dataclass(frozen=True, slots=True)
class ClauseVerdict:
    """What one condition says on one bar.

    Attributes
    ----------
    text : str
        The condition as it was written.
    is_true : bool or None
        None where it is unknown.
    values : mapping of str to float
        Both sides of a comparison.
    last_true_ns : int or None
        The last bar up to this one on which it was true.
    """

    text: str
    is_true: bool | None
    values: Mapping[str, float]
    last_true_ns: int | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a formula says of a symbol on one bar.

    Attributes
    ----------
    symbol : str
        Whose bar.
    timestamp_ns : int
        The bar's start.
    n_bars : int
        Candles up to it.
    clauses : tuple of ClauseVerdict
        The conditions in their order.
    """

    symbol: str
    timestamp_ns: int
    n_bars: int
    clauses: tuple[ClauseVerdict, ...]

    @property
    def is_match(self) -> bool:
        """Whether all conditions are true."""
        return all(clause.is_true is True for clause in self.clauses)


class ExplainService(QObject):
    """Explains off the GUI thread; of several requests only the last one is answered.

    Signals
    -------
    explained : Explanation or None
        None where there are no candles on or before that day.
    failed : Exception
        The formula or the library is at fault.
    """

    explained = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        library: LibraryService,
        language: LanguageService,
        tasks: TaskRunner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._library, self._language, self._tasks = library, language, tasks

    def explain(
        self,
        formula: tuple[str, Mapping[str, Any]],
        symbol: str,
        timeframe: str,
        timestamp_ns: int | None,
    ) -> None:
        """Explain `formula` (text and parameters) on the last bar at or before an instant."""
        library = self._library.library
        if library is not None:
            self._tasks.submit(
                lambda: explain_bar(
                    library, self._language, formula, (symbol, timeframe), timestamp_ns
                ),
                self.explained.emit,
                self.failed.emit,
                replaces="explain",
            )


def explain_bar(
    library: Library,
    language: LanguageService,
    formula: tuple[str, Mapping[str, Any]],
    series: tuple[str, str],
    timestamp_ns: int | None,
) -> Explanation | None:
    """Return what each condition says on one bar of a symbol and timeframe."""
    from engine.language.evaluator import explain  # noqa: PLC0415 - start-up time

    symbol, timeframe = series
    compiled = language.formulas.compile(*formula)
    found = library.candles.get_columns(symbol, timeframe, COLUMNS)
    if found is None or found.version.n_bars == 0:
        return None
    times = found.columns["timestamps"]
    end = len(times)
    if timestamp_ns is not None:
        end = int(np.searchsorted(times, timestamp_ns, side="right"))
    if end == 0:
        return None
    reports = explain(
        compiled,
        found.columns,
        timeframe=timeframe,
        symbol=symbol,
        universe=LibraryUniverse(library),
    )
    clauses = tuple(_verdict(report, times, end - 1) for report in reports)
    return Explanation(symbol, int(times[end - 1]), end, clauses)


def _verdict(report: Any, times: Any, bar: int) -> ClauseVerdict:
    """Return what a clause says on `bar`."""
    is_known = bool(report.is_known[bar])
    earlier = np.flatnonzero(report.is_true[: bar + 1])
    return ClauseVerdict(
        text=report.text,
        is_true=bool(report.is_true[bar]) if is_known else None,
        values={name: float(values[bar]) for name, values in report.operands.items()},
        last_true_ns=int(times[earlier[-1]]) if len(earlier) else None,
    )
