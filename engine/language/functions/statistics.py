"""Regression and correlation."""

from __future__ import annotations

from engine.kernels import statistics as kernels
from engine.language.functions.spec import Function, PaneKind, period, series, source

_LINE = (source(), period(14, low=2))
_PAIR = (series("a"), series("b"))

FUNCTIONS = (
    Function(
        "linreg", _LINE, "End point of the least-squares line through n values.", kernels.LINREG,
        pane=PaneKind.SAME, note="intercept + slope * (n - 1)",
        source="TA-Lib LINEARREG; Pine ta.linreg",
        example="close > linreg(close, 20)", synonyms=("linearreg", "inertia"),
    ),
    Function(
        "slope", _LINE, "Slope of the least-squares line through n values, per bar.", kernels.SLOPE,
        note="Least squares over bars 0 to n - 1", source="TA-Lib LINEARREG_SLOPE",
        example="slope(close, 20) > 0", synonyms=("linearreg_slope", "linreg_slope"),
    ),
    Function(
        "linreg_angle", _LINE, "The slope as an angle in degrees.", kernels.ANGLE,
        note="atan(slope) in degrees; depends on the scale of x", source="TA-Lib LINEARREG_ANGLE",
        example="linreg_angle(close, 14) > 10", synonyms=("linearreg_angle",),
    ),
    Function(
        "linreg_intercept", _LINE, "Start point of the least-squares line through n values.",
        kernels.INTERCEPT, pane=PaneKind.SAME, note="The line's value n - 1 bars ago",
        source="TA-Lib LINEARREG_INTERCEPT",
        example="linreg_intercept(close, 14) < linreg(close, 14)",
        synonyms=("linearreg_intercept",),
    ),
    Function(
        "tsf", _LINE, "The least-squares line carried on to the next bar.", kernels.TSF,
        pane=PaneKind.SAME, note="intercept + slope * n", source="TA-Lib TSF",
        example="close > tsf(close, 14)[1]",
    ),
    Function(
        "correl", (*_PAIR, period(30, low=2)), "Correlation of two series over n bars, -1 to 1.",
        kernels.CORREL, note="Pearson; unknown where one of them stood still",
        source="TA-Lib CORREL; Pine ta.correlation",
        example='correl(close, symbol("SPY", close), 60) < 0.3', synonyms=("correlation",),
    ),
    Function(
        "beta", (*_PAIR, period(5)), "How much b moves in percent when a moves by one.",
        kernels.BETA, note="Slope of the returns of b on those of a: the benchmark comes first",
        source="TA-Lib BETA", example='beta(symbol("SPY", close), close, 60) > 1.5',
    ),
)  # fmt: skip
