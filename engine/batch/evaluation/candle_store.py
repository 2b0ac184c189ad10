"""Decoded candles of the symbols that a worker knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.cache.lru import SizedLru
from engine.domain.repositories import CandleColumns
from engine.language.evaluation.columns import CleanColumns, marked_if_clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.domain.repositories import DataVersion, ICandleRepository

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
        """Note that another scan begins."""
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
    ) -> CandleColumns | None:
        """Return the candles of `symbol` as they were in the state `expected`.

        Candles that were appended since are left out. Where the history was replaced meanwhile,
        the new one is returned whole, with its own version.
        """
        key = (symbol, timeframe)
        held = self._held.get(key)
        if held is not None and _serves(held, names, expected):
            self.hits += 1
            return held if held.version == expected else as_of(held, expected)
        self.misses += 1
        found = _read(repository, key, names, held)
        if found is None:
            return None
        held = CandleColumns(found.version, marked_if_clean(found.columns))
        self._held.put(key, held, _n_bytes(held))
        return as_of(held, expected)


def as_of(found: CandleColumns, expected: DataVersion) -> CandleColumns:
    """Leave out candles that were appended after the state `expected`."""
    if found.version.revision != expected.revision or found.version.n_bars <= expected.n_bars:
        return found
    part = {name: column[: expected.n_bars] for name, column in found.columns.items()}
    is_clean = type(found.columns) is CleanColumns
    return CandleColumns(expected, CleanColumns(part) if is_clean else part)


def _serves(held: CandleColumns, names: Sequence[str], expected: DataVersion) -> bool:
    """Whether `held` has all that is asked for."""
    version, columns = held
    if version != expected and (version[0] != expected[0] or version[1] < expected[1]):
        return False
    for name in names:  # noqa: SIM110 - a generator would cost more than all the rest
        if name not in columns:
            return False
    return True


def _read(
    repository: ICandleRepository,
    key: tuple[str, str],
    names: Sequence[str],
    held: CandleColumns | None,
) -> CandleColumns | None:
    """Read `names`, and keep what is held of the same state beside them."""
    known = {} if held is None else held.columns
    missing = [name for name in names if name not in known]
    found = repository.get_columns(*key, missing or names)
    if found is None or held is None or found.version == held.version:
        return found if found is None else CandleColumns(found.version, {**known, **found.columns})
    return found if missing == list(names) else repository.get_columns(*key, names)


def _n_bytes(held: CandleColumns) -> int:
    return sum(column.nbytes for column in held.columns.values()) + _ENTRY_OVERHEAD_BYTES
