"""Long work beside the scans - imports, samples, exports - one at a time, with progress."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from engine.domain.cancellation import CancellationToken
from engine.errors import ProcessingCancelledException
from scanner_app.services.progress_relay import ProgressRelay
from scanner_app.services.task_runner import TaskRunner

if TYPE_CHECKING:
    from collections.abc import Callable


class JobKind(StrEnum):
    """What a job does."""

    SAMPLE = "sample"
    IMPORT = "import"
    EXPORT = "export"
    QUALITY = "quality"
    RESAMPLE = "resample"
    REMOVAL = "removal"


@dataclass(frozen=True, slots=True, eq=False)
class JobEnd:
    """The end of a job.

    Attributes
    ----------
    kind : JobKind
        What it did.
    value : object
        What it returned.
    error : Exception or None
        Why it failed.
    is_cancelled : bool
        Whether the user has stopped it.
    """

    kind: JobKind
    value: Any = None
    error: Exception | None = None
    is_cancelled: bool = False


class JobService(QObject):
    """Runs one job at a time on a thread of its own.

    Signals
    -------
    started : JobKind, str
        What has begun, in words.
    advanced : int, int, str
        Done, in all, and what was done last.
    ended : JobEnd
        It is over.
    refused : str
        A job cannot begin because another one is under way, in words.
    """

    started = Signal(object, str)
    advanced = Signal(int, int, str)
    ended = Signal(object)
    refused = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = TaskRunner("jobs", self)
        self._relay = ProgressRelay(self)
        self._relay.advanced.connect(self._on_advanced)
        self._token = CancellationToken()
        self._kind: JobKind | None = None
        self._title = ""

    @property
    def is_running(self) -> bool:
        """Whether a job is under way."""
        return self._kind is not None

    def can_start(self) -> bool:
        """Return whether a job can begin; the user reads where one is under way."""
        if self.is_running:
            self.refused.emit(self._title)
        return not self.is_running

    def start(
        self,
        kind: JobKind,
        title: str,
        work: Callable[[ProgressRelay, CancellationToken], Any],
    ) -> bool:
        """Begin `work` unless another job is under way; tells whether it has begun."""
        if not self.can_start():
            return False
        self._kind, self._title, self._token = kind, title, CancellationToken()
        token, relay = self._token, self._relay
        self.started.emit(kind, title)
        self._runner.submit(lambda: work(relay, token), self._on_done, self._on_failed)
        return True

    def cancel(self) -> None:
        """Ask the job to stop."""
        self._token.cancel()

    def close(self) -> None:
        """Stop the job and wait for it."""
        self.cancel()
        self._runner.close(timeout_s=10.0)

    @Slot(int, int, str)
    def _on_advanced(self, done: int, total: int, text: str) -> None:
        """Pass progress on, unless the job has ended meanwhile."""
        if self.is_running:
            self.advanced.emit(done, total, text)

    def _on_done(self, value: Any) -> None:
        self._end(value=value)

    def _on_failed(self, error: Exception) -> None:
        is_cancelled = isinstance(error, ProcessingCancelledException)
        self._end(error=None if is_cancelled else error, is_cancelled=is_cancelled)

    def _end(self, **facts: Any) -> None:
        kind, self._kind = self._kind, None
        if kind is not None:
            self.ended.emit(JobEnd(kind, **facts))
