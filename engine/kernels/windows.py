"""Windows kernels."""

from __future__ import annotations

from engine.kernels import talib
from engine.kernels.kernel import Kernel, window


def _from_two(name: str):
    """Return TA-Lib's function, which for a single bar is the bar itself."""
    compute = talib.function(name)

    def run(x, n):
        return compute(x, n) if n > 1 else x.copy()

    return run


HIGHEST = Kernel("highest", _from_two("MAX"), window, is_total=True)
LOWEST = Kernel("lowest", _from_two("MIN"), window, is_total=True)
SUM = Kernel("sum", _from_two("SUM"), window)
