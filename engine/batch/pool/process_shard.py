"""A shard that is a worker process of our own.

Each worker sits behind a ProcessPoolExecutor of its own. So it can be given the symbols whose
candles it holds, and when it hangs or dies it is replaced alone: one executor of many workers
would break as a whole and lose the chunks of all.
"""

from __future__ import annotations

import threading
import time
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import nullcontext
from multiprocessing.context import SpawnContext
from typing import TYPE_CHECKING, Any

from engine.batch.pool.events import Heartbeat, ShardDied, ShardReady
from engine.batch.pool.process_health import ProcessHealth, describe_exit
from engine.batch.pool.shards import Shard
from engine.batch.wire.slot import Slot
from engine.batch.worker import worker
from engine.batch.worker.failures import failure
from engine.blas import use_one_blas_thread
from engine.safe_path import safe_path_for_children

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from multiprocessing.process import BaseProcess

    from engine.messages import Message

_START_TIMEOUT_S = 60.0
_EXIT_S = 1.0


class _Worker:
    """One executor with its one process; made and given up together."""

    def __init__(self, max_bytes: int) -> None:
        use_one_blas_thread()  # it inherits this
        context = SpawnContext()
        self._make_process = context.Process
        context.Process = self._recorded  # type: ignore[assignment,misc]
        self.process: BaseProcess | None = None
        self._manager: threading.Thread | None = None
        with safe_path_for_children():  # the first semaphore starts the tracker of resources
            self.slot = Slot.shared(context)
            self.executor = ProcessPoolExecutor(
                1, context, worker.initialise, (self.slot.words, max_bytes)
            )

    def _recorded(self, *args: Any, **options: Any) -> BaseProcess:
        """Make the executor's process and keep hold of it: the executor does not tell."""
        self.process = self._make_process(*args, **options)
        return self.process

    def start(self) -> Future[Any]:
        """Start the process; the future is done once it is ready."""
        with safe_path_for_children():
            return self.executor.submit(worker.ready)

    def close_far_end(self) -> None:
        """Close our copy of the end of the pipe from which the worker alone reads.

        While it is open, the thread that feeds a dead worker's pipe waits for ever once the pipe is
        full, and the interpreter waits for that thread when it exits (CPython gh-94777).
        """
        queue = getattr(self.executor, "_call_queue", None)
        if queue is not None:
            queue._reader.close()

    def exit_code(self) -> int | None:
        """Return how the process ended, which may take it a moment."""
        if self.process is None or self.process.pid is None:
            return None
        self.process.join(_EXIT_S)
        return self.process.exitcode

    def end(self) -> None:
        """Kill the process and let the executor clean up in its own thread."""
        with getattr(self.executor, "_shutdown_lock", nullcontext()):
            # A start that is under way in another thread is over now.
            manager = getattr(self.executor, "_executor_manager_thread", None)
            self._manager = manager or self._manager
        self.executor.shutdown(wait=False, cancel_futures=True)
        if self.process is not None and self.process.pid is not None:
            self.process.kill()

    def join(self, timeout_s: float) -> None:
        """Wait until a worker that was ended is gone, and so is what its executor still did.

        The interpreter wakes all executors as it exits, and one that closes its pipe at that very
        moment lets it end with a traceback.
        """
        if self.process is not None and self.process.pid is not None:
            self.process.join(timeout_s)
        if not self.is_gone and self._manager is not None:
            self._manager.join(timeout_s)

    @property
    def is_gone(self) -> bool:
        """Whether there is nothing left to wait for."""
        return self._manager is None or not self._manager.is_alive()


class ProcessShard(Shard):
    """Runs chunks in a spawned process that it can watch and replace.

    Parameters
    ----------
    number, notify
        See :class:`~engine.batch.pool.shards.Shard`.
    max_bytes : int
        Memory that the worker may take.
    """

    def __init__(self, number: int, notify: Callable[[Any], None], max_bytes: int) -> None:
        super().__init__(number, notify)
        self._max_bytes = max_bytes
        self._worker: _Worker | None = None
        self._ended: list[_Worker] = []
        self._starter: threading.Thread | None = None
        self._health: ProcessHealth | None = None
        self._lock = threading.Lock()

    def start(self, epoch: int) -> None:
        """See :class:`~engine.batch.pool.shards.Shard`; a thread waits for the process."""
        self._epoch = epoch
        name = f"start-worker-{self.number}"
        starter = threading.Thread(target=self._start, args=(epoch,), name=name, daemon=True)
        try:
            starter.start()
        except RuntimeError as error:  # no thread can be made
            self._notify(ShardDied(self.number, epoch, failure(error), time.monotonic()))
        else:
            self._starter = starter

    def _start(self, epoch: int) -> None:
        try:
            new = _Worker(self._max_bytes)
        except Exception as error:  # noqa: BLE001 - whatever is short, the pool waits for an answer
            self._notify(ShardDied(self.number, epoch, failure(error), time.monotonic()))
            return
        with self._lock:
            if epoch != self._epoch:
                return
            self._worker, self._executor = new, new.executor
        self._start_process(new, epoch)

    def _start_process(self, new: _Worker, epoch: int) -> None:
        """Wait until the worker's process is ready, or report what kept it from being so."""
        try:
            new.start().result(_START_TIMEOUT_S)
            new.close_far_end()
            self._health = ProcessHealth(new.slot.pid, self._max_bytes)
        except Exception as error:  # noqa: BLE001 - see _start
            new.end()
            self._notify(ShardDied(self.number, epoch, _why(new, error), time.monotonic()))
        else:
            self._notify(ShardReady(self.number, epoch, time.monotonic()))

    def skip(self, chunk_id: int) -> None:
        """See :class:`~engine.batch.pool.shards.Shard`."""
        if self._worker is not None:
            self._worker.slot.skip(chunk_id)

    def heartbeat(self, now_s: float) -> Heartbeat:
        """See :class:`~engine.batch.pool.shards.Shard`."""
        if self._worker is None or self._health is None:
            return Heartbeat(None, None)
        chunk_id, position = self._worker.slot.place()
        return Heartbeat(chunk_id, position, self._health.health_problem(now_s))

    def pid(self) -> int:
        """See :class:`~engine.batch.pool.shards.Shard`."""
        process = None if self._worker is None else self._worker.process
        if process is None or process.pid is None or not process.is_alive():
            return 0
        return process.pid

    def own_bytes(self) -> int:
        """See :class:`~engine.batch.pool.shards.Shard`."""
        return 0 if self._health is None else self._health.own_bytes()

    def stop(self) -> None:
        """End the worker at once; what it was sent comes to nothing."""
        with self._lock:
            super().stop()
            if self._worker is not None:
                self._worker.end()
                self._ended = [*(old for old in self._ended if not old.is_gone), self._worker]

    def join(self, timeout_s: float) -> None:
        """See :class:`~engine.batch.pool.shards.Shard`."""
        if self._starter is not None:
            self._starter.join(timeout_s)
        for old in self._ended:
            old.join(timeout_s)

    def _died(self) -> ShardDied:
        if self._worker is None:
            return super()._died()
        chunk_id, position = self._worker.slot.place()
        text = describe_exit(self._worker.exit_code())
        return ShardDied(self.number, self._epoch, text, time.monotonic(), chunk_id, position)


def _why(given_up: _Worker, error: BaseException) -> Message:
    if isinstance(error, BrokenExecutor):
        return describe_exit(given_up.exit_code())
    return failure(error)
