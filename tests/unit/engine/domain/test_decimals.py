"""How many decimals the prices of a symbol have."""

from __future__ import annotations

import numpy as np
import pytest

from engine.domain.decimals import bar_decimals, price_decimals, size_decimals


def walk(start: float, tick: float, n: int = 200) -> np.ndarray:
    steps = np.random.default_rng(1).integers(-3, 4, n).cumsum()
    return np.array([float(f"{start + step * tick:.10f}") for step in steps])


@pytest.mark.parametrize(
    ("start", "tick", "decimals"),
    [
        (71_200.0, 100.0, 0),
        (150.0, 0.01, 2),
        (1.085, 0.00001, 5),
        (4_512.0, 0.25, 2),
        (12.5, 0.1, 1),
        (0.0000499, 0.0000001, 7),
        (0.00001234, 0.00000001, 8),
        (123_456.789, 0.001, 3),
    ],
)
def test_prices_have_the_decimals_of_their_tick(start: float, tick: float, decimals: int) -> None:
    assert price_decimals(walk(start, tick)) == decimals


def test_adjusted_prices_have_as_many_as_their_size_needs() -> None:
    assert price_decimals(walk(150.0, 0.01) * 0.97213456) == 2
    assert price_decimals(walk(0.05, 0.0001) / 3.0) == 5
    assert price_decimals(walk(12.34, 0.01).astype(np.float32).astype(np.float64)) == 2


def test_a_few_prices_that_end_in_zero_may_be_in_cents() -> None:
    assert price_decimals(np.array([12.5, 13.0, 12.5, 12.5])) == 2
    assert price_decimals(np.array([150.0])) == 2
    assert price_decimals(np.array([71_200.0, 71_300.0])) == 0


def test_unknown_prices_do_not_count() -> None:
    assert price_decimals(np.append(walk(1.085, 0.00001), [np.nan, np.inf, 0.0])) == 5
    assert price_decimals(np.array([np.nan])) == 2
    assert price_decimals(np.empty(0)) == 2


def test_small_numbers_show_four_digits() -> None:
    assert [size_decimals(size) for size in (12.0, 1.0, 0.5, 0.0312, 4.99e-5, 0.0)] == [
        2, 2, 4, 5, 8, 2,
    ]  # fmt: skip


def test_the_tick_of_the_last_candles_counts_however_old_ones_were_adjusted() -> None:
    close = np.concatenate([walk(150.0, 0.01, 300) * 0.9712345, walk(150.0, 0.01, 300)])
    assert bar_decimals(dict.fromkeys(("open", "high", "low", "close"), close)) == 2
