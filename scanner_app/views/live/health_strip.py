"""Connection, speed, latency, silent symbols, late and dropped candles, in one line."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QWidget

from scanner_app.engine_messages import engine_text
from scanner_app.services.live.live_types import LiveHealth
from scanner_app.translations import numerus
from scanner_app.views.live.elided_label import ElidedLabel
from scanner_app.widgets.parts import label, refresh_style, row

if TYPE_CHECKING:
    from collections.abc import Mapping


_ROLES = {"live": "good", "failed": "bad", "reconnecting": "warning", "paused": "warning"}
_MAX_LISTED = 30


class HealthStrip(QWidget):
    """Shows the figures of a session."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("liveHealth")
        self._dot = label("●", "muted")
        self.state = label("", "title", "liveState")
        self.detail = ElidedLabel("muted", "liveDetail")
        self.figures = {
            key: label("–", "figure", f"live_{key}")
            for key in (
                "symbols",
                "rate",
                "latency",
                "stale",
                "late",
                "dropped",
                "hits",
                "undelivered",
            )
        }
        parts: list[QWidget | int | None] = [self._dot, self.state, 4, self.detail, None]
        for key, title in self._titles().items():
            parts += [label(title, "muted"), self.figures[key], 10]
        self.setLayout(row(*parts, spacing=5))
        self.figures["latency"].setToolTip(
            self.tr(
                "From the arrival of a candle until its hits are told, and saved where candles are "
                "saved; in a replay from the turn of the candle"
            )
        )
        self.show_idle()

    def show_idle(self) -> None:
        """Say that nothing runs."""
        self.show_health(LiveHealth())
        self.detail.setText(self.tr("Press Start; hits appear below as they happen."))

    def show_state(self, text: str, role: str, detail: str = "") -> None:
        """Say something else than the feed's own state."""
        self.state.setText(text)
        self.detail.setText(detail)
        self.detail.setToolTip(detail)
        self._set_role(self._dot, role)

    def show_health(self, health: LiveHealth) -> None:
        """Show the figures of one moment."""
        role = _ROLES.get(health.connection, "muted")
        said = [*map(engine_text, (health.note or "", *health.faults)), self._doubts(health)]
        detail = " · ".join(each for each in said if each)
        self.show_state(self._states()[health.connection], role, detail)
        texts = {
            "symbols": f"{health.n_symbols:,}",
            "rate": f"{health.candles_per_s:,.0f}/s",
            "latency": f"{_ms(health.latency_p50_ms)} / {_ms(health.latency_p99_ms)} ms",
            "stale": f"{len(health.stale):,}",
            "late": f"{health.late:,}",
            "dropped": f"{health.dropped:,}",
            "hits": f"{health.hits:,}",
            "undelivered": f"{sum(each.n_alerts for each in health.undelivered):,}",
        }
        for key, text in texts.items():
            self.figures[key].setText(text)
        self._show_worries(health)

    def _show_worries(self, health: LiveHealth) -> None:
        """Colour what should be nought, and say what is behind it."""
        worries = {
            "stale": len(health.stale),
            "dropped": health.dropped,
            "undelivered": len(health.undelivered),
        }
        for key, count in worries.items():
            self._set_role(self.figures[key], "warning" if count else "figure")
        listed = ", ".join(health.stale[:_MAX_LISTED])
        more = " …" if len(health.stale) > _MAX_LISTED else ""
        self.figures["stale"].setToolTip(listed + more)
        ways, slow = self._ways(), self.tr("too slow")
        self.figures["undelivered"].setToolTip(
            "\n".join(
                f"{ways[w]}: {n:,} ({engine_text(reason) or slow})"
                for w, n, reason in health.undelivered
            )
        )
        dropped = self.tr("{u} could not be read, {o} were older than what is kept")
        self.figures["dropped"].setToolTip(
            dropped.format(u=f"{health.unreadable:,}", o=f"{health.dropped - health.unreadable:,}")
        )
        late = self.tr("{d} came twice, {r} fetched after {n} reconnects", "", health.reconnects)
        self.figures["late"].setToolTip(
            late.format(
                d=f"{health.duplicates:,}", r=f"{health.recovered:,}", n=f"{health.reconnects:,}"
            )
        )
        rate = self.tr("{n} candles so far, {s} saved", "", numerus(health.candles))
        self.figures["rate"].setToolTip(rate.format(n=f"{health.candles:,}", s=f"{health.saved:,}"))

    def _doubts(self, health: LiveHealth) -> str:
        """Say which values come near those of a scan only."""
        if not health.unsettled:
            return ""
        return self.tr("{names}: not settled, that takes more bars than are kept here").format(
            names=", ".join(health.unsettled)
        )

    @staticmethod
    def _set_role(target: QLabel, role: str) -> None:
        if target.property("role") != role:
            target.setProperty("role", role)
            refresh_style(target)

    def _titles(self) -> Mapping[str, str]:
        return {
            "symbols": self.tr("Symbols"),
            "rate": self.tr("Candles"),
            "latency": self.tr("Latency p50 / p99"),
            "stale": self.tr("Stale"),
            "late": self.tr("Late"),
            "dropped": self.tr("Dropped"),
            "hits": self.tr("Hits"),
            "undelivered": self.tr("Alerts lost"),
        }

    def _ways(self) -> Mapping[str, str]:
        return {
            "sound": self.tr("Sound"),
            "log": self.tr("Log"),
            "command": self.tr("Command"),
            "webhook": self.tr("Webhook"),
        }

    def _states(self) -> Mapping[str, str]:
        return {
            "idle": self.tr("Not running"),
            "connecting": self.tr("Connecting"),
            "loading": self.tr("Loading candles"),
            "live": self.tr("Live"),
            "reconnecting": self.tr("Reconnecting"),
            "paused": self.tr("Paused"),
            "ended": self.tr("Ended"),
            "failed": self.tr("Failed"),
            "stopped": self.tr("Stopped"),
        }


def _ms(value: float) -> str:
    if not math.isfinite(value):
        return "–"
    return f"{value:.2f}" if value < 10.0 else f"{value:,.0f}"
