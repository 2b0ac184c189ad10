"""Sum of a window, one value at a time."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.kernels.averages import sma
from engine.kernels.windows import window_sum
from engine.stream.evaluation.nodes.window_sum import WindowSum

_values = st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=60)


@pytest.mark.parametrize(("kernel", "is_mean"), [(sma, True), (window_sum, False)])
@given(values=_values, n=st.integers(1, 40), start=st.integers(0, 60))
def test_values_are_those_of_the_batch_to_the_last_bit(kernel, is_mean, values, n, start):
    node = WindowSum(0, n, is_mean)
    node.initialise(np.array(values[:start]))
    found = [node.update([value]) for value in values[start:]]
    assert np.array_equal(found, kernel(np.array(values), n)[start:], equal_nan=True)


@given(values=_values, n=st.integers(1, 40))
def test_peek_tells_the_next_value_and_remembers_nothing(values, n):
    node = WindowSum(0, n, True)
    for value in values:
        assert np.array_equal(node.peek([value]), node.peek([value]), equal_nan=True)
        seen = node.peek([value])
        assert np.array_equal(seen, node.update([value]), equal_nan=True)


def test_unknown_value_gives_unknown_and_is_left_out():
    node = WindowSum(0, 2, False)
    node.initialise(np.array([1.0, np.nan]))
    assert np.isnan(node.update([np.nan]))
    assert node.update([2.0]) == 3.0
