"""The services, views and presenters of one window, and their way in and out."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from scanner_app.arguments import parse_arguments
from scanner_app.commands import Commands
from scanner_app.dialogs.opener import DialogOpener
from scanner_app.engine_messages import error_text
from scanner_app.excepthook import ExceptionHook
from scanner_app.features.data import DataFeature
from scanner_app.features.formulas import FormulasFeature
from scanner_app.icons import Icons
from scanner_app.log_setup import AppLog
from scanner_app.main_window import MainWindow
from scanner_app.presenters.app_presenter import AppPresenter
from scanner_app.presenters.live.live_feature import LiveFeature
from scanner_app.presenters.scan.chart_presenter import ChartPresenter
from scanner_app.presenters.scan.explain_presenter import ExplainPresenter
from scanner_app.presenters.scan.history_presenter import HistoryPresenter
from scanner_app.presenters.scan.results_presenter import ResultsPresenter
from scanner_app.presenters.scan.returns_presenter import ReturnsPresenter
from scanner_app.presenters.scan.scan_presenter import ScanPresenter
from scanner_app.presenters.scan.universe_presenter import UniversePresenter
from scanner_app.presenters.session_presenter import SessionPresenter
from scanner_app.qt_application import ScannerApplication
from scanner_app.services.bundle import Services
from scanner_app.services.formulas.formula_library import FormulaLibrary
from scanner_app.services.formulas.formula_versions import FormulaVersions
from scanner_app.services.formulas.language_service import LanguageService
from scanner_app.services.formulas.presets import preset_entries
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
from scanner_app.single_instance import SingleInstance
from scanner_app.theme_service import ThemeService
from scanner_app.translations import install_translations, remove_translations

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from engine.storage.library import Library
    from scanner_app.profile import Profile
    from scanner_app.services.library.library_service import Contents


class Application(QObject):
    """Builds everything in the order of dependence; the window's closing takes it down again."""

    def __init__(
        self,
        qt: QApplication,
        profile: Profile,
        library: Path | None,
        *,
        is_demo: bool = False,
        is_temporary: bool = False,
    ) -> None:
        super().__init__()
        self._log = AppLog(profile.log, self)
        self._hook = ExceptionHook(self)
        self._instance = SingleInstance(profile.folder, self)
        self._qt, self._profile = qt, profile
        self._is_demo, self._is_temporary = is_demo, is_temporary
        self._is_closed = False
        settings = SettingsStore(profile.settings, self)
        self._translators = install_translations(qt, settings.current.language)
        self.services = self._build_services(settings)
        remembered = Path(settings.current.library) if settings.current.library else None
        self._lost = remembered if remembered and not remembered.exists() else None
        usual = profile.library if remembered is None or self._lost else remembered
        self._path = library or usual
        self.themes = ThemeService(qt, settings, self)
        self.icons = Icons(self.themes.theme, self)
        self.window = MainWindow(
            self.services.language, self.services.results.model, self.icons, self.themes.theme
        )
        self.window.application = self  # type: ignore[attr-defined]  # lives as long as the window
        self._build_presenters()
        self._connect()

    def start(self) -> None:
        """Show the window, then open the library and warm the workers up."""
        self._instance.listen()
        self.session.restore()
        self.window.show()
        tasks, language = self.services.tasks, self.services.language
        tasks.submit(language.warm_up, self._on_language_there, self._on_language_there)
        self.services.formulas.load()
        self.services.watchlists.load()
        self.services.library.open(self._path)
        if self._lost is not None and self._path == self._profile.library:
            text = self.tr("The library {path} is not there any more; this is your own one")
            self.window.show_problem(text.format(path=self._lost))

    def tell_of_profile(self, error: OSError) -> None:
        """Say that nothing will be kept, and why."""
        text = self.tr("The profile cannot be written ({reason}); nothing will be kept this time")
        self.window.show_problem(text.format(reason=error_text(error)))

    def _build_services(self, settings: SettingsStore) -> Services:
        """Make what holds the state."""
        tasks, reader = TaskRunner("tasks", self), TaskRunner("reader", self)
        language, library = LanguageService(), LibraryService(reader, self)
        workspace = WorkspaceService(self._profile.workspace, reader, self)
        versions = FormulaVersions(self._profile.versions)
        scans, explains = ScanService(self), ExplainService(reader, self)
        scans.engine_changed.connect(explains.use_engine)
        return Services(
            settings=settings,
            tasks=tasks,
            reader=reader,
            language=language,
            library=library,
            scans=scans,
            results=ResultsService(tasks, self),
            charts=ChartService(library, language, reader, self),
            jobs=JobService(self),
            workspace=workspace,
            formulas=FormulaLibrary(workspace, preset_entries(), versions, self),
            watchlists=Watchlists(workspace, self),
            history=ScanHistory(workspace, self),
            explains=explains,
            repeats=RepeatService(self),
        )

    def _build_presenters(self) -> None:
        """Make what brings state and views together."""
        tab, services = self.window.scan_tab, self.services
        dialogs = DialogOpener(self.window)
        self.formulas = FormulasFeature(
            tab.formula,
            tab.library,
            dialogs,
            library=services.formulas,
            language=services.language,
            reader=services.reader,
            parent=self,
        )
        formula = self.formulas.presenter
        self.universe = UniversePresenter(tab.panel, services, self)
        self.scan = ScanPresenter(tab, formula, self.universe, services, self)
        self.results = ResultsPresenter(tab, services, self)
        self.returns = ReturnsPresenter(tab, services, self)
        self.history = HistoryPresenter(tab, formula, services, self)
        self.explain = ExplainPresenter(tab, formula, services, self.themes, self)
        self.chart = ChartPresenter(tab, formula, services, self)
        self.window.data_tab.symbol_chosen.connect(self.chart.show_symbol)
        self.window.data_tab.symbol_opened.connect(self.window.show_scan)
        self.window.data_tab.bar_chosen.connect(self.chart.show_bar)
        self.window.data_tab.bar_chosen.connect(self.window.show_scan)
        self.live = LiveFeature(
            self.window,
            formula,
            services,
            themes=self.themes,
            profile=self._profile,
            parent=self,
        )
        self.data = DataFeature(
            self.window,
            dialogs,
            library=services.library,
            reader=services.reader,
            jobs=services.jobs,
            watchlists=services.watchlists,
            settings=services.settings,
            live=self.live.service,
            parent=self,
        )
        self.session = SessionPresenter(
            self.window, formula, self.universe, self._profile.session, self
        )
        self.app = AppPresenter(self.window, services, self.themes, self._log, self)
        self.commands = Commands(self)

    def _connect(self) -> None:
        """Connect what concerns more than one of them."""
        services = self.services
        self.window.closed.connect(self._on_closed)
        self._hook.caught.connect(self.app.show_report)
        self._hook.install()
        self._instance.started_again.connect(self._on_started_again)
        if isinstance(self._qt, ScannerApplication):
            self._qt.file_opened.connect(self._on_file_opened)
        self.themes.changed.connect(self.window.set_theme)
        services.library.opened.connect(self._on_library_opened)
        services.library.contents_changed.connect(self._on_contents_changed)
        services.scans.workers_ready.connect(self.window.show_workers)
        for signal in (
            services.library.failed,
            services.workspace.failed,
            services.tasks.task_failed,
            services.reader.task_failed,
            self.scan.scan_failed,
            self.data.failed,
            self.live.failed,
        ):
            signal.connect(self.app.show_failure)
        for signal in (self.formulas.library.message, self.results.message):
            signal.connect(self.window.show_message)

    def _on_language_there(self, _: object) -> None:
        """Check the formula now that nothing is to be imported for it on this thread."""
        self.session.restore_formula()

    @Slot(object)
    def _on_library_opened(self, library: Library) -> None:
        """Have the workers scan it."""
        self.services.scans.use_library(library, self.services.settings.current)

    @Slot(object)
    def _on_contents_changed(self, contents: Contents) -> None:
        """Make the sample of a demonstration as soon as the library is open."""
        self.session.restore_timeframe()
        if self._is_demo and contents.is_empty:
            self._is_demo = False
            self.data.presenter.make_sample()

    @Slot(list)
    def _on_started_again(self, argv: list[str]) -> None:
        """Come to the front, with the library and the formulas that were asked for."""
        asked = parse_arguments(argv)
        if asked.library is not None:
            self.services.library.open(asked.library)
        self.formulas.library.open_files(asked.formulas)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    @Slot(Path)
    def _on_file_opened(self, path: Path) -> None:
        """Show a formula that was double clicked while the program runs."""
        self.formulas.library.open_files([path])

    @Slot()
    def _on_closed(self) -> None:
        """End every thread and process; those that others need go last."""
        if self._is_closed:
            return
        self._is_closed = True
        self.session.save()
        self.data.close()
        services = self.services
        services.repeats.close()
        self.live.close()
        self.returns.close()
        services.scans.close()
        services.jobs.close()
        services.tasks.close()
        services.reader.close()
        services.library.close()
        services.workspace.close()
        remove_translations(self._qt, self._translators)
        self._hook.remove()
        self._instance.close()
        self._log.close()
        if self._is_temporary:
            shutil.rmtree(self._profile.folder, ignore_errors=True)
