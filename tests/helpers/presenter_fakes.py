"""Views, dialogs and services without a window or a thread, for tests of presenters."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from engine.storage.sqlite.candles import Coverage
from scanner_app.services.library.library_service import Contents

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
        self.tab = ""

    def show_message(self, text: str) -> None:
        self.messages.append(text)

    def show_problem(self, text: str) -> None:
        self.problems.append(text)

    def show_welcome(self, is_empty: bool) -> None:
        self.is_empty = is_empty

    def show_data(self) -> None:
        self.tab = "data"

    def show_scan(self) -> None:
        self.tab = "scan"


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
