"""Plays the part of the pool and of its workers for a schedule; without processes or clocks."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.batch.pool.events import (
    Chunk,
    ChunkDone,
    ChunkRaised,
    Deliver,
    Event,
    Fail,
    FallBack,
    Finish,
    Heartbeat,
    Instruction,
    PassAdded,
    Restart,
    Retire,
    ShardDied,
    ShardReady,
    Skip,
    Submit,
    Ticked,
)

if TYPE_CHECKING:
    from engine.batch.pool.schedule import Schedule


@dataclass
class FakeShard:
    epoch: int = 0
    is_ready: bool = False
    chunks: deque[Chunk] = field(default_factory=deque)


class Driver:
    """Carries out instructions on shards that do only what the test tells them."""

    def __init__(self, schedule: Schedule) -> None:
        self.schedule = schedule
        self.now_s = 0.0
        self.shards = [FakeShard() for _ in range(schedule.n_shards)]
        self.delivered: dict[int, list[int]] = {}
        self.failed: dict[int, dict[int, Fail]] = {}
        self.finished: dict[int, Finish] = {}
        self.log: list[Instruction] = []

    def tell(self, event: Event) -> None:
        instructions = self.schedule.handle(event)
        self.schedule.validate_state()
        for instruction in instructions:
            self._perform(instruction)

    def start(self) -> None:
        for number in range(len(self.shards)):
            self.ready(number)

    def ready(self, shard: int) -> None:
        self.shards[shard].is_ready = True
        self.tell(ShardReady(shard, self.shards[shard].epoch, self.now_s))

    def add(self, pass_id: int, n: int, **options: object) -> None:
        self.delivered[pass_id] = []
        self.failed[pass_id] = {}
        self.tell(PassAdded(pass_id, [f"S{i}" for i in range(n)], **options))

    def answer(self, shard: int, cost_s: float | None = 0.001) -> Chunk:
        """Let the worker finish the chunk that it is on."""
        chunk = self.shards[shard].chunks.popleft()
        epoch = self.shards[shard].epoch
        self.tell(ChunkDone(shard, epoch, chunk.chunk_id, cost_s, self.now_s, chunk))
        return chunk

    def refuse(self, shard: int, error: str = "TypeError: no") -> None:
        """Let a chunk come to nothing though the worker lives."""
        chunk = self.shards[shard].chunks.popleft()
        self.tell(ChunkRaised(shard, self.shards[shard].epoch, chunk.chunk_id, error, self.now_s))

    def die(self, shard: int, position: int | None = 0, reason: str = "exit code 3") -> None:
        """Let the worker end on a symbol of its chunk, or (None) outside of any."""
        state = self.shards[shard]
        chunk_id = None if position is None or not state.chunks else state.chunks[0].chunk_id
        epoch, state.is_ready = state.epoch, False
        self.tell(ShardDied(shard, epoch, reason, self.now_s, chunk_id, position))

    def tick(self, position: int | None = 0, health_problem: str | None = None) -> None:
        """Let the clock tick while every worker rests where it is."""
        heartbeats = {}
        for number, shard in enumerate(self.shards):
            chunk_id = shard.chunks[0].chunk_id if shard.chunks else None
            heartbeats[number] = Heartbeat(
                chunk_id, position if shard.chunks else None, health_problem
            )
        self.tell(Ticked(self.now_s, heartbeats))

    def work(self) -> None:
        """Let all workers start and answer until nothing is left to do."""
        while True:
            for number, shard in enumerate(self.shards):
                if not shard.is_ready:
                    self.ready(number)
            busy = [number for number, shard in enumerate(self.shards) if shard.chunks]
            if not busy:
                return
            for number in busy:
                if self.shards[number].chunks:
                    self.answer(number)

    def sent(self, shard: int) -> list[int]:
        """Return the symbols that a shard has."""
        return [index for chunk in self.shards[shard].chunks for index in chunk.indices]

    def named(self, kind: type) -> list[Instruction]:
        """Return the instructions of one kind so far."""
        return [instruction for instruction in self.log if isinstance(instruction, kind)]

    def _perform(self, instruction: Instruction) -> None:
        self.log.append(instruction)
        match instruction:
            case Submit(shard, chunk):
                assert self.shards[shard].is_ready
                self.shards[shard].chunks.append(chunk)
            case Restart(shard, epoch) | FallBack(shard, epoch):
                self.shards[shard] = FakeShard(epoch)
            case Retire(shard):
                self.shards[shard] = FakeShard(-1)
            case Deliver(chunk, result):
                assert result is chunk  # whatever came back is handed on
                self.delivered[chunk.pass_id] += chunk.indices
            case Fail():
                self.failed[instruction.pass_id][instruction.index] = instruction
            case Finish(pass_id):
                assert pass_id not in self.finished
                self.finished[pass_id] = instruction
            case Skip():
                pass
