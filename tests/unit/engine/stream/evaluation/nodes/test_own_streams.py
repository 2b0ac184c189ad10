"""Streams that are not simply TA-Lib's."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.kernels.momentum import rsi
from engine.kernels.windows import cumsum
from engine.stream.evaluation.nodes.own_streams import RsiStream, RunningSum

_PRICES = st.lists(st.integers(1, 6), min_size=12, max_size=80)


@given(prices=_PRICES, n=st.integers(1, 10))
def test_rsi_is_the_batchs_also_where_nothing_moves(prices: list[int], n: int) -> None:
    """Up to the last bits: the batch may change its arithmetic with a later bar, the past too."""
    x = np.array(prices, dtype=float)
    stream = RsiStream(x[: n + 1], n)
    found = [stream.value]
    for value in x[n + 1 :].tolist():
        peeked = stream.peek(value)
        found.append(stream.update(value))
        assert peeked == pytest.approx(found[-1], nan_ok=True)
    with np.errstate(all="ignore"):
        expected = rsi(x, n)[n:].tolist()
    assert found == pytest.approx(expected, nan_ok=True)


def test_rsi_of_a_price_that_fell_silent_stays_that_of_the_batch() -> None:
    x = np.concatenate([np.linspace(1, 1.1, 30), np.full(700, 1.1)])
    stream = RsiStream(x[:20], 14)
    found = [stream.update(value) for value in x[20:].tolist()]
    assert found[-1] == rsi(x, 14)[-1]


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=50))
def test_running_sum_adds_in_the_order_of_the_batch(values: list[float]) -> None:
    x = np.array(values)
    stream = RunningSum(x[:1])
    found = [stream.value]
    for value in values[1:]:
        assert stream.peek(value) == stream.value + value
        found.append(stream.update(value))
    assert found == cumsum(x).tolist()
