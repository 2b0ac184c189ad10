"""Crosses of two columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.kernels.kernel import Kernel, one

if TYPE_CHECKING:
    from numpy.typing import NDArray


def cross_up(a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return where `a` was at or below `b` on the bar before and is above it now."""
    above = a > b
    result = np.empty(len(a), dtype=bool)
    result[0] = False
    np.greater(above[1:], above[:-1], out=result[1:])
    return result


def cross_down(a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return where `a` was at or above `b` on the bar before and is below it now."""
    return cross_up(b, a)


CROSS_UP = Kernel("cross_up", cross_up, one, gives_condition=True)
CROSS_DOWN = Kernel("cross_down", cross_down, one, gives_condition=True)
