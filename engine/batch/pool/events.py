"""What the schedule is told (events) and what it tells (instructions); plain frozen data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from engine.domain.result import Outcome


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some symbols of a job that go to a worker together.

    Attributes
    ----------
    chunk_id, job_id : int
        Unique in the engine.
    indices : tuple of int
        The symbols, by their place in the job.
    is_alone : bool
        A symbol at which a worker died before; nothing else may be lost if it dies again.
    """

    chunk_id: int
    job_id: int
    indices: tuple[int, ...]
    is_alone: bool = False


# --- events ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class JobAdded:
    """A batch begins.

    Attributes
    ----------
    job_id : int
        Unique in the engine.
    symbols : sequence of str
        Distinct; chunks name them by index.
    cost_s : float or None
        Seconds a symbol took when this formula ran last.
    window : int or None
        At most so many symbols may be delivered without being consumed.
    """

    job_id: int
    symbols: Sequence[str]
    cost_s: float | None = None
    window: int | None = None


@dataclass(frozen=True, slots=True)
class JobConsumed:
    """The caller took `n` symbols of the job."""

    job_id: int
    n: int


@dataclass(frozen=True, slots=True)
class JobCancelled:
    """Nobody wants the rest of the job."""

    job_id: int
    now_s: float


@dataclass(frozen=True, slots=True)
class ShardReady:
    """A worker has started."""

    shard: int
    epoch: int
    now_s: float


@dataclass(frozen=True, slots=True)
class ChunkDone:
    """A worker has answered; `cost_s` is the mean time of a symbol, None where none was done."""

    shard: int
    epoch: int
    chunk_id: int
    cost_s: float | None
    now_s: float


@dataclass(frozen=True, slots=True)
class ChunkRaised:
    """A chunk as a whole came to nothing, though its worker lives."""

    shard: int
    epoch: int
    chunk_id: int
    error: str
    now_s: float


@dataclass(frozen=True, slots=True)
class ShardDied:
    """A worker process has ended by itself.

    Attributes
    ----------
    exit : str
        How, in words.
    chunk_id, position : int or None
        Where it was, as far as is known.
    """

    shard: int
    epoch: int
    exit: str
    now_s: float
    chunk_id: int | None = None
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Beat:
    """Where a worker was when last looked at.

    Attributes
    ----------
    chunk_id, position : int or None
        The symbol it is on; None where the worker cannot be looked into.
    ailment : str
        Why the worker must be replaced (stopped, too large), or an empty string.
    """

    chunk_id: int | None
    position: int | None
    ailment: str = ""


@dataclass(frozen=True, slots=True)
class Ticked:
    """Some time has passed."""

    now_s: float
    beats: Mapping[int, Beat] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Degraded:
    """Memory is short: use so many shards, and chunks of so many seconds."""

    n_shards: int
    chunk_s: float


@dataclass(frozen=True, slots=True)
class Closed:
    """The engine shuts down."""


Event = (
    JobAdded
    | JobConsumed
    | JobCancelled
    | ShardReady
    | ChunkDone
    | ChunkRaised
    | ShardDied
    | Ticked
    | Degraded
    | Closed
)


# --- instructions ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Submit:
    """Send `chunk` to the worker of `shard`."""

    shard: int
    chunk: Chunk


@dataclass(frozen=True, slots=True)
class Skip:
    """Tell the worker to leave out what is left of a chunk."""

    shard: int
    chunk_id: int


@dataclass(frozen=True, slots=True)
class Restart:
    """End the worker of `shard` if it still lives, and start another one as `epoch`."""

    shard: int
    epoch: int


@dataclass(frozen=True, slots=True)
class FallBack:
    """No worker can be started: let `shard` run in a thread of this process as `epoch`."""

    shard: int
    epoch: int


@dataclass(frozen=True, slots=True)
class Retire:
    """End the idle worker of `shard` for good."""

    shard: int


@dataclass(frozen=True, slots=True)
class Deliver:
    """Hand what came back for `chunk` to its job."""

    chunk: Chunk


@dataclass(frozen=True, slots=True)
class Fail:
    """Give the symbol `index` of the job an outcome without a result."""

    job_id: int
    index: int
    outcome: Outcome
    message: str


@dataclass(frozen=True, slots=True)
class Finish:
    """The job has no symbol left and no worker busy."""

    job_id: int
    is_cancelled: bool


Instruction = Submit | Skip | Restart | FallBack | Retire | Deliver | Fail | Finish
