"""One pass over symbols in the pool: its messages to workers and the mailbox for their answers."""

from __future__ import annotations

import queue
from typing import TYPE_CHECKING

from engine.batch.pool.events import Deliver, Fail, Finish
from engine.batch.pool.pool import Crashed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.batch.pool.events import Chunk
    from engine.batch.pool.pool import Delivery, Pool
    from engine.batch.wire.messages import Budget, ChunkRequest
    from engine.batch.wire.scan_input import ScanInput

_POLL_S = 0.1  # a wait without end could not be interrupted by Ctrl-C on Windows


class PoolPass:
    """Gives the answers to one pass over symbols as they come.

    Parameters
    ----------
    number : int
        Of the pass in its engine.
    scan_input : ScanInput
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
        scan_input: ScanInput,
        pool: Pool,
        *,
        first: int = 0,
        cost_s: float | None = None,
        window: int | None = None,
    ) -> None:
        self.pass_id = number
        self.symbols = scan_input.symbols[first:]
        self.cost_s = cost_s
        self.window = window
        self._input = scan_input
        self._first = first
        self._pool = pool
        self._is_cancelled = False
        self._mailbox: queue.SimpleQueue[Delivery] = queue.SimpleQueue()

    def request(self, chunk: Chunk, budget: Budget) -> ChunkRequest:
        """Return the message that sends `chunk` to a worker."""
        rows = [index + self._first for index in chunk.indices]
        return self._input.request(chunk.chunk_id, self.pass_id, budget, rows)

    def put(self, delivery: Delivery) -> None:
        """Take a delivery of the pool."""
        self._mailbox.put(delivery)

    def cancel(self) -> None:
        """Stop; from any thread, any number of times, also before it has begun."""
        self._is_cancelled = True
        self._pool.cancel(self.pass_id)

    def deliveries(self) -> Iterator[Deliver | Fail]:
        """Yield what workers answer until all symbols are done or the pass is cancelled.

        A caller who leaves the loop cancels the pass; no worker is busy with it then.
        """
        self._pool.add(self)
        if self._is_cancelled:  # the pool could not know the pass yet
            self._pool.cancel(self.pass_id)
        is_finished = False
        try:
            while not is_finished:
                delivery = self._next()
                is_finished = isinstance(delivery, (Finish, Crashed))
                if isinstance(delivery, Crashed):
                    raise delivery.error
                if isinstance(delivery, (Deliver, Fail)):
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

    def _consumed(self, delivery: Deliver | Fail) -> None:
        if self.window is not None:
            n = 1 if isinstance(delivery, Fail) else len(delivery.chunk.indices)
            self._pool.consumed(self.pass_id, n)
