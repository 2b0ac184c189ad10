"""The Live tab: builds its parts, saves its settings and takes it down again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from scanner_app.commands import Action, MenuName
from scanner_app.icons import app_icon
from scanner_app.presenters.live.alert_options_presenter import AlertOptionsPresenter
from scanner_app.presenters.live.alerts_presenter import LiveAlertsPresenter
from scanner_app.presenters.live.feed_presenter import FeedPresenter
from scanner_app.presenters.live.hits_presenter import HitsPresenter
from scanner_app.presenters.live.live_presenter import LivePresenter
from scanner_app.presenters.live.packages_presenter import PackagesPresenter
from scanner_app.presenters.live.watch_presenter import LiveWatchPresenter
from scanner_app.services.live.live_service import LiveService
from scanner_app.services.live.live_settings import load_live_settings, save_live_settings
from scanner_app.services.live.live_types import LiveState
from scanner_app.services.live.notifier import LiveNotifier
from scanner_app.services.live.sound import has_player
from scanner_app.views.live.formula_dialog import LiveFormulaDialog
from scanner_app.views.live.live_tab import LiveTab
from scanner_app.views.live.notice import LiveNotice
from scanner_app.views.live.repaint_limiter import RepaintLimiter

if TYPE_CHECKING:
    from engine.domain.formula import Formula
    from scanner_app.commands import Commands
    from scanner_app.core_services import CoreServices
    from scanner_app.dialogs.opener import DialogOpener
    from scanner_app.icons import Icons
    from scanner_app.main_window import MainWindow
    from scanner_app.presenters.formulas.formula_presenter import FormulaPresenter
    from scanner_app.profile import Profile
    from scanner_app.theme_service import ThemeService

_PAUSE_MS = 1_000


class LiveFeature(QObject):
    """Builds the Live tab and connects it.

    Signals
    -------
    failed : Exception
        A session or an export has failed.
    """

    failed = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        icons: Icons,
        dialogs: DialogOpener,
        *,
        core: CoreServices,
        formula: FormulaPresenter,
        themes: ThemeService,
        profile: Profile,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._core, self._themes = window, core, themes
        self._path = profile.folder / "live.json"
        self.tab = LiveTab(icons, themes.theme)
        window.add_tab(self.tab, self.tr("Live"))
        self.service = LiveService(self)
        self.notifier = LiveNotifier(app_icon(), self)
        self.notice = LiveNotice(icons)
        window.tabs.setCornerWidget(self.notice)
        self._limiter = RepaintLimiter(window)
        self._build(dialogs, formula, profile)
        settings = load_live_settings(self._path)
        self.tab.restore(settings)
        self.watch.restore(settings.watched)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._connect()

    def add_to(self, commands: Commands) -> None:
        """Add the actions of sessions."""
        live, hits = MenuName.LIVE, self.hits
        stop, export = self.service.stop, self.tr("Export the hits …")
        commands.add(
            (
                Action("live_start", live, self.tr("Start watching"), self._start, ("F9",)),
                Action("live_stop", live, self.tr("Stop watching"), stop, ("Shift+F9",)),
                Action("live_write", live, self.tr("Write a formula to watch …"), self.watch.write),
                Action("live_export", live, export, hits.choose_target),
                Action("live_clear", live, self.tr("Clear the hits"), hits.clear),
            )
        )
        commands.set_enabled("live_stop", False)
        self.tab.controls.drop_shortcuts()
        self.service.state_changed.connect(lambda state: _offer(commands, state))

    def close(self) -> None:
        """Save the settings; end the session, its threads and the tray's icon."""
        self._save()
        self.notifier.close()
        self.notice.close_down()
        self.service.close()

    def _build(self, dialogs: DialogOpener, formula: FormulaPresenter, profile: Profile) -> None:
        """Build the presenters."""
        tab, core, live = self.tab, self._core, self.service
        library, watchlists = core.library, core.watchlists
        FeedPresenter(tab.controls, live=live, library=library, watchlists=watchlists, parent=self)
        self._packages = PackagesPresenter(
            tab.controls, library=library, tasks=core.reader, parent=self
        )
        self.hits = HitsPresenter(
            tab.hits, tab.chart, dialogs,
            hits=tab.hits_model, holding=tab.holding_model, live=live, library=library,
            tasks=core.tasks, parent=self,
        )  # fmt: skip
        alerts = AlertOptionsPresenter(
            tab.alerts, sinks=live.sinks, notifier=self.notifier, has_player=has_player,
            parent=self,
        )  # fmt: skip

        def prepare() -> None:
            formula.check()  # what was typed last may not have settled yet
            alerts.apply()  # a command that was typed just now counts too

        self.presenter = LivePresenter(
            tab.controls, tab.health, tab.hits, tab.chart, tab.hit_policy,
            hits=tab.hits_model, watched=tab.watch_model, live=live, notifier=self.notifier,
            library=library, watchlists=watchlists, workspace=profile.workspace, prepare=prepare,
            parent=self,
        )  # fmt: skip
        self.watch = LiveWatchPresenter(
            tab.watch, self._open_editor,
            model=tab.watch_model, formula=formula, library=core.formulas, language=core.language,
            live=live, parent=self,
        )  # fmt: skip
        LiveAlertsPresenter(tab.hits, dialogs, core.workspace, self)

    def _connect(self) -> None:
        tab = self.tab
        tab.chart.match_requested.connect(tab.hits.step)
        tab.settings_changed.connect(self._on_settings_changed)
        self._pause.timeout.connect(self._save)
        self.service.state_changed.connect(self._on_state_changed)
        self._themes.changed.connect(tab.set_theme)
        self.notifier.noticed.connect(self.notice.say)
        for signal in (self.notifier.tray_clicked, self.notice.clicked):
            signal.connect(self._show_hits)
        for failed in (self.presenter.failed, self.hits.failed, self._packages.failed):
            failed.connect(self.failed)
        self.presenter.saved.connect(self._core.library.refresh)

    @Slot()
    def _on_settings_changed(self) -> None:
        """Save in a second at the latest, however long the user goes on typing."""
        if not self._pause.isActive():
            self._pause.start()

    @Slot()
    def _save(self) -> None:
        self._pause.stop()
        save_live_settings(self._path, self.tab.settings())

    @Slot(object)
    def _on_state_changed(self, state: LiveState) -> None:
        """Repaint less often while a feed runs, however fast it is."""
        self._limiter.set_on(state is not LiveState.IDLE)

    @Slot()
    def _start(self) -> None:
        """Start where what happens can be seen."""
        self._window.show_tab(self.tab)
        self.presenter.start()

    @Slot()
    def _show_hits(self) -> None:
        self._window.show_tab(self.tab)
        self._window.come_to_front()

    def _open_editor(self, formula: Formula, is_modal: bool) -> LiveFormulaDialog:
        dialog = LiveFormulaDialog(
            self._core.language, self._themes.theme, formula.name, formula.expression, self.tab
        )
        dialog.open() if is_modal else dialog.show()
        return dialog


def _offer(commands: Commands, state: LiveState) -> None:
    """Offer Start or Stop, whichever makes sense."""
    commands.set_enabled("live_start", state is LiveState.IDLE)
    commands.set_enabled("live_stop", state in (LiveState.STARTING, LiveState.RUNNING))
