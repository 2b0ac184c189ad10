from __future__ import annotations

import numpy as np
import pytest

from scanner_app.charting.data import ChartData, Plot


def make_data(n: int = 300, *, plots: bool = True) -> ChartData:
    rng = np.random.default_rng(3)
    close = 100.0 * np.exp(np.cumsum(rng.normal(0.0, 0.01, n)))
    open_ = np.concatenate([close[:1], close[:-1]])
    high, low = np.maximum(open_, close) * 1.01, np.minimum(open_, close) * 0.99
    step_ns = 86_400_000_000_000 if n <= 50_000 else 3_600_000_000_000  # the years end in 2262
    times = np.datetime64("2020-01-01", "ns").astype(np.int64) + np.arange(n) * step_ns
    sma = np.full(n, np.nan)
    sma[9:] = np.convolve(close, np.ones(10) / 10, "valid")
    curves = (
        Plot("sma(close,10)", "price", "line", sma),
        Plot("dots", "price", "dots", low * 0.99),
        Plot("rsi(close,14)", "rsi", "line", 50 + 20 * np.sin(np.arange(n) / 7)),
        Plot("macd.hist", "macd", "histogram", np.sin(np.arange(n) / 5)),
    )
    return ChartData(
        "AAA", "Alpha", "1d", times,
        {"open": open_, "high": high, "low": low, "close": close, "volume": rng.random(n) * 1e6},
        curves if plots else (), np.array([10, 50, n - 5]),
    )  # fmt: skip


@pytest.fixture
def data() -> ChartData:
    return make_data()
