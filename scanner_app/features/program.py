"""Session, settings, help, themes and failures: what concerns the program as a whole."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from scanner_app.commands import Action, MenuName
from scanner_app.dialogs.program_dialogs import ProgramDialogs
from scanner_app.presenters.program_presenter import ProgramPresenter
from scanner_app.presenters.session_presenter import SessionPresenter
from scanner_app.services.formulas.function_help import FunctionHelp
from scanner_app.theme import ThemeChoice
from scanner_app.views.help_panel import HelpWindow
from scanner_app.window_layout import WindowLayout

if TYPE_CHECKING:
    from pathlib import Path

    from scanner_app.commands import Commands
    from scanner_app.core_services import CoreServices
    from scanner_app.log_setup import AppLog
    from scanner_app.main_window import MainWindow
    from scanner_app.presenters.formulas.formula_presenter import FormulaPresenter
    from scanner_app.presenters.scan.universe_presenter import UniversePresenter
    from scanner_app.theme_service import ThemeService
    from scanner_app.views.scan.scan_tab import ScanTab


class ProgramFeature(QObject):
    """Builds what is around the tabs."""

    def __init__(
        self,
        window: MainWindow,
        tab: ScanTab,
        log: AppLog,
        *,
        core: CoreServices,
        themes: ThemeService,
        formula: FormulaPresenter,
        universe: UniversePresenter,
        session_path: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._core, self._themes = window, core, themes
        self._panel = tab.formula
        self._dialogs = ProgramDialogs(window, log)
        self._help: HelpWindow | None = None
        self.presenter = ProgramPresenter(window, self._dialogs, core.settings, self)
        tools = tab.results.tools
        self.layout = WindowLayout(
            window, {"group": tools.group, "timeline": tools.timeline, "log": tab.chart.log}, self
        )
        self.session = SessionPresenter(
            tab.formula, tab.panel, tab.results.columns, self.layout,
            formula=formula, universe=universe, path=session_path, parent=self,
        )  # fmt: skip
        tab.formula.help_requested.connect(self.show_help)
        themes.changed.connect(window.set_theme)

    def add_to(self, commands: Commands) -> None:
        """Add the actions of the program; the tabs are all there."""
        file, view, help_ = MenuName.FILE, MenuName.VIEW, MenuName.HELP
        settings, language = self.presenter.show_settings, self.show_help
        commands.add(
            (
                Action("settings", file, self.tr("Settings …"), settings, ("Ctrl+,",)),
                Action("quit", file, self.tr("Quit"), self._window.close, ("Ctrl+Q",)),
                *(
                    Action(
                        f"theme_{choice}",
                        view,
                        text,
                        partial(self._themes.choose, choice),
                        (),
                        "themes",
                    )
                    for choice, text in (
                        (ThemeChoice.SYSTEM, self.tr("Follow system")),
                        (ThemeChoice.LIGHT, self.tr("Light theme")),
                        (ThemeChoice.DARK, self.tr("Dark theme")),
                    )
                ),
                *self._tab_actions(),
                Action("help", help_, self.tr("Formula language"), language, ("Shift+F1",)),
                Action("log", help_, self.tr("Log"), self._dialogs.show_log),
                Action("about", help_, self.tr("About Formula Scanner"), self._dialogs.show_about),
            )
        )
        self._core.settings.changed.connect(lambda *_: self._check_theme(commands))
        self._check_theme(commands)

    @Slot(str)
    def show_help(self, word: str = "") -> None:
        """Describe a word of the language."""
        if self._help is None:
            pages = FunctionHelp(self._core.language)
            self._help = HelpWindow(pages, self._themes.theme, self._window)
            self._help.insert_requested.connect(self._panel.insert_text)
        self._help.show_function(word)
        self._help.show()
        self._help.raise_()

    def _tab_actions(self) -> list[Action]:
        """Return one action per tab."""
        tabs, text = self._window.tabs, self.tr("Go to {tab}")
        return [
            Action(
                f"tab_{number}",
                MenuName.VIEW,
                text.format(tab=tabs.tabText(number)),
                partial(tabs.setCurrentIndex, number),
                (f"Alt+{number + 1}",),
            )
            for number in range(tabs.count())
        ]

    def _check_theme(self, commands: Commands) -> None:
        """Check the theme that is chosen."""
        theme = self._core.settings.current.theme
        is_named = theme in (ThemeChoice.LIGHT, ThemeChoice.DARK)
        commands.check(f"theme_{theme if is_named else ThemeChoice.SYSTEM}")
