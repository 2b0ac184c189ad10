"""The open candle library: what is in it, read off the GUI thread."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from engine.domain.series import from_ns
from engine.storage.library import Library, open_library

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from engine.domain.symbol import Symbol
    from engine.storage.sqlite.candles import Coverage
    from scanner_app.services.task_runner import TaskRunner


@dataclass(frozen=True, slots=True, eq=False)
class Contents:
    """What a library held when it was looked at.

    Attributes
    ----------
    coverage : mapping of str to sequence of Coverage
        For each timeframe its symbols in order, with their numbers of candles and times.
    symbols : mapping of str to Symbol
        Names, exchanges and currencies.
    size_bytes : int
        Room that the file takes on the disk.
    """

    coverage: Mapping[str, Sequence[Coverage]] = field(default_factory=dict)
    symbols: Mapping[str, Symbol] = field(default_factory=dict)
    size_bytes: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is no candle at all."""
        return not self.coverage

    @property
    def timeframes(self) -> tuple[str, ...]:
        """Timeframes with candles, shortest first."""
        return tuple(self.coverage)

    @property
    def days(self) -> tuple[date, date] | None:
        """The days of the first and of the last candle of all, or None without candles."""
        entries = [entry for group in self.coverage.values() for entry in group]
        if not entries:
            return None
        first, last = min(e.first_ns for e in entries), max(e.last_ns for e in entries)
        return from_ns(first).date(), from_ns(last).date()

    def symbols_of(self, timeframe: str) -> list[str]:
        """Return the symbols with candles of `timeframe`, sorted."""
        return [entry.symbol for entry in self.coverage.get(timeframe, ())]

    def n_candles_of(self, symbols: Iterable[str]) -> dict[str, int]:
        """Return for each timeframe in which some of `symbols` have candles how many they have."""
        names = frozenset(symbols)
        counts = {
            timeframe: sum(entry.n_bars for entry in group if entry.symbol in names)
            for timeframe, group in self.coverage.items()
        }
        return {timeframe: count for timeframe, count in counts.items() if count}

    def name_of(self, symbol: str) -> str:
        """Return what `symbol` is called, or an empty string."""
        entry = self.symbols.get(symbol)
        return entry.name if entry else ""

    @property
    def names(self) -> dict[str, str]:
        """What the symbols are called."""
        return {key: symbol.name for key, symbol in self.symbols.items()}


class LibraryService(QObject):
    """Opens one library at a time and keeps its contents at hand.

    Signals
    -------
    opened : Library
        Another library is open; those who hold the old one must let go of it.
    contents_changed : Contents
        There is something new to choose from.
    failed : Exception
        The library cannot be used; the old one stays open.
    """

    opened = Signal(object)
    contents_changed = Signal(object)
    failed = Signal(object)

    def __init__(self, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._library: Library | None = None
        self._arriving: Library | None = None  # opened, and not yet in the place of the old one
        self._contents = Contents()

    @property
    def library(self) -> Library | None:
        """The open library."""
        return self._library

    @property
    def contents(self) -> Contents:
        """What the library held when it was looked at last."""
        return self._contents

    def open(self, path: Path) -> None:
        """Open the library at `path`, making an empty one where there is none."""
        self._tasks.submit(
            lambda: self._open(path), self._on_opened, self.failed.emit, replaces="library"
        )

    def refresh(self) -> None:
        """Look at the library's contents again."""
        library = self._library
        if library is not None:
            self._tasks.submit(
                lambda: read_contents(library), self._on_contents, self.failed.emit,
                replaces="contents",
            )  # fmt: skip

    def close(self) -> None:
        """Close the library, and one that nobody waits for any more."""
        self._drop_arriving()
        if self._library is not None:
            self._library.close()
            self._library = None

    def _open(self, path: Path) -> tuple[Library, Contents]:
        """Open a library and look at what is in it; runs on the thread of the tasks."""
        self._drop_arriving()
        path.parent.mkdir(parents=True, exist_ok=True)
        self._arriving = library = open_library(path, create=True)
        try:
            return library, read_contents(library)
        except BaseException:
            self._drop_arriving()
            raise

    def _drop_arriving(self) -> None:
        arriving, self._arriving = self._arriving, None
        if arriving is not None:
            arriving.close()

    def _on_opened(self, opened: tuple[Library, Contents]) -> None:
        """Put another library in the place of the open one."""
        self._arriving = None
        self.close()
        self._library, self._contents = opened
        self.opened.emit(self._library)
        self.contents_changed.emit(self._contents)

    def _on_contents(self, contents: Contents) -> None:
        self._contents = contents
        self.contents_changed.emit(contents)


def read_contents(library: Library) -> Contents:
    """Return what `library` holds now."""
    coverage = {tf: library.candles.coverage(tf) for tf in library.candles.timeframes()}
    symbols = {symbol.symbol_id: symbol for symbol in library.symbols.all()}
    size = library.path.stat().st_size if library.path.exists() else 0
    return Contents(coverage, symbols, size)
