"""The whole Live tab: builds its parts, remembers its settings and takes it down again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from scanner_app.icons import app_icon
from scanner_app.presenters.live.alerts_presenter import LiveAlertsPresenter
from scanner_app.presenters.live.live_presenter import LivePresenter
from scanner_app.presenters.live.watch_presenter import LiveWatchPresenter
from scanner_app.services.live.live_service import LiveService
from scanner_app.services.live.live_settings import (
    LiveSettings,
    load_live_settings,
    save_live_settings,
)
from scanner_app.services.live.live_types import LiveState
from scanner_app.services.live.notifier import LiveNotifier
from scanner_app.views.live.live_tab import LiveTab
from scanner_app.views.live.notice import LiveNotice
from scanner_app.views.live.repaint_limiter import RepaintLimiter

if TYPE_CHECKING:
    from scanner_app.main_window import MainWindow
    from scanner_app.presenters.formulas.protocols import EditedFormula
    from scanner_app.profile import Profile
    from scanner_app.services.bundle import Services
    from scanner_app.theme import Theme
    from scanner_app.theme_service import ThemeService

_PLACE = 1
_PAUSE_MS = 1_000


class LiveFeature(QObject):
    """Puts the tab beside the Scan tab and connects it.

    Signals
    -------
    failed : Exception
        Something the status bar should tell.
    """

    failed = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        formula: EditedFormula,
        services: Services,
        *,
        themes: ThemeService,
        profile: Profile,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._services = window, services
        self._path = profile.folder / "live.json"
        self.tab = LiveTab(window.icons, themes.theme)
        window.tabs.insertTab(_PLACE, self.tab, self.tr("Live"))
        self.service = LiveService(self)
        self.notifier = LiveNotifier(app_icon(), self)
        self.notice = LiveNotice(window.icons)
        window.tabs.setCornerWidget(self.notice)
        self.presenter = LivePresenter(
            self.tab, formula, services, self.service, self.notifier,
            workspace=profile.workspace, parent=self,
        )  # fmt: skip
        self.watch = LiveWatchPresenter(
            self.tab, formula, services, self.service, themes=themes, parent=self
        )
        self.alerts = LiveAlertsPresenter(self.tab, services.workspace, self)
        self._limiter = RepaintLimiter(window)
        self.service.state_changed.connect(self._on_state_changed)
        self._restore(load_live_settings(self._path))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._follow_settings()
        themes.changed.connect(self._on_theme_changed)
        self.notifier.noticed.connect(self.notice.say)
        self.notifier.tray_clicked.connect(self._on_wanted)
        self.notice.clicked.connect(self._on_wanted)
        self.presenter.live_failed.connect(self.failed)
        self.presenter.saved.connect(services.library.refresh)

    def close(self) -> None:
        """Write the settings down; end the session, its threads and the tray's icon."""
        self._save()
        self.notifier.close()
        self.notice.close_down()
        self.service.close()

    def _settings(self) -> LiveSettings:
        """Return what the tab says now."""
        feed, replay = self.tab.feed, self.tab.details.replay
        source = self.tab.details.source
        return LiveSettings(
            feed=str(feed.kind), address=feed.address.text(),
            timeframe=feed.wanted_timeframe, symbols=", ".join(feed.symbol_list or ()),
            watchlist=feed.wanted_watchlist, arriving=str(source.arriving.currentData()),
            follows=source.follows.isChecked(), saves=source.saves.isChecked(),
            speed=replay.speed.currentIndex(), replay_start=replay.n_bars.currentIndex(),
            hits=self.tab.edges.value, alerts=self.tab.alerts.value,
            watched=list(self.tab.watch_model.entries),
        )  # fmt: skip

    def _follow_settings(self) -> None:
        """Write down what changes soon after; a program that is killed loses a second."""
        tab, replay = self.tab, self.tab.details.replay
        self._pause.timeout.connect(self._save)
        for signal in (
            tab.feed.changed, tab.details.source.changed, tab.edges.changed, tab.alerts.changed,
            replay.speed_changed, replay.n_bars.currentIndexChanged, tab.watch_model.entry_changed,
        ):  # fmt: skip
            signal.connect(self._on_settings_changed)

    @Slot()
    def _on_settings_changed(self) -> None:
        """Save in a second at the latest, however long the user goes on typing."""
        if not self._pause.isActive():
            self._pause.start()

    @Slot()
    def _save(self) -> None:
        self._pause.stop()
        save_live_settings(self._path, self._settings())

    def _restore(self, settings: LiveSettings) -> None:
        """Set the tab as it was."""
        self.tab.feed.choose(
            settings.feed,
            settings.address,
            settings.timeframe,
            settings.symbols,
            settings.watchlist,
        )
        self.tab.details.replay.speed.setCurrentIndex(settings.speed)
        self.tab.details.replay.n_bars.setCurrentIndex(settings.replay_start)
        self.tab.details.source.choose(settings.arriving, settings.follows, settings.saves)
        self.tab.edges.choose(settings.hits)
        self.tab.alerts.choose(settings.alerts)
        self.watch.restore(settings.watched)

    @Slot(object)
    def _on_theme_changed(self, theme: Theme) -> None:
        self.tab.set_theme(theme)

    @Slot(object)
    def _on_state_changed(self, state: LiveState) -> None:
        """Repaint seldom while a feed runs, however fast it is."""
        self._limiter.set_on(state is not LiveState.IDLE)

    @Slot()
    def _on_wanted(self) -> None:
        """Show the hits."""
        self._window.tabs.setCurrentWidget(self.tab)
        self._window.raise_()
        self._window.activateWindow()
