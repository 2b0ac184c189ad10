from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from engine.signals.forward_returns import HORIZONS, ForwardReturnMeter, count_apart, returns_after
from tests.helpers.candles import DAY_NS, FIRST_NS


def times(n_bars: int) -> np.ndarray:
    return FIRST_NS + np.arange(n_bars, dtype=np.int64) * DAY_NS


def walk(n_bars: int, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    closes = 100.0 * np.exp(np.cumsum(rng.normal(0.0, 0.02, n_bars)))
    closes[rng.choice(n_bars, n_bars // 20, replace=False)] = np.nan
    return closes


def test_returns_and_their_baseline_are_those_of_pandas() -> None:
    first, last = 30, 250
    meter = ForwardReturnMeter(int(times(300)[first]), int(times(300)[last]))
    frames = []
    for seed, n_bars in enumerate((300, 280, 255)):
        closes = walk(n_bars, seed)
        chosen = np.sort(np.random.default_rng(seed).choice(np.arange(first, last), 60, False))
        meter.add(times(n_bars), closes, times(n_bars)[chosen])
        frame = pd.DataFrame({"close": closes, "is_match": False})
        frame.loc[chosen, "is_match"] = True
        frames.append(frame)
    for found in meter.results():
        parts = [
            frame.assign(after=frame.close.shift(-found.horizon) / frame.close - 1)[
                first : last + 1
            ]
            for frame in frames
        ]
        every = pd.concat(parts)
        hits = every[every.is_match].after.dropna()
        assert found.matches.n_bars == len(hits)
        assert found.matches.median == pytest.approx(hits.median(), rel=1e-12)
        assert found.matches.share_up == pytest.approx((hits > 0).mean(), rel=1e-12)
        base = every.after.dropna()
        assert found.baseline.n_bars == len(base)
        assert found.baseline.median == pytest.approx(base.median(), rel=1e-5)
        assert found.baseline.share_up == pytest.approx((base > 0).mean(), rel=1e-12)
        assert found.matches.n_bars + found.n_too_recent + found.n_unknown == 180


def test_matches_on_the_last_bars_are_too_recent() -> None:
    meter = ForwardReturnMeter(0, int(times(10)[-1]))
    meter.add(times(10), np.arange(1.0, 11.0), times(10)[[3, 8, 9]])
    one, five, twenty = meter.results()
    assert (one.matches.n_bars, one.n_too_recent) == (2, 1)
    assert (five.matches.n_bars, five.n_too_recent) == (1, 2)
    assert five.matches.median == pytest.approx(9 / 4 - 1)
    assert (twenty.matches.n_bars, twenty.n_too_recent) == (0, 3)
    assert np.isnan(twenty.matches.median)
    assert np.isnan(twenty.baseline.share_up)


def test_matches_without_a_usable_close_or_candle_are_unknown() -> None:
    closes = np.array([10.0, 0.0, np.nan, 11.0, 12.0, np.inf, 13.0])
    meter = ForwardReturnMeter(0, int(times(7)[-1]), [1])
    gone = np.array([times(7)[0] + 1, times(8)[-1]])
    meter.add(times(7), closes, np.concatenate((times(7)[:6], gone)))
    meter.add_unknown(2)
    (found,) = meter.results()
    assert found.matches.n_bars == 1
    assert found.matches.median == pytest.approx(12 / 11 - 1)
    assert (found.n_too_recent, found.n_unknown) == (0, 9)


def test_a_close_that_stays_is_not_up() -> None:
    meter = ForwardReturnMeter(0, int(times(3)[-1]), [1])
    meter.add(times(3), np.array([5.0, 5.0, 6.0]), times(3)[:2])
    assert meter.results()[0].matches.share_up == 0.5


def test_without_symbols_nothing_is_known() -> None:
    results = ForwardReturnMeter(0, 1).results()
    assert [found.horizon for found in results] == list(HORIZONS)
    assert all(found.matches.n_bars == found.n_unknown == 0 for found in results)


def test_histories_shorter_than_the_horizon_have_no_returns() -> None:
    assert len(returns_after(np.array([1.0, 2.0]), 5)) == 0
    assert returns_after(np.array([1.0, 2.0]), 1).tolist() == [1.0]


def test_matches_that_share_what_follows_count_once() -> None:
    assert count_apart(np.array([], dtype=np.int64), 5) == 0
    assert count_apart(np.array([3, 4, 7, 8, 12, 13]), 5) == 3  # 3, 8 and 13
    meter = ForwardReturnMeter(0, int(times(40)[-1]))
    meter.add(times(40), np.arange(1.0, 41.0), times(40))
    meter.add(times(40), np.arange(1.0, 41.0), times(40)[:2])
    assert [found.n_apart for found in meter.results()] == [39 + 2, 7 + 1, 1 + 1]


def test_matches_on_every_bar_have_nothing_to_be_compared_with() -> None:
    meter = ForwardReturnMeter(0, int(times(10)[-1]), [1])
    meter.add(times(10), np.arange(1.0, 11.0), times(10))
    assert not meter.results()[0].has_baseline
    meter.add(times(10), np.arange(1.0, 11.0), times(10)[:3])
    assert meter.results()[0].has_baseline
