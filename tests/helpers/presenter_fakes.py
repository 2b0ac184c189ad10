"""Views, dialogs and services without a window or a thread, for tests of presenters."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from engine.domain.formula import Formula
from engine.domain.scan_summary import ScanSummary
from engine.storage.sqlite.candles import Coverage
from scanner_app.models.result_store import ResultStore, gather
from scanner_app.models.results_model import ResultsModel
from scanner_app.models.row_filter import RowFilter
from scanner_app.services.library.library_service import Contents
from scanner_app.services.live.live_types import LiveState
from scanner_app.services.scan.scan_service import ScanState
from scanner_app.services.scan.scan_types import EndState, ScanEnd
from scanner_app.view_states import FeedState
from tests.unit.scanner_app.models.conftest import make_matches

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def contents_of(**symbols: list[str]) -> Contents:
    """Return contents with 10 candles a symbol, by timeframe: ``contents_of(d1=["A"])``."""
    names = {"d1": "1d", "w1": "1w", "m1": "1m"}
    coverage = {
        names[key]: [Coverage(symbol, 10, 0, 1) for symbol in listed]
        for key, listed in symbols.items()
    }
    return Contents(coverage)


class FakeMessages:
    """Keeps the messages."""

    def __init__(self) -> None:
        self.messages: list[str] = []
        self.problems: list[str] = []
        self.is_empty: bool | None = None

    def show_message(self, text: str) -> None:
        self.messages.append(text)

    def show_problem(self, text: str) -> None:
        self.problems.append(text)

    def show_welcome(self, is_empty: bool) -> None:
        self.is_empty = is_empty


class FakeDialogs:
    """Answers at once with `answer`; an answer of None cancels."""

    def __init__(self) -> None:
        self.answer: Any = None
        self.titles: list[str] = []
        self.choices: list[str] = []
        self.rows: list[tuple[Any, ...]] = []
        self.lead = ""
        self.on_chosen: Callable[[int], object] | None = None

    def _answer(self, title: str, callback: Callable[[Any], object]) -> None:
        self.titles.append(title)
        if self.answer is not None:
            callback(self.answer)

    def ask_files(self, title: str, filters: list[str], on_chosen: Any) -> None:
        self.choices = list(filters)
        self._answer(title, on_chosen)

    def ask_folder(self, title: str, on_chosen: Any) -> None:
        self._answer(title, on_chosen)

    def ask_path(self, title: str, filters: list[str], on_chosen: Any, *, suffix: str = "") -> None:
        self._answer(title, on_chosen)

    def ask_target(self, title: str, filters: list[str], file_name: str, on_chosen: Any) -> None:
        self.choices = [file_name]
        self._answer(title, on_chosen)

    def ask_name(
        self,
        title: str,
        question: str,
        names: list[str],
        on_named: Any,
        *,
        is_editable: bool = True,
    ) -> None:
        self.choices = list(names)
        self._answer(title, on_named)

    def show_list(
        self,
        title: str,
        lead: str,
        titles: Any,
        rows: Any,
        *,
        action: str = "",
        on_chosen: Any = None,
    ) -> None:
        self.titles.append(title)
        self.lead, self.rows, self.on_chosen = lead, list(rows), on_chosen


class FakeRunner:
    """Runs a task at once, or keeps it while `is_held`."""

    def __init__(self) -> None:
        self.is_held = False
        self.tasks: list[tuple[Any, Any, Any]] = []

    def submit(
        self,
        function: Any,
        done: Any,
        failed: Any = None,
        *,
        replaces: str = "",
        is_kept: bool = False,
    ) -> None:
        self.tasks.append((function, done, failed))
        if not self.is_held:
            self.run_next()

    def run_next(self) -> None:
        function, done, failed = self.tasks.pop(0)
        try:
            value = function()
        except Exception as error:  # noqa: BLE001 - as the real one
            failed(error)
        else:
            done(value)


class FakeLibrary(QObject):
    """A library service whose contents a test chooses."""

    opened = Signal(object)
    contents_changed = Signal(object)
    failed = Signal(object)

    def __init__(self, path: Path | None = None, contents: Contents | None = None) -> None:
        super().__init__()
        self.library = SimpleNamespace(path=path) if path is not None else None
        self.contents = contents or Contents()
        self.opened_paths: list[Path] = []
        self.n_refreshes = 0

    def open(self, path: Path) -> None:
        self.opened_paths.append(path)
        self.library = SimpleNamespace(path=path)
        self.opened.emit(self.library)

    def refresh(self) -> None:
        self.n_refreshes += 1

    def change(self, contents: Contents) -> None:
        self.contents = contents
        self.contents_changed.emit(contents)


class FakeJobs(QObject):
    """Starts a job and leaves it to the test to end it."""

    started = Signal(object, str)
    advanced = Signal(int, int, str)
    ended = Signal(object)
    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.is_running = self.is_cancelled = False
        self.kinds: list[str] = []
        self.titles: list[str] = []
        self.works: list[Any] = []

    def can_start(self) -> bool:
        return not self.is_running

    def start(self, kind: str, title: str, work: Any) -> bool:
        if self.is_running:
            return False
        self.kinds.append(kind)
        self.titles.append(title)
        self.works.append(work)
        return True

    def cancel(self) -> None:
        self.is_cancelled = True


class FakeWatchlists(QObject):
    """Lists in memory."""

    changed = Signal()

    def __init__(self, **lists: tuple[str, ...]) -> None:
        super().__init__()
        self.lists = dict(lists)

    @property
    def names(self) -> list[str]:
        return sorted(self.lists)

    def symbols(self, name: str) -> tuple[str, ...]:
        return self.lists.get(name, ())

    def save(self, name: str, symbols: Any) -> None:
        self.lists[name] = tuple(symbols)
        self.changed.emit()

    def add(self, name: str, symbols: Any) -> int:
        before = self.symbols(name)
        self.save(name, dict.fromkeys([*before, *symbols]))
        return len(self.lists[name]) - len(before)

    def delete(self, name: str) -> None:
        del self.lists[name]
        self.changed.emit()

    def with_some_of(self, symbols: Any) -> list[str]:
        return [name for name in self.names if set(symbols) & set(self.lists[name])]

    def remove(self, symbols: Any) -> None:
        for name, listed in list(self.lists.items()):
            self.save(name, [symbol for symbol in listed if symbol not in symbols])


class FakeFormula(QObject):
    """The formula in the editor, without an editor."""

    checked = Signal(bool)
    parameters_changed = Signal()
    run_requested = Signal()
    identified = Signal()

    def __init__(self, text: str = "close > 1", **parameters: Any) -> None:
        super().__init__()
        self.formula = Formula("f", "A", text, parameters=parameters)
        self.facts: Any = SimpleNamespace(value_names=("x",))
        self.name = "A"
        self.can_run = True
        self.loaded: list[Formula] = []
        self.errors: list[Exception] = []
        self.n_checks = 0

    def check(self) -> None:
        self.n_checks += 1
        self.checked.emit(self.can_run)

    def load(self, formula: Formula) -> None:
        self.loaded.append(formula)

    def show_errors(self, error: Exception) -> None:
        self.errors.append(error)

    def type(self, text: str, **parameters: Any) -> None:
        self.formula = replace(self.formula, expression=text, parameters=parameters)
        self.checked.emit(self.can_run)


class FakeScans(QObject):
    """Starts scans and leaves it to the test to end them."""

    started = Signal(object)
    advanced = Signal(object, object)
    ended = Signal(object, object)
    state_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.state = ScanState.IDLE
        self.request: Any = None
        self.requests: list[Any] = []
        self.n_cancels = 0

    @property
    def is_running(self) -> bool:
        return self.state is not ScanState.IDLE

    def start(self, request: Any) -> None:
        self.request = request
        self.requests.append(request)
        self.state = ScanState.RUNNING
        self.state_changed.emit(self.state)
        self.started.emit(request)

    def cancel(self) -> None:
        if self.is_running:
            self.n_cancels += 1

    def forget(self) -> None:
        self.request = None

    def end(
        self, state: EndState = EndState.DONE, *, n_matches: int = 0, error: Any = None
    ) -> None:
        self.state = ScanState.IDLE
        self.state_changed.emit(self.state)
        tally = ScanSummary(total=2, done=2, matches=n_matches)
        self.ended.emit(ScanEnd(self.request.number, state, 0.5, error), tally)


class FakeResults(QObject):
    """Rows that a test chooses."""

    view_changed = Signal(int, int)
    sort_changed = Signal(object)
    filter_problem = Signal(list, list)
    working = Signal(bool)
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.model = ResultsModel(self)
        self.filter = RowFilter()
        self.is_settled = True
        self.filters: list[tuple[str, Any]] = []
        self.value_names: tuple[str, ...] = ()
        self.n_finishes = 0

    def begin(self, value_names: tuple[str, ...], names: Any, timeframe: str = "") -> None:
        self.value_names = value_names
        self.model.set_store(ResultStore(value_names, names))

    def add(self, new: Any) -> None:
        self.model.append(new, is_shown=True)

    def finish(self) -> None:
        self.n_finishes += 1

    def set_days(self, days: Any) -> None:
        self.filters.append(("days", days))

    def set_symbols(self, symbols: Any) -> None:
        self.filters.append(("symbols", symbols))

    def set_filter_text(self, text: str) -> None:
        self.filters.append(("text", text))

    def add_sort_key(self, column: str) -> None:
        self.filters.append(("key", column))

    def fill(self, **matches: list[int]) -> None:
        """Put matches of symbols on some days into the table."""
        self.begin((), {})
        self.add(gather([make_matches(symbol, bars) for symbol, bars in matches.items()]))
        self.view_changed.emit(self.model.rowCount(), len(self.model.store))


class FakeLive(QObject):
    """A live service whose session a test plays."""

    started = Signal(object)
    updated = Signal(object)
    ended = Signal(object)
    refused = Signal(str, object)
    state_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.state = LiveState.IDLE
        self.request: Any = None
        self.calls: list[tuple[Any, ...]] = []

    @property
    def is_running(self) -> bool:
        return self.state is not LiveState.IDLE

    def start(self, request: Any) -> None:
        self.request = request
        self.go(LiveState.STARTING)
        self.started.emit(request)

    def go(self, state: LiveState) -> None:
        self.state = state
        self.state_changed.emit(state)

    def stop(self) -> None:
        self.calls.append(("stop",))

    def set_paused(self, is_paused: bool) -> None:
        self.calls.append(("paused", is_paused))

    def seek(self, moment: Any) -> None:
        self.calls.append(("seek", moment))

    def set_speed(self, speed: float) -> None:
        self.calls.append(("speed", speed))

    def select(self, selection: Any) -> None:
        self.calls.append(("select", selection))

    def set_hit_options(self, hits: Any) -> None:
        self.calls.append(("hits", hits))

    def watch(self, formula: Any) -> None:
        self.calls.append(("watch", formula.expression))

    def forget(self, formula_id: str) -> None:
        self.calls.append(("forget", formula_id))


class FakeHitsView(QObject):
    """The tables of hits."""

    chosen = Signal(str, str, object)
    export_requested = Signal()
    clear_requested = Signal()
    earlier_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.empty, self.count = "", ""
        self.holding: Any = None
        self.has_names = False
        self.n_refreshes = self.n_firsts = 0

    def show_empty(self, text: str) -> None:
        self.empty = text

    def show_holding(self, rows: Any) -> None:
        self.holding = rows

    def show_names(self, has_names: bool) -> None:
        self.has_names = has_names

    def show_count(self, text: str) -> None:
        self.count = text

    def refresh(self) -> None:
        self.n_refreshes += 1

    def select_first(self) -> None:
        self.n_firsts += 1


class FakeLiveChart:
    """The moving chart."""

    def __init__(self) -> None:
        self.charts: list[Any] = []
        self.expected = 0
        self.n_clears = 0

    def show_chart(self, data: Any) -> None:
        self.charts.append(data)

    def expect(self, selected_ns: int) -> None:
        self.expected = selected_ns

    def clear(self, text: str = "") -> None:
        self.n_clears += 1


class FakeFeedView(QObject):
    """The rows that choose a feed."""

    start_requested = Signal()
    stop_requested = Signal()
    feed_changed = Signal()
    speed_changed = Signal()
    paused = Signal(bool)
    seek_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.now = FeedState(timeframe="1d")
        self.shown: dict[str, Any] = {}

    def state(self) -> FeedState:
        return self.now

    def show_running(self, is_running: bool, can_stop: bool) -> None:
        self.shown["running"] = (is_running, can_stop)

    def show_timeframes(self, timeframes: Any) -> None:
        self.shown["timeframes"] = timeframes

    def show_watchlists(self, names: Any) -> None:
        self.shown["watchlists"] = names

    def show_n_symbols(self, n_symbols: int) -> None:
        self.shown["n_symbols"] = n_symbols

    def show_span(self, span: Any) -> None:
        self.shown["span"] = span

    def show_position(self, position: Any) -> None:
        self.shown["position"] = position

    def focus_address(self) -> None:
        self.shown["focus"] = True
