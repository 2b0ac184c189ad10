"""Calls a user's Python indicator and makes sure that its answer can be believed.

1. Hand it a fresh data frame, so that it may scribble on it.
2. Its answer must have one number for each bar, on the frame's own index.
3. Call it again on the bars up to a few cuts: a value that changes when later bars are taken away
   was computed from the future. The cuts depend on the candles only, so processes never differ.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from engine.errors import IndicatorError
from engine.kernels import talib
from engine.language.evaluation.lowering.columns import settle_start
from engine.messages import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from engine.language.graph.registry import RegisteredIndicator

_MIN_BARS = 8
_TOLERANCE = 1e-9


def compute(
    indicator: RegisteredIndicator, columns: Mapping[str, NDArray[Any]]
) -> tuple[NDArray[np.float64], int]:
    """Return the indicator's values on the candles `columns` and their start.

    Raises
    ------
    IndicatorError
        If the function raises, answers with something else than one number a bar, or looks ahead.
    """
    size = len(columns["timestamps"])
    values = _call(indicator, columns, size)
    for cut in _cuts(columns, size):
        _compare(indicator, values, _call(indicator, columns, cut))
    return values, settle_start(values, -1)


def _cuts(columns: Mapping[str, NDArray[Any]], size: int) -> list[int]:
    """Return where to cut: in the last third, and before the extremes that scaling would use."""
    if size < _MIN_BARS:
        return []
    high, low = columns["high"], columns["low"]
    extremes = {
        int(np.argmax(np.nan_to_num(high, nan=-np.inf))),
        int(np.argmin(np.nan_to_num(low, nan=np.inf))),
    }
    return [size - size // 3, *sorted(cut for cut in extremes if cut >= size // 4)]


def _call(
    indicator: RegisteredIndicator, columns: Mapping[str, NDArray[Any]], size: int
) -> NDArray[np.float64]:
    frame = _frame(columns, size)
    index = frame.index
    try:
        answer = indicator.compute(frame)
    except Exception as error:  # the author's code may raise anything
        fields = {"error": type(error).__name__, "text": str(error)}
        reason = Message("formula.indicator-raised", **fields)
        raise IndicatorError(indicator.name, reason) from error
    same = getattr(getattr(answer, "index", None), "equals", None)
    if same is not None and not same(index):
        raise IndicatorError(indicator.name, _wrong_index(len(answer), size))
    try:
        values = np.array(answer, dtype=np.float64)
    except (TypeError, ValueError) as error:
        reason = Message("formula.indicator-not-numbers", type=type(answer).__name__)
        raise IndicatorError(indicator.name, reason) from error
    if values.shape != (size,):
        raise IndicatorError(indicator.name, _wrong_size(values.size, size))
    return values


def _wrong_index(count: int, size: int) -> Message:
    return Message("formula.indicator-index") if count == size else _wrong_size(count, size)


def _wrong_size(count: int, size: int) -> Message:
    return Message("formula.indicator-size", count=count, bars=size)


def _frame(columns: Mapping[str, NDArray[Any]], size: int) -> Any:
    import pandas as pd  # noqa: PLC0415 - workers evaluate without pandas

    talib.know_data_frames()
    index = pd.DatetimeIndex(
        columns["timestamps"][:size].view("datetime64[ns]"), tz="UTC", name="timestamp"
    )
    prices = {name: np.array(columns[name][:size]) for name in columns if name != "timestamps"}
    return pd.DataFrame(prices, index=index)


def _compare(
    indicator: RegisteredIndicator, whole: NDArray[np.float64], part: NDArray[np.float64]
) -> None:
    same = np.isclose(whole[: len(part)], part, _TOLERANCE, _TOLERANCE, equal_nan=True)
    if not same.all():
        bar = int(np.argmin(same))
        places = {"bar": bar, "bars": len(whole), "cut": len(part) - 1}
        reason = Message("formula.indicator-looks-ahead", **places)
        raise IndicatorError(indicator.name, reason)
