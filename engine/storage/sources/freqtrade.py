"""A folder of Feather files as freqtrade keeps them: ``BTC_USDT-5m.feather``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from engine.domain.repositories import CandleColumns, DataVersion, SaveCounts
from engine.domain.series import COLUMNS, CandleSeries
from engine.domain.timeframe import in_order
from engine.errors import LibraryDamagedError, LibraryNotFoundError, LibraryReadOnlyError
from engine.messages import Message
from engine.storage.candle_arrays import CandleArrays, in_time_order
from engine.storage.slicing import RangeReader
from engine.system_messages import system_message

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from engine.domain.candle import Candle

_NAME = re.compile(r"^(?P<pair>.+)-(?P<timeframe>\d+[mhdwM])(?P<kind>-futures|-spot)?\.feather$")


class _File(NamedTuple):
    path: Path
    revision: int


class FreqtradeCandleRepository(RangeReader):
    """Candles in a folder of freqtrade; see :class:`~engine.domain.repositories.ICandleRepository`.

    Parameters
    ----------
    folder : path-like
        For example ``user_data/data/binance``; its folder ``futures`` counts as well.

    Notes
    -----
    Only for reading. freqtrade writes a file anew when it adds candles, so the revision of a symbol
    is the time of that: candles are read again after each download.
    """

    def __init__(self, folder: str | Path) -> None:
        self._folder = Path(folder)

    @property
    def path(self) -> Path:
        """The folder."""
        return self._folder

    def close(self) -> None:
        """Nothing is kept open."""

    def get_columns(
        self, symbol: str, timeframe: str, names: Sequence[str]
    ) -> CandleColumns | None:
        """Return all candles of `symbol` in the columns `names`, or None for an unknown symbol."""
        file = self._files(timeframe).get(symbol)
        if file is None:
            return None
        bars = _read(file.path)
        columns = {name: bars[COLUMNS.index(name)] for name in names}
        return CandleColumns(DataVersion(file.revision, bars.n_bars), columns)

    def versions(
        self, timeframe: str, symbols: Sequence[str] | None = None
    ) -> dict[str, DataVersion]:
        """Return the state of each symbol that has candles; all symbols where none are named."""
        files = self._files(timeframe)
        names = files if symbols is None else [symbol for symbol in symbols if symbol in files]
        return {
            symbol: DataVersion(files[symbol].revision, _count(files[symbol].path))
            for symbol in names
        }

    def save_many(
        self,
        symbol: str,  # noqa: ARG002 - the protocol has it
        timeframe: str,  # noqa: ARG002
        candles: CandleSeries | Iterable[Candle],  # noqa: ARG002
    ) -> SaveCounts:
        """Refuse: the files belong to freqtrade."""
        raise LibraryReadOnlyError(str(self._folder), Message("library.freqtrade-read-only"))

    def symbols(self, timeframe: str) -> list[str]:
        """Return the pairs that have candles of `timeframe`, sorted."""
        return sorted(self._files(timeframe))

    def timeframes(self) -> list[str]:
        """Return the timeframes for which there are candles, shortest first."""
        names = (_NAME.match(path.name) for path in self._paths())
        return in_order(name["timeframe"] for name in names if name is not None)

    def _files(self, timeframe: str) -> dict[str, _File]:
        """Return the file of each pair."""
        files = {}
        for path in self._paths():
            name = _NAME.match(path.name)
            if name is not None and name["timeframe"] == timeframe:
                files[_symbol(name["pair"])] = _File(path, path.stat().st_mtime_ns // 1_000)
        return files

    def _paths(self) -> list[Path]:
        if not self._folder.is_dir():
            raise LibraryNotFoundError(str(self._folder), Message("library.folder-not-found"))
        return sorted([*self._folder.glob("*.feather"), *self._folder.glob("futures/*.feather")])


def _symbol(pair: str) -> str:
    """Return ``BTC/USDT`` of ``BTC_USDT`` and ``BTC/USDT:USDT`` of ``BTC_USDT_USDT``."""
    base, *rest = pair.split("_")
    return base + "".join(mark + part for mark, part in zip("/:", rest, strict=False))


def _unreadable(path: Path, error: Exception) -> LibraryDamagedError:
    return LibraryDamagedError(str(path), Message("library.not-read", reason=system_message(error)))


def _read(path: Path) -> CandleArrays:
    import pyarrow as pa  # noqa: PLC0415 - workers without freqtrade's files do not need it
    from pyarrow import feather  # noqa: PLC0415

    try:
        table = feather.read_table(path, memory_map=False)
        times = table.column("date").cast(pa.timestamp("ns", "UTC")).cast(pa.int64()).to_numpy()
        prices = [table.column(name).cast(pa.float64()).to_numpy() for name in COLUMNS[1:]]
    except (pa.ArrowException, KeyError, OSError) as error:
        raise _unreadable(path, error) from error
    bars = in_time_order(CandleArrays(np.array(times), *map(np.array, prices)))
    for column in bars:
        column.flags.writeable = False
    return bars


def _count(path: Path) -> int:
    """Return the number of rows, from the file's directory alone."""
    import pyarrow as pa  # noqa: PLC0415 - workers without freqtrade's files do not need it
    from pyarrow import dataset  # noqa: PLC0415

    try:
        return int(dataset.dataset(path, format="feather").count_rows())
    except (pa.ArrowException, OSError) as error:
        raise _unreadable(path, error) from error
