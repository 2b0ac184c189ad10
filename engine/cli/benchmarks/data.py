"""The same candles for everybody: a library, memory-mapped arrays and a Parquet file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.storage.library import open_library
from engine.storage.maintenance.sample import write_sample

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from engine.domain.match import SignalMatches

PRICES = ("open", "high", "low", "close", "volume")

FORMULAS = {
    "F1": "close > sma(close, 20)",
    "F2": "close > sma(close, 20) and rsi(close, 14) < 30 and volume > 2 * sma(volume, 20)",
    "F3": "cross_above(ema(close, 12), ema(close, 26)) and atr(14) / close > 0.02",
}
"""The formulas of the published figures: dense matches, rare ones, and recursive indicators."""

SETTLED = 400
"""From this bar on, averages that were seeded differently agree."""


@dataclass(frozen=True)
class BenchData:
    """Synthetic candles in a folder.

    Attributes
    ----------
    folder : Path
        Where the files are.
    n_symbols, n_bars : int
        Size of the universe.
    """

    folder: Path
    n_symbols: int
    n_bars: int

    @property
    def library(self) -> Path:
        """The library, for our own scanner and the specification's design."""
        return self.folder / "bench.fslib"

    @property
    def parquet(self) -> Path:
        """One long table with columns code, bar and prices, sorted by both."""
        return self.folder / "bench.parquet"

    @cached_property
    def symbols(self) -> list[str]:
        """All symbols, sorted."""
        with open_library(self.library) as library:
            return library.candles.symbols("1d")

    @cached_property
    def columns(self) -> dict[str, NDArray[np.float64]]:
        """Prices as memory maps of shape (n_symbols, n_bars)."""
        return {name: np.load(self.folder / f"{name}.npy", mmap_mode="r") for name in PRICES}

    def write(self) -> BenchData:
        """Make all files; returns the data itself."""
        write_sample(self.library, self.n_symbols, self.n_bars)
        table = {name: np.empty((self.n_symbols, self.n_bars)) for name in PRICES}
        with open_library(self.library) as library:
            for code, symbol in enumerate(library.candles.symbols("1d")):
                fetched = library.candles.get_columns(symbol, "1d", PRICES)
                for name in PRICES if fetched else ():
                    table[name][code] = fetched.columns[name]  # type: ignore[union-attr]
        for name, columns in table.items():
            np.save(self.folder / f"{name}.npy", columns)
        self._write_parquet(table)
        return self

    def _write_parquet(self, table: dict[str, NDArray[np.float64]]) -> None:
        import pyarrow as pa  # noqa: PLC0415 - only the benchmark's rivals read it
        import pyarrow.parquet as pq  # noqa: PLC0415 - likewise

        codes, bars = np.divmod(np.arange(self.n_symbols * self.n_bars), self.n_bars)
        arrays: dict[str, NDArray[Any]] = {
            "code": codes.astype(np.int32),
            "bar": bars.astype(np.int32),
        }
        arrays |= {name: columns.ravel() for name, columns in table.items()}
        pq.write_table(pa.table(arrays), self.parquet, compression="zstd")

    def keys(self, matches: dict[int, NDArray[np.int64]]) -> NDArray[np.int64]:
        """Return one sorted number a settled match, from bar numbers by symbol number."""
        parts = [code * self.n_bars + bars[bars >= SETTLED] for code, bars in matches.items()]
        return np.sort(np.concatenate(parts)) if parts else np.empty(0, dtype=np.int64)

    def keys_of(self, results: list[SignalMatches]) -> NDArray[np.int64]:
        """Return the same of our own results."""
        number = {symbol: code for code, symbol in enumerate(self.symbols)}
        return self.keys({number[one.symbol]: one.positions for one in results if len(one)})


def agreement(a: NDArray[np.int64], b: NDArray[np.int64]) -> float:
    """Return the share of matches that both have, 1 where neither has any."""
    n_both = len(np.intersect1d(a, b, assume_unique=True))
    n_any = len(a) + len(b) - n_both
    return n_both / n_any if n_any else 1.0
