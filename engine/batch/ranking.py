"""Ranks of symbols among each other, for ``xs_rank()``: the parent's half of the first pass."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from engine.batch.evaluation.other_symbols import fetch_from
from engine.batch.evaluation.symbol_scan import TIMESTAMPS
from engine.batch.pool.events import Fail
from engine.domain.result import Outcome
from engine.errors import StaleResultError
from engine.language.evaluation.other_symbols import percent_ranks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from engine.batch.pool.pool_pass import PoolPass
    from engine.batch.wire.messages import ChunkResult
    from engine.domain.repositories import DataVersion, ICandleRepository
    from engine.messages import Message


class Ranking(NamedTuple):
    """What the pass over one cross-section gave.

    Attributes
    ----------
    ranks : dict of str to ndarray
        Of each symbol whose number could be computed.
    failures : dict of str to (Outcome, Message)
        Why the others have none.
    """

    ranks: dict[str, NDArray[np.float64]]
    failures: dict[str, tuple[Outcome, Message]]


def rank_symbols(
    pool_pass: PoolPass, symbols: Sequence[str], times: Callable[[str], NDArray[np.int64]]
) -> Ranking:
    """Run the pass that evaluates one cross-section, and rank what comes out.

    Parameters
    ----------
    pool_pass : PoolPass
        The pass.
    symbols : sequence of str
        All of its symbols, in the order of the job.
    times : callable
        Returns the times of the bars of a symbol.
    """
    numbers, failures = _numbers_of(pool_pass)
    pairs: dict[str, tuple[NDArray[np.int64], NDArray[np.float64]]] = {}
    shared = np.empty(0, dtype=np.int64)
    for symbol in symbols:  # in the job's order: it must not matter who answered first
        if symbol not in numbers or symbol in failures:
            continue
        try:
            own = times(symbol)[: len(numbers[symbol])]
        except StaleResultError as error:
            failures[symbol] = (Outcome.ERROR, error.message)
            continue
        if not np.array_equal(own, shared):  # of thousands of symbols most have the same bars
            shared = own
        pairs[symbol] = (shared, numbers[symbol])
    ranks = percent_ranks(list(pairs.values()))
    return Ranking(dict(zip(pairs, ranks, strict=True)), failures)


def _numbers_of(
    pool_pass: PoolPass,
) -> tuple[dict[str, NDArray[np.float64]], dict[str, tuple[Outcome, Message]]]:
    """Run the pass; return the numbers of each symbol, and why some have none."""
    numbers: dict[str, NDArray[np.float64]] = {}
    failures: dict[str, tuple[Outcome, Message]] = {}
    for delivery in pool_pass.deliveries():
        if isinstance(delivery, Fail):
            failures[pool_pass.symbols[delivery.index]] = (delivery.outcome, delivery.message)
        else:
            names = [pool_pass.symbols[index] for index in delivery.chunk.indices]
            numbers.update(_split(names, delivery.result))
            for row, error in delivery.result.errors.items():
                failures[names[row]] = (Outcome.ERROR, error)
    return numbers, failures


def _split(symbols: list[str], result: ChunkResult) -> Iterator[tuple[str, NDArray[np.float64]]]:
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
        candles = fetch(symbol, timeframe, (TIMESTAMPS,), versions[symbol])
        column: NDArray[np.int64] = candles.columns[TIMESTAMPS]
        return column

    return times
