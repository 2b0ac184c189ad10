"""Why a symbol is (not) in the scan: what each condition of the formula says on a bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from engine.errors import EngineClosedError

if TYPE_CHECKING:
    from engine.batch.engine import ProcessingEngine
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

    def __init__(self, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._engine: ProcessingEngine | None = None

    @Slot(object)
    def use_engine(self, engine: ProcessingEngine | None) -> None:
        """Ask `engine` from now on; nobody where it is None."""
        self._engine = engine

    def explain(self, request: ExplainRequest) -> None:
        """Explain; `explained` or `failed` follows."""
        engine = self._engine
        if engine is None:
            self.failed.emit(EngineClosedError())
            return
        self._tasks.submit(
            lambda: engine.explain(
                request.symbol,
                request.timeframe,
                request.formula,
                request.day,
                request.formula.parameters,
                universe=request.universe,
            ),
            self.explained.emit,
            self.failed.emit,
            replaces="explain",
        )
