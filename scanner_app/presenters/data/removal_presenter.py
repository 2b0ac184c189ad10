"""Deletes symbols from the library, after a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from scanner_app.dialogs.delete_symbols_dialog import DeleteSymbolsDialog
from scanner_app.services.job_service import JobEnd, JobKind
from scanner_app.services.library.library_jobs import remove_work
from scanner_app.translations import numerus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scanner_app.main_window import MainWindow
    from scanner_app.services.bundle import Services
    from scanner_app.services.live.live_service import LiveService


class RemovalPresenter(QObject):
    """Asks, deletes and tells; scans that run meanwhile see the candles whole or none of them."""

    def __init__(
        self, window: MainWindow, services: Services, live: LiveService, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window, self._services, self._live = window, services, live
        self._symbols: tuple[str, ...] = ()
        self._timeframe = ""
        self._are_listed = True
        window.data_tab.delete_requested.connect(self.ask)
        services.jobs.ended.connect(self._on_job_ended)

    @Slot(list)
    def ask(self, symbols: list[str]) -> None:
        """Ask whether these symbols shall go; not while a job may be taking them away already."""
        if not self._services.jobs.can_start():
            return
        request = self._live.request
        if self._live.is_running and request is not None and request.feed.saves:
            text = self.tr("Live writes candles into this library; stop it before deleting symbols")
            self._window.show_problem(text)
            return
        self._symbols = tuple(symbols)
        self._timeframe = self._window.data_tab.timeframe.chosen
        dialog = DeleteSymbolsDialog(
            symbols,
            self._services.library.contents.n_candles_of(symbols),
            self._timeframe,
            self._services.watchlists.with_some_of(symbols),
            self._window,
        )
        dialog.confirmed.connect(self._on_confirmed)
        dialog.open()

    @Slot(bool, bool)
    def _on_confirmed(self, is_only_shown: bool, is_off_lists: bool) -> None:
        library = self._services.library.library
        if library is None:
            return
        work = remove_work(library, self._symbols, self._timeframe if is_only_shown else None)
        has_begun = self._services.jobs.start(JobKind.REMOVAL, self.tr("Deleting symbols"), work)
        if has_begun:
            self._are_listed = not is_off_lists

    @Slot(object)
    def _on_job_ended(self, end: JobEnd) -> None:
        """Tell what is gone; the lists forget the symbols only now."""
        if end.kind is not JobKind.REMOVAL or end.value is None:
            return
        removed: Sequence[str] = end.value.symbols
        if not self._are_listed:
            self._services.watchlists.remove(removed)
        text = self.tr("{n} symbols deleted, {candles} candles", "", numerus(len(removed)))
        n_candles = f"{end.value.n_candles:,}"
        self._window.show_message(text.format(n=f"{len(removed):,}", candles=n_candles))
