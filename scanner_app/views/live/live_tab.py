"""The Live tab: feed, figures, formulas, hits and chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from scanner_app.models.live_hits_model import LiveHitsModel
from scanner_app.models.live_holding_model import LiveHoldingModel
from scanner_app.models.live_watch_model import LiveWatchModel
from scanner_app.views.live.feed_controls import FeedControls
from scanner_app.views.live.health_strip import HealthStrip
from scanner_app.views.live.hit_options import AlertPanel, HitPolicyPanel
from scanner_app.views.live.hits_view import LiveHitsView
from scanner_app.views.live.live_chart import LiveChart
from scanner_app.views.live.watch_panel import WatchPanel
from scanner_app.widgets.parts import call, card, column, splitter

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFrame

    from scanner_app.icons import Icons
    from scanner_app.services.live.live_settings import LiveSettings
    from scanner_app.theme import Theme

_MARGINS = (8, 8, 8, 8)


class LiveTab(QWidget):
    """Lays the parts out; each of them speaks for itself.

    Signals
    -------
    settings_changed :
        A field has another value.
    """

    settings_changed = Signal()

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("liveTab")
        self.hits_model = LiveHitsModel(parent=self)
        self.holding_model = LiveHoldingModel(self)
        self.watch_model = LiveWatchModel(self)
        self.controls = FeedControls(icons)
        self.health = HealthStrip()
        self.watch = WatchPanel(self.watch_model, icons)
        self.hit_policy, self.alerts = HitPolicyPanel(), AlertPanel()
        self.hits = LiveHitsView(self.hits_model, self.holding_model, icons)
        self.chart = LiveChart(icons, theme)
        top = card(column(self.controls, self.health, spacing=8, margins=_MARGINS))
        self.hits_splitter = splitter(
            Qt.Orientation.Horizontal,
            card(column(self.hits, margins=_MARGINS)),
            card(column(self.chart)),
            sizes=[690, 570],
            name="liveHitsSplitter",
        )
        self.main_splitter = splitter(
            Qt.Orientation.Horizontal, self._side(), self.hits_splitter,
            sizes=[280, 1270], name="liveMainSplitter",
        )  # fmt: skip
        self.setLayout(column(top, self.main_splitter, margins=(8, 8, 8, 6)))
        self.layout().setStretch(1, 1)  # type: ignore[union-attr]
        self.set_theme(theme)
        for signal in (
            self.controls.settings_changed,
            self.hit_policy.changed,
            self.alerts.changed,
        ):
            signal.connect(self.settings_changed)
        self.watch_model.entry_changed.connect(call(self.settings_changed.emit))

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of `theme`."""
        self.hits_model.set_theme(theme)
        self.watch_model.set_theme(theme)
        self.chart.set_theme(theme)

    def settings(self) -> LiveSettings:
        """Return what all fields of the tab say, to be restored another time."""
        settings = self.controls.settings()
        settings.hits, settings.alerts = self.hit_policy.value, self.alerts.value
        settings.watched = list(self.watch_model.entries)
        return settings

    def restore(self, settings: LiveSettings) -> None:
        """Set the fields as they were; the formulas are restored by their presenter."""
        self.controls.restore(settings)
        self.hit_policy.choose(settings.hits)
        self.alerts.choose(settings.alerts)

    def _side(self) -> QFrame:
        """Return the formulas above what becomes of their matches."""
        layout = column(self.watch, 6, self.hit_policy, 6, self.alerts, margins=_MARGINS)
        layout.setStretch(0, 1)
        return card(layout)
