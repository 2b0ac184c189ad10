"""Which of the language's kernels have a form for one bar at a time, and which.

They are named with their version: where the language's arithmetic changes its version goes up, and
until the form here is changed too the kernel is computed over the whole buffer instead, which is
always the same as in a batch.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from engine.kernels import talib
from engine.stream.evaluation.nodes import idle, since
from engine.stream.evaluation.nodes.cross import Cross, CrossDown
from engine.stream.evaluation.nodes.indicators import StreamOfMany, StreamOfOne
from engine.stream.evaluation.nodes.own_streams import RsiStream, RunningSum
from engine.stream.evaluation.nodes.step import NAN, finite
from engine.stream.evaluation.nodes.tail import Tail
from engine.stream.evaluation.nodes.window_sum import WindowSum

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from engine.kernels.kernel import Kernel
    from engine.stream.evaluation.nodes.step import NodeState

    MakeState = Callable[[], NodeState]


def _floats(values: tuple[Any, ...]) -> tuple[float, ...]:
    return tuple(map(float, values))


class _Form(NamedTuple):
    """How a kernel follows from a TA-Lib function.

    Attributes
    ----------
    talib : str
        Its name.
    min_period : int
        Least period that TA-Lib knows.
    shape : callable or None
        What is done to its results.
    extra : tuple
        Parameters behind the kernel's.
    """

    talib: str
    min_period: int = 0
    shape: Callable[[Any], Any] | None = None
    extra: tuple[Any, ...] = ()


_TALIB = {
    "ad@1": _Form("AD"),
    "adosc@1": _Form("ADOSC"),
    "aroon@1": _Form("AROON", 2, shape=lambda outputs: outputs[::-1]),
    "atr@1": _Form("ATR"),
    "avgdev@1": _Form("AVGDEV", 2),
    "change@1": _Form("MOM"),
    "ema@1": _Form("EMA"),
    "fractal@1": _Form("FRACTAL", shape=_floats),
    "ha@1": _Form("HA"),
    "highest@1": _Form("MAX", 2),
    "ht_dcperiod@1": _Form("HT_DCPERIOD"),
    "ht_dcphase@1": _Form("HT_DCPHASE"),
    "ht_phasor@1": _Form("HT_PHASOR"),
    "ht_sine@1": _Form("HT_SINE"),
    "ht_trendline@1": _Form("HT_TRENDLINE"),
    "ht_trendmode@1": _Form("HT_TRENDMODE", shape=float),
    "kama@1": _Form("KAMA"),
    "linreg@1": _Form("LINEARREG"),
    "linreg_angle@1": _Form("LINEARREG_ANGLE"),
    "linreg_intercept@1": _Form("LINEARREG_INTERCEPT"),
    "lowest@1": _Form("MIN", 2),
    "mama@1": _Form("MAMA"),
    "minus_dm@1": _Form("MINUS_DM"),
    "nvi@1": _Form("NVI"),
    "obv@1": _Form("OBV"),
    "plus_dm@1": _Form("PLUS_DM"),
    "psar@1": _Form("SAR"),
    "pvi@1": _Form("PVI"),
    "pvt@1": _Form("PVT"),
    "rma@1": _Form("RMA"),
    "roc@1": _Form("ROC"),
    "sarext@1": _Form("SAREXT"),
    "slope@1": _Form("LINEARREG_SLOPE"),
    "stdev@1": _Form("STDDEV", 2),
    "supertrend@1": _Form("SUPERTREND", shape=_floats),
    "t3@1": _Form("T3"),
    "trange@1": _Form("TRANGE"),
    "trima@1": _Form("TRIMA"),
    "tsf@1": _Form("TSF"),
    "var@1": _Form("VAR", extra=(1.0,)),
    "wad@1": _Form("WAD"),
    "wma@1": _Form("WMA"),
}
"""Kernels that are a TA-Lib function."""

_IDLE: dict[str, tuple[str, idle.Moved, int]] = {
    "beta@1": ("BETA", idle.first, 0),
    "cci@1": ("CCI", idle.typical_price, -1),
    "correl@1": ("CORREL", idle.either, -1),
}
"""Those that are unknown while nothing moves: what moves, and bars to add to the period."""

_OWN_STREAMS: dict[str, Callable[..., Any]] = {
    "cumsum@1": RunningSum,
    "rsi@1": RsiStream,
}
"""Kernels whose stream is not simply TA-Lib's."""

