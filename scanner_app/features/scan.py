"""The Scan tab: formula, scan bar, results and chart, with the services behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication

from scanner_app.commands import Action, MenuName
from scanner_app.dialogs.universe_dialog import UniverseDialog
from scanner_app.dialogs.why_dialog import WhyDialog
from scanner_app.features.formulas import FormulasFeature
from scanner_app.presenters.scan.auto_run_presenter import AutoRunPresenter
from scanner_app.presenters.scan.chart_presenter import ChartPresenter
from scanner_app.presenters.scan.explain_presenter import ExplainPresenter
from scanner_app.presenters.scan.history_presenter import HistoryPresenter
from scanner_app.presenters.scan.matches_presenter import MatchesPresenter
from scanner_app.presenters.scan.outcomes_presenter import OutcomesPresenter
from scanner_app.presenters.scan.returns_presenter import ReturnsPresenter
from scanner_app.presenters.scan.scan_presenter import ScanPresenter
from scanner_app.presenters.scan.summary_presenter import SummaryPresenter
from scanner_app.presenters.scan.table_presenter import TablePresenter
from scanner_app.presenters.scan.universe_presenter import UniversePresenter
from scanner_app.services.scan.chart_service import ChartService
from scanner_app.services.scan.explain_service import ExplainService
from scanner_app.services.scan.repeat_service import RepeatService
from scanner_app.services.scan.results_service import ResultsService
from scanner_app.services.scan.returns_service import ReturnsService
from scanner_app.services.scan.scan_history import ScanHistory
from scanner_app.services.scan.scan_service import ScanService, ScanState
from scanner_app.views.scan.scan_tab import ScanTab

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.domain.universe import UniverseChoice
    from engine.storage.library import Library
    from scanner_app.commands import Commands
    from scanner_app.core_services import CoreServices
    from scanner_app.dialogs.opener import DialogOpener
    from scanner_app.icons import Icons
    from scanner_app.main_window import MainWindow
    from scanner_app.presenters.formulas.formula_presenter import FormulaPresenter
    from scanner_app.settings import Settings
    from scanner_app.theme_service import ThemeService


class ScanFeature(QObject):
    """Builds the Scan tab: what scans and what shows matches.

    Signals
    -------
    failed : Exception
        A scan has failed for another reason than its formula.
    """

    failed = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        icons: Icons,
        dialogs: DialogOpener,
        *,
        core: CoreServices,
        themes: ThemeService,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._dialogs = window, dialogs
        self._core, self._themes = core, themes
        self.results = ResultsService(core.tasks, self)
        self.tab = tab = ScanTab(core.language, self.results.model, icons, themes.theme)
        window.add_scan(tab)
        self.formulas = FormulasFeature(
            window, tab.formula, tab.library, dialogs, core=core, parent=self
        )
        formula = self.formulas.presenter
        self.scans = ScanService(self)
        self.returns = ReturnsService(self)
        self.repeats = RepeatService(self)
        self._build_scan(formula)
        self._build_tools()
        self._build_looks(formula)
        self._connect()

    def add_to(self, commands: Commands) -> None:
        """Add the actions of the scan."""
        tab, scan, view, file = self.tab, MenuName.SCAN, MenuName.VIEW, MenuName.FILE
        step, chart = tab.results.step, tab.chart
        commands.add(
            (
                Action(
                    "export", file, self.tr("Export matches …"), self.matches.export, ("Ctrl+E",)
                ),
                Action("run", scan, self.tr("Run"), self._run, ("Ctrl+Enter", "Ctrl+Return")),
                Action("cancel", scan, self.tr("Cancel"), self.scans.cancel, ("Esc",)),
                Action("next", scan, self.tr("Next match"), lambda: step(1), ("F8",)),
                Action(
                    "previous", scan, self.tr("Previous match"), lambda: step(-1), ("Shift+F8",)
                ),
                Action(
                    "filter",
                    scan,
                    self.tr("Filter the matches"),
                    tab.results.focus_filter,
                    ("Ctrl+L",),
                ),
                Action("why", scan, self.tr("Why (not)?"), self.explain.open, ("F2",)),
                Action(
                    "watchlist",
                    scan,
                    self.tr("Send symbols to a watchlist …"),
                    self.matches.send_to_watchlist,
                    ("Ctrl+D",),
                ),
                Action(
                    "history", scan, self.tr("Past scans"), self.history.show_history, ("Ctrl+H",)
                ),
                Action(
                    "image",
                    view,
                    self.tr("Copy the chart as image"),
                    chart.copy_image,
                    ("Ctrl+Shift+C",),
                ),
                Action(
                    "log_scale", view, self.tr("Logarithmic prices"), chart.toggle_log, ("Ctrl+G",)
                ),
            )
        )
        commands.set_enabled("cancel", False)  # while nothing runs, Esc belongs to lists and fields
        commands.rename_when_opened("watchlist", tab.results.watchlist_text)
        self.scans.state_changed.connect(
            lambda state: commands.set_enabled("cancel", state is ScanState.RUNNING)
        )

    def close(self) -> None:
        """Stop scanning and measuring; ends the worker processes."""
        self.repeats.close()
        self.measuring.close()
        self.returns.close()
        self.scans.close()

    def _build_scan(self, formula: FormulaPresenter) -> None:
        """Build what starts scans."""
        core, tab = self._core, self.tab
        self.universe = UniversePresenter(
            tab.panel, self._open_universe,
            library=core.library, watchlists=core.watchlists, reader=core.reader, parent=self,
        )  # fmt: skip
        self.past_scans = ScanHistory(core.workspace, self)
        self.presenter = ScanPresenter(
            tab.panel, tab.progress, tab.results,
            formula=formula, universe=self.universe, scans=self.scans, results=self.results,
            history=self.past_scans, repeats=self.repeats, library=core.library, parent=self,
        )  # fmt: skip
        self._auto_run = AutoRunPresenter(
            tab.formula, self.presenter.rerun, formula=formula, settings=core.settings, parent=self
        )
        self.history = HistoryPresenter(
            tab.progress, tab.panel, self._dialogs,
            formula=formula, history=self.past_scans, scans=self.scans, library=core.library,
            parent=self,
        )  # fmt: skip

    def _build_tools(self) -> None:
        """Build what is done with matches."""
        core, tab, dialogs = self._core, self.tab, self._dialogs
        self.table = TablePresenter(tab.results, self.results, self)
        self.matches = MatchesPresenter(
            tab.results, dialogs, dialogs,
            results=self.results, watchlists=core.watchlists, tasks=core.tasks, jobs=core.jobs,
            clipboard=QGuiApplication.clipboard(), parent=self,
        )  # fmt: skip
        self.outcomes = OutcomesPresenter(
            tab.progress, dialogs, scans=self.scans, library=core.library, parent=self
        )
        self._summaries = SummaryPresenter(
            tab.results, tab.results.timeline, tab.results.groups,
            scans=self.scans, results=self.results, tasks=core.tasks, parent=self,
        )  # fmt: skip
        self.measuring = ReturnsPresenter(
            tab.results.groups, returns=self.returns, results=self.results, scans=self.scans,
            library=core.library, parent=self,
        )  # fmt: skip

    def _build_looks(self, formula: FormulaPresenter) -> None:
        """Build what shows one symbol."""
        core, tab = self._core, self.tab
        charts = ChartService(core.library, core.language, core.reader, self)
        self.chart = ChartPresenter(
            tab.chart, formula=formula, charts=charts, results=self.results, scans=self.scans,
            library=core.library, parent=self,
        )  # fmt: skip
        explains = ExplainService(core.reader, self)
        self.scans.engine_changed.connect(explains.use_engine)
        self.explain = ExplainPresenter(
            tab.results, tab.panel, self._open_why,
            formula=formula, explains=explains, results=self.results, scans=self.scans,
            library=core.library, parent=self,
        )  # fmt: skip

    def _connect(self) -> None:
        tab = self.tab
        tab.results.row_selected.connect(self.chart.show_row)
        tab.chart.match_requested.connect(tab.results.step)
        self.outcomes.explain_requested.connect(self.explain.open)
        self.matches.message.connect(self._window.show_message)
        self.presenter.failed.connect(self.failed)
        self.scans.workers_ready.connect(self._window.show_workers)
        self._core.library.opened.connect(self._on_library_opened)
        self._core.settings.changed.connect(self._on_settings_changed)
        self._themes.changed.connect(tab.set_theme)

    @Slot(object)
    def _on_library_opened(self, library: Library) -> None:
        self.scans.use_library(library, self._core.settings.current)

    @Slot(object, object)
    def _on_settings_changed(self, before: Settings, settings: Settings) -> None:
        """Start the workers anew where their settings have changed."""
        library = self._core.library.library
        if library is not None and before.engine_part != settings.engine_part:
            self._window.clear_workers()
            self.scans.use_library(library, settings)

    @Slot()
    def _run(self) -> None:
        """Scan where the matches can be seen."""
        self._window.show_scan()
        self.presenter.run()

    def _open_universe(
        self, universe: UniverseChoice, lists: Sequence[str], symbols: Sequence[str]
    ) -> UniverseDialog:
        dialog = UniverseDialog(universe, lists, symbols, self.tab)
        dialog.open()
        return dialog

    def _open_why(self, text: str, symbols: Sequence[str]) -> WhyDialog:
        dialog = WhyDialog(text, symbols, self._themes.theme, self.tab)
        dialog.open()
        return dialog
