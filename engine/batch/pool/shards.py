"""Places where chunks run: a worker process of our own, or somebody else's executor.

Both send chunks to a `concurrent.futures.Executor` and turn what becomes of them into events for
the pool's thread; they differ in what they can know of the worker and do to it.
"""

from __future__ import annotations

import time
from concurrent.futures import BrokenExecutor
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.batch.pool.events import ChunkDone, ChunkRaised, Heartbeat, ShardDied, ShardReady
from engine.batch.wire.messages import RepositoryMissing, RepositoryRef
from engine.batch.worker import worker
from engine.batch.worker.failures import failure
from engine.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor, Future

    from engine.batch.wire.messages import ChunkRequest, ChunkResult


class Shard:
    """Runs chunks one at a time, in the order in which they were submitted, on any executor.

    This class knows nothing of the worker: it cannot see where it is, nor end it.

    Parameters
    ----------
    number : int
        Of the shard in its pool.
    notify : callable
        Takes events, from any thread.
    executor : Executor, optional
        Where chunks run; it belongs to the caller.
    """

    def __init__(
        self, number: int, notify: Callable[[Any], None], executor: Executor | None = None
    ) -> None:
        self.number = number
        self._notify = notify
        self._executor = executor
        self._epoch = 0
        self._sent: dict[int, tuple[ChunkRequest, Future[Any] | None]] = {}
        self._repository_key = ""  # what the worker has for sure

    def start(self, epoch: int) -> None:
        """Begin to start a worker; ShardReady or ShardDied follows."""
        self._epoch = epoch
        self._notify(ShardReady(self.number, epoch, time.monotonic()))

    def submit(self, request: ChunkRequest) -> None:
        """Send a chunk; ChunkDone, ChunkRaised or ShardDied follows."""
        executor, chunk_id = self._executor, request.chunk_id
        self._sent[chunk_id] = request, None
        try:
            if executor is None:
                raise BrokenExecutor  # noqa: TRY301 - the same as an executor that says so
            future = executor.submit(worker.run_chunk, self._fitted(request))
        except (BrokenExecutor, RuntimeError):
            self._notify(self._died())
            return
        self._sent[chunk_id] = request, future
        future.add_done_callback(partial(self._on_done, self._epoch, chunk_id))

    def skip(self, chunk_id: int) -> None:
        """Make the worker leave out what is left of a chunk."""
        _, future = self._sent.get(chunk_id, (None, None))
        if future is not None and future.cancel():
            self._sent.pop(chunk_id, None)
            self._notify(self._raised(chunk_id, Message("scan.chunk-cancelled")))

    def heartbeat(self, now_s: float) -> Heartbeat:  # noqa: ARG002 - other shards look now and then
        """Return where the worker is; here that is somewhere in its first chunk."""
        return Heartbeat(next(iter(self._sent), None), None)

    def pid(self) -> int:
        """Return the worker's process, 0 where there is none of ours."""
        return 0

    def own_bytes(self) -> int:
        """Return how much memory the worker takes, as far as that is our concern."""
        return 0

    def stop(self) -> None:
        """Cancel what was sent, and ignore what comes back of it."""
        self._epoch = -1
        for _, future in list(self._sent.values()):
            if future is not None:
                future.cancel()
        self._sent.clear()
        self._repository_key = ""

    def join(self, timeout_s: float) -> None:
        """Wait until a worker that was stopped is gone."""

    def _fitted(self, request: ChunkRequest) -> ChunkRequest:
        """Leave the repository's payload out if the worker has it."""
        key = request.repository.key
        if key == self._repository_key:
            return replace(request, repository=RepositoryRef(key, None))
        self._repository_key = key
        return request

    def _on_done(self, epoch: int, chunk_id: int, future: Future[Any]) -> None:
        """Take an answer; runs in a thread of the executor."""
        if epoch != self._epoch or future.cancelled():
            return
        error = future.exception()
        if isinstance(error, BrokenExecutor):
            self._notify(self._died())
            return
        request, _ = self._sent.pop(chunk_id, (None, None))
        if request is None:
            return
        if error is not None:
            self._notify(self._raised(chunk_id, failure(error)))
        elif isinstance(future.result(), RepositoryMissing):
            self._repository_key = ""
            self.submit(request)
        else:
            self._notify(_chunk_done(self.number, epoch, chunk_id, future.result()))

    def _raised(self, chunk_id: int, error: Message) -> ChunkRaised:
        return ChunkRaised(self.number, self._epoch, chunk_id, error, time.monotonic())

    def _died(self) -> ShardDied:
        return ShardDied(self.number, self._epoch, Message("scan.executor-broke"), time.monotonic())


def _chunk_done(shard: int, epoch: int, chunk_id: int, result: ChunkResult) -> ChunkDone:
    """Return the event for a result; the first symbol's time may hold the compilation."""
    elapsed_us = result.elapsed_us
    done = elapsed_us[1:] if len(elapsed_us) > 1 else elapsed_us
    cost_s = float(np.mean(done)) * 1e-6 if len(done) else None
    return ChunkDone(shard, epoch, chunk_id, cost_s, time.monotonic(), result)
