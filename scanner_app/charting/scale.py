"""Linear and logarithmic prices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

_TINY = 1e-12


@dataclass(frozen=True, slots=True)
class Scale:
    """How a price becomes a height: ``forward`` and its inverse ``back``."""

    forward: Callable[[NDArray[np.float64]], NDArray[np.float64]]
    back: Callable[[float], float]
    is_log: bool

    def height(self, price: float) -> float:
        """Return the height of one price."""
        return float(self.forward(np.array([price]))[0])


def _same(prices: NDArray[np.float64]) -> NDArray[np.float64]:
    return prices


def _log10(prices: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.log10(np.maximum(prices, _TINY))  # unlike fmax, keeps what is unknown


LINEAR = Scale(_same, float, is_log=False)
LOG = Scale(_log10, lambda height: float(10.0**height), is_log=True)
