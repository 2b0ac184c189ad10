"""The services of one window, handed to the presenters together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scanner_app.services.formulas.formula_library import FormulaLibrary
    from scanner_app.services.formulas.language_service import LanguageService
    from scanner_app.services.job_service import JobService
    from scanner_app.services.library.library_service import LibraryService
    from scanner_app.services.library.watchlists import Watchlists
    from scanner_app.services.library.workspace_service import WorkspaceService
    from scanner_app.services.scan.chart_service import ChartService
    from scanner_app.services.scan.explain_service import ExplainService
    from scanner_app.services.scan.repeat_service import RepeatService
    from scanner_app.services.scan.results_service import ResultsService
    from scanner_app.services.scan.scan_history import ScanHistory
    from scanner_app.services.scan.scan_service import ScanService
    from scanner_app.services.task_runner import TaskRunner
    from scanner_app.settings import SettingsStore


@dataclass(frozen=True, slots=True)
class Services:
    """What holds the state of the window.

    Attributes
    ----------
    tasks : TaskRunner
        For arithmetic: orders and filters.
    reader : TaskRunner
        For files: candles, formulas.
    """

    settings: SettingsStore
    tasks: TaskRunner
    reader: TaskRunner
    language: LanguageService
    library: LibraryService
    scans: ScanService
    results: ResultsService
    charts: ChartService
    jobs: JobService
    workspace: WorkspaceService
    formulas: FormulaLibrary
    watchlists: Watchlists
    history: ScanHistory
    explains: ExplainService
    repeats: RepeatService
