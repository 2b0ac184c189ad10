"""The program of one window: builds its features, starts them and takes them down again."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from scanner_app.arguments import parse_arguments
from scanner_app.commands import Commands
from scanner_app.core_services import CoreServices
from scanner_app.dialogs.opener import DialogOpener
from scanner_app.excepthook import ExceptionHook
from scanner_app.features.data import DataFeature
from scanner_app.features.live import LiveFeature
from scanner_app.features.program import ProgramFeature
from scanner_app.features.scan import ScanFeature
from scanner_app.icons import Icons
from scanner_app.log_setup import AppLog
from scanner_app.main_window import MainWindow
from scanner_app.qt_application import ScannerApplication
from scanner_app.settings import SettingsStore, choose_library
from scanner_app.single_instance import SingleInstance
from scanner_app.theme_service import ThemeService
from scanner_app.translations import install_translations, remove_translations

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from scanner_app.profile import Profile
    from scanner_app.services.library.library_service import Contents


class Application(QObject):
    """Builds everything in the order of dependence; the window owns it and ends it by closing."""

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
        self._qt, self._profile = qt, profile
        self._is_demo, self._is_temporary, self._is_closed = is_demo, is_temporary, False
        self._log = AppLog(profile.log, self)
        self._hook = ExceptionHook(self)
        self._instance = SingleInstance(profile.folder, self)
        settings = SettingsStore(profile.settings, self)
        self._translators = install_translations(qt, settings.current.language)
        self._path, self._lost = choose_library(library, settings.current, profile)
        self.core = CoreServices(settings, profile, self)
        self.themes = ThemeService(qt, settings, self)
        self._build()
        self._connect()

    def start(self) -> None:
        """Show the window, then open the library and warm the workers up."""
        self._instance.listen()
        self.program.session.restore()
        self.window.show()
        self.core.warm_up(self._on_language_ready)
        self.core.load(self._path)
        if self._lost is not None:
            self.program.presenter.show_lost_library(self._lost)

    def _build(self) -> None:
        """Build the window and the features."""
        core, themes, profile = self.core, self.themes, self._profile
        icons = Icons(themes.theme, self)
        self.window = window = MainWindow(icons, themes.theme)
        dialogs = DialogOpener(window)
        self.scan = ScanFeature(window, icons, dialogs, core=core, themes=themes, parent=self)
        self.formulas, formula = self.scan.formulas, self.scan.formulas.presenter
        self.live = LiveFeature(
            window, icons, dialogs, core=core, formula=formula, themes=themes, profile=profile,
            parent=self,
        )  # fmt: skip
        live = self.live.service
        self.data = DataFeature(window, icons, dialogs, core=core, live=live, parent=self)
        self.program = ProgramFeature(
            window, self.scan.tab, self._log, core=core, themes=themes, formula=formula,
            universe=self.scan.universe, session_path=profile.session, parent=self,
        )  # fmt: skip
        self.commands = Commands(window, self)
        for feature in (self.formulas, self.data, self.scan, self.live, self.program):
            feature.add_to(self.commands)
        self.setParent(window)

    def _connect(self) -> None:
        """Connect what concerns more than one feature."""
        program = self.program.presenter
        self.window.closed.connect(self._on_closed)
        self._hook.caught.connect(program.show_report)
        self._hook.install()
        self._instance.started_again.connect(self._on_started_again)
        if isinstance(self._qt, ScannerApplication):
            self._qt.file_opened.connect(self._on_file_opened)
        self.core.library.contents_changed.connect(self._on_contents_changed)
        self.data.symbol_chosen.connect(self.scan.chart.show_symbol)
        self.data.bar_chosen.connect(self.scan.chart.show_bar)
        for failed in (self.core.failed, self.scan.failed, self.data.failed, self.live.failed):
            failed.connect(program.show_failure)

    def _on_language_ready(self, _: object) -> None:
        """Check the formula now that nothing has to be imported for it on this thread."""
        self.program.session.restore_formula()

    @Slot(object)
    def _on_contents_changed(self, contents: Contents) -> None:
        """Make the sample of a demonstration as soon as the library is open."""
        self.program.session.restore_timeframe()
        if self._is_demo and contents.is_empty:
            self._is_demo = False
            self.data.presenter.make_sample()

    @Slot(list)
    def _on_started_again(self, argv: list[str]) -> None:
        """Come to the front, with the library and the formulas of another start."""
        arguments = parse_arguments(argv)
        if arguments.library is not None:
            self.core.library.open(arguments.library)
        self.formulas.library.open_files(arguments.formulas)
        self.window.come_to_front()

    @Slot(Path)
    def _on_file_opened(self, path: Path) -> None:
        """Show a formula that was double-clicked while the program runs."""
        self.formulas.library.open_files([path])

    @Slot()
    def _on_closed(self) -> None:
        """End every thread and process; those that others need go last."""
        if self._is_closed:
            return
        self._is_closed = True
        self.program.session.save()
        for part in (self.data, self.live, self.scan, self.core):
            part.close()
        remove_translations(self._qt, self._translators)
        self._hook.remove()
        self._instance.close()
        self._log.close()
        if self._is_temporary:
            shutil.rmtree(self._profile.folder, ignore_errors=True)
