"""The user's workspace file: formulas, watchlists, past scans; used off the GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from engine.storage.library import Workspace, open_workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scanner_app.services.task_runner import TaskRunner

T = TypeVar("T")


class WorkspaceService(QObject):
    """Runs reads and writes on the workspace one after the other.

    Signals
    -------
    failed : Exception
        The workspace cannot be used; the sentence names the file.
    """

    failed = Signal(object)

    def __init__(self, path: Path, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._tasks = tasks
        self._workspace: Workspace | None = None

    def run(self, work: Callable[[Workspace], T], done: Callable[[T], Any] | None = None) -> None:
        """Run `work` with the workspace, then `done` on the GUI thread with its value.

        What waits when the window closes is still done, though nobody hears of it.
        """
        self._tasks.submit(
            lambda: work(self._opened()), done or _nothing, self.failed.emit, is_kept=True
        )

    def close(self) -> None:
        """Close the file."""
        if self._workspace is not None:
            self._workspace.close()

    def _opened(self) -> Workspace:
        """Return the workspace; opened at the first use, on the task thread."""
        if self._workspace is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._workspace = open_workspace(self._path, create=True)
        return self._workspace


def _nothing(_value: object) -> None:
    """Take an answer that nobody waits for."""
