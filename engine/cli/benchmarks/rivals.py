"""The same scans by others: a bare TA-Lib loop, polars, DuckDB.

Each function takes the data and a formula's name and returns bar numbers by symbol number. Where a
rival has no word for an indicator, or another definition, that is said in ``NOTES``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from engine.kernels.talib import function

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from engine.cli.benchmarks.data import BenchData

    Matches = dict[int, NDArray[np.int64]]
    Scan = Callable[[BenchData, str], Matches]

_SMA, _EMA, _RSI, _ATR = (function(name) for name in ("SMA", "EMA", "RSI", "ATR"))

NOTES = {
    ("duckdb", "F2"): "rsi of simple means: no recursion in SQL windows; hits not compared",
    ("duckdb", "F3"): "cannot be said: no recursive averages",
}


def talib_loop(data: BenchData, formula: str) -> Matches:
    """Loop over memory-mapped columns in one process, with nothing around it."""
    columns, scan = data.columns, _BARE[formula]
    matches = {}
    for code in range(data.n_symbols):
        is_match = scan({name: columns[name][code] for name in _READ[formula]})
        matches[code] = np.flatnonzero(is_match)
    return matches


def _bare_f1(c: Mapping[str, Any]) -> Any:
    return c["close"] > _SMA(c["close"], 20)


def _bare_f2(c: Mapping[str, Any]) -> Any:
    close, volume = c["close"], c["volume"]
    is_low = _RSI(close, 14) < 30
    return (close > _SMA(close, 20)) & is_low & (volume > 2 * _SMA(volume, 20))


def _bare_f3(c: Mapping[str, Any]) -> Any:
    close = c["close"]
    fast, slow = _EMA(close, 12), _EMA(close, 26)
    is_cross = np.zeros(len(close), dtype=bool)
    is_cross[1:] = (fast[1:] > slow[1:]) & (fast[:-1] <= slow[:-1])
    return is_cross & (_ATR(c["high"], c["low"], close, 14) / close > 0.02)


_BARE: dict[str, Callable[[Mapping[str, Any]], Any]] = {
    "F1": _bare_f1,
    "F2": _bare_f2,
    "F3": _bare_f3,
}
_READ = {"F1": ("close",), "F2": ("close", "volume"), "F3": ("close", "high", "low")}


def polars_lazy(data: BenchData, formula: str) -> Matches:
    """Lazy query over the Parquet file with window expressions."""
    import polars as pl  # noqa: PLC0415 - a rival that need not be installed

    def mean(x: Any, n: int) -> Any:
        return x.rolling_mean(n).over("code")

    def smoothed(x: Any, alpha: float) -> Any:
        return x.ewm_mean(alpha=alpha, adjust=False, ignore_nulls=True).over("code")

    close, volume = pl.col("close"), pl.col("volume")
    before = close.shift(1).over("code")
    if formula == "F3":
        fast, slow = smoothed(close, 2 / 13), smoothed(close, 2 / 27)
        ranges = (pl.col("high") - pl.col("low"), pl.col("high") - before, before - pl.col("low"))
        atr = smoothed(pl.max_horizontal(*(span.abs() for span in ranges)), 1 / 14)
        was_below = (fast <= slow).shift(1).over("code")
        condition = (fast > slow) & was_below & (atr / close > 0.02)
    else:
        condition = close > mean(close, 20)
    if formula == "F2":
        up = smoothed((close - before).clip(lower_bound=0), 1 / 14)
        down = smoothed((before - close).clip(lower_bound=0), 1 / 14)
        condition &= (100 * up / (up + down) < 30) & (volume > 2 * mean(volume, 20))
    matches = pl.scan_parquet(data.parquet).filter(condition).select("code", "bar").collect()
    return _by_code(matches["code"].to_numpy(), matches["bar"].to_numpy())


def duckdb_windows(data: BenchData, formula: str) -> Matches:
    """Query the Parquet file with SQL window functions."""
    import duckdb  # noqa: PLC0415 - a rival that need not be installed

    query = _SQL[formula].format(table=f"read_parquet('{data.parquet}')")
    with duckdb.connect() as connection:
        matches = connection.execute(query).fetchnumpy()
    return _by_code(np.asarray(matches["code"]), np.asarray(matches["bar"]))


_SQL = {
    "F1": """
        SELECT code, bar FROM (
            SELECT code, bar, close, avg(close) OVER w AS mean, count(*) OVER w AS n
            FROM {table}
            WINDOW w AS (PARTITION BY code ORDER BY bar ROWS 19 PRECEDING))
        WHERE n = 20 AND close > mean ORDER BY code, bar""",
    "F2": """
        SELECT code, bar FROM (
            SELECT code, bar, close, volume, avg(close) OVER w AS mean, count(*) OVER w AS n,
                avg(volume) OVER w AS mean_volume, avg(greatest(step, 0)) OVER v AS up,
                avg(greatest(-step, 0)) OVER v AS down
            FROM (SELECT *, close - lag(close) OVER (PARTITION BY code ORDER BY bar) AS step
                  FROM {table})
            WINDOW w AS (PARTITION BY code ORDER BY bar ROWS 19 PRECEDING),
                   v AS (PARTITION BY code ORDER BY bar ROWS 13 PRECEDING))
        WHERE n = 20 AND close > mean AND 100 * up / nullif(up + down, 0) < 30
            AND volume > 2 * mean_volume ORDER BY code, bar""",
}


def _by_code(codes: NDArray[Any], bars: NDArray[Any]) -> Matches:
    """Group bar numbers by symbol; both columns are sorted by symbol."""
    order = np.argsort(codes, kind="stable")
    codes, bars = codes[order], bars[order].astype(np.int64)
    present, begins = np.unique(codes, return_index=True)
    groups = np.split(bars, begins[1:])
    return dict(zip(present.tolist(), (np.sort(group) for group in groups), strict=False))


RIVALS: dict[str, Scan] = {
    "talib loop": talib_loop,
    "polars": polars_lazy,
    "duckdb": duckdb_windows,
}
