"""Momentum and oscillators."""

from __future__ import annotations

from engine.kernels import momentum as kernels
from engine.language.functions.spec import Function, Output, PlotKind, period, source

_HLC = ("high", "low", "close")

FUNCTIONS = (
    Function(
        "rsi", (source(), period(14)),
        "Relative strength index, 0 to 100: how much of the movement was upward.", kernels.RSI,
        note="100 * up / (up + down), up and down being rma(., n) of the gains and losses; "
        "unknown while nothing has moved",
        source="Wilder 1978; TA-Lib RSI", example="rsi(close, 14) crosses above 30",
    ),
    Function(
        "rsi_sma", (source(), period(14)), "Cutler's RSI, with simple means of gains and losses.",
        definition="100 * sma(max(change(x), 0), n) / sma(abs(change(x)), n)",
        note="Differs from Wilder's by 6 points on average",
        source="Cutler", example="rsi_sma(close, 14) < 30",
    ),
    Function(
        "macd", (source(), period(12, "fast"), period(26, "slow"), period(9, "signal")),
        "Moving average convergence/divergence: a fast average less a slow one.",
        outputs=(
            Output("line", "ema(x, fast) - ema(x, slow)"),
            Output("signal", "ema(line, signal)"),
            Output("hist", "line - signal", plot=PlotKind.HISTOGRAM),
        ),
        default_output="line",
        note="TA-Lib starts the fast average later and hides the line until the signal exists; "
        "the two agree after about 110 bars",
        source="Appel 1979", example="m = macd(); m.line crosses above m.signal",
    ),
    Function(
        "apo", (source(), period(12, "fast"), period(26, "slow")),
        "Absolute price oscillator: a fast exponential average less a slow one.",
        definition="ema(x, fast) - ema(x, slow)", source="TA-Lib APO", example="apo() > 0",
    ),
    Function(
        "ppo", (source(), period(12, "fast"), period(26, "slow"), period(9, "signal")),
        "Percentage price oscillator: MACD in percent of the slow average.",
        outputs=(
            Output("line", "100 * (ema(x, fast) - ema(x, slow)) / ema(x, slow)"),
            Output("signal", "ema(line, signal)"),
            Output("hist", "line - signal", plot=PlotKind.HISTOGRAM),
        ),
        default_output="line", source="TA-Lib PPO", example="ppo() crosses above 0",
    ),
    Function(
        "stoch", (period(14), period(3, "k"), period(3, "d")),
        "Slow stochastic: where the close lies in the range of n bars, 0 to 100.",
        outputs=(
            Output(
                "k",
                "sma(100 * (close - lowest(low, n)) / (highest(high, n) - lowest(low, n)), k)",
            ),
            Output("d", "sma(k, d)"),
        ),
        default_output="k", note="k=1 is the fast stochastic; unknown where the range is flat",
        source="Lane; TA-Lib STOCH",
        example="s = stoch(14, 3, 3); s.k crosses above s.d and s.k < 20",
    ),
    Function(
        "stochf", (period(5), period(3, "d")), "Fast stochastic, without smoothing of %K.",
        outputs=(
            Output("k", "100 * (close - lowest(low, n)) / (highest(high, n) - lowest(low, n))"),
            Output("d", "sma(k, d)"),
        ),
        default_output="k", source="Lane; TA-Lib STOCHF", example="stochf(5, 3).k < 10",
    ),
    Function(
        "stochrsi", (source(), period(14), period(14, "m", 2), period(3, "d")),
        "Where the RSI lies in its own range of m bars, 0 to 100.",
        outputs=(
            Output(
                "k",
                "100 * (rsi(x, n) - lowest(rsi(x, n), m))"
                " / (highest(rsi(x, n), m) - lowest(rsi(x, n), m))",
            ),
            Output("d", "sma(k, d)"),
        ),
        default_output="k", note="k is not smoothed, as in TA-Lib",
        source="Chande and Kroll 1994; TA-Lib STOCHRSI", example="stochrsi(14, 14) < 20",
    ),
    Function(
        "kdj", (period(9), period(3, "k"), period(3, "d")),
        "Stochastic with Wilder's smoothing and the line J = 3K - 2D, as in China.",
        outputs=(
            Output(
                "k",
                "rma(100 * (close - lowest(low, n)) / (highest(high, n) - lowest(low, n)), k)",
            ),
            Output("d", "rma(k, d)"),
            Output("j", "3 * k - 2 * d"),
        ),
        default_output="k", source="TDX KDJ; TA-Lib KDJ",
        example="x = kdj(9, 3, 3); x.k crosses above x.d and x.j < 20",
    ),
    Function(
        "smi",
        (period(13), period(2, "fast"), period(25, "slow"), period(9, "signal")),
        "Stochastic momentum index, -100 to 100: the close against the middle of its range.",
        outputs=(
            Output(
                "smi",
                "200 * ema(ema(close - (highest(high, n) + lowest(low, n)) / 2, slow), fast)"
                " / ema(ema(highest(high, n) - lowest(low, n), slow), fast)",
            ),
            Output("signal", "ema(smi, signal)"),
        ),
        default_output="smi", source="Blau 1993; TA-Lib SMI",
        example="s = smi(); s.smi crosses above s.signal",
    ),
    Function(
        "cci", (period(14, low=2),), "Commodity channel index: price by its mean deviation.",
        kernels.CCI, columns=_HLC,
        note="(hlc3 - sma(hlc3, n)) / (0.015 * avgdev(hlc3, n)); unknown where hlc3 stood still",
        source="Lambert 1980; TA-Lib CCI", example="cci(20) crosses above -100",
    ),
    Function(
        "mfi", (period(14),), "Money flow index, 0 to 100: an RSI weighted by volume.",
        kernels.MFI, columns=(*_HLC, "volume"),
        note="100 * up / (up + down), sums over n bars of hlc3 * volume where hlc3 rose and fell; "
        "unknown where no money flowed",
        source="Quong and Soudack 1989; TA-Lib MFI", example="mfi(14) < 20",
    ),
    Function(
        "willr", (period(14),), "Williams %R, -100 to 0: how far below the highest high.",
        definition="-100 * (highest(high, n) - close) / (highest(high, n) - lowest(low, n))",
        note="TDX's WR is 0..100: -willr(n)",
        source="Williams 1973; TA-Lib WILLR", example="willr(14) < -80", synonyms=("wpr",),
    ),
    Function(
        "roc", (source(), period(10)), "Rate of change in percent over n values.", kernels.ROC,
        note="100 * (x / x[n] - 1)", source="TA-Lib ROC", example="roc(close, 20) > 10",
    ),
    Function(
        "rocp", (source(), period(10)), "Rate of change as a fraction.",
        definition="change(x, n) / (x - change(x, n))", source="TA-Lib ROCP",
        example="rocp(close, 20) > 0.1",
    ),
    Function(
        "rocr", (source(), period(10)), "Ratio of a value to that n values ago.",
        definition="x / (x - change(x, n))", source="TA-Lib ROCR",
        example="rocr(close, 20) > 1.1",
    ),
    Function(
        "rocr100", (source(), period(10)), "Ratio of a value to that n values ago, times 100.",
        definition="100 * x / (x - change(x, n))", source="TA-Lib ROCR100",
        example="rocr100(close, 20) > 110",
    ),
    Function(
        "change", (source(), period(1)), "Difference from n values ago.", kernels.CHANGE,
        note="x - x[n], counting known values only", source="TA-Lib MOM; Pine ta.change",
        example="change(close, 5) > 0", synonyms=("mom", "mtm"), aggregates=True,
    ),
    Function(
        "cmo", (source(), period(14)), "Chande momentum oscillator, -100 to 100, smoothed.",
        definition="2 * rsi(x, n) - 100", source="Chande 1994; TA-Lib CMO",
        example="cmo(close, 14) < -50",
    ),
    Function(
        "cmou", (source(), period(14)), "Chande momentum oscillator over plain sums.",
        definition="100 * sum(change(x), n) / sum(abs(change(x)), n)",
        source="Chande 1994; TA-Lib CMOU", example="cmou(close, 14) < -50",
    ),
    Function(
        "tsi", (source(), period(25, "slow"), period(13, "fast")),
        "True strength index, -100 to 100: momentum smoothed twice.",
        definition="100 * ema(ema(change(x), slow), fast) / ema(ema(abs(change(x)), slow), fast)",
        source="Blau 1991; TA-Lib TSI", example="tsi() crosses above 0",
    ),
    Function(
        "trix", (source(), period(30)),
        "Percent change of an exponential average taken three times.",
        definition="roc(ema(ema(ema(x, n), n), n), 1)",
        source="Hutson 1983; TA-Lib TRIX", example="trix(close, 15) crosses above 0",
    ),
    Function(
        "ultosc", (period(7, "a"), period(14, "b"), period(28, "c")),
        "Ultimate oscillator, 0 to 100: buying pressure over three windows.",
        definition="100 * (4 * sum(buying_pressure(), a) / sum(trange(), a)"
        " + 2 * sum(buying_pressure(), b) / sum(trange(), b)"
        " + sum(buying_pressure(), c) / sum(trange(), c)) / 7",
        source="Williams 1985; TA-Lib ULTOSC", example="ultosc() < 30",
    ),
    Function(
        "buying_pressure", (), "Close above the lower of the low and the previous close.",
        definition="close - min(low, close - change(close))",
        source="Williams 1985", example="buying_pressure() > atr(14)",
    ),
    Function(
        "ao", (period(5, "fast"), period(34, "slow")), "Awesome oscillator.",
        definition="sma(hl2, fast) - sma(hl2, slow)", plot=PlotKind.HISTOGRAM,
        source="Williams 1995; TA-Lib AO", example="ao() crosses above 0",
    ),
    Function(
        "ac", (period(5, "fast"), period(34, "slow"), period(5, "signal")),
        "Accelerator oscillator: the awesome oscillator less its average.",
        definition="ao(fast, slow) - sma(ao(fast, slow), signal)", plot=PlotKind.HISTOGRAM,
        source="Williams 1995; TA-Lib AC", example="ac() > 0 and ac()[1] <= 0",
    ),
    Function(
        "bop", (), "Balance of power, -1 to 1: where the close lies against the open.",
        definition="(close - open) / (high - low)", source="TA-Lib BOP", example="bop() > 0.8",
    ),
    Function(
        "coppock", (source(), period(10), period(11, "a"), period(14, "b")),
        "Coppock curve: smoothed sum of two rates of change.",
        definition="wma(roc(x, a) + roc(x, b), n)", source="Coppock 1962; TA-Lib COPPOCK",
        example="coppock() crosses above 0",
    ),
    Function(
        "dpo", (source(), period(20)),
        "Detrended price oscillator; nothing of it lies in the future.",
        definition="x[floor(n / 2) + 1] - sma(x, n)", source="TA-Lib DPO", example="dpo() > 0",
    ),
    Function(
        "er", (source(), period(10)),
        "Kaufman's efficiency ratio, 0 to 1: net over total movement.",
        definition="abs(change(x, n)) / sum(abs(change(x)), n)",
        source="Kaufman 1995; TA-Lib ER", example="er(close, 10) > 0.6",
    ),
    Function(
        "eri", (period(13),), "Elder ray: the extremes against an exponential average.",
        outputs=(
            Output("bull", "high - ema(close, n)", plot=PlotKind.HISTOGRAM),
            Output("bear", "low - ema(close, n)", plot=PlotKind.HISTOGRAM),
        ),
        source="Elder 1989; TA-Lib ERI",
        example="eri(13).bear > eri(13).bear[1] and eri(13).bear < 0",
    ),
    Function(
        "fosc", (source(), period(5, low=2)),
        "Forecast oscillator: the miss of the last forecast in percent.",
        definition="100 * (x - tsf(x, n)[1]) / x", source="Chande; TA-Lib FOSC",
        example="fosc(close, 5) > 0",
    ),
    Function(
        "imi", (period(14),), "Intraday momentum index, 0 to 100: an RSI of the bodies.",
        definition="100 * sum(max(close - open, 0), n) / sum(abs(close - open), n)",
        source="Chande 1994; TA-Lib IMI", example="imi(14) < 30",
    ),
    Function(
        "qstick", (period(10),), "Mean of the bodies: whether buying or selling builds up.",
        definition="sma(close - open, n)", source="Chande 1994; TA-Lib QSTICK",
        example="qstick(10) > 0",
    ),
    Function(
        "vhf", (source(), period(28)), "Vertical horizontal filter: how much of a trend there is.",
        definition="(highest(x, n) - lowest(x, n)) / sum(abs(change(x)), n)",
        source="White 1991; TA-Lib VHF", example="vhf(close, 28) > 0.4",
    ),
)  # fmt: skip
