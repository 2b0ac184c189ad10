"""Has the matches on show measured while somebody looks at the statistics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from scanner_app.services.scan.returns_service import ReturnsService

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.domain.forward_returns import ForwardReturns
    from scanner_app.services.bundle import Services
    from scanner_app.views.scan.scan_tab import ScanTab

_PAUSE_MS = 250


class ReturnsPresenter(QObject):
    """Measures once the rows stand still, and never the same rows twice."""

    def __init__(self, tab: ScanTab, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._groups, self._services = tab.results.groups, services
        self._results = services.results
        self._shown: object = None
        self.service = ReturnsService(self)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._measure)
        self._results.working.connect(self._on_working)
        for signal in (self._results.view_changed, self._groups.shown):
            signal.connect(self._on_shown)
        services.library.contents_changed.connect(self._on_contents_changed)
        services.scans.started.connect(self._forget)
        self._is_filtered = False
        self.service.measured.connect(self._on_measured)

    def close(self) -> None:
        """Stop measuring."""
        self._pause.stop()
        self.service.close()

    @Slot()
    def _on_shown(self) -> None:
        self._pause.start()

    @Slot()
    def _measure(self) -> None:
        """Measure the rows on show, where they are looked at and not measured yet."""
        model, request = self._results.model, self._services.scans.request
        library = self._services.library.library
        is_wanted = self._groups.isVisible() and self._results.is_settled
        if not is_wanted or request is None or library is None:
            return
        shown = (model.store, self._results.filter, model.rowCount())
        if shown == self._shown:
            return
        self._shown = shown
        self._is_filtered = model.rowCount() < len(model.store)
        self._groups.returns.show_working()
        self.service.measure(library, request.timeframe, model.store, model.rows.copy())

    @Slot(object)
    def _on_measured(self, returns: Sequence[ForwardReturns]) -> None:
        self._groups.returns.show_returns(returns, is_filtered=self._is_filtered)

    @Slot(bool)
    def _on_working(self, is_working: bool) -> None:
        """Stop measuring rows that are about to be others."""
        if is_working and self.service.is_running:
            self._forget()

    @Slot()
    def _on_contents_changed(self) -> None:
        """Measure anew: there may be more candles after a match."""
        self._forget()
        self._pause.start()

    @Slot()
    def _forget(self) -> None:
        self._shown = None
        self.service.cancel()
        self._groups.returns.clear()
