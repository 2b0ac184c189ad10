"""Moving averages; all are drawn where what they average is drawn."""

from __future__ import annotations

from dataclasses import replace

from engine.kernels import averages as kernels
from engine.language.functions.spec import (
    Function,
    Output,
    PaneKind,
    constant,
    period,
    series,
    source,
)

_ROWS = (
    Function(
        "sma", (source(), period()), "Simple moving average: the mean of the last n values.",
        kernels.SMA, note="(x + x[1] + ... + x[n-1]) / n", source="TA-Lib SMA",
        example="close > sma(close, 50)", synonyms=("avg", "ma", "average"), aggregates=True,
    ),
    Function(
        "ema", (source(), period()),
        "Exponential moving average, which weighs recent values more.", kernels.EMA,
        note="ema = ema[1] + 2/(n+1) * (x - ema[1]), started with the mean of the first n values",
        source="TA-Lib EMA; Pine ta.ema", example="close crosses above ema(close, 20)",
        synonyms=("eavg", "xavg", "expma"),
    ),
    Function(
        "rma", (source(), period()),
        "Wilder's moving average, on which RSI, ATR and ADX are built.", kernels.RMA,
        note="rma = rma[1] + 1/n * (x - rma[1]), started with the mean of the first n values",
        source="Wilder 1978; TA-Lib RMA", example="close > rma(close, 14)",
        synonyms=("wilders", "smma"),
    ),
    Function(
        "wma", (source(), period()), "Weighted moving average: the weights fall in a line.",
        kernels.WMA, note="(n*x + (n-1)*x[1] + ... + 1*x[n-1]) / (n*(n+1)/2)",
        source="TA-Lib WMA", example="close > wma(close, 20)",
    ),
    Function(
        "hma", (source(), period(20)), "Hull moving average: smooth and nearly without lag.",
        definition="wma(2 * wma(x, max(1, floor(n / 2))) - wma(x, n), floor(sqrt(n)))",
        source="Alan Hull 2005; TA-Lib HMA", example="hma(close, 20) > hma(close, 20)[1]",
    ),
    Function(
        "dema", (source(), period(30)), "Double exponential moving average.",
        definition="2 * ema(x, n) - ema(ema(x, n), n)",
        source="Mulloy 1994; TA-Lib DEMA", example="close > dema(close, 30)",
    ),
    Function(
        "tema", (source(), period(30)), "Triple exponential moving average.",
        definition="3 * ema(x, n) - 3 * ema(ema(x, n), n) + ema(ema(ema(x, n), n), n)",
        source="Mulloy 1994; TA-Lib TEMA", example="close > tema(close, 30)",
    ),
    Function(
        "t3", (source(), period(5), constant("v", 0.7, 0, 1)),
        "Tillson's T3: an exponential average taken six times, with volume factor v.",
        kernels.T3, note="Generalised DEMA applied three times",
        source="Tillson 1998; TA-Lib T3", example="close > t3(close, 5)",
    ),
    Function(
        "trima", (source(), period(30)), "Triangular moving average: the middle weighs most.",
        kernels.TRIMA, note="The mean of a mean, each over about n/2 values",
        source="TA-Lib TRIMA", example="close > trima(close, 30)",
    ),
    Function(
        "kama", (source(), period(10, low=2)),
        "Kaufman's adaptive average: quick in a trend, slow in a range.", kernels.KAMA,
        note="The smoothing lies between those of ema 2 and ema 30, by er(x, n)",
        source="Kaufman 1995; TA-Lib KAMA", example="close crosses above kama(close, 10)",
        synonyms=("ama",),
    ),
    Function(
        "zlema", (source(), period(30)), "Zero-lag exponential moving average.",
        definition="ema(2 * x - x[floor((n - 1) / 2)], n)",
        source="Ehlers and Way; TA-Lib ZLEMA", example="close > zlema(close, 30)",
    ),
    Function(
        "vwma", (source(), period(20)), "Moving average weighted by volume.", kernels.VWMA,
        columns=("volume",), note="sum(x * volume, n) / sum(volume, n)",
        source="TA-Lib VWMA; Pine ta.vwma", example="close > vwma(close, 20)",
    ),
    Function(
        "ema_adjusted", (source(), period()),
        "Exponential average with weights that add up to one, as pandas computes it by default.",
        kernels.EMA_ADJUSTED, note="pandas ewm(span=n).mean(); unknown for the first n values",
        source="pandas; qlib EMA", example="close > ema_adjusted(close, 12)",
    ),
    Function(
        "mavp",
        (source(), series("periods"), period(2, "low", 2), period(30, "high", 2)),
        "Simple average whose period is another series, kept between low and high.",
        kernels.MAVP, note="sma(x, p) with p = periods on each bar, cut to a whole number",
        source="TA-Lib MAVP", example="close > mavp(close, 10 + 100 * atr(14) / close, 5, 30)",
    ),
    Function(
        "ht_trendline", (source(),), "Instantaneous trendline of the Hilbert transform.",
        kernels.HT_TRENDLINE, note="Price averaged over its dominant cycle",
        source="Ehlers 2001; TA-Lib HT_TRENDLINE", example="close > ht_trendline(close)",
    ),
    Function(
        "mama", (source(), constant("fast", 0.5, 0.01, 0.99), constant("slow", 0.05, 0.01, 0.99)),
        "MESA adaptive moving average and the one that follows it.", kernels.MAMA,
        outputs=(Output("mama", pane=PaneKind.SAME), Output("fama", pane=PaneKind.SAME)),
        default_output="mama", note="The smoothing follows the rate at which the phase turns",
        source="Ehlers 2001; TA-Lib MAMA", example="m = mama(); m.mama crosses above m.fama",
    ),
)  # fmt: skip

FUNCTIONS = tuple(replace(row, pane=PaneKind.SAME) for row in _ROWS)
