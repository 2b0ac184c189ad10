"""What crosses the border to worker processes: frozen messages of primitives and arrays.

One chunk of symbols goes out as a :class:`ChunkRequest` and comes back as a
:class:`ChunkResult`, whose columns have one entry a symbol. Everything a worker needs in order to
start from nothing is in the request, so that a replaced worker, or one on another machine, needs
no history.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from engine.domain.result import Outcome

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from engine.calendars.symbol_calendar import SymbolCalendar
    from engine.domain.repositories import DataVersion
    from engine.messages import Message

OUTCOMES = tuple(Outcome)
CODE_OF = {outcome: code for code, outcome in enumerate(OUTCOMES)}
NOT_DONE = 255
"""Code of a symbol that the worker left out because its scan was cancelled meanwhile."""


@dataclass(frozen=True, slots=True)
class ScanSpec:
    """What to evaluate; the same for all chunks of a pass.

    Attributes
    ----------
    key : str
        Equal keys have equal contents; a worker compiles once a key.
    formula : str or None
        Canonical text; None asks only whether there are candles.
    parameters : tuple of (str, value)
        Values for the formula's parameters.
    timeframe : str
        Whose candles.
    start_ns, end_ns : int
        First and last instant at which a bar may match.
    last_bars : int
        At most so many bars may match, the last ones of the range; 0 for all.
    indicators : bytes
        The Python indicators that the formula uses, pickled by cloudpickle; empty for none.
    section : bytes
        Names a cross-section of the formula: its numbers are wanted instead of matches.
    """

    key: str
    formula: str | None
    parameters: tuple[tuple[str, Any], ...]
    timeframe: str
    start_ns: int
    end_ns: int
    last_bars: int = 0
    indicators: bytes = b""
    section: bytes = b""


@dataclass(frozen=True, slots=True)
class Budget:
    """Memory that a worker may fill, in bytes."""

    candle_bytes: int
    indicator_bytes: int


@dataclass(frozen=True, slots=True)
class RepositoryRef:
    """Where a worker finds candles.

    Attributes
    ----------
    key : str
        Digest of the payload.
    payload : bytes or None
        The pickled repository; None when the worker should have it already.
    """

    key: str
    payload: bytes | None


@dataclass(frozen=True, slots=True, eq=False)
class ChunkRequest:
    """Some symbols of one pass.

    Attributes
    ----------
    chunk_id : int
        Number of the chunk in the engine.
    scan : int
        Number of the pass in the engine, increasing; caches tell scans apart by it.
    spec : ScanSpec
        What to evaluate.
    repository : RepositoryRef
        Where the candles are.
    budget : Budget
        Bounds of the worker's caches from now on.
    symbols : tuple of str
        Which symbols, k of them.
    revisions, n_bars : ndarray of int64, shape (k,)
        State of each symbol's candles when the job began.
    others : dict of str to DataVersion
        State of the candles of symbols that the formula names.
    ranks : dict of bytes to list of ndarray
        Ranks of the symbols in cross-sections that another pass computed, one array a symbol.
    calendars : dict of str to SymbolCalendar
        When the symbols and the `others` are traded, as far as that is known and asked for.
    """

    chunk_id: int
    scan: int
    spec: ScanSpec
    repository: RepositoryRef
    budget: Budget
    symbols: tuple[str, ...]
    revisions: NDArray[np.int64]
    n_bars: NDArray[np.int64]
    others: dict[str, DataVersion] = field(default_factory=dict)
    ranks: dict[bytes, list[NDArray[np.float64]]] = field(default_factory=dict)
    calendars: dict[str, SymbolCalendar] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class ChunkResult:
    """What came out of a chunk, one entry a symbol.

    Attributes
    ----------
    outcomes : ndarray of uint8, shape (k,)
        Index into :data:`OUTCOMES`, or :data:`NOT_DONE`.
    counts : ndarray of int32, shape (k,)
        Number of matches.
    elapsed_us : ndarray of float32, shape (k,)
        Time spent on the symbol.
    revisions, n_bars : ndarray of int64, shape (k,)
        State of the candles that were read.
    first_bars, n_scanned : ndarray of int64, shape (k,)
        The bars that were looked at for matches.
    ends : ndarray of int64, shape (k,)
        Where each symbol's matches end in `encoded`.
    encoded : bytes
        Positions of all matches, see :mod:`engine.batch.wire.positions`; of a cross-section, its
        numbers as float64.
    errors : dict of int to Message
        Why each symbol that failed did.
    cache_hits, cache_misses : int
        Lookups of indicators in this chunk.
    cache_bytes : int
        Size of the worker's indicator cache after this chunk.
    pid : int
        The worker's process.
    """

    outcomes: NDArray[np.uint8]
    counts: NDArray[np.int32]
    elapsed_us: NDArray[np.float32]
    revisions: NDArray[np.int64]
    n_bars: NDArray[np.int64]
    first_bars: NDArray[np.int64]
    n_scanned: NDArray[np.int64]
    ends: NDArray[np.int64]
    encoded: bytes
    errors: dict[int, Message]
    cache_hits: int = 0
    cache_misses: int = 0
    cache_bytes: int = 0
    pid: int = 0


@dataclass(frozen=True, slots=True)
class RepositoryMissing:
    """The worker has not got the repository; the request comes again with its payload."""

    key: str
