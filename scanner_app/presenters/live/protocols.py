"""What the presenters of the Live tab need of its views and dialogs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from PySide6.QtCore import SignalInstance

    from engine.domain.hit_policy import HitPolicy
    from engine.domain.live_status import SessionStatus
    from scanner_app.charting.data import ChartData
    from scanner_app.records.hits import Holding
    from scanner_app.services.formulas.presets import Entry
    from scanner_app.services.live.alerts import AlertOptions
    from scanner_app.view_states import FeedState


class FeedView(Protocol):
    """Chooses a feed; Start and Stop."""

    start_requested: SignalInstance
    stop_requested: SignalInstance
    feed_changed: SignalInstance
    speed_changed: SignalInstance
    paused: SignalInstance
    seek_requested: SignalInstance

    def state(self) -> FeedState:
        """Return what is chosen."""

    def show_running(self, is_running: bool, can_stop: bool) -> None:
        """Offer Start or Stop."""

    def show_timeframes(self, timeframes: Sequence[str]) -> None:
        """Offer what the library has."""

    def show_watchlists(self, names: Sequence[str]) -> None:
        """Offer these lists."""

    def show_n_symbols(self, n_symbols: int) -> None:
        """Show how many symbols the library has."""

    def show_span(self, span: tuple[int, int]) -> None:
        """Take from when to when a replay has bars."""

    def show_position(self, position: datetime) -> None:
        """Show where a replay is."""

    def focus_address(self) -> None:
        """Move the focus to the address."""


class HealthView(Protocol):
    """The state and the figures of a session."""

    def show_state(self, text: str, role: str, detail: str = "") -> None:
        """Show a state in a word, with a detail."""

    def show_status(self, status: SessionStatus) -> None:
        """Show the figures."""


class HitsView(Protocol):
    """The tables of hits and of what holds now."""

    chosen: SignalInstance
    export_requested: SignalInstance
    clear_requested: SignalInstance

    def show_empty(self, text: str) -> None:
        """Show a text while there are no hits."""

    def show_holding(self, rows: Sequence[Holding]) -> None:
        """Show what holds now."""

    def show_names(self, has_names: bool) -> None:
        """Show a column of names, or none."""

    def show_count(self, text: str) -> None:
        """Show a text beside the tables' names."""

    def refresh(self) -> None:
        """Show the counts."""

    def select_first(self) -> None:
        """Select the newest hit unless the user has selected one."""


class LiveChartView(Protocol):
    """The moving chart."""

    def show_chart(self, data: ChartData) -> None:
        """Draw a symbol."""

    def expect(self, selected_ns: int) -> None:
        """Bring a bar into sight with the next chart."""

    def clear(self, text: str = "") -> None:
        """Show a text instead of a chart."""


class HitOptionsView(Protocol):
    """Chooses which matches are hits."""

    changed: SignalInstance

    @property
    def value(self) -> HitPolicy:
        """What is chosen."""


class AlertOptionsView(Protocol):
    """Chooses where hits are announced."""

    changed: SignalInstance

    @property
    def value(self) -> AlertOptions:
        """What is chosen."""

    def show_means(self, *, has_tray: bool, has_player: bool) -> None:
        """Take what the desktop can do."""

    def show_problem(self, text: str) -> None:
        """Show what is wrong with the command or the webhook."""


class WatchView(Protocol):
    """The list of watched formulas."""

    add_requested: SignalInstance
    write_requested: SignalInstance
    remove_requested: SignalInstance
    edit_requested: SignalInstance

    def offer(self, entries: Sequence[Entry]) -> None:
        """Offer the formulas of the library."""


class EarlierView(Protocol):
    """Where the alerts of earlier sessions are asked for."""

    earlier_requested: SignalInstance


class FormulaDialog(Protocol):
    """Edits a watched formula."""

    applied: SignalInstance
    finished: SignalInstance

    def come_to_front(self) -> None:
        """Show the dialog above others."""
