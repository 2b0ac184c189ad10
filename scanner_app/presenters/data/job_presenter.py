"""The progress of jobs, and what became of those that changed nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

if TYPE_CHECKING:
    from scanner_app.presenters.data.protocols import JobView
    from scanner_app.presenters.protocols import MessageView
    from scanner_app.services.job_service import JobEnd, JobKind, JobService


class JobPresenter(QObject):
    """Shows the job that runs.

    Signals
    -------
    failed : Exception
        A job has failed.
    """

    failed = Signal(object)

    def __init__(
        self, view: JobView, messages: MessageView, jobs: JobService, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._view, self._messages = view, messages
        jobs.started.connect(self._on_started)
        jobs.advanced.connect(view.advance)
        jobs.ended.connect(self._on_ended)
        jobs.refused.connect(self._on_refused)
        view.cancel_requested.connect(jobs.cancel)

    @Slot(object, str)
    def _on_started(self, _kind: JobKind, title: str) -> None:
        self._view.begin(title)

    @Slot(str)
    def _on_refused(self, title: str) -> None:
        text = self.tr("One thing at a time: '{title}' is still under way")
        self._messages.show_message(text.format(title=title))

    @Slot(object)
    def _on_ended(self, end: JobEnd) -> None:
        self._view.end()
        if end.error is not None:
            self.failed.emit(end.error)
        elif end.is_cancelled:
            self._messages.show_message(self.tr("Stopped; nothing was changed"))