_SUMS = {"sma@2": True, "sum@2": False}
"""Sums of a window, and whether they are divided by its length."""

_TAILS = frozenset(
    {
        "cmf@1", "highestbars@1", "lowestbars@1", "mfi@1", "percentile@1", "percentrank@1",
        "rvol@1", "vwma@1",
    }
)  # fmt: skip
"""Kernels that depend on the values of their window alone."""

_STATES: dict[str, Callable[..., NodeState]] = {
    "anchored_vwap@1": since.AnchoredAverage,
    "barssince@1": since.BarsSince,
    "count@1": since.Count,
    "cross_down@1": CrossDown,
    "cross_up@1": Cross,
    "highest_since@1": since.HighestSince,
    "lowest_since@1": since.LowestSince,
    "streak@1": since.Streak,
    "valuewhen@1": since.ValueWhen,
}
"""Kernels with a state of their own, made from the slots and the parameters."""


def kernel_state(kernel: Kernel, slots: Sequence[int], params: Sequence[Any]) -> MakeState | None:
    """Return what makes the state of a kernel, or None where it has no form for one bar."""
    name = kernel.signature
    if name in _STATES:
        return partial(_STATES[name], slots, *params)
    if name in _SUMS:
        return partial(WindowSum, slots[0], params[0], _SUMS[name])
    if name in _TAILS:
        return _tail(kernel, slots, params)
    open_stream = _open_stream(name, params)
    return None if open_stream is None else _stream(kernel, slots, params, open_stream)


def _tail(kernel: Kernel, slots: Sequence[int], params: Sequence[Any]) -> MakeState:
    compute = kernel.compute
    return partial(
        Tail, slots, lambda *columns: compute(*columns, *params), kernel.lookback(*params),
        kernel.n_outputs,
    )  # fmt: skip


def _stream(
    kernel: Kernel, slots: Sequence[int], params: Sequence[Any], open_stream: Callable[..., Any]
) -> MakeState:
    """Return what makes a state around a stream."""
    form = _TALIB.get(kernel.signature)
    shape = form.shape if form else None
    if kernel.signature.startswith("cdl_"):
        shape = float
    if shape is None and not kernel.is_total and kernel.n_outputs == 1:
        shape = finite
    unknown = NAN if kernel.n_outputs == 1 else (NAN,) * kernel.n_outputs
    make = StreamOfOne if len(slots) == 1 else StreamOfMany
    return partial(make, slots, open_stream, kernel.lookback(*params), shape, unknown)


def _open_stream(name: str, params: Sequence[Any]) -> Callable[..., Any] | None:
    """Return what opens a stream on columns, in the order of the kernel's inputs."""
    if name in _OWN_STREAMS:
        own = _OWN_STREAMS[name]
        return lambda *columns: own(*columns, *params)
    if name in _IDLE:
        return _open_idle(*_IDLE[name], params)
    if name.startswith("cdl_") and name.endswith("@1"):
        form = _Form(f"CDL{name[4:-2].upper()}")
    elif name in _TALIB and (not params or params[0] >= _TALIB[name].min_period):
        form = _TALIB[name]
    else:
        return None
    stream = talib.function(f"{form.talib}_Stream")
    return lambda *columns: stream(*columns, *params, *form.extra)


def _open_idle(
    function: str, moved: idle.Moved, more: int, params: Sequence[Any]
) -> Callable[..., Any]:
    stream, window = talib.function(f"{function}_Stream"), params[0] + more
    return lambda *columns: idle.IdleAware(stream(*columns, *params), columns, moved, window)
