"""Offers the feeds of installed packages, and names what of them cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from scanner_app.services.live.installed_parts import survey_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scanner_app.services.library.library_service import LibraryService
    from scanner_app.services.live.installed_parts import PartsSurvey
    from scanner_app.services.task_runner import TaskRunner


class PackagesView(Protocol):
    """Offers feeds by name."""

    def show_packages(self, names: Sequence[str]) -> None:
        """Offer these feeds of installed packages."""


class PackagesPresenter(QObject):
    """Looks at the installed packages once the window has its first library.

    Parameters
    ----------
    survey : callable
        Returns the parts; called on the thread of `tasks`.

    Signals
    -------
    failed : Exception
        A part cannot be used.
    """

    failed = Signal(object)

    def __init__(
        self,
        view: PackagesView,
        *,
        library: LibraryService,
        tasks: TaskRunner,
        survey: Callable[[], PartsSurvey] = survey_parts,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._library, self._tasks, self._survey = view, library, tasks, survey
        library.contents_changed.connect(self._on_contents_changed)

    @Slot()
    def _on_contents_changed(self) -> None:
        self._library.contents_changed.disconnect(self._on_contents_changed)
        self._tasks.submit(self._survey, self._on_surveyed)

    def _on_surveyed(self, survey: PartsSurvey) -> None:
        self._view.show_packages(survey.feeds)
        for problem in survey.problems:
            self.failed.emit(problem)
