"""Runs passes on shards: one thread that asks the schedule what to do and does it.

::

      PoolPass ──── PassAdded ──►┌──────────┐ event  ┌──────────┐
     (any thread)                │  pool    │───────►│ schedule │   decides; pure
          ▲                      │ (thread) │◄───────│          │
          │ Deliver, Fail,       └──────────┘ instr. └──────────┘
          │ Finish (mailbox)      │  ▲  ▲
          └───────────────────────┘  │  │ ShardReady, ShardDied, heartbeats
                           Submit │  │  │
                                  ▼  │ ChunkDone
                             ┌─────────────┐ request ┌──────────────────────────────┐
                             │ shard 0..n  │────────►│ worker process               │
                             │ an executor │◄────────│ candles ► formula ► positions│
                             │ of one each │ columns └──────────────────────────────┘
                             └─────────────┘  shared slot: where it is, what to skip

Events come in from callers, from the executors' threads and from the clock through one queue, so
that the schedule never runs in two threads at once. Results go straight to the mailbox of their
pass: this thread never builds an object a symbol.
"""

from __future__ import annotations

import atexit
import concurrent.futures.process  # noqa: F401 - must be imported before _close_all is registered
import logging
import multiprocessing
import queue
import threading
import time
import weakref
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, NamedTuple

import psutil

from engine.batch.pool.events import (
    Closed,
    Degraded,
    Deliver,
    Event,
    Fail,
    FallBack,
    Finish,
    Instruction,
    PassAdded,
    PassCancelled,
    PassConsumed,
    Restart,
    Retire,
    ShardReady,
    Skip,
    Submit,
    Ticked,
)
from engine.batch.pool.process_health import own_bytes
from engine.batch.pool.shards import Shard
from engine.batch.worker.guards import trim_heap
from engine.errors import EngineClosedError, InputError
from engine.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.batch.pool.memory_budget import MemoryGovernor
    from engine.batch.pool.pool_pass import PoolPass
    from engine.batch.pool.schedule import Schedule

logger = logging.getLogger(__name__)

_LIVE: weakref.WeakSet[Pool] = weakref.WeakSet()


def _close_all() -> None:
    """End all workers as the interpreter ends, before the executors give up by themselves."""
    for pool in list(_LIVE):
        pool.shutdown()


# What is registered last runs first, and concurrent.futures registers as it is imported (above);
# the public atexit would come only after its executors have refused everything.
getattr(threading, "_register_atexit", atexit.register)(_close_all)

TICK_S = 0.02
_MEMORY_INTERVAL_S = 0.5
_JOIN_S = 5.0


class Crashed(NamedTuple):
    """The pool itself failed; nothing more will come."""

    error: BaseException


Delivery = Deliver | Fail | Finish | Crashed


