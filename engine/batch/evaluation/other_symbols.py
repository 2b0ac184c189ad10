"""The other symbols of a scan, for formulas with ``symbol()`` and ``xs_rank()``.

``symbol("SPY", x)`` needs the candles of one more symbol: whoever evaluates reads them.
``xs_rank(x)`` needs `x` of all symbols of the job first, so it takes two passes:

1. The workers evaluate `x` for their symbols and send the numbers to the parent.
2. The parent ranks them bar time by bar time; the ranks go out with the symbols of the real scan.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np

from engine.batch.evaluation.candle_store import as_of, read_from
from engine.batch.evaluation.symbol_scan import TIMESTAMPS
from engine.batch.pool.events import Fail
from engine.calendars.symbol_calendar import NO_CALENDAR, SymbolCalendar
from engine.domain.result import Outcome
from engine.domain.series import COLUMNS
from engine.errors import StaleResultError
from engine.language.evaluation.other_symbols import percent_ranks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from numpy.typing import NDArray

    from engine.batch.pool.pool_pass import Load, PoolTask, Ranks
    from engine.batch.wire.messages import ChunkResult
    from engine.domain.repositories import CandleColumns, DataVersion, ICandleRepository
    from engine.language.evaluation.compiled import CompiledFormula, CrossSection

    Fetch = Callable[[str, str, tuple[str, ...], DataVersion], CandleColumns | None]

    class FetchFrom(Protocol):
        """Returns candles of a symbol in a given state, those before a bar left out at will."""

        def __call__(
            self,
            symbol: str,
            timeframe: str,
            names: tuple[str, ...],
            expected: DataVersion,
            first_bar: int = 0,
        ) -> CandleColumns:
            """Return the candles."""


@dataclass(frozen=True, slots=True, eq=False)
class Universe:
    """Answers the language's questions about other symbols.

    Attributes
    ----------
    fetch : callable
        Returns candles of a symbol in a given state.
    others : mapping of str to DataVersion
        State of the symbols that the formula names.
    ranks : mapping of bytes to mapping of str to ndarray
        Ranks by cross-section and symbol.
    """

    fetch: Fetch
    others: Mapping[str, DataVersion] = field(default_factory=dict)
    ranks: Ranks = field(default_factory=dict)

    def columns(self, symbol: str, timeframe: str) -> Mapping[str, NDArray[Any]] | None:
        """See :class:`~engine.language.evaluation.other_symbols.UniverseProvider`."""
        expected = self.others.get(symbol)
        if expected is None:
            return None
        found = self.fetch(symbol, str(timeframe), COLUMNS, expected)
        return None if found is None else found.columns

    def calendar(self, symbol: str) -> SymbolCalendar:  # noqa: ARG002
        """See :class:`~engine.language.evaluation.other_symbols.UniverseProvider`."""
        return NO_CALENDAR

    def cross_rank(
        self, key: bytes, symbol: str, timestamps: NDArray[np.int64]
    ) -> NDArray[np.float64]:
        """See :class:`~engine.language.evaluation.other_symbols.UniverseProvider`."""
        ranks = self.ranks[key][symbol]
        if len(ranks) != len(timestamps):
            raise StaleResultError(symbol)
        return ranks


def fetch_from(repository: ICandleRepository) -> FetchFrom:
    """Return a function that reads candles of `repository` as they were in a given state.

    It raises StaleResultError where the history was replaced since.
    """

    def fetch(
        symbol: str,
        timeframe: str,
        names: tuple[str, ...],
        expected: DataVersion,
        first_bar: int = 0,
    ) -> CandleColumns:
        found = read_from(repository, symbol, timeframe, names, first_bar)
        if found is None or found.version.revision != expected.revision:
            raise StaleResultError(symbol)
        return as_of(found, expected)

    return fetch


def sections_of(compiled: CompiledFormula) -> Iterator[CrossSection]:
    """Yield the cross-sections of a formula, those that another one needs before it."""
    for section in compiled.cross_sections:
        yield from sections_of(section.formula)
        yield section


class Ranked(NamedTuple):
    """What the pass over one cross-section found.

    Attributes
    ----------
    ranks : dict of str to ndarray
        Of each symbol whose number could be computed.
    failures : dict of str to (Outcome, str)
        Why the others have none.
    """

    ranks: dict[str, NDArray[np.float64]]
    failures: dict[str, tuple[Outcome, str]]


def rank_symbols(task: PoolTask, load: Load, times: Callable[[str], NDArray[np.int64]]) -> Ranked:
    """Run the pass that evaluates one cross-section, and rank what comes out.

    Parameters
    ----------
    task : PoolTask
        The pass.
    load : Load
        What it works on.
    times : callable
        Returns the times of the bars of a symbol.
    """
    numbers, failures = _answers(task)
    pairs: dict[str, tuple[NDArray[np.int64], NDArray[np.float64]]] = {}
    shared = np.empty(0, dtype=np.int64)
    for symbol in load.symbols:  # in the job's order: it must not matter who answered first
        if symbol not in numbers or symbol in failures:
            continue
        try:
            own = times(symbol)[: len(numbers[symbol])]
        except StaleResultError as error:
            failures[symbol] = (Outcome.ERROR, str(error))
            continue
        if not np.array_equal(own, shared):  # of thousands of symbols most have the same bars
            shared = own
        pairs[symbol] = (shared, numbers[symbol])
    ranks = percent_ranks(list(pairs.values()))
    return Ranked(dict(zip(pairs, ranks, strict=True)), failures)


def _answers(
    task: PoolTask,
) -> tuple[dict[str, NDArray[np.float64]], dict[str, tuple[Outcome, str]]]:
    """Run the pass; return the numbers of each symbol, and why some have none."""
    numbers: dict[str, NDArray[np.float64]] = {}
    failures: dict[str, tuple[Outcome, str]] = {}
    for delivery in task.deliveries():
        if isinstance(delivery, Fail):
            failures[task.symbols[delivery.index]] = (delivery.outcome, delivery.message)
        else:
            symbols = [task.symbols[index] for index in delivery.chunk.indices]
            numbers.update(_numbers(symbols, delivery.result))
            for row, error in delivery.result.errors.items():
                failures[symbols[row]] = (Outcome.ERROR, error)
    return numbers, failures


def _numbers(symbols: list[str], result: ChunkResult) -> Iterator[tuple[str, NDArray[np.float64]]]:
    whole = np.frombuffer(result.encoded, dtype=np.float64)
    ends = (result.ends // whole.itemsize).tolist()
    for symbol, begin, end in zip(symbols, [0, *ends[:-1]], ends, strict=True):
        yield symbol, whole[begin:end]


def timestamps_from(
    repository: ICandleRepository, timeframe: str, versions: Mapping[str, DataVersion]
) -> Callable[[str], NDArray[np.int64]]:
    """Return a function that reads the times of a symbol's bars."""
    fetch = fetch_from(repository)

    def times(symbol: str) -> NDArray[np.int64]:
        found = fetch(symbol, timeframe, (TIMESTAMPS,), versions[symbol])
        column: NDArray[np.int64] = found.columns[TIMESTAMPS]
        return column

    return times
