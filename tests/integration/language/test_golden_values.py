"""Our functions against published values of independent origin.

Every published output is either compared or listed in ``NOT_OURS`` with the reason. Where a source
defines something differently, ``DIFFERENCES`` says how and from which bar on the values agree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tests.helpers.formulas import compile_text, values_of
from tests.helpers.golden import Golden, read_golden

if TYPE_CHECKING:
    from pathlib import Path

_NAMES = {
    "n": ("period", "timeperiod", "window", "lookbackPeriods", "lbp", "timeperiod1", "short_period",
          "window1", "shortPeriods", "k_period", "fastk_period", "emaPeriods", "erPeriods",
          "tenkanPeriods", "fastperiod", "window_fast", "fastPeriods"),
    "b": ("timeperiod2", "medium_period", "window2", "middlePeriods", "k_slowing_period",
          "slowk_period", "smoothPeriods", "window_atr", "atrPeriods", "kijunPeriods", "slowperiod",
          "window_slow", "slowPeriods", "long_period"),
    "c": ("timeperiod3", "long_period", "window3", "longPeriods", "d_period", "slowd_period",
          "signalPeriods", "smooth_window", "senkouBPeriods", "signalperiod", "window_sign",
          "signal_period"),
    "k": ("stddev", "nbdevup", "window_dev", "standardDeviations", "multiplier", "nbdev",
          "acceleration_factor_step", "acceleration", "accelerationStep"),
    "m": ("acceleration_factor_maximum", "maximum", "maxAccelerationFactor", "nbdevdn"),
}  # fmt: skip

# By indicator: our formula for each output, over the parameters above. An output of TA-Lib's table
# is named by its number behind the function's name.
FORMULAS: dict[str, dict[str, str]] = {
    "abs": {"abs": "abs(close)"},
    "ad": {"ad": "ad()", "AD.0": "ad()", "ADLine": "ad()", "adl": "ad()",
           "moneyFlowVolume": "change(ad())"},
    "add": {"add": "close + open"},
    "adx": {"adx": "adx({n})", "ADX.0": "adx({n})", "ADX": "adx({n})", "+DI14": "plus_di({n})",
            "-DI14": "minus_di({n})", "pdi": "plus_di({n})", "mdi": "minus_di({n})",
            "dx": "dx({n})", "adxr": "adxr({n})"},
    "adxr": {"adxr": "adxr({n})", "ADXR.0": "adxr({n})"},
    "aroon": {"aroon_down": "aroon({n}).down", "aroon_up": "aroon({n}).up",
              "AROON.0": "aroon({n}).down", "AROON.1": "aroon({n}).up",
              "aroonUp": "aroon({n}).up", "aroonDown": "aroon({n}).down",
              "oscillator": "aroonosc({n})"},
    "atr": {"atr": "atr({n})", "ATR.0": "atr({n})", "ATR": "atr({n})", "tr": "tr",
            "atrp": "natr({n})"},
    "avgprice": {"avgprice": "avgprice()"},
    "bbands": {"bbands_lower": "bbands(close, {n}, {k}).lower",
               "bbands_middle": "bbands(close, {n}, {k}).middle",
               "bbands_upper": "bbands(close, {n}, {k}).upper",
               "BBANDS.0": "bbands(close, {n}, {k}).upper", "BBANDS.1": "sma(close, {n})",
               "BBANDS.2": "bbands(close, {n}, {m}).lower",
               "MiddleBand": "bbands(close, {n}, {k}).middle",
               "HighBand": "bbands(close, {n}, {k}).upper",
               "LowBand": "bbands(close, {n}, {k}).lower",
               "WidthBand": "100 * bbands(close, {n}, {k}).width",
               "PercentageBand": "bbands(close, {n}, {k}).pctb",
               "sma": "sma(close, {n})", "upperBand": "bbands(close, {n}, {k}).upper",
               "lowerBand": "bbands(close, {n}, {k}).lower",
               "percentB": "bbands(close, {n}, {k}).pctb", "width": "bbands(close, {n}, {k}).width",
               "zScore": "zscore(close, {n})"},
    "cci": {"cci": "cci({n})", "CCI.0": "cci({n})", "CCI": "cci({n})"},
    "ceil": {"ceil": "ceil(close)"},
    "cmf": {"cmf": "cmf({n})", "moneyFlowVolume": "change(ad())"},
    "corr": {"CORREL.0": "correl(high, low, {n})", "correlation": "correl(close, open, {n})",
             "rSquared": "correl(close, open, {n}) ^ 2", "varianceA": "var(close, {n})",
             "varianceB": "var(open, {n})"},
    "crossany": {"crossany": "if(cross(close, open), 1, 0)"},
    "crossover": {"crossover": "if(cross_up(close, open), 1, 0)"},
    "di": {"plus_di": "plus_di({n})", "minus_di": "minus_di({n})",
           "PLUS_DI.0": "plus_di({n})", "MINUS_DI.0": "minus_di({n})"},
    "div": {"div": "close / open"},
    "dm": {"plus_dm": "plus_dm({n})", "minus_dm": "minus_dm({n})",
           "PLUS_DM.0": "plus_dm({n})", "MINUS_DM.0": "minus_dm({n})"},
    "donchian": {"middle_band": "donchian({n}).middle", "upper_band": "donchian({n}).upper",
                 "lower_band": "donchian({n}).lower", "upperBand": "donchian({n}).upper[1]",
                 "centerline": "donchian({n}).middle[1]", "lowerBand": "donchian({n}).lower[1]"},
    "dx": {"dx": "dx({n})", "DX.0": "dx({n})"},
    "ema": {"ema": "ema(close, {n})", "EMA.0": "ema(close, {n})"},
    "floor": {"floor": "floor(close)"},
    "heikinashi": {"open": "ha().open", "high": "ha().high", "low": "ha().low",
                   "close": "ha().close"},
    "hma": {"hma": "hma(close, {n})"},
    "ichimoku": {"tenkanSen": "ichimoku({n}, {b}, {c}).tenkan",
                 "kijunSen": "ichimoku({n}, {b}, {c}).kijun",
                 "senkouSpanA": "ichimoku({n}, {b}, {c}).span_a",
                 "senkouSpanB": "ichimoku({n}, {b}, {c}).span_b"},
    "kama": {"kama": "kama(close, {n})", "KAMA.0": "kama(close, {n})", "KAMA": "kama(close, {n})",
             "er": "er(close, {n})"},
    "keltner": {"middle_band": "keltner({n}, 2, {b}).middle",
                "upper_band": "keltner({n}, 2, {b}).upper",
                "lower_band": "keltner({n}, 2, {b}).lower",
                "upperBand": "keltner({n}, {k}, {b}).upper",
                "centerline": "keltner({n}, {k}, {b}).middle",
                "lowerBand": "keltner({n}, {k}, {b}).lower",
                "width": "k = keltner({n}, {k}, {b}); (k.upper - k.lower) / k.middle"},
    "lag": {"lag": "close[{n}]"},
    "linreg": {"linreg": "linreg(close, {n})"},
    "linregslope": {"linregslope": "slope(close, {n})", "slope": "slope(close, {n})",
                    "stdDev": "stdev(close, {n})"},
    "macd": {"macd": "macd(close, {n}, {b}, {c}).line",
             "macd_signal": "macd(close, {n}, {b}, {c}).signal",
             "macd_histogram": "macd(close, {n}, {b}, {c}).hist",
             "MACD.0": "macd(close, 12, 26, 9).line", "MACD.1": "macd(close, 12, 26, 9).signal",
             "MACD.2": "macd(close, 12, 26, 9).hist",
             "MACD_line": "macd(close, {n}, {b}, {c}).line",
             "MACD_signal": "macd(close, {n}, {b}, {c}).signal",
             "MACD_diff": "macd(close, {n}, {b}, {c}).hist",
             "signal": "macd(close, {n}, {b}, {c}).signal",
             "histogram": "macd(close, {n}, {b}, {c}).hist",
             "fastEma": "ema(close, {n})", "slowEma": "ema(close, {b})"},
    "max": {"max": "highest(close, {n})", "MAX.0": "highest(open, {n})"},
    "medprice": {"medprice": "medprice()"},
    "mfi": {"mfi": "mfi({n})", "MFI.0": "mfi({n})", "MFI": "mfi({n})"},
    "min": {"min": "lowest(close, {n})", "MIN.0": "lowest(open, {n})"},
    "mom": {"mom": "change(close, {n})", "MOM.0": "change(close, {n})"},
    "mul": {"mul": "close * open"},
    "natr": {"natr": "natr({n})", "NATR.0": "natr({n})"},
    "obv": {"obv": "obv()", "OBV": "obv()"},
    "ppo": {"ppo": "ppo(close, {n}, {b}, 9).line", "PPO.0": "ppo(close, {n}, {b}, 9).line",
            "PPO": "ppo(close, {n}, {b}, {c}).line",
            "PPO_Signal_Line": "ppo(close, {n}, {b}, {c}).signal",
            "PPO_Histogram": "ppo(close, {n}, {b}, {c}).hist"},
    "psar": {"psar": "psar({k}, {m})", "SAR.0": "psar({k}, {m})", "sar": "psar({k}, {m})",
             "psar_up": "p = psar(0.02, 0.2); if(p < close, p, na)",
             "psar_down": "p = psar(0.02, 0.2); if(p > close, p, na)"},
    "rma": {"wilders": "rma(close, {n})", "smma": "rma(close, {n})"},
    "roc": {"roc": "roc(close, {n})", "ROC.0": "roc(close, {n})", "ROC": "roc(close, {n})",
            "momentum": "change(close, {n})"},
    "rocr": {"rocr": "rocr(close, {n})", "ROCR.0": "rocr(close, {n})"},
    "round": {"round": "round(close)"},
    "rsi": {"rsi": "rsi(close, {n})", "RSI.0": "rsi(close, {n})", "RSI": "rsi(close, {n})"},
    "sma": {"sma": "sma(close, {n})", "SMA.0": "sma(close, {n})"},
    "sqrt": {"sqrt": "sqrt(close)"},
    "stddev": {"stddev": "stdev(close, {n})", "STDDEV.0": "{k} * stdev(close, {n})",
               "stdDev": "stdev(close, {n})", "mean": "sma(close, {n})",
               "zScore": "zscore(close, {n})"},
    "stoch": {"stoch_k": "stoch({n}, {b}, {c}).k", "stoch_d": "stoch({n}, {b}, {c}).d",
              "STOCH.0": "stoch({n}, {b}, {c}).k", "STOCH.1": "stoch({n}, {b}, {c}).d",
              "SO": "stochf({n}, {c}).k", "SO_SIG": "stochf({n}, {c}).d",
              "oscillator": "stoch({n}, {b}, {c}).k", "signal": "stoch({n}, {b}, {c}).d",
              "k": "stoch({n}, {b}, {c}).k", "d": "stoch({n}, {b}, {c}).d",
              "percentJ": "s = stoch({n}, {b}, {c}); 3 * s.k - 2 * s.d",
              "j": "s = stoch({n}, {b}, {c}); 3 * s.k - 2 * s.d"},
    "sub": {"sub": "close - open"},
    "sum": {"sum": "sum(close, {n})"},
    "supertrend": {"superTrend": "supertrend({n}, {k}).line"},
    "tr": {"tr": "tr", "TRANGE.0": "trange()"},
    "trix": {"trix": "trix(close, {n})", "TRIX.0": "trix(close, {n})",
             "ema3": "ema(ema(ema(close, {n}), {n}), {n})"},
    "typprice": {"typprice": "typprice()"},
    "ultosc": {"ultosc": "ultosc({n}, {b}, {c})", "ULTOSC.0": "ultosc({n}, {b}, {c})",
               "Ult_Osc": "ultosc({n}, {b}, {c})", "ultimate": "ultosc({n}, {b}, {c})"},
    "var": {"var": "var(close, {n})"},
    "vwma": {"vwma": "vwma(close, {n})"},
    "wcprice": {"wcprice": "wclprice()"},
    "willr": {"willr": "willr({n})", "WILLR.0": "willr({n})", "Williams_%R": "willr({n})",
              "williamsR": "willr({n})"},
    "wma": {"wma": "wma(close, {n})", "WMA.0": "wma(close, {n})", "WMA": "wma(close, {n})"},
}  # fmt: skip

# Where a source means something else by the same word, said in our language.
THEIR_WAY: dict[tuple[str, str, str], str] = {
    ("tulip", "roc", "roc"): "rocp(close, {n})",  # a fraction, not percent
    ("tulip", "obv", "obv"): "obv() - valuewhen(isna(close[1]), volume)",  # starts at 0
    ("stock_indicators", "obv", "obv"): "obv() - valuewhen(isna(close[1]), volume)",
    ("stockcharts", "donchian", "cs-dc2.middle_band"): "donchian({n}).middle[1]",
    ("stockcharts", "donchian", "cs-dc2.upper_band"): "donchian({n}).upper[1]",
    ("stockcharts", "donchian", "cs-dc2.lower_band"): "donchian({n}).lower[1]",
    ("talib", "ppo", "SMA"): (
        "a = min({n}, {b}); b = max({n}, {b})\n"
        "100 * (sma(close, a) - sma(close, b)) / sma(close, b)"
    ),
    ("talib", "ppo", "EMA"): "ppo(close, min({n}, {b}), max({n}, {b}), 9).line",
    ("talib", "bbands", "EMA.0"): "ema(close, {n}) + {k} * stdev(close, {n})",
    ("talib", "bbands", "EMA.1"): "ema(close, {n})",
    ("talib", "bbands", "EMA.2"): "ema(close, {n}) - {m} * stdev(close, {n})",
}

_FIRST_PRICE = "it starts an exponential mean from the first price, we from a simple mean"
_FIRST_BAR = "it counts the first bar's range as a true range, we (as TA-Lib) do not"
_CHAIN = "our directional indicators are chains of rma, as in Pine; it starts from sums"
_ROUNDED = "the published values were rounded or cut off on the way"


class Difference:
    """Why and how far published values differ from ours.

    From the bar `after` on they agree within `within` (half a published unit where it is None),
    on at least `share` of the bars.
    """

    def __init__(
        self, reason: str, within: float | None = None, after: int = 0, share: float = 1.0
    ) -> None:
        self.reason = reason
        self.within = within
        self.after = after
        self.share = share


# By source and indicator, and output where not all differ.
DIFFERENCES: dict[tuple[str, ...], Difference] = {
    ("stock_indicators", "ad", "moneyFlowVolume"): Difference("ours is a difference of sums", 1e-6),
    ("stock_indicators", "cmf", "moneyFlowVolume"): Difference(
        "ours is a difference of sums", 1e-6
    ),
    ("stock_indicators", "adx", "adxr"): Difference("it takes the ADX n bars ago, we n - 1", 1.8),
    ("stock_indicators", "aroon"): Difference("of equal extremes it takes the first", share=0.995),
    ("stock_indicators", "psar"): Difference("it leaves the first trend empty", after=251),
    ("stock_indicators", "trix"): Difference("it starts all three means at once", after=165),
    ("stockcharts", "atr"): Difference(_FIRST_BAR, 0.04),
    ("stockcharts", "donchian", "middle_band"): Difference(_ROUNDED, 0.0051),
    ("stockcharts", "keltner"): Difference(f"{_FIRST_PRICE}; {_FIRST_BAR}", 0.075),
    ("stockcharts", "macd"): Difference(_FIRST_PRICE, 0.17),
    ("stockcharts", "ppo"): Difference(_FIRST_PRICE, 1.1),
    ("stockcharts", "psar", "psar_down"): Difference("it starts with another extreme", after=8),
    ("stockcharts", "rsi"): Difference("it smooths exponentially from the first change on", 3.8),
    ("talib", "adx"): Difference(_CHAIN, 0.45),
    ("talib", "adxr"): Difference(_CHAIN, 0.33),
    ("talib", "di", "PLUS_DI.0"): Difference(f"{_CHAIN}; of one bar it gives a fraction", 0.15, 2),
    ("talib", "di", "MINUS_DI.0"): Difference(_CHAIN, 0.11),
    ("talib", "bbands"): Difference(f"MetaStock mode: {_FIRST_PRICE}", 0.8),
    ("talib", "dx"): Difference(_CHAIN, 0.51),
    ("talib", "macd"): Difference("it starts the fast mean with the slow one", 0.45),
    ("talib", "ppo", "PPO.0"): Difference(f"MetaStock mode: {_FIRST_PRICE}", 1.9),
    ("tulip", "ad"): Difference(_ROUNDED, 0.001),
    ("tulip", "adx"): Difference(_CHAIN, 3.1),
    ("tulip", "adxr"): Difference(_CHAIN, 2.4),
    ("tulip", "atr"): Difference(_FIRST_BAR, 0.06),
    ("tulip", "di"): Difference(_CHAIN, 1.9),
    ("tulip", "dx"): Difference(_CHAIN, 6.0),
    ("tulip", "ema"): Difference(_FIRST_PRICE, 0.29),
    ("tulip", "kama"): Difference(_ROUNDED, 0.0005),
    ("tulip", "macd"): Difference(_FIRST_PRICE, 0.3),
    ("tulip", "natr"): Difference(_FIRST_BAR, 0.07),
    ("tulip", "ppo"): Difference(_FIRST_PRICE, 0.36),
    ("tulip", "psar"): Difference("it starts with another extreme", after=8),
    ("tulip", "stddev"): Difference(_ROUNDED, 5e-9),
    ("tulip", "trix"): Difference(_FIRST_PRICE, 0.12),
    ("tulip", "var"): Difference(_ROUNDED, 3e-7),
}

# Published outputs that we have no function for, with the reason.
NOT_OURS: dict[tuple[str, str], str] = {
    ("stock_indicators", "pivotpoints"): "prices of a floor trader's month are no function of ours",
    ("stock_indicators", "zigzag"): "it looks into the future",
    ("stock_indicators", "doji"): "judged by a percentage, not by the candles before",
    ("stock_indicators", "vwap"): "over all bars; ours starts anew each day or takes a window",
    ("stockcharts", "vwap"): "over all bars; ours starts anew each day or takes a window",
    ("stock_indicators", "ad.moneyFlowMultiplier"): "a step on the way",
    ("stock_indicators", "cmf.moneyFlowMultiplier"): "a step on the way",
    ("stock_indicators", "corr.covariance"): "a step on the way",
    ("stock_indicators", "donchian.width"): "left to the user's own formula",
    ("stock_indicators", "heikinashi.volume"): "the candle's own volume",
    ("stock_indicators", "heikinashi.date"): "no number",
    ("stock_indicators", "ichimoku.chikouSpan"): "it is drawn in the past",
    ("stock_indicators", "linregslope.intercept"): "counted from the first bar of the data",
    ("stock_indicators", "linregslope.rSquared"): "left to the user's own formula",
    ("stock_indicators", "linregslope.line"): "drawn back over the last window",
    ("stock_indicators", "psar.isReversal"): "left to the user's own formula",
    ("stock_indicators", "supertrend.upperBand"): "the side that is in force is the line",
    ("stock_indicators", "supertrend.lowerBand"): "the side that is in force is the line",
    ("stockcharts", "bbands.CrossUp"): "a sheet's own column",
    ("stockcharts", "bbands.CrossDown"): "a sheet's own column",
    ("stockcharts", "donchian.dc_band_width"): "a sheet's own column",
    ("stockcharts", "donchian.dc_percentage"): "a sheet's own column",
    ("stockcharts", "keltner.kc_band_width"): "a sheet's own column",
    ("stockcharts", "keltner.kc_percentage"): "a sheet's own column",
    ("stockcharts", "keltner.kc_high_indicator"): "a sheet's own column",
    ("stockcharts", "keltner.kc_low_indicator"): "a sheet's own column",
    ("stockcharts", "psar.psar_up_ind"): "a sheet's own column",
    ("stockcharts", "psar.psar_down_ind"): "a sheet's own column",
}

# TA-Lib's own regression test compares with this; many points are cut off, not rounded.
_TALIB_TOLERANCE = 0.01


@pytest.fixture(scope="module")
def goldens(request: pytest.FixtureRequest) -> list[Golden]:
    folder: Path = request.getfixturevalue("shared_data") / "reference"
    return list(read_golden(folder))


def test_every_published_value_agrees_or_differs_for_a_stated_reason(
    goldens: list[Golden],
) -> None:
    used: set[tuple[str, ...]] = set()
    compared = 0
    for golden in goldens:
        template = template_for(golden)
        if template is None:
            continue
        ours = values_of(template.format(**parameters(golden)), golden.columns)
        key = difference_key(golden)
        difference = DIFFERENCES.get(key, Difference(""))
        gap = distance(golden, ours)
        bad = gap > tolerance(golden, None)
        if bad.any():
            used.add(key)
            assert difference.reason, f"{golden} differs on bars {np.flatnonzero(bad)[:5]}"
        still_bad = (gap > tolerance(golden, difference.within))[difference.after :]
        assert still_bad.mean() <= 1 - difference.share, f"{golden} differs by {gap.max()}"
        compared += int((~np.isnan(golden.values) & ~np.isnan(ours)).sum())
    assert compared > 40_000
    assert set(DIFFERENCES) - used == set(), "differences that are none any more"


def test_every_published_output_is_compared_or_left_out_for_a_stated_reason(
    goldens: list[Golden],
) -> None:
    for golden in goldens:
        names = (golden.indicator, f"{golden.indicator}.{golden.output}")
        left_out = any((golden.source, name) in NOT_OURS for name in names)
        assert (template_for(golden) is None) == left_out, str(golden)


def test_ours_is_known_wherever_theirs_is_once_it_has_begun(goldens: list[Golden]) -> None:
    for golden in goldens:
        template = template_for(golden)
        if template is None or "psar(0.02" in template:
            continue
        formula = template.format(**parameters(golden))
        ours, lookback = values_of(formula, golden.columns), compile_text(formula).lookback
        theirs_only = ~np.isnan(golden.values) & np.isnan(ours)
        assert not theirs_only[lookback:].any(), str(golden)


def template_for(golden: Golden) -> str | None:
    """Return our formula for a published output, with the parameters left open."""
    matype = golden.params.get("matype", golden.params.get("slowk_matype", "SMA"))
    output = golden.output
    if golden.source == "talib":
        way = THEIR_WAY.get(("talib", golden.indicator, matype))
        way = way or THEIR_WAY.get(("talib", golden.indicator, f"{matype}.{output}"))
        return way or FORMULAS[golden.indicator][f"{golden.name}.{output}"]
    for name in (output, f"{golden.name}.{output}"):
        if (golden.source, golden.indicator, name) in THEIR_WAY:
            return THEIR_WAY[golden.source, golden.indicator, name]
    return FORMULAS.get(golden.indicator, {}).get(output)


def parameters(golden: Golden) -> dict[str, Any]:
    """Return the published parameters under our letters."""
    free = dict(golden.params)
    letters: dict[str, Any] = {}
    for letter, names in _NAMES.items():
        name = next((name for name in names if name in free), None)
        if name is not None:
            letters[letter] = free.pop(name)
    return letters


def difference_key(golden: Golden) -> tuple[str, ...]:
    """Return the key of the difference that covers `golden`, the narrowest first."""
    output = golden.output
    if golden.source == "talib":
        output = f"{golden.name}.{output}"
    narrow = (golden.source, golden.indicator, output)
    return narrow if narrow in DIFFERENCES else narrow[:2]


def distance(golden: Golden, ours: np.ndarray) -> np.ndarray:
    """Return how far ours lies from theirs, 0 where one of them is unknown."""
    return np.nan_to_num(np.abs(ours - golden.values))


def tolerance(golden: Golden, within: float | None) -> np.ndarray:
    """Return what may lie between two equal values, or between stated differences."""
    n_bars = len(golden.values)
    if golden.source == "talib":
        usual = np.full(n_bars, _TALIB_TOLERANCE)
    elif golden.tolerance:
        usual = np.full(n_bars, golden.tolerance * 1.0001 + 1e-12)
    else:
        usual = 1e-9 * np.maximum(1.0, np.nan_to_num(np.abs(golden.values)))
    return np.maximum(usual, within or 0.0)