class Pool:
    """Shards, their schedule, and the thread between them.

    Parameters
    ----------
    make_shard : callable
        Makes the shard of a number; its second argument takes events.
    schedule : Schedule
        Decides what happens.
    governor : MemoryGovernor
        Watches the sum of all processes.
    """

    def __init__(
        self,
        make_shard: Callable[[int, Callable[[Any], None]], Shard],
        schedule: Schedule,
        governor: MemoryGovernor,
    ) -> None:
        self._events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self._schedule = schedule
        self._governor = governor
        self._shards = [make_shard(number, self._events.put) for number in range(schedule.n_shards)]
        self._passes: dict[int, PoolPass] = {}
        self._ready: set[int] = set()
        self.first_ready_s = 0.0  # perf_counter of the first worker that was ready
        self._is_settled = threading.Event()  # all are ready, or never will be
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._is_closed = False
        self._ticked_s = self._memory_checked_s = 0.0
        self._process = psutil.Process()
        self._fallbacks: list[ThreadPoolExecutor] = []

    @property
    def is_warm(self) -> bool:
        """Whether all workers have been ready once."""
        return len(self._ready) == len(self._shards)

    def warm_up(self, timeout_s: float | None = None) -> bool:
        """Start the workers and wait until all are ready; returns whether they are."""
        with self._lock:
            self._ensure_started()
        self._is_settled.wait(timeout_s)
        return self.is_warm

    def add(self, pool_pass: PoolPass) -> None:
        """Begin to work on a pass; deliveries go to its mailbox, Finish is the last one."""
        with self._lock:
            self._ensure_started()
            self._passes[pool_pass.pass_id] = pool_pass
            self._events.put(
                PassAdded(pool_pass.pass_id, pool_pass.symbols, pool_pass.cost_s, pool_pass.window)
            )

    def cancel(self, pass_id: int) -> None:
        """Stop working on a pass; Finish follows within a moment."""
        self._events.put(PassCancelled(pass_id, time.monotonic()))

    def consumed(self, pass_id: int, n: int) -> None:
        """Count `n` symbols that the caller took."""
        self._events.put(PassConsumed(pass_id, n))

    def shutdown(self) -> None:
        """Cancel all jobs and end all workers; returns when they are gone."""
        with self._lock:
            self._is_closed = True
            self._is_settled.set()
            self._events.put(Closed())
        if self._thread is None or self._thread is threading.current_thread():
            return  # an engine that is forgotten may be collected in any thread, this one included
        self._thread.join()
        for shard in self._shards:
            shard.join(_JOIN_S)
        for executor in self._fallbacks:
            executor.shutdown(wait=False, cancel_futures=True)

    def pids(self) -> list[int]:
        """Return the processes of the workers that live."""
        return [pid for shard in self._shards if (pid := shard.pid())]

    def _ensure_started(self) -> None:
        if self._is_closed:
            raise EngineClosedError
        _check_not_imported_by_worker()
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="pool", daemon=True)
            self._thread.start()
            _LIVE.add(self)
            for shard in self._shards:
                shard.start(0)

    # In the pool's thread

    def _run(self) -> None:
        try:
            while not self._schedule.is_closed:
                self._handle(self._next_event())
                self._tick_if_due()
        except BaseException as error:
            logger.exception("The pool of workers failed")
            self._give_up(error)

    def _next_event(self) -> Event:
        timeout_s = None if self._schedule.is_idle else TICK_S
        try:
            return self._events.get(timeout=timeout_s)
        except queue.Empty:
            return self._tick()

    def _handle(self, event: Event) -> None:
        if isinstance(event, ShardReady):
            self._note_ready(event.shard)
        for instruction in self._schedule.handle(event):
            self._perform(instruction)

    def _tick_if_due(self) -> None:
        """Tick even when answers come so fast that the queue is never empty."""
        now_s = time.monotonic()
        if now_s - self._ticked_s >= TICK_S and not self._schedule.is_idle:
            self._handle(self._tick())
        if now_s - self._memory_checked_s >= _MEMORY_INTERVAL_S:
            self._memory_checked_s = now_s
            self._check_memory()

    def _tick(self) -> Ticked:
        now_s = self._ticked_s = time.monotonic()
        return Ticked(now_s, {shard.number: shard.heartbeat(now_s) for shard in self._shards})

    def _check_memory(self) -> None:
        """Shrink caches, chunks or the number of workers if all processes take too much memory."""
        total = own_bytes(self._process) + sum(shard.own_bytes() for shard in self._shards)
        if self._governor.observe(total, self._memory_checked_s):
            trim_heap()  # no garbage collection: this is not the thread of its objects
            self._handle(Degraded(self._governor.n_workers, self._governor.chunk_s))

    def _perform(self, instruction: Instruction) -> None:
        match instruction:
            case Submit(shard, chunk):
                request = self._passes[chunk.pass_id].request(chunk, self._governor.budget)
                self._shards[shard].submit(request)
            case Deliver(chunk):
                self._passes[chunk.pass_id].put(instruction)
            case Fail():
                self._passes[instruction.pass_id].put(instruction)
            case Finish():
                self._passes.pop(instruction.pass_id).put(instruction)
            case Skip(shard, chunk_id):
                self._shards[shard].skip(chunk_id)
            case Restart(shard, epoch):
                self._restart(shard, epoch)
            case FallBack(shard, epoch):
                self._fall_back(shard, epoch)
            case Retire(shard):
                self._shards[shard].stop()

    def _restart(self, number: int, epoch: int) -> None:
        logger.info("Worker %d is replaced", number)
        self._shards[number].stop()
        self._shards[number].start(epoch)

    def _fall_back(self, number: int, epoch: int) -> None:
        logger.error("Worker %d cannot be started: its work is done in this process", number)
        self._shards[number].stop()
        executor = ThreadPoolExecutor(1, thread_name_prefix="fallback")
        self._fallbacks.append(executor)
        self._shards[number] = Shard(number, self._events.put, executor)
        self._shards[number].start(epoch)

    def _note_ready(self, number: int) -> None:
        if not self._ready:
            self.first_ready_s = time.perf_counter()
        self._ready.add(number)
        if self.is_warm:
            self._is_settled.set()

    def _give_up(self, error: BaseException) -> None:
        self._is_closed = True
        self._is_settled.set()
        for shard in self._shards:
            shard.stop()
        for pool_pass in list(self._passes.values()):
            pool_pass.put(Crashed(error))


def _check_not_imported_by_worker() -> None:
    """Refuse to start workers in a worker that is only just importing the main module."""
    if getattr(multiprocessing.current_process(), "_inheriting", False):
        raise InputError(Message("scan.begun-in-worker"))
