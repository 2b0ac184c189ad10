"""What the schedule knows of one shard."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.batch.pool.events import Chunk, Heartbeat


class Phase(Enum):
    """Life of a shard's worker."""

    STARTING = auto()
    READY = auto()
    RETIRED = auto()


@dataclass(slots=True)
class ShardState:
    """One shard and the chunks that it was sent.

    Attributes
    ----------
    epoch : int
        Number of the worker; news from an earlier one are void.
    in_flight : list of Chunk
        Sent and not answered, oldest first.
    failed_starts : int
        How often in a row a worker ended before it was ready.
    is_stalled : bool
        Whether the worker has been on one symbol for so long that others should take its work.
    """

    number: int
    epoch: int = 0
    phase: Phase = Phase.STARTING
    in_flight: list[Chunk] = field(default_factory=list)
    failed_starts: int = 0
    is_stalled: bool = False
    _place: tuple[int | None, int | None] | None = None
    _moved_s: float = 0.0

    def touch(self, now_s: float) -> None:
        """Record that the worker has shown signs of life."""
        self._moved_s = now_s
        self.is_stalled = False

    def stalled_s(self, heartbeat: Heartbeat, now_s: float) -> float:
        """Return for how long the worker has been where `heartbeat` sees it."""
        place = (heartbeat.chunk_id, heartbeat.position)
        if place != self._place:
            self._place = place
            self._moved_s = now_s
        return now_s - self._moved_s

    def find(self, chunk_id: int | None) -> Chunk | None:
        """Return the chunk in flight with that number, if there is one."""
        return next((chunk for chunk in self.in_flight if chunk.chunk_id == chunk_id), None)

    def take(self, chunk_id: int) -> Chunk | None:
        """Remove and return the chunk in flight with that number, if there is one."""
        chunk = self.find(chunk_id)
        if chunk is not None:
            self.in_flight.remove(chunk)
        return chunk
