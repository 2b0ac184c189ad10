"""One pass in the schedule: what waits, what is open, and who is to blame for lost workers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.batch.pool.events import Fail
from engine.domain.result import Outcome
from engine.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from engine.batch.pool.events import Chunk
    from engine.batch.pool.job_queue import JobQueue

_MAX_LOSSES = 3  # times that a symbol may be lost before its turn until it is tried alone


@dataclass(frozen=True, slots=True)
class Loss:
    """How a chunk was lost.

    Attributes
    ----------
    reason : Message
        What became of the worker.
    position : int or None
        The symbol that it was on, where that is known.
    is_timeout : bool
        Whether it was ended for taking too long.
    """

    reason: Message
    position: int | None = None
    is_timeout: bool = False


@dataclass(slots=True)
class PassState:
    """Counts and queues of one pass.

    Attributes
    ----------
    n_open : int
        Symbols without an outcome.
    n_unconsumed : int
        Symbols that were delivered and that the caller has not taken yet.
    cancelled_s : float or None
        When the pass was cancelled.
    """

    pass_id: int
    symbols: Sequence[str]
    queue: JobQueue
    window: int | None = None
    n_open: int = 0
    n_unconsumed: int = 0
    cancelled_s: float | None = None
    _losses: Counter[int] = field(default_factory=Counter)

    @property
    def is_cancelled(self) -> bool:
        """Whether nobody wants the rest."""
        return self.cancelled_s is not None

    @property
    def may_send(self) -> bool:
        """Whether the caller keeps up with what is delivered."""
        return self.window is None or self.n_unconsumed < self.window

    def cancel(self, now_s: float) -> None:
        """Forget what waits."""
        self.cancelled_s = now_s
        self.queue.clear()

    def deliver(self, n: int) -> None:
        """Count `n` symbols that have their outcome."""
        self.n_open -= n
        self.n_unconsumed += n

    def lose(self, chunk: Chunk, loss: Loss) -> Iterator[Fail]:
        """Take back a chunk that a worker had begun; the one symbol to blame may fail for good."""
        if loss.position is None and len(chunk.indices) > 1:
            self.queue.quarantine(chunk.indices)
            return
        culprit = chunk.indices[loss.position or 0]
        self.queue.put_back(index for index in chunk.indices if index != culprit)
        if loss.is_timeout:
            yield self._fail(culprit, Outcome.TIMEOUT, loss.reason)
        elif chunk.is_alone:
            yield self._fail(
                culprit, Outcome.ERROR, Message("scan.ended-twice", reason=loss.reason)
            )
        else:
            self.queue.quarantine((culprit,))

    def lose_unstarted(self, chunk: Chunk, reason: Message) -> Iterator[Fail]:
        """Take back a chunk that its worker never touched, as far as is known."""
        self._losses.update(chunk.indices)
        worn = [index for index in chunk.indices if self._losses[index] >= _MAX_LOSSES]
        self.queue.put_back(index for index in chunk.indices if index not in worn)
        if not chunk.is_alone:
            self.queue.quarantine(worn)
            return
        for index in worn:
            yield self._fail(index, Outcome.ERROR, Message("scan.ended-each-time", reason=reason))

    def reject(self, chunk: Chunk, error: Message) -> Iterator[Fail]:
        """Take back a chunk that came to nothing though its worker lives."""
        if len(chunk.indices) > 1:
            self.queue.quarantine(chunk.indices)
        else:
            yield self._fail(chunk.indices[0], Outcome.ERROR, error)

    def _fail(self, index: int, outcome: Outcome, message: Message) -> Fail:
        self.deliver(1)
        return Fail(self.pass_id, index, outcome, message)
