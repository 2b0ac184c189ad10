"""Decides what each worker does next; pure: no process, clock or lock is touched here.

``handle(event) -> instructions``. The rules:

1. Every shard has at most two chunks: one that runs and one that waits, so that no worker waits
   for a round trip (`_fill`). What was sent cannot be given to another worker, so it is kept short.
2. Passes take turns. Within a pass a shard first takes symbols that it knows, then steals.
3. A symbol on which a worker stays longer than the time limit is a TIMEOUT and its worker is
   replaced; the other symbols of its chunks go back to the queue.
4. The symbol on which a worker died is tried once more, alone, after all others. If a worker dies
   on it again, it is an ERROR. Symbols that were lost with it go back to the queue.
5. A cancelled pass is finished as soon as no worker is busy with it; a worker that does not let go
   within a moment is replaced.
6. A shard whose workers die before they are ready runs in a thread of this process instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.batch.pool.affinity import Affinity
from engine.batch.pool.events import (
    Chunk,
    ChunkDone,
    ChunkRaised,
    Closed,
    Degraded,
    Deliver,
    FallBack,
    Finish,
    Heartbeat,
    PassAdded,
    PassCancelled,
    PassConsumed,
    Restart,
    Retire,
    ShardDied,
    ShardReady,
    Skip,
    Submit,
    Ticked,
)
from engine.batch.pool.job_queue import JobQueue
from engine.batch.pool.pass_state import Loss, PassState
from engine.batch.pool.shard_state import Phase, ShardState
from engine.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from engine.batch.pool.events import Event, Instruction

CHUNK_S = 0.030
"""Work in a chunk: a hundred round trips, and still soon over when the scan is cancelled."""

DEPTH = 2
"""Chunks that a shard may have at a time."""

CANCEL_GRACE_S = 0.04
"""How long a worker may take to let go of a cancelled pass."""

STALL_S = 0.1
"""How long a worker may be on one symbol before others take what waits for it."""

_MAX_FAILED_STARTS = 3


class Schedule:
    """State of all passes and shards.

    Parameters
    ----------
    n_shards : int
        How many workers may be used.
    symbol_timeout_s : float
        How long a worker may stay on one symbol.
    chunk_s : float
        Work in a chunk.
    """

    def __init__(
        self, n_shards: int, symbol_timeout_s: float = 60.0, chunk_s: float = CHUNK_S
    ) -> None:
        self._shards = [ShardState(number) for number in range(n_shards)]
        self._passes: dict[int, PassState] = {}
        self._turns: list[int] = []  # passes in the order in which they may send
        self._affinity = Affinity()
        self._timeout_s = symbol_timeout_s
        self._chunk_s = chunk_s
        self._n_active = n_shards
        self._n_chunks = 0
        self.is_closed = False
        self._handlers: dict[type, Callable[..., Iterator[Instruction]]] = {
            PassAdded: self._on_pass_added,
            PassConsumed: self._on_pass_consumed,
            PassCancelled: self._on_pass_cancelled,
            ShardReady: self._on_shard_ready,
            ChunkDone: self._on_chunk_done,
            ChunkRaised: self._on_chunk_raised,
            ShardDied: self._on_shard_died,
            Ticked: self._on_ticked,
            Degraded: self._on_degraded,
            Closed: self._on_closed,
        }

    def handle(self, event: Event) -> list[Instruction]:
        """Take note of `event` and return what is to be done now, in this order."""
        return list(self._handlers[type(event)](event))

    @property
    def n_shards(self) -> int:
        """How many shards there are, retired ones included."""
        return len(self._shards)

    @property
    def is_idle(self) -> bool:
        """Whether no worker has anything to do, so that nothing need be watched."""
        return not any(shard.in_flight for shard in self._shards)

    def validate_state(self) -> None:
        """Check what always holds between two events; for tests.

        Raises
        ------
        AssertionError
            If a symbol is lost, is in two places, or was sent where it must not be.
        """
        _check(sorted(self._turns) == sorted(self._passes), "each pass has one turn")
        for shard in self._shards:
            has_alone = any(chunk.is_alone for chunk in shard.in_flight)
            _check(len(shard.in_flight) <= (1 if has_alone else DEPTH), "no shard has too much")
            _check(shard.phase is Phase.READY or not shard.in_flight, "only workers have chunks")
        in_flight = [chunk for shard in self._shards for chunk in shard.in_flight]
        for state in self._passes.values():
            sent = [i for c in in_flight if c.pass_id == state.pass_id for i in c.indices]
            if state.is_cancelled:
                _check(not state.queue.waiting(), "nothing waits in a cancelled pass")
                continue
            places = [*sent, *state.queue.waiting()]
            _check(len(places) == len(set(places)), "each symbol is in one place")
            _check(len(places) == state.n_open, "each symbol without an outcome is somewhere")

    # Passes

    def _on_pass_added(self, event: PassAdded) -> Iterator[Instruction]:
        homes = self._affinity.assign(event.symbols, self._n_active)
        queue = JobQueue(homes, len(self._shards), event.cost_s)
        state = PassState(event.pass_id, event.symbols, queue, event.window, len(event.symbols))
        self._passes[state.pass_id] = state
        self._turns.append(state.pass_id)
        yield from self._finish_if_done(state)
        yield from self._fill()

    def _on_pass_consumed(self, event: PassConsumed) -> Iterator[Instruction]:
        state = self._passes.get(event.pass_id)
        if state is not None:
            state.n_unconsumed -= event.n
            yield from self._fill()

    def _on_pass_cancelled(self, event: PassCancelled) -> Iterator[Instruction]:
        state = self._passes.get(event.pass_id)
        if state is None or state.is_cancelled:
            return
        state.cancel(event.now_s)
        for shard in self._shards:
            for chunk in shard.in_flight:
                if chunk.pass_id == state.pass_id:
                    yield Skip(shard.number, chunk.chunk_id)
        yield from self._finish_if_done(state)

    def _on_closed(self, _event: Closed) -> Iterator[Instruction]:
        self.is_closed = True
        for shard in self._shards:
            shard.phase = Phase.RETIRED
            shard.in_flight.clear()
            yield Retire(shard.number)
        for pass_id in list(self._passes):
            yield self._finish(pass_id, is_cancelled=True)

    def _finish_if_done(self, state: PassState) -> Iterator[Instruction]:
        if state.pass_id not in self._passes:
            return
        if state.is_cancelled:
            chunks = (chunk for shard in self._shards for chunk in shard.in_flight)
            if not any(chunk.pass_id == state.pass_id for chunk in chunks):
                yield self._finish(state.pass_id, is_cancelled=True)
        elif state.n_open == 0:
            yield self._finish(state.pass_id, is_cancelled=False)

    def _finish(self, pass_id: int, *, is_cancelled: bool) -> Instruction:
        del self._passes[pass_id]
        self._turns.remove(pass_id)
        return Finish(pass_id, is_cancelled)

    # Answers

    def _on_chunk_done(self, event: ChunkDone) -> Iterator[Instruction]:
        chunk = self._answered(event)
        if chunk is None:
            return
        state = self._passes[chunk.pass_id]
        if not state.is_cancelled:
            if event.cost_s is not None:
                state.queue.observe(event.cost_s)
            self._affinity.move((state.symbols[index] for index in chunk.indices), event.shard)
            state.deliver(len(chunk.indices))
            yield Deliver(chunk, event.result)
        yield from self._finish_if_done(state)
        yield from self._fill()

    def _on_chunk_raised(self, event: ChunkRaised) -> Iterator[Instruction]:
        chunk = self._answered(event)
        if chunk is None:
            return
        state = self._passes[chunk.pass_id]
        if not state.is_cancelled:
            yield from state.reject(chunk, event.error)
        yield from self._finish_if_done(state)
        yield from self._fill()

    def _answered(self, event: ChunkDone | ChunkRaised) -> Chunk | None:
        """Return the chunk that was answered, or None where its worker was given up before."""
        shard = self._shards[event.shard]
        if event.epoch != shard.epoch:
            return None
        shard.touch(event.now_s)
        return shard.take(event.chunk_id)

    # Workers

    def _on_shard_ready(self, event: ShardReady) -> Iterator[Instruction]:
        shard = self._shards[event.shard]
        if event.epoch == shard.epoch and shard.phase is Phase.STARTING:
            shard.phase = Phase.READY
            shard.failed_starts = 0
            shard.touch(event.now_s)
            yield from self._fill()

    def _on_shard_died(self, event: ShardDied) -> Iterator[Instruction]:
        shard = self._shards[event.shard]
        if event.epoch == shard.epoch and shard.phase is not Phase.RETIRED:
            loss = Loss(event.exit, event.position)
            yield from self._replace(shard, shard.find(event.chunk_id), loss)
            yield from self._fill()

    def _on_ticked(self, event: Ticked) -> Iterator[Instruction]:
        for number, heartbeat in event.heartbeats.items():
            shard = self._shards[number]
            if shard.phase is Phase.READY and shard.in_flight:
                yield from self._examine(shard, heartbeat, event.now_s)
        yield from self._fill()

    def _examine(
        self, shard: ShardState, heartbeat: Heartbeat, now_s: float
    ) -> Iterator[Instruction]:
        stalled_s = shard.stalled_s(heartbeat, now_s)
        shard.is_stalled = stalled_s >= STALL_S
        begun = shard.find(heartbeat.chunk_id)
        if self._ignores_cancellation(shard, now_s):
            yield from self._replace(shard, None, Loss(Message("scan.cancellation-ignored")))
        elif heartbeat.health_problem:
            yield from self._replace(
                shard, begun, Loss(heartbeat.health_problem, heartbeat.position)
            )
        elif stalled_s >= self._timeout_s:
            reason = Message("scan.timeout", seconds=self._timeout_s)
            yield from self._replace(
                shard, begun, Loss(reason, heartbeat.position, is_timeout=True)
            )

    def _ignores_cancellation(self, shard: ShardState, now_s: float) -> bool:
        """Whether the worker has not let go of a cancelled pass for too long."""
        cancelled_s = self._passes[shard.in_flight[0].pass_id].cancelled_s
        return cancelled_s is not None and now_s - cancelled_s >= CANCEL_GRACE_S

    def _replace(self, shard: ShardState, begun: Chunk | None, loss: Loss) -> Iterator[Instruction]:
        """Give up the worker, which had begun with chunk `begun`, and start another one."""
        lost, shard.in_flight = shard.in_flight, []
        yield self._next_worker(shard)
        for place, chunk in enumerate(lost):
            state = self._passes[chunk.pass_id]
            if state.is_cancelled:
                continue
            if chunk is begun:
                yield from state.lose(chunk, loss)
            elif place == 0 and begun is None:
                yield from state.lose_unstarted(chunk, loss.reason)
            else:
                state.queue.put_back(chunk.indices)
        for pass_id in {chunk.pass_id for chunk in lost}:
            yield from self._finish_if_done(self._passes[pass_id])

    def _next_worker(self, shard: ShardState) -> Instruction:
        if shard.phase is Phase.STARTING:
            shard.failed_starts += 1
        shard.phase = Phase.STARTING
        shard.epoch += 1
        if shard.failed_starts >= _MAX_FAILED_STARTS:
            return FallBack(shard.number, shard.epoch)
        return Restart(shard.number, shard.epoch)

    def _on_degraded(self, event: Degraded) -> Iterator[Instruction]:
        self._n_active = event.n_shards
        self._chunk_s = event.chunk_s
        for shard in self._shards[: event.n_shards]:
            if shard.phase is Phase.RETIRED:
                yield self._next_worker(shard)
        yield from self._fill()

    # Work

    def _fill(self) -> Iterator[Instruction]:
        """Send chunks until every shard has enough or nothing is left."""
        is_sending = True
        while is_sending:
            is_sending = False
            for shard in self._shards:
                chunk = self._next_chunk(shard)
                if chunk is not None:
                    is_sending = True
                    yield Submit(shard.number, chunk)
        yield from self._retire_surplus()

    def _next_chunk(self, shard: ShardState) -> Chunk | None:
        if shard.phase is not Phase.READY or shard.number >= self._n_active:
            return None
        if len(shard.in_flight) >= DEPTH or any(chunk.is_alone for chunk in shard.in_flight):
            return None
        for turn, pass_id in enumerate(self._turns):
            chunk = self._cut(self._passes[pass_id], shard)
            if chunk is not None:
                self._turns.append(self._turns.pop(turn))
                shard.in_flight.append(chunk)
                return chunk
        return None

    def _cut(self, state: PassState, shard: ShardState) -> Chunk | None:
        """Take the next chunk of a pass for `shard`, if there is one that may be sent."""
        if state.is_cancelled or not state.may_send:
            return None
        if state.queue.n_waiting:
            n = state.queue.size(self._chunk_s, self._n_active)
            taken = state.queue.take(shard.number, n, self._unavailable_shards())
            if taken:
                return self._chunk(state, taken, is_alone=False)
        is_last = state.queue.n_quarantined and not state.queue.n_waiting
        if is_last and not shard.in_flight:
            return self._chunk(state, state.queue.take_quarantined(), is_alone=True)
        return None

    def _unavailable_shards(self) -> list[int]:
        """Return the shards whose waiting symbols nobody would get at soon."""
        return [
            shard.number
            for shard in self._shards
            if shard.phase is not Phase.READY or shard.is_stalled
        ]

    def _chunk(self, state: PassState, indices: tuple[int, ...], *, is_alone: bool) -> Chunk:
        self._n_chunks += 1
        return Chunk(self._n_chunks, state.pass_id, indices, is_alone)

    def _retire_surplus(self) -> Iterator[Instruction]:
        for shard in self._shards[self._n_active :]:
            if shard.phase is Phase.READY and not shard.in_flight:
                shard.phase = Phase.RETIRED
                yield Retire(shard.number)


def _check(is_so: bool, what: str) -> None:
    if not is_so:
        raise AssertionError(f"The schedule is inconsistent: {what}")
