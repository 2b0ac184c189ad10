"""From data frames to columns, with a sentence for what does not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from engine.domain.timeframe import Timeframe
from engine.errors import Diagnostic, FormulaError
from engine.messages import Message

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from engine.language.evaluation.compiled import CompiledFormula


def columns_of(compiled: CompiledFormula, frame: pd.DataFrame) -> dict[str, NDArray[Any]]:
    """Return the columns of `frame` that a formula's result needs, and the times if it has them.

    Raises
    ------
    FormulaError
        E603 where a column is missing or holds no numbers, E604 where times are needed and the
        index has none, E610 where the index is not in order.
    """
    columns: dict[str, NDArray[Any]] = {}
    needed = compiled.plan(with_values=False).columns
    for name in needed:
        if name != "timestamps":
            columns[name] = _numbers(compiled, frame, name)
    times = _times(compiled, frame)
    if times is not None:
        columns["timestamps"] = times
    elif "timestamps" in needed:
        message, hint = Message("formula.e604-no-times"), Message("formula.hint-index-of-times")
        raise _error(compiled, "E604", message, hint)
    columns.setdefault("timestamps", np.arange(len(frame), dtype=np.int64))
    return columns


def timeframe_of(times: NDArray[np.int64]) -> str:
    """Return the timeframe that lies nearest to the usual distance of two bars."""
    if len(times) < 2:
        return Timeframe.D1.value
    usual = max(float(np.median(np.diff(times))), 1.0)
    nearest = min(Timeframe, key=lambda frame: abs(np.log(frame.nominal_ns / usual)))
    return nearest.value


def _numbers(compiled: CompiledFormula, frame: pd.DataFrame, name: str) -> NDArray[np.float64]:
    column = next((c for c in frame.columns if isinstance(c, str) and c.lower() == name), None)
    if column is None:
        message = Message("formula.e603-no-column", column=name)
        hint = Message("formula.hint-columns", columns=tuple(map(str, frame.columns)))
        raise _error(compiled, "E603", message, hint)
    try:
        return frame[column].to_numpy(dtype=np.float64, na_value=np.nan)
    except (TypeError, ValueError):
        message = Message("formula.e603-no-numbers", column=name, type=str(frame[column].dtype))
        raise _error(compiled, "E603", message, Message("formula.hint-to-numeric")) from None


def _times(compiled: CompiledFormula, frame: pd.DataFrame) -> NDArray[np.int64] | None:
    import pandas as pd  # noqa: PLC0415 - workers evaluate without pandas

    index = frame.index
    if not isinstance(index, pd.DatetimeIndex):
        return None
    if index.hasnans:
        message, hint = Message("formula.e610-missing-times"), Message("formula.hint-drop-rows")
        raise _error(compiled, "E610", message, hint)
    if index.tz is not None:
        whole_days = bool((index == index.normalize()).all())
        index = index.tz_localize(None) if whole_days else index.tz_convert("UTC").tz_localize(None)
    times = index.to_numpy(dtype="datetime64[ns]").view(np.int64)
    if (times[1:] <= times[:-1]).any():
        message, hint = Message("formula.e610-not-increasing"), Message("formula.hint-sort")
        raise _error(compiled, "E610", message, hint)
    return times


def _error(compiled: CompiledFormula, code: str, message: Message, hint: Message) -> FormulaError:
    problem = Diagnostic(code, message, 1, 1, 0, max(1, len(compiled.text)), hint)
    return FormulaError(compiled.text, (problem,))
