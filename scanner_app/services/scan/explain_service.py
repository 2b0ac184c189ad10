"""Why a symbol is (not) in the scan: what each condition of the formula says on a bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from scanner_app.services.scan.scan_service import ScanService
    from scanner_app.services.scan.scan_types import ExplainRequest
    from scanner_app.services.task_runner import TaskRunner


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
