"""What the presenters of the Scan tab need of its views and dialogs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    import numpy as np
    from numpy.typing import NDArray
    from PySide6.QtCore import SignalInstance

    from engine.domain.explanation import Explanation
    from engine.domain.forward_returns import ForwardReturns
    from engine.domain.scan_summary import ScanSummary
    from scanner_app.charting.data import ChartData
    from scanner_app.models.ordering import SortKey
    from scanner_app.services.scan.result_summary import Summary
    from scanner_app.services.scan.scan_types import ScanEnd, ScanRange
    from scanner_app.view_states import ResultsState, ScanPanelState, UniverseOption


class ScanView(Protocol):
    """The bar that says what to scan, with Run and Cancel."""

    run_requested: SignalInstance
    cancel_requested: SignalInstance
    changed: SignalInstance
    repeat_chosen: SignalInstance

    def state(self) -> ScanPanelState:
        """Return the timeframe and the range."""

    def show_running(self, is_running: bool, can_run: bool) -> None:
        """Offer Run or Cancel."""

    def show_timeframes(self, timeframes: Sequence[str]) -> None:
        """Offer these timeframes."""

    def suggest_days(self, first: date, last: date) -> None:
        """Offer the last days of the candles."""


class RangeView(Protocol):
    """Where timeframe and range are restored."""

    changed: SignalInstance

    def state(self) -> ScanPanelState:
        """Return the timeframe and the range."""

    def show_range(self, value: ScanRange) -> None:
        """Choose another range."""

    def show_timeframe(self, name: str) -> None:
        """Choose a timeframe where it is offered."""


class UniverseView(Protocol):
    """The universe selector."""

    universe_chosen: SignalInstance
    universe_requested: SignalInstance
    timeframe_changed: SignalInstance

    def state(self) -> ScanPanelState:
        """Return the timeframe."""

    def show_universes(self, options: Sequence[UniverseOption], place: int) -> None:
        """Offer these universes."""


class UniverseQuestion(Protocol):
    """The dialog that chooses symbols."""

    universe_chosen: SignalInstance


class ProgressView(Protocol):
    """The progress of a scan."""

    def show_idle(self, text: str) -> None:
        """Show a text while nothing has been scanned."""

    def show_started(self, n_symbols: int, n_missing: int = 0) -> None:
        """Show that a scan has begun."""

    def show_progress(self, tally: ScanSummary) -> None:
        """Show the counts of a scan that is under way."""

    def show_end(self, end: ScanEnd, tally: ScanSummary) -> None:
        """Show how a scan ended."""


class OutcomesView(Protocol):
    """The counts by outcome."""

    outcome_clicked: SignalInstance

    def outcome_title(self, key: str) -> str:
        """Return what an outcome is called."""


class ChangesView(Protocol):
    """What has changed since the last scan."""

    changes_clicked: SignalInstance

    def show_changes(self, n_entered: int, n_left: int) -> None:
        """Show how many symbols entered and left."""


class HistoryView(Protocol):
    """Where past scans are asked for."""

    history_requested: SignalInstance


class EmptyView(Protocol):
    """What the table shows of a scan beside its rows."""

    def show_empty(self, text: str) -> None:
        """Show a text in the place of an empty table."""

    def show_origin(self, text: str) -> None:
        """Show what the matches are of, where that is not on the screen."""

    def show_is_sorted(self, is_sorted: bool) -> None:
        """Show an order in the header, or none."""

    def fit_columns(self, *, has_names: bool) -> None:
        """Give the columns their usual widths."""


class TableView(Protocol):
    """The table with its filter and its order."""

    filter_changed: SignalInstance
    sort_key_added: SignalInstance

    def state(self) -> ResultsState:
        """Return the current match."""

    def show_counts(self, n_shown: int, n_all: int) -> None:
        """Show how many matches there are."""

    def show_sort(self, keys: Sequence[SortKey]) -> None:
        """Show what the rows are sorted by."""

    def show_is_sorted(self, is_sorted: bool) -> None:
        """Show an order in the header, or none."""

    def show_working(self, is_working: bool) -> None:
        """Show that the rows are being put into order."""

    def show_filter_problem(self, text: str) -> None:
        """Show what is wrong with the filter."""

    def select(self, place: int) -> None:
        """Make a match the current one."""


class MatchesView(Protocol):
    """The rows and the tools that work on them."""

    export_requested: SignalInstance
    copy_requested: SignalInstance
    watchlist_requested: SignalInstance
    symbol_sent: SignalInstance

    def chosen_rows(self) -> NDArray[np.int64]:
        """Return the selected rows if there are several, else all."""

    def selected_rows(self) -> NDArray[np.int64]:
        """Return the selected rows."""

    def shown_sections(self) -> list[int]:
        """Return the columns that are shown, in their order."""

    def titles(self, sections: Sequence[int]) -> list[str]:
        """Return the titles of columns."""


class SummariesView(Protocol):
    """The panels beside the table."""

    group_toggled: SignalInstance
    timeline_toggled: SignalInstance

    def state(self) -> ResultsState:
        """Return whether a panel is open."""

    def show_panels(self) -> None:
        """Show the panels whose buttons are down."""


class TimelineView(Protocol):
    """The matches per day."""

    days_chosen: SignalInstance

    def show_summary(self, summary: Summary) -> None:
        """Show another result."""

    def show_days(self, days: tuple[int, int] | None) -> None:
        """Mark days that were chosen elsewhere."""

    def clear(self) -> None:
        """Choose all days."""


class GroupsView(Protocol):
    """The matches by symbol or day."""

    symbol_chosen: SignalInstance
    day_chosen: SignalInstance

    def show_summary(self, summary: Summary) -> None:
        """Show another result."""

    def forget_day(self) -> None:
        """Take the mark off a day."""

    def show_all(self) -> None:
        """Choose all groups."""


class ReturnsView(Protocol):
    """What followed the matches."""

    shown: SignalInstance

    @property
    def is_looked_at(self) -> bool:
        """Whether it is in sight."""

    def show_measuring(self) -> None:
        """Show that it is being measured."""

    def show_returns(self, returns: Sequence[ForwardReturns], *, is_filtered: bool) -> None:
        """Show what was measured."""

    def clear_returns(self) -> None:
        """Remove what was measured."""


class SymbolChart(Protocol):
    """The chart of one symbol."""

    def show_chart(self, data: ChartData, selected: int | None) -> None:
        """Draw a symbol."""

    def clear(self, text: str) -> None:
        """Show a text instead of a chart."""


class ExplainView(Protocol):
    """Where explanations are asked for."""

    explain_requested: SignalInstance

    def state(self) -> ResultsState:
        """Return the current match."""


class ExplainDialog(Protocol):
    """The dialog that shows what each condition says."""

    asked: SignalInstance

    def show_explanation(self, explanation: Explanation) -> None:
        """Show what each condition says."""

    def show_error(self, error: Exception) -> None:
        """Show what went wrong."""

    def ask(self, symbol: str, timestamp_ns: int | None) -> None:
        """Ask about a symbol on a bar."""


class AutoRunView(Protocol):
    """The box that scans on every change of a parameter."""

    auto_run_toggled: SignalInstance

    def show_auto_run(self, is_on: bool) -> None:
        """Show whether it is on."""


class ColumnsView(Protocol):
    """Widths and order of the columns."""

    changed: SignalInstance

    @property
    def widths(self) -> dict[str, int]:
        """The widths that the user has given, by key."""

    @property
    def order(self) -> list[str]:
        """The keys in the user's order."""

    def restore(self, widths: Mapping[str, int], order: Sequence[str] = ()) -> None:
        """Go back to earlier widths and an earlier order."""
