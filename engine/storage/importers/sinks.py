"""Where the candles of an import go: into a library, or nowhere."""

from __future__ import annotations

import time
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from engine.domain.repositories import SaveCounts
from engine.storage.candle_arrays import CandleArrays, merge, to_arrays
from engine.storage.quality.assessment import assess

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from engine.domain.cancellation import CancellationToken
    from engine.domain.quality_report import QualityReport
    from engine.domain.timeframe import Timeframe
    from engine.storage.library import Library

_COMMIT_AFTER_S = 0.5
# Ten thousand symbols with twenty gaps each would be most of what a report weighs.
MAX_DETAILS = 5_000


class LibrarySink:
    """Saves candles into a library, several files a transaction; a context manager.

    Leaving it with an exception undoes what is not committed yet.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._touched: dict[Timeframe, set[str]] = {}
        self._transaction = ExitStack()
        self._began_s = 0.0

    def __enter__(self) -> None:
        self._transaction.enter_context(self._library.transaction())
        self._began_s = time.monotonic()

    def __exit__(self, *exception: object) -> None:
        self._transaction.__exit__(*exception)  # type: ignore[arg-type]

    @contextmanager
    def file(self, *, is_alone: bool) -> Iterator[None]:
        """Save the candles of one file, or none of them where it fails.

        Where the last commit is a while ago, or the file is large, what was before is committed.
        """
        if is_alone or time.monotonic() - self._began_s > _COMMIT_AFTER_S:
            self._transaction.close()
            self.__enter__()
        with self._library.transaction():
            yield

    def save(self, symbol: str, timeframe: Timeframe, bars: CandleArrays) -> SaveCounts:
        """See :class:`~engine.storage.importers.table_import.CandleSink`."""
        self._touched.setdefault(timeframe, set()).add(symbol)
        return self._library.candles.save_arrays(symbol, timeframe, bars)

    def was_adjusted(self, symbol: str, timeframe: Timeframe, since_ns: int) -> bool:
        """See :class:`~engine.storage.importers.table_import.CandleSink`."""
        return self._library.adjustments.concern(symbol, timeframe, since_ns)

    def name_symbols(self, names: dict[str, str]) -> None:
        """See :class:`~engine.storage.importers.table_import.CandleSink`."""
        self._library.symbols.add_names(names)

    def set_zone(self, symbols: Iterable[str], tz: str) -> None:
        """See :class:`~engine.storage.importers.table_import.CandleSink`."""
        self._library.symbols.set_sessions(symbols, tz=tz)

    def quality(self, token: CancellationToken | None) -> list[QualityReport]:
        """Return what is suspicious about the symbols that were saved."""
        return [
            assess(self._library, timeframe, sorted(symbols), max_details=MAX_DETAILS, token=token)
            for timeframe, symbols in self._touched.items()
        ]


class DrySink:
    """Counts what would be saved; a context manager like :class:`LibrarySink`."""

    def __init__(self, library: Library | None) -> None:
        self._library = library

    def __enter__(self) -> None:
        pass

    def __exit__(self, *exception: object) -> None:
        pass

    @contextmanager
    def file(self, *, is_alone: bool) -> Iterator[None]:  # noqa: ARG002 - nothing is written
        """Count the candles of one file."""
        yield

    def save(self, symbol: str, timeframe: Timeframe, bars: CandleArrays) -> SaveCounts:
        """See :class:`~engine.storage.importers.table_import.CandleSink`."""
        if self._library is None:
            return SaveCounts(bars.n_bars, 0, 0)
        old = to_arrays(self._library.candles.get_range(symbol, timeframe))
        return merge(old, bars).counts

    def was_adjusted(self, symbol: str, timeframe: Timeframe, since_ns: int) -> bool:  # noqa: ARG002
        """Nothing is replaced."""
        return False

    def name_symbols(self, names: dict[str, str]) -> None:
        """Names are not needed."""

    def set_zone(self, symbols: Iterable[str], tz: str) -> None:
        """Zones are not needed."""

    def quality(self, token: CancellationToken | None) -> list[QualityReport]:  # noqa: ARG002
        """Return nothing: what is not saved is not judged."""
        return []
