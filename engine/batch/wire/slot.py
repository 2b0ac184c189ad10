"""A few numbers in shared memory: where a worker is, and which chunks it may drop.

The parent must know on which symbol a worker is when it hangs or dies, and a worker must learn of
a cancellation in the middle of a chunk. Both are one machine word written by one side and read by
the other, so no lock is needed, and a dead worker leaves its last words behind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

PID, CHUNK, POSITION, SKIP = 0, 1, 2, 3
N_SKIPS = 2  # as many as chunks that a worker can have; it answers them in turn
SIZE = SKIP + N_SKIPS


class Slot:
    """One worker's numbers; handed to the worker as it is started.

    Parameters
    ----------
    words : array of int64, optional
        The shared memory; without it the numbers stay in this process.

    Attributes
    ----------
    words : array of int64
        To be handed to the worker.
    """

    def __init__(self, words: Any = None) -> None:
        self.words: Any = [0] * SIZE if words is None else words
        self._view = self.words if words is None else memoryview(words).cast("B").cast("q")
        self._n_skips = 0

    @classmethod
    def shared(cls, context: BaseContext) -> Slot:
        """Return a slot whose words can be handed to a process of `context` at its start."""
        return cls(context.RawArray("q", SIZE))

    @property
    def pid(self) -> int:
        """Process that serves the slot, 0 before it is ready."""
        return int(self._view[PID])

    @pid.setter
    def pid(self, pid: int) -> None:
        self._view[PID] = pid

    def place(self) -> tuple[int | None, int | None]:
        """Return the chunk that the worker is on and the position in it."""
        chunk_id, position = self._view[CHUNK], self._view[POSITION]
        return (chunk_id, position) if chunk_id else (None, None)

    def skip(self, chunk_id: int) -> None:
        """Ask the worker to leave out what is left of a chunk."""
        self._view[SKIP + self._n_skips % N_SKIPS] = chunk_id
        self._n_skips += 1

    def is_skipped(self, chunk_id: int) -> bool:
        """Whether the rest of the chunk is not wanted any more."""
        return bool(self._view[SKIP] == chunk_id or self._view[SKIP + 1] == chunk_id)

    def enter(self, chunk_id: int) -> None:
        """Begin with a chunk (in the worker)."""
        self._view[POSITION] = 0
        self._view[CHUNK] = chunk_id

    def move(self, position: int) -> None:
        """Go on to the symbol at `position` (in the worker)."""
        self._view[POSITION] = position

    def leave(self) -> None:
        """Mark the chunk as done (in the worker)."""
        self._view[CHUNK] = 0
