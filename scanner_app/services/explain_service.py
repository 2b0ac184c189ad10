"""Why a symbol is (not) in the scan: what each condition of the formula says on a bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from engine.domain.formula import Formula
    from scanner_app.services.scan_service import ScanService
    from scanner_app.services.task_runner import TaskRunner


class ExplainRequest(NamedTuple):
    """What shall be explained.

    Attributes
    ----------
    formula : Formula
        With the values of its parameters.
    symbol, timeframe : str
        Whose candles.
    day : date, datetime or None
        The last candle that begins no later; the last of all for None.
    universe : sequence of str
        The symbols of the scan, among which a formula may rank.
    """

    formula: Formula
    symbol: str
    timeframe: str
    day: date | None
    universe: Sequence[str]


class ExplainService(QObject):
    """Asks the engine off the GUI thread; of several requests only the last one is answered.

    Signals
    -------
    explained : Explanation
        What each condition says; without conditions where there is no candle by that day.
    failed : Exception
        The formula or the library is at fault.
    """

    explained = Signal(object)
    failed = Signal(object)

    def __init__(
        self, scans: ScanService, tasks: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._scans, self._tasks = scans, tasks

    def explain(self, request: ExplainRequest) -> None:
        """Explain; `explained` or `failed` follows."""
        self._tasks.submit(
            lambda: self._scans.explain(request),
            self.explained.emit,
            self.failed.emit,
            replaces="explain",
        )
