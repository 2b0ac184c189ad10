"""Connection, speed, latency, silent symbols, late and dropped candles, in one line."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QWidget

from engine.domain.live_status import SessionStatus
from scanner_app.engine_messages import engine_text
from scanner_app.texts import tool_tip
from scanner_app.translations import numerus
from scanner_app.widgets.elided_label import ElidedLabel
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
        """Show that nothing runs."""
        self.show_status(SessionStatus())
        self.detail.setText(self.tr("Press Start; hits appear below as they happen."))

    def show_state(self, text: str, role: str, detail: str = "") -> None:
        """Show something else than the feed's own state."""
        self.state.setText(text)
        self.detail.setText(detail)
        self.detail.setToolTip(tool_tip(detail))
        self._set_role(self._dot, role)

    def show_status(self, status: SessionStatus) -> None:
        """Show the figures of one moment."""
        feed, health = status.feed, status.health
        role = _ROLES.get(feed.state, "muted")
        texts = [*map(engine_text, (feed.note or "", *status.faults)), self._unsettled(status)]
        detail = " · ".join(filter(None, texts))
        self.show_state(self._states()[feed.state], role, detail)
        figures = {
            "symbols": f"{status.n_symbols:,}",
            "rate": f"{health.candles_per_s:,.0f}/s",
            "latency": f"{_ms(health.latency_p50_ms)} / {_ms(health.latency_p99_ms)} ms",
            "stale": f"{len(health.stale_symbols):,}",
            "late": f"{health.late:,}",
            "dropped": f"{health.dropped:,}",
            "hits": f"{health.hits:,}",
            "undelivered": f"{sum(sink.undelivered for sink in status.sinks):,}",
        }
        for key, text in figures.items():
            self.figures[key].setText(text)
        self._show_problems(status)

    def _show_problems(self, status: SessionStatus) -> None:
        """Colour the figures that should be 0, and explain them in tooltips."""
        feed, health = status.feed, status.health
        undelivered = [sink for sink in status.sinks if sink.undelivered]
        problems = {
            "stale": len(health.stale_symbols),
            "dropped": health.dropped,
            "undelivered": len(undelivered),
        }
        for key, count in problems.items():
            self._set_role(self.figures[key], "warning" if count else "figure")
        stale = health.stale_symbols
        more = " …" if len(stale) > _MAX_LISTED else ""
        self.figures["stale"].setToolTip(tool_tip(", ".join(stale[:_MAX_LISTED]) + more))
        ways, slow = self._ways(), self.tr("too slow")
        failures = "\n".join(
            f"{ways.get(sink.name, sink.name)}: {sink.undelivered:,} "
            f"({engine_text(sink.last_error) or slow})"
            for sink in undelivered
        )
        self.figures["undelivered"].setToolTip(tool_tip(failures))
        dropped = self.tr("{u} could not be read, {o} were older than what is kept")
        self.figures["dropped"].setToolTip(
            dropped.format(u=f"{feed.malformed:,}", o=f"{health.dropped - feed.malformed:,}")
        )
        late = self.tr("{d} came twice, {r} fetched after {n} reconnects", "", feed.reconnects)
        self.figures["late"].setToolTip(
            late.format(
                d=f"{health.duplicates:,}", r=f"{feed.recovered:,}", n=f"{feed.reconnects:,}"
            )
        )
        repeated = self.tr("{n} notified in an earlier session")
        self.figures["hits"].setToolTip(
            repeated.format(n=f"{health.repeated:,}") if health.repeated else ""
        )
        rate = self.tr("{n} candles so far, {s} saved", "", numerus(health.candles))
        self.figures["rate"].setToolTip(rate.format(n=f"{health.candles:,}", s=f"{status.saved:,}"))

    def _unsettled(self, status: SessionStatus) -> str:
        """Return which values only come near those of a scan."""
        if not status.unsettled:
            return ""
        return self.tr("{names}: not settled, that takes more bars than are kept here").format(
            names=", ".join(status.unsettled)
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
