"""One pass over symbols in the pool: its messages to workers and the mailbox for their answers."""

from __future__ import annotations

import queue
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from engine.batch.pool.events import Fail, Finish
from engine.batch.pool.pool import Crashed, Delivered
from engine.batch.wire.messages import ChunkRequest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import numpy as np
    from numpy.typing import NDArray

    from engine.batch.pool.events import Chunk
    from engine.batch.pool.pool import Delivery, Pool
    from engine.batch.wire.messages import Budget, JobSpec, RepositoryRef
    from engine.domain.repositories import DataVersion

    Ranks = Mapping[bytes, Mapping[str, NDArray[np.float64]]]

_POLL_S = 0.1  # a wait without end could not be interrupted by Ctrl-C on Windows


@dataclass(frozen=True, slots=True, eq=False)
class Load:
    """What a pass works on.

    Attributes
    ----------
    spec : JobSpec
        What to evaluate.
    repository : RepositoryRef
        Where workers find candles.
    symbols : list of str
        Distinct symbols, k of them.
    revisions, n_bars : ndarray of int64, shape (k,)
        State of their candles.
    others : dict of str to DataVersion
        State of the candles of symbols that the formula names.
    ranks : mapping of bytes to mapping of str to ndarray
        Ranks of each symbol in cross-sections that were computed before.
    """

    spec: JobSpec
    repository: RepositoryRef
    symbols: list[str]
    revisions: NDArray[np.int64]
    n_bars: NDArray[np.int64]
    others: Mapping[str, DataVersion] = field(default_factory=dict)
    ranks: Ranks = field(default_factory=dict)

    def only(self, rows: list[int]) -> Load:
        """Return the same for the symbols at `rows` only."""
        symbols = [self.symbols[row] for row in rows]
        return replace(
            self, symbols=symbols, revisions=self.revisions[rows], n_bars=self.n_bars[rows]
        )

    def request(
        self, chunk_id: int, scan: int, budget: Budget, rows: slice | list[int]
    ) -> ChunkRequest:
        """Return the message that asks a worker for the symbols at `rows`."""
        if isinstance(rows, slice):
            symbols = tuple(self.symbols[rows])
        else:
            symbols = tuple([self.symbols[row] for row in rows])
        return ChunkRequest(
            chunk_id,
            scan,
            self.spec,
            self.repository,
            budget,
            symbols,
            self.revisions[rows],
            self.n_bars[rows],
            dict(self.others),
            {key: [of[symbol] for symbol in symbols] for key, of in self.ranks.items()},
        )


class PoolTask:
    """Gives the answers to one pass over symbols as they come.

    Parameters
    ----------
    number : int
        Of the task in its engine.
    load : Load
        What to do.
    pool : Pool
        Does it.
    first : int
        Symbols before this one are done already.
    cost_s : float or None
        What a symbol is expected to take.
    window : int or None
        Symbols that may wait for the caller.
    """

    def __init__(
        self,
        number: int,
        load: Load,
        pool: Pool,
        *,
        first: int = 0,
        cost_s: float | None = None,
        window: int | None = None,
    ) -> None:
        self.job_id = number
        self.symbols = load.symbols[first:]
        self.cost_s = cost_s
        self.window = window
        self._load = load
        self._first = first
        self._pool = pool
        self._is_cancelled = False
        self._mailbox: queue.SimpleQueue[Delivery] = queue.SimpleQueue()

    def request(self, chunk: Chunk, budget: Budget) -> ChunkRequest:
        """Return the message that sends `chunk` to a worker."""
        rows = [index + self._first for index in chunk.indices]
        return self._load.request(chunk.chunk_id, self.job_id, budget, rows)

    def put(self, delivery: Delivery) -> None:
        """Take a delivery of the pool."""
        self._mailbox.put(delivery)

    def cancel(self) -> None:
        """Stop; from any thread, any number of times, also before it has begun."""
        self._is_cancelled = True
        self._pool.cancel(self.job_id)

    def deliveries(self) -> Iterator[Delivered | Fail]:
        """Yield what workers answer until all symbols are done or the task is cancelled.

        A caller who leaves the loop cancels the task; no worker is busy with it then.
        """
        self._pool.add(self)
        if self._is_cancelled:  # the pool could not know the task yet
            self._pool.cancel(self.job_id)
        is_finished = False
        try:
            while not is_finished:
                delivery = self._next()
                is_finished = isinstance(delivery, (Finish, Crashed))
                if isinstance(delivery, Crashed):
                    raise delivery.error
                if isinstance(delivery, (Delivered, Fail)):
                    yield delivery
                    self._consumed(delivery)
        finally:
            if not is_finished:
                self.cancel()
                while not isinstance(self._next(), (Finish, Crashed)):
                    pass

    def _next(self) -> Delivery:
        while True:
            try:
                return self._mailbox.get(timeout=_POLL_S)
            except queue.Empty:
                continue

    def _consumed(self, delivery: Delivered | Fail) -> None:
        if self.window is not None:
            n = 1 if isinstance(delivery, Fail) else len(delivery.chunk.indices)
            self._pool.consumed(self.job_id, n)
