"""A synthetic library: the same symbols, times and prices for the same seed, on any machine.

Each symbol is made in five steps: a calendar with its own missing bars; log returns from a common
market, an own part with fat tails and slowly changing volatility; closes from their sum; opens,
highs and lows around them; volumes that rise with the size of the move.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.domain.durations import DAY_NS
from engine.domain.symbol import Symbol
from engine.domain.timeframe import Timeframe, parse_timeframe
from engine.storage.candle_arrays import CandleArrays
from engine.storage.library import open_library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    from engine.domain.cancellation import CancellationToken

_LAST_DAY = np.datetime64("2025-12-31", "D")
_SPARE_BARS = 64
_GAPS_PER_BAR = 0.002
_HALT_CHANCE = 0.05
_HALT_BARS = 12
_TREND_BARS = 40


def write_sample(
    path: str | Path,
    n_symbols: int = 2500,
    n_bars: int = 2500,
    timeframe: str = "1d",
    seed: int = 7,
    *,
    progress: Callable[[int, int, str], None] | None = None,
    token: CancellationToken | None = None,
) -> None:
    """Write synthetic candles into the library at `path`, in one transaction.

    Parameters
    ----------
    path : path-like
        The library; it is made where there is none.
    n_symbols, n_bars : int
        How many symbols, and candles of each.
    timeframe : str
        Days, weeks and months leave weekends out; shorter bars run around the clock.
    seed : int
        The same seed gives the same candles.
    progress : callable, optional
        Called with symbols done, symbols in all and the symbol's name.
    token : CancellationToken, optional
        Cancelled, nothing is written.

    Raises
    ------
    ProcessingCancelledException
        The token was cancelled.
    """
    grid = _grid(parse_timeframe(timeframe), n_bars + _SPARE_BARS + n_bars // 50)
    market = np.random.default_rng([seed, 0]).standard_normal(grid.size)
    with open_library(path, create=True) as library, library.transaction():
        for number in range(1, n_symbols + 1):
            if token is not None:
                token.throw_if_cancelled()
            symbol = f"SYN{number:04d}"
            rng = np.random.default_rng([seed, number])
            library.candles.save_arrays(symbol, timeframe, _walk(rng, grid, market, n_bars))
            library.symbols.save(Symbol(symbol, f"Synthetic {number}", "SAMPLE", "USD"))
            if progress is not None:
                progress(number, n_symbols, symbol)


def _grid(timeframe: Timeframe, n_times: int) -> NDArray[np.int64]:
    """Return bar starts in nanoseconds that end in the year 2025."""
    back = np.arange(n_times)[::-1]
    if timeframe.is_intraday:
        last = _LAST_DAY.astype("datetime64[ns]").astype(np.int64)
        return np.asarray(last - back * timeframe.nominal_ns, dtype=np.int64)
    if timeframe is Timeframe.D1:
        days = np.busday_offset(_LAST_DAY, -back, roll="backward")
    elif timeframe is Timeframe.W1:
        days = np.datetime64("2025-12-29", "D") - back * np.timedelta64(7, "D")
    else:
        days = (np.datetime64("2025-12", "M") - back * np.timedelta64(1, "M")).astype(
            "datetime64[D]"
        )
    starts: NDArray[np.int64] = days.astype(np.int64) * DAY_NS
    return starts


def _walk(
    rng: np.random.Generator,
    grid: NDArray[np.int64],
    market: NDArray[np.float64],
    n_bars: int,
) -> CandleArrays:
    """Return one symbol's candles."""
    rows = _present(rng, grid.size, n_bars)
    volatility = rng.uniform(0.008, 0.03) * _slow_waves(rng, n_bars)
    own = rng.standard_t(5, n_bars) * 0.75
    returns = volatility * (0.5 * market[rows] + own) + rng.normal(0.0002, 0.0003)
    close = rng.uniform(8, 300) * np.exp(np.cumsum(returns))
    before = np.concatenate((close[:1], close[:-1]))
    open_ = before * np.exp(volatility * 0.3 * rng.standard_normal(n_bars))
    reach = volatility * 0.6 * np.abs(rng.standard_normal((2, n_bars)))
    high = np.maximum(open_, close) * (1 + reach[0])
    low = np.minimum(open_, close) / (1 + reach[1])
    busy = np.exp(rng.normal(0, 0.35, n_bars) + 12 * np.abs(returns))
    volume = np.round(rng.lognormal(13, 1.2) * _slow_waves(rng, n_bars) * busy) + 1
    decimals = 2 if low.min() > 2 else 6
    exact = CandleArrays(grid[rows], open_, high, low, close, volume)
    return exact.mapped(lambda column: np.round(column, decimals))


def _present(rng: np.random.Generator, n_times: int, n_bars: int) -> NDArray[np.int64]:
    """Return which times of the grid the symbol has: single gaps, now and then a halt."""
    is_there = rng.random(n_times) >= _GAPS_PER_BAR
    if rng.random() < _HALT_CHANCE:
        first = int(rng.integers(0, n_times))
        is_there[first : first + _HALT_BARS] = False
    rows = np.flatnonzero(is_there)
    return rows[rows.size - n_bars :]


def _slow_waves(rng: np.random.Generator, n_bars: int) -> NDArray[np.float64]:
    """Return positive factors around 1 that change over weeks."""
    knots = np.exp(rng.normal(0, 0.4, n_bars // _TREND_BARS + 2))
    return np.interp(np.arange(n_bars) / _TREND_BARS, np.arange(knots.size), knots)
