"""Deletes symbols from the library, after a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from scanner_app.services.job_service import JobEnd, JobKind
from scanner_app.services.library.library_jobs import remove_work
from scanner_app.translations import numerus

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from scanner_app.presenters.data.protocols import RemovalQuestion, RemovalView
    from scanner_app.presenters.protocols import MessageView
    from scanner_app.services.job_service import JobService
    from scanner_app.services.library.library_service import LibraryService
    from scanner_app.services.library.watchlists import Watchlists
    from scanner_app.services.live.live_service import LiveService

    OpenDialog = Callable[[Sequence[str], Mapping[str, int], str, Sequence[str]], RemovalQuestion]


class RemovalPresenter(QObject):
    """Asks, deletes and reports; scans that run meanwhile see all candles of a symbol or none.

    Parameters
    ----------
    open_dialog : callable
        Opens the question for symbols, their numbers of candles by timeframe, the timeframe on
        show and the watchlists that have some of them.
    """

    def __init__(
        self,
        view: RemovalView,
        messages: MessageView,
        open_dialog: OpenDialog,
        *,
        library: LibraryService,
        watchlists: Watchlists,
        jobs: JobService,
        live: LiveService,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._messages, self._open_dialog = view, messages, open_dialog
        self._library, self._watchlists = library, watchlists
        self._jobs, self._live = jobs, live
        self._symbols: tuple[str, ...] = ()
        self._timeframe = ""
        self._removes_from_lists = False
        view.delete_requested.connect(self.ask)
        jobs.ended.connect(self._on_job_ended)

    @Slot(list)
    def ask(self, symbols: list[str]) -> None:
        """Ask whether to delete these symbols, unless a job runs or live candles are saved."""
        if not self._jobs.can_start():
            return
        if self._live.is_saving:
            text = self.tr("Live writes candles into this library; stop it before deleting symbols")
            self._messages.show_problem(text)
            return
        contents = self._library.contents
        self._symbols, self._timeframe = tuple(symbols), self._view.state().timeframe
        question = self._open_dialog(
            symbols,
            contents.n_candles_of(symbols),
            self._timeframe,
            self._watchlists.with_some_of(symbols),
        )
        question.confirmed.connect(self._on_confirmed)

    @Slot(bool, bool)
    def _on_confirmed(self, is_one_timeframe: bool, removes_from_lists: bool) -> None:
        library = self._library.library
        if library is None:
            return
        work = remove_work(library, self._symbols, self._timeframe if is_one_timeframe else None)
        if self._jobs.start(JobKind.REMOVAL, self.tr("Deleting symbols"), work):
            self._removes_from_lists = removes_from_lists

    @Slot(object)
    def _on_job_ended(self, end: JobEnd) -> None:
        """Report what was deleted; only now the watchlists lose the symbols."""
        if end.kind is not JobKind.REMOVAL or end.value is None:
            return
        removal = end.value
        if self._removes_from_lists:
            self._watchlists.remove(removal.symbols)
        n_symbols = len(removal.symbols)
        text = self.tr("{n} symbols deleted, {candles} candles", "", numerus(n_symbols))
        text = text.format(n=f"{n_symbols:,}", candles=f"{removal.n_candles:,}")
        self._messages.show_message(text)
