"""TA-Lib's candlestick patterns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from engine.kernels import talib
from engine.kernels.kernel import Kernel

if TYPE_CHECKING:
    from engine.kernels.arrays import Floats


def pattern(name: str, lookback: int) -> Kernel:
    """Return the kernel of a pattern: 100 bullish, -100 bearish, 0 none; NaN in its warm-up.

    Parameters
    ----------
    name : str
        TA-Lib's name without ``CDL``, lower-case.
    lookback : int
        Bars before the first answer, where TA-Lib gives 0.
    """
    compute = talib.function(f"CDL{name.upper()}")

    def run(open_: Floats, high: Floats, low: Floats, close: Floats, *params: Any) -> Floats:
        result: Floats = compute(open_, high, low, close, *params).astype(np.float64)
        result[:lookback] = np.nan
        return result

    def bars(*_parameters: object) -> int:
        return lookback

    return Kernel(f"cdl_{name}", run, bars, is_total=True)
