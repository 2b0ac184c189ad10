"""Decoded candles of the symbols that a worker knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.cache.lru import SizedLru
from engine.domain.repositories import CandleColumns, ITailReader
from engine.language.evaluation.lowering.columns import CleanColumns, marked_if_clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.domain.repositories import DataVersion, ICandleRepository

MIN_SKIPPED_BARS = 4_096
"""Reading fewer bars less saves nothing."""

_ENTRY_OVERHEAD_BYTES = 1_000


class CandleStore:
    """Columns by symbol, timeframe and version, within a bound; read from a repository once.

    Parameters
    ----------
    max_bytes : int
        Bound on the memory of all columns.

    Attributes
    ----------
    hits, misses : int
        How often the columns were here, and how often they had to be read.
    """

    def __init__(self, max_bytes: int) -> None:
        self._held: SizedLru[tuple[str, str], CandleColumns] = SizedLru(
            max_bytes, scan_resistant=True
        )
        self.hits = 0
        self.misses = 0

    def begin_scan(self) -> None:
        """Begin another scan."""
        self._held.begin_scan()

    def resize(self, max_bytes: int) -> None:
        """Change the bound and forget what does not fit any more."""
        self._held.resize(max_bytes)

    def clear(self) -> None:
        """Forget all columns."""
        self._held.clear()

    @property
    def size_bytes(self) -> int:
        """Memory of all columns."""
        return self._held.size_bytes

    def columns(
        self,
        repository: ICandleRepository,
        symbol: str,
        timeframe: str,
        names: Sequence[str],
        expected: DataVersion,
        *,
        first_bar: int = 0,
    ) -> CandleColumns | None:
        """Return the candles of `symbol` as they were in the state `expected`.

        Candles that were appended since are left out, and those before `first_bar` may be. Where
        the history was replaced meanwhile, the new one is returned whole, with its own version.
        """
        key = (symbol, timeframe)
        held = self._held.get(key)
        if held is not None and _serves(held, names, expected, first_bar):
            self.hits += 1
            return held if held.version == expected else as_of(held, expected)
        self.misses += 1
        loaded = _load(repository, key, names, held, expected, first_bar=first_bar)
        if loaded is None:
            return None
        held = CandleColumns(loaded.version, marked_if_clean(loaded.columns), loaded.first_bar)
        self._held.put(key, held, _n_bytes(held))
        return as_of(held, expected)


def as_of(candles: CandleColumns, expected: DataVersion) -> CandleColumns:
    """Leave out candles that were appended after the state `expected`."""
    if candles.version.revision != expected.revision or candles.version.n_bars <= expected.n_bars:
        return candles
    end = expected.n_bars - candles.first_bar
    part = {name: column[:end] for name, column in candles.columns.items()}
    is_clean = type(candles.columns) is CleanColumns
    return CandleColumns(expected, CleanColumns(part) if is_clean else part, candles.first_bar)


def read_from(
    repository: ICandleRepository,
    symbol: str,
    timeframe: str,
    names: Sequence[str],
    first_bar: int,
) -> CandleColumns | None:
    """Read candles from bar `first_bar` on, and earlier ones where leaving them out saves little.

    All are read, too, where the history has been replaced by one that is no longer than that.
    """
    if first_bar < MIN_SKIPPED_BARS or not isinstance(repository, ITailReader):
        return repository.get_columns(symbol, timeframe, names)
    return repository.get_columns_from(symbol, timeframe, names, first_bar)


def _serves(
    held: CandleColumns, names: Sequence[str], expected: DataVersion, first_bar: int
) -> bool:
    """Whether `held` has all that is asked for."""
    version, columns, held_from = held
    if version != expected and (version[0] != expected[0] or version[1] < expected[1]):
        return False
    if held_from > first_bar:
        return False
    for name in names:  # noqa: SIM110 - a generator would cost more than all the rest
        if name not in columns:
            return False
    return True


def _load(
    repository: ICandleRepository,
    key: tuple[str, str],
    names: Sequence[str],
    held: CandleColumns | None,
    expected: DataVersion,
    *,
    first_bar: int,
) -> CandleColumns | None:
    """Read `names`, all of the history where it was replaced since the state `expected`.

    Where the end of the history is held, what is read has all that is held: formulas that take
    turns do not push each other out.
    """
    whole = None if held is None or held.first_bar else held
    if first_bar >= MIN_SKIPPED_BARS and whole is None:
        if held is not None:
            names, first_bar = (
                list(dict.fromkeys([*names, *held.columns])),
                min(first_bar, held.first_bar),
            )
        tail = read_from(repository, *key, names, first_bar)
        if tail is None or tail.version.revision == expected.revision:
            return tail
    return _read(repository, key, names, whole)


def _read(
    repository: ICandleRepository,
    key: tuple[str, str],
    names: Sequence[str],
    held: CandleColumns | None,
) -> CandleColumns | None:
    """Read `names`, and keep what is held of the same state beside them."""
    existing = {} if held is None else held.columns
    missing = [name for name in names if name not in existing]
    loaded = repository.get_columns(*key, missing or names)
    if loaded is None:
        return None
    if held is None or loaded.version == held.version:
        return CandleColumns(loaded.version, {**existing, **loaded.columns})
    return loaded if missing == list(names) else repository.get_columns(*key, names)


def _n_bytes(held: CandleColumns) -> int:
    return sum(column.nbytes for column in held.columns.values()) + _ENTRY_OVERHEAD_BYTES
