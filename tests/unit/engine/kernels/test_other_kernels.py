"""Kernels of our own, and what we mend of TA-Lib's, against independent computation."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from engine.kernels import averages, crosses, momentum, statistics, trend, volatility, volume
from engine.kernels.kernel import settle_ema, settle_of, settle_rma
from engine.kernels.talib import function
from tests.helpers.formulas import random_columns

COLUMNS = random_columns(300)
O, H, L, C, V = (COLUMNS[n] for n in ("open", "high", "low", "close", "volume"))  # noqa: E741


@pytest.mark.parametrize("n", [1, 2, 12, 50])
def test_the_adjusted_mean_is_that_of_pandas(n: int) -> None:
    expected = pd.Series(C).ewm(span=n).mean().to_numpy(copy=True)
    expected[:n] = np.nan
    np.testing.assert_allclose(averages.ema_adjusted(C, n), expected, rtol=1e-9)


@pytest.mark.parametrize("n", [1, 2, 14])
def test_the_rsi_is_wilders_from_the_means_of_gains_and_losses(n: int) -> None:
    changes = np.diff(C)
    gain, loss = np.maximum(changes, 0), np.maximum(-changes, 0)
    up, down = gain[:n].mean(), loss[:n].mean()
    expected = [100 * up / (up + down)] if up + down else [np.nan]
    for g, d in zip(gain[n:], loss[n:], strict=True):
        up, down = (up * (n - 1) + g) / n, (down * (n - 1) + d) / n
        expected.append(100 * up / (up + down))
    result = momentum.rsi(C, n)
    assert np.isnan(result[:n]).all()
    np.testing.assert_allclose(result[n:], expected, rtol=1e-9)


def test_a_price_that_only_falls_has_an_rsi_of_zero() -> None:
    result = momentum.rsi(np.arange(40.0, 0, -1), 5)
    assert (result[5:] == 0).all()


def test_the_weighted_average_follows_the_volume() -> None:
    frame = pd.DataFrame({"m": C * V, "v": V}).rolling(7).sum()
    np.testing.assert_allclose(averages.vwma(V, C, 7)[6:], (frame["m"] / frame["v"])[6:])


def test_anchored_averages_begin_at_their_anchor() -> None:
    anchors = np.zeros(300, dtype=bool)
    anchors[[50, 200]] = True
    result = volume.anchored_vwap(C, V, anchors)
    assert np.isnan(result[:50]).all()
    assert result[50] == pytest.approx(C[50])
    assert result[100] == pytest.approx(np.average(C[50:101], weights=V[50:101]))
    assert result[250] == pytest.approx(np.average(C[200:251], weights=V[200:251]))


def test_unknown_bars_have_no_part_in_a_running_average() -> None:
    price = C[:5].copy()
    price[1] = np.nan
    result = volume.session_vwap(price, V[:5], np.zeros(5))
    assert np.isnan(result[1])
    keep = [0, 2, 3, 4]
    assert result[4] == pytest.approx(np.average(price[keep], weights=V[:5][keep]))


def test_money_flow_without_volume_is_unknown() -> None:
    silent = V.copy()
    silent[100:150] = 0
    result = volume.cmf(H, L, C, silent, 10)
    assert np.isnan(result[115])
    assert np.isfinite(result[160])
    assert np.isnan(momentum.mfi(H, L, C, silent, 10)[115])


def test_a_series_that_stands_still_correlates_with_nothing() -> None:
    still = C.copy()
    still[100:150] = 7.7
    assert np.isnan(statistics.correl(still, H, 10)[120])
    assert np.isnan(statistics.correl(H, still, 10)[120])
    assert np.isnan(statistics.beta(still, H, 10)[120])
    assert np.isfinite(statistics.correl(still, H, 10)[170])


def test_beta_is_the_slope_on_the_benchmark_that_comes_first() -> None:
    returns = np.random.default_rng(1).normal(0, 0.01, 400)
    benchmark, stock = 100 * np.exp(returns.cumsum()), 50 * np.exp((2 * returns).cumsum())
    assert statistics.beta(benchmark, stock, 60)[-1] == pytest.approx(2, abs=0.05)


def test_aroon_of_one_bar_tells_the_later_of_two() -> None:
    high, low = np.array([1.0, 2, 2, 1]), np.array([0.5, 0.5, 0.4, 0.6])
    up, down = trend.aroon(high, low, 1)
    np.testing.assert_equal(up, [np.nan, 100, 100, 0])
    np.testing.assert_equal(down, [np.nan, 100, 100, 0])


def test_a_cross_needs_a_bar_before_at_or_on_the_other_side() -> None:
    a, b = np.array([1.0, 2, 3, 2, 3, 1]), np.full(6, 2.0)
    np.testing.assert_array_equal(crosses.cross_up(a, b), [0, 0, 1, 0, 1, 0])
    np.testing.assert_array_equal(crosses.cross_down(a, b), [0, 0, 0, 0, 0, 1])


def test_the_deviation_of_one_bar_is_zero() -> None:
    for kernel in (volatility.STDEV, volatility.AVGDEV, volatility.VAR):
        assert (kernel.compute(C, 1) == 0).all()


def test_a_recursive_mean_is_settled_when_its_start_weighs_a_millionth() -> None:
    for alpha in (0.5, 0.1, 2 / 21):
        bars = settle_of(alpha)
        assert (1 - alpha) ** bars <= 1e-6 < (1 - alpha) ** (bars - 1)
    assert settle_ema(20) == settle_of(2 / 21)
    assert settle_rma(14) == settle_of(1 / 14)
    assert settle_rma(1) == 0


def test_functions_of_talib_come_without_their_wrapper() -> None:
    raw = function("SMA")
    assert not hasattr(raw, "__wrapped__")
    assert raw(C, 5)[4] == pytest.approx(C[:5].mean())
    with pytest.raises(TypeError):
        raw(pd.Series(C), 5)


def test_a_slope_and_its_angle_belong_together() -> None:
    slope = statistics.SLOPE.compute(C, 10)
    angle = statistics.ANGLE.compute(C, 10)
    np.testing.assert_allclose(np.tan(angle * math.pi / 180)[9:], slope[9:])
