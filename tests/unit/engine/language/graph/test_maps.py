"""Functions of a single bar."""

from __future__ import annotations

import numpy as np
import pytest

from engine.language.graph.maps import MAPS, fold


@pytest.mark.parametrize(
    ("x", "expected"),
    [
        (0.49999999999999994, 0),
        (-0.49999999999999994, 0),
        (0.5, 1),
        (-0.5, 0),
        (2.5, 3),
        (-2.5, -2),
        (-2.5000000000000004, -3),
        (4503599627370497.0, 4503599627370497.0),
        (9007199254740993.0, 9007199254740993.0),
        (-1e300, -1e300),
        (7.0, 7),
    ],
)
def test_halves_round_up_and_nothing_else_does(x: float, expected: float) -> None:
    assert fold("round", [x]) == expected
    np.testing.assert_array_equal(MAPS["round"].compute(np.array([x])), [expected])


def test_rounding_leaves_unknown_values_unknown() -> None:
    assert np.isnan(MAPS["round"].compute(np.array([np.nan]))).all()
