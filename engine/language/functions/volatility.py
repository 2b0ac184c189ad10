"""Volatility and channels."""

from __future__ import annotations

from engine.kernels import volatility as kernels
from engine.language.functions.spec import Function, Output, PaneKind, constant, period, source


def _bands(upper: str, middle: str, lower: str) -> tuple[Output, ...]:
    """Return three lines over the price; the middle one is known to the others."""
    return (
        Output("middle", middle, PaneKind.PRICE),
        Output("upper", upper, PaneKind.PRICE),
        Output("lower", lower, PaneKind.PRICE),
    )


FUNCTIONS = (
    Function(
        "atr", (period(14),), "Average true range.", kernels.ATR, columns=("high", "low", "close"),
        note="rma(tr, n); the first bar, which has no previous close, does not count",
        source="Wilder 1978; TA-Lib ATR", example="atr(14) / close > 0.03",
    ),
    Function(
        "atr_sma", (period(14),), "True range averaged simply.", definition="sma(trange(), n)",
        source="TDX MA(TR, N)", example="atr_sma(14) > atr_sma(14)[10]",
    ),
    Function(
        "natr", (period(14),), "Average true range in percent of the close.",
        definition="100 * atr(n) / close", source="TA-Lib NATR", example="natr(14) < 2",
    ),
    Function(
        "trange", (), "True range: the bar's range, the gap from the previous close included.",
        kernels.TRANGE, columns=("high", "low", "close"),
        note="max(high - low, abs(high - close[1]), abs(low - close[1])); unknown on the first bar",
        source="Wilder 1978; TA-Lib TRANGE", example="trange() > 2 * atr(14)[1]",
    ),
    Function(
        "stdev", (source(), period(20)), "Standard deviation of the population.", kernels.STDEV,
        note="sqrt(sma(x^2, n) - sma(x, n)^2), divided by n and not by n - 1; flat is exactly 0",
        source="TA-Lib STDDEV; Pine ta.stdev", example="stdev(close, 20) / close < 0.01",
        synonyms=("stddev", "std"),
    ),
    Function(
        "var", (source(), period(20)), "Variance of the population.", kernels.VAR,
        note="stdev(x, n) squared", source="TA-Lib VAR",
        example="var(close, 20) < var(close, 20)[20]",
        synonyms=("variance",),
    ),
    Function(
        "avgdev", (source(), period(14)), "Mean absolute deviation from the mean.", kernels.AVGDEV,
        note="mean of abs(x[i] - sma(x, n)) over n values", source="TA-Lib AVGDEV",
        example="avgdev(close, 14) / close < 0.01", synonyms=("avedev",),
    ),
    Function(
        "bbands", (source(), period(20), constant("k", 2.0)),
        "Bollinger bands: an average with k standard deviations to each side.",
        outputs=(
            *_bands("middle + k * stdev(x, n)", "sma(x, n)", "middle - k * stdev(x, n)"),
            Output("width", "(upper - lower) / middle"),
            Output("pctb", "(x - lower) / (upper - lower)"),
        ),
        note="width is a fraction of the middle; pctb is 0 at the lower band and 1 at the upper",
        source="Bollinger 1983; TA-Lib BBANDS", example="close > bbands(close, 20, 2).upper",
        synonyms=("bb",),
    ),
    Function(
        "keltner", (period(20), constant("k", 2.0), period(10, "m")),
        "Keltner channel: an exponential average with k average true ranges to each side.",
        outputs=_bands("middle + k * atr(m)", "ema(close, n)", "middle - k * atr(m)"),
        source="Raschke", example="close crosses above keltner(20, 2, 10).upper",
    ),
    Function(
        "kc", (period(20), period(10, "m"), constant("k", 2.0)),
        "Keltner channel around the typical price.",
        outputs=_bands("middle + k * atr(m)", "ema(hlc3, n)", "middle - k * atr(m)"),
        source="TA-Lib KC", example="close > kc(20, 10, 2).upper",
    ),
    Function(
        "donchian", (period(20),), "Donchian channel: highest high, lowest low and their mean.",
        outputs=_bands(
            "highest(high, n)", "(highest(high, n) + lowest(low, n)) / 2", "lowest(low, n)"
        ),
        source="Donchian; TA-Lib DONCHIAN", example="close > donchian(20).upper[1]",
    ),
    Function(
        "accbands", (period(20),), "Acceleration bands: averages of widened highs and lows.",
        outputs=_bands(
            "sma(high * (1 + 4 * (high - low) / (high + low)), n)",
            "sma(close, n)",
            "sma(low * (1 - 4 * (high - low) / (high + low)), n)",
        ),
        source="Headley; TA-Lib ACCBANDS", example="close > accbands(20).upper",
    ),
    Function(
        "adr", (period(14),), "Average range from high to low.", definition="sma(high - low, n)",
        source="TA-Lib ADR", example="adr(14) / close > 0.05",
    ),
    Function(
        "cvi", (period(10), period(10, "m")), "Chaikin's volatility: change of the smoothed range.",
        definition="roc(ema(high - low, n), m)", source="Chaikin; TA-Lib CVI", example="cvi() > 50",
    ),
    Function(
        "massi", (period(9), period(25, "m")),
        "Mass index: bulges of the range foretell reversals.",
        definition="sum(ema(high - low, n) / ema(ema(high - low, n), n), m)",
        source="Dorsey 1992; TA-Lib MASSI", example="massi() crosses below 26.5",
    ),
    Function(
        "rvi", (source(), period(14), period(10, "m")),
        "Relative volatility index, 0 to 100: an RSI of the standard deviation.",
        definition="100 * rma(stdev(x, m) * if(change(x) > 0, 1, 0), n)"
        " / rma(stdev(x, m) * if(change(x) != 0, 1, 0), n)",
        source="Dorsey 1993; TA-Lib RVI", example="rvi(close, 14) > 60",
    ),
    Function(
        "zscore", (source(), period(20, low=2)), "Distance from the mean in standard deviations.",
        definition="(x - sma(x, n)) / stdev(x, n)", source="Statistics",
        example="zscore(close, 20) < -2",
    ),
)  # fmt: skip
