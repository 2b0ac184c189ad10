"""Types and small helpers that the kernels share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    Compute = Callable[..., Floats]


def behind(bars: int, values: Floats) -> Floats:
    """Return `values` behind so many unknown bars."""
    return np.concatenate([np.full(bars, np.nan), values])


def windowed_sum(values: Floats, n: int) -> Floats:
    """Return the sums of `n` values in a row, shorter by ``n - 1``; may share memory with `values`.

    1. Sums of 1, 2, 4, 8 ... values come from adding the sums of half as many.
    2. Those of which `n` consists in binary are put together, the narrowest and oldest first.

    That takes at most ``2 log2(n)`` additions a bar. Other than with a running sum, nothing that
    has left the window leaves a trace: the result depends on the `n` values alone, a spike does not
    cost digits for ever after, and sums of whole numbers are exact.
    """
    size = len(values) - n + 1
    if size <= 0:
        return values[:0]
    total: Floats | None = None
    start, width, doubled = 0, 1, values
    while True:
        if n & width:
            part = doubled[start : start + size]
            total = part if total is None else total + part
            start += width
            if start == n:
                return total
        doubled = doubled[:-width] + doubled[width:]
        width *= 2


def unknown_where_idle(result: Floats, moves: Flags, n: int) -> Floats:
    """Turn the zeros of `result` into NaN where none of the last `n` bars moved.

    TA-Lib answers 0 for 0/0, which reads as an extreme. A zero is rare, so this costs one look.
    """
    zero = result == 0
    if zero.any():
        active = behind(n - 1, windowed_sum(moves.astype(np.float64), n))
        result[zero & (active == 0)] = np.nan
    return result


def single(identity: Callable[[Floats], Floats], compute: Compute) -> Compute:
    """Return `compute`, which takes two bars or more, with what it means for one bar."""

    def run(x: Any, n: int, *params: Any) -> Floats:
        return compute(x, n, *params) if n > 1 else identity(x)

    return run
