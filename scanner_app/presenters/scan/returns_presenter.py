"""Measures what followed the matches on show while somebody looks at the statistics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.domain.forward_returns import ForwardReturns
    from scanner_app.presenters.scan.protocols import ReturnsView
    from scanner_app.services.library.library_service import LibraryService
    from scanner_app.services.scan.results_service import ResultsService
    from scanner_app.services.scan.returns_service import ReturnsService
    from scanner_app.services.scan.scan_service import ScanService

_PAUSE_MS = 250


class ReturnsPresenter(QObject):
    """Measures once the rows stand still, and never the same rows twice."""

    def __init__(
        self,
        view: ReturnsView,
        *,
        returns: ReturnsService,
        results: ResultsService,
        scans: ScanService,
        library: LibraryService,
        pause_ms: int = _PAUSE_MS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._returns, self._results = view, returns, results
        self._scans, self._library = scans, library
        self._measured: object = None
        self._is_filtered = False
        self._pause = QTimer(self, singleShot=True, interval=pause_ms)
        self._pause.timeout.connect(self._measure)
        results.working.connect(self._on_working)
        for signal in (results.view_changed, view.shown):
            signal.connect(self._on_shown)
        library.contents_changed.connect(self._on_contents_changed)
        scans.started.connect(self._forget)
        returns.measured.connect(self._on_measured)

    def close(self) -> None:
        """Stop measuring."""
        self._pause.stop()

    @Slot()
    def _on_shown(self) -> None:
        self._pause.start()

    @Slot()
    def _measure(self) -> None:
        """Measure the rows on show, where they are looked at and not measured yet."""
        model, request, library = self._results.model, self._scans.request, self._library.library
        is_ready = self._view.is_looked_at and self._results.is_settled
        if not is_ready or request is None or library is None:
            return
        rows_on_show = (model.store, self._results.filter, model.rowCount())
        if rows_on_show == self._measured:
            return
        self._measured = rows_on_show
        self._is_filtered = model.rowCount() < len(model.store)
        self._view.show_measuring()
        self._returns.measure(library, request.timeframe, model.store, model.rows.copy())

    @Slot(object)
    def _on_measured(self, returns: Sequence[ForwardReturns]) -> None:
        self._view.show_returns(returns, is_filtered=self._is_filtered)

    @Slot(bool)
    def _on_working(self, is_working: bool) -> None:
        """Stop measuring rows that are about to be others."""
        if is_working and self._returns.is_running:
            self._forget()

    @Slot()
    def _on_contents_changed(self) -> None:
        """Measure anew: there may be more candles after a match."""
        self._forget()
        self._pause.start()

    @Slot()
    def _forget(self) -> None:
        self._measured = None
        self._returns.cancel()
        self._view.clear_returns()
