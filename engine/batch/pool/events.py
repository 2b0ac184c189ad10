"""What the schedule is told (events) and what it tells (instructions); plain frozen data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from engine.batch.wire.messages import ChunkResult
    from engine.domain.result import Outcome
    from engine.messages import Message


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some symbols of a pass that go to a worker together.

    Attributes
    ----------
    chunk_id, pass_id : int
        Unique in the engine.
    indices : tuple of int
        The symbols, by their place in the pass.
    is_alone : bool
        A symbol at which a worker died before; nothing else may be lost if it dies again.
    """

    chunk_id: int
    pass_id: int
    indices: tuple[int, ...]
    is_alone: bool = False


# --- events ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PassAdded:
    """A pass over symbols begins.

    Attributes
    ----------
    pass_id : int
        Unique in the engine.
    symbols : sequence of str
        Distinct; chunks name them by index.
    cost_s : float or None
        Seconds a symbol took when this formula ran last.
    window : int or None
        At most so many symbols may be delivered without being consumed.
    """

    pass_id: int
    symbols: Sequence[str]
    cost_s: float | None = None
    window: int | None = None


@dataclass(frozen=True, slots=True)
class PassConsumed:
    """The caller took `n` symbols of the pass."""

    pass_id: int
    n: int


@dataclass(frozen=True, slots=True)
class PassCancelled:
    """Nobody wants the rest of the pass."""

    pass_id: int
    now_s: float


@dataclass(frozen=True, slots=True)
class ShardReady:
    """A worker has started."""

    shard: int
    epoch: int
    now_s: float


@dataclass(frozen=True, slots=True)
class ChunkDone:
    """A worker has answered; `cost_s` is the mean time of a symbol, None where none was done.

    The schedule hands `result` on and does not look at it.
    """

    shard: int
    epoch: int
    chunk_id: int
    cost_s: float | None
    now_s: float
    result: ChunkResult


@dataclass(frozen=True, slots=True)
class ChunkRaised:
    """A chunk as a whole came to nothing, though its worker lives."""

    shard: int
    epoch: int
    chunk_id: int
    error: Message
    now_s: float


@dataclass(frozen=True, slots=True)
class ShardDied:
    """A worker process has ended by itself.

    Attributes
    ----------
    exit : Message
        How.
    chunk_id, position : int or None
        Where it was, as far as is known.
    """

    shard: int
    epoch: int
    exit: Message
    now_s: float
    chunk_id: int | None = None
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """Where a worker was when last looked at.

    Attributes
    ----------
    chunk_id, position : int or None
        The symbol it is on; None where the worker cannot be looked into.
    health_problem : Message or None
        Why the worker must be replaced (stopped, too large), if it must.
    """

    chunk_id: int | None
    position: int | None
    health_problem: Message | None = None


@dataclass(frozen=True, slots=True)
class Ticked:
    """Some time has passed."""

    now_s: float
    heartbeats: Mapping[int, Heartbeat] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Degraded:
    """Memory is short: use so many shards, and chunks of so many seconds."""

    n_shards: int
    chunk_s: float


@dataclass(frozen=True, slots=True)
class Closed:
    """The engine shuts down."""


Event = (
    PassAdded
    | PassConsumed
    | PassCancelled
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
    """The worker is to leave out what is left of a chunk."""

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
    """Hand what came back for `chunk` to its pass."""

    chunk: Chunk
    result: ChunkResult


@dataclass(frozen=True, slots=True)
class Fail:
    """Give the symbol `index` of the pass an outcome without a result."""

    pass_id: int
    index: int
    outcome: Outcome
    message: Message


@dataclass(frozen=True, slots=True)
class Finish:
    """The pass has no symbol left and no worker busy."""

    pass_id: int
    is_cancelled: bool


Instruction = Submit | Skip | Restart | FallBack | Retire | Deliver | Fail | Finish
