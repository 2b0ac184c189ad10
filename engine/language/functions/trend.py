"""Direction, trend-following stops and cycles."""

from __future__ import annotations

from engine.kernels import trend as kernels
from engine.language.functions.spec import (
    Function,
    Output,
    PaneKind,
    PlotKind,
    constant,
    period,
    source,
)

_HL = ("high", "low")
_ACCELERATION = (0.0, 10.0)

FUNCTIONS = (
    Function(
        "adx", (period(14),), "Average directional index, 0 to 100: the strength of a trend.",
        definition="rma(dx(n), n)", note="Agrees with TA-Lib after about 240 bars",
        source="Wilder 1978; Pine ta.dmi", example="adx(14) > 25",
    ),
    Function(
        "adxr", (period(14),), "Mean of the ADX and that of n - 1 bars ago.",
        definition="(adx(n) + adx(n)[n - 1]) / 2", source="Wilder 1978; TA-Lib ADXR",
        example="adx(14) > adxr(14)",
    ),
    Function(
        "dx", (period(14),), "Directional index: the balance of the two directional indicators.",
        definition="100 * abs(plus_di(n) - minus_di(n)) / (plus_di(n) + minus_di(n))",
        source="Wilder 1978; TA-Lib DX", example="dx(14) > 40",
    ),
    Function(
        "plus_di", (period(14),), "Positive directional indicator, 0 to 100.",
        definition="100 * rma(plus_dm(1), n) / rma(trange(), n)",
        source="Wilder 1978; TA-Lib PLUS_DI", example="plus_di(14) crosses above minus_di(14)",
        synonyms=("pdi", "di_plus"),
    ),
    Function(
        "minus_di", (period(14),), "Negative directional indicator, 0 to 100.",
        definition="100 * rma(minus_dm(1), n) / rma(trange(), n)",
        source="Wilder 1978; TA-Lib MINUS_DI", example="minus_di(14) > plus_di(14)",
        synonyms=("mdi", "di_minus"),
    ),
    Function(
        "plus_dm", (period(14),), "Positive directional movement, as Wilder's running sum.",
        kernels.PLUS_DM, columns=_HL, note="n=1 is the movement of the bar alone",
        source="Wilder 1978; TA-Lib PLUS_DM", example="plus_dm(14) > minus_dm(14)",
    ),
    Function(
        "minus_dm", (period(14),), "Negative directional movement, as Wilder's running sum.",
        kernels.MINUS_DM, columns=_HL, note="n=1 is the movement of the bar alone",
        source="Wilder 1978; TA-Lib MINUS_DM", example="minus_dm(14) > plus_dm(14)",
    ),
    Function(
        "aroon", (period(14),),
        "Aroon, 0 to 100: how long ago the highest high and lowest low were.",
        kernels.AROON, columns=_HL, outputs=(Output("up"), Output("down")),
        note="100 * (n - bars since the extreme of n + 1 bars) / n",
        source="Chande 1995; TA-Lib AROON, which gives down first",
        example="aroon(25).up > 70 and aroon(25).down < 30",
    ),
    Function(
        "aroonosc", (period(14),), "Aroon up less Aroon down, -100 to 100.",
        definition="aroon(n).up - aroon(n).down", source="Chande 1995; TA-Lib AROONOSC",
        example="aroonosc(25) > 50",
    ),
    Function(
        "vortex", (period(14),), "Vortex: upward and downward movement against the true range.",
        outputs=(
            Output("plus", "sum(abs(high - (low - change(low))), n) / sum(trange(), n)"),
            Output("minus", "sum(abs(low - (high - change(high))), n) / sum(trange(), n)"),
        ),
        source="Botes and Siepman 2010; TA-Lib VORTEX",
        example="vortex(14).plus crosses above vortex(14).minus",
    ),
    Function(
        "psar",
        (constant("step", 0.02, *_ACCELERATION), constant("most", 0.2, *_ACCELERATION)),
        "Parabolic stop and reverse.", kernels.PSAR, columns=_HL, pane=PaneKind.PRICE,
        plot=PlotKind.DOTS, note="The stop closes in on the price by step at each new extreme",
        source="Wilder 1978; TA-Lib SAR", example="close crosses above psar()", synonyms=("sar",),
    ),
    Function(
        "sarext",
        (
            constant("start", 0.0), constant("offset", 0.0, 0.0),
            constant("init_long", 0.02, 0.0), constant("step_long", 0.02, 0.0),
            constant("max_long", 0.2, 0.0), constant("init_short", 0.02, 0.0),
            constant("step_short", 0.02, 0.0), constant("max_short", 0.2, 0.0),
        ),
        "Parabolic stop with its own steps for long and short; negative while short.",
        kernels.SAREXT, columns=_HL, note="start > 0 begins long at that price, < 0 short",
        source="TA-Lib SAREXT", example="sarext() > 0 and sarext()[1] < 0",
    ),
    Function(
        "supertrend", (period(10, low=2), constant("k", 3.0, 0.0)),
        "SuperTrend: a stop k average true ranges away, and its direction (1 up, -1 down).",
        kernels.SUPERTREND, columns=("high", "low", "close"),
        outputs=(Output("line", pane=PaneKind.PRICE), Output("dir")), default_output="line",
        note="hl2 +/- k * atr(n), kept until the close crosses it; starts upward, Pine's downward",
        source="Seban; TA-Lib SUPERTREND",
        example="supertrend(10, 3).dir > 0 and supertrend(10, 3).dir[1] < 0",
    ),
    Function(
        "ichimoku",
        (period(9, "t"), period(26, "k"), period(52, "s"), period(26, "shift", 0)),
        "Ichimoku lines; the spans are those drawn under the current bar, shift bars old.",
        outputs=(
            Output("tenkan", "(highest(high, t) + lowest(low, t)) / 2", PaneKind.PRICE),
            Output("kijun", "(highest(high, k) + lowest(low, k)) / 2", PaneKind.PRICE),
            Output("span_a", "((tenkan + kijun) / 2)[shift]", PaneKind.PRICE),
            Output("span_b", "((highest(high, s) + lowest(low, s)) / 2)[shift]", PaneKind.PRICE),
        ),
        note="There is no lagging span: it is the close drawn in the past",
        source="Hosoda 1969",
        example="ik = ichimoku(9, 26, 52); close > max(ik.span_a, ik.span_b)",
    ),
    Function(
        "fractal", (period(2, "left"), period(2, "right")),
        "Williams fractals: 100 where a swing high, -100 where a swing low becomes known.",
        kernels.FRACTAL, columns=_HL, outputs=(Output("high"), Output("low")),
        note="Known right bars after the extreme", source="Williams 1995; TA-Lib FRACTAL",
        example="fractal().low < 0",
    ),
    Function(
        "pivot_high", (source("high"), period(5, "left"), period(5, "right")),
        "The last bar's pivot high, known right bars late; unknown on other bars.",
        definition="if(x[right] >= highest(x, left + right + 1), x[right], na)",
        pane=PaneKind.PRICE, plot=PlotKind.DOTS, source="Pine ta.pivothigh",
        example="not isna(pivot_high(high, 5, 5))",
    ),
    Function(
        "pivot_low", (source("low"), period(5, "left"), period(5, "right")),
        "The last bar's pivot low, known right bars late; unknown on other bars.",
        definition="if(x[right] <= lowest(x, left + right + 1), x[right], na)",
        pane=PaneKind.PRICE, plot=PlotKind.DOTS, source="Pine ta.pivotlow",
        example="not isna(pivot_low(low, 5, 5))",
    ),
    Function(
        "ha", (), "Heikin-Ashi candles.", kernels.HEIKIN_ASHI,
        columns=("open", "high", "low", "close"),
        outputs=tuple(Output(n, pane=PaneKind.PRICE) for n in ("open", "high", "low", "close")),
        note="close = ohlc4; open = mean of the previous Heikin-Ashi open and close",
        source="TA-Lib HA", example="ha().close > ha().open",
    ),
    Function(
        "ht_dcperiod", (source(),), "Dominant cycle of the Hilbert transform, in bars.",
        kernels.HT_DCPERIOD, note="Homodyne discriminator",
        source="Ehlers 2001; TA-Lib HT_DCPERIOD",
        example="ht_dcperiod(close) < 20",
    ),
    Function(
        "ht_dcphase", (source(),), "Phase of the dominant cycle, in degrees.",
        kernels.HT_DCPHASE, note="Angle of the dominant cycle's phasor",
        source="Ehlers 2001; TA-Lib HT_DCPHASE", example="ht_dcphase(close) > 180",
    ),
    Function(
        "ht_phasor", (source(),), "In-phase and quadrature components of the dominant cycle.",
        kernels.HT_PHASOR, outputs=(Output("inphase"), Output("quadrature")),
        note="Components of the analytic signal", source="Ehlers 2001; TA-Lib HT_PHASOR",
        example="ht_phasor(close).inphase > 0",
    ),
    Function(
        "ht_sine", (source(),),
        "Sine of the dominant cycle's phase, and the same 45 degrees ahead.",
        kernels.HT_SINE, outputs=(Output("sine"), Output("lead")),
        note="sin(phase) and sin(phase + 45)", source="Ehlers 2001; TA-Lib HT_SINE",
        example="s = ht_sine(close); s.lead crosses above s.sine",
    ),
    Function(
        "ht_trendmode", (source(),), "1 in a trend, 0 in a cycle, by the Hilbert transform.",
        kernels.HT_TRENDMODE, note="From the phase's turning and the distance to the trendline",
        source="Ehlers 2001; TA-Lib HT_TRENDMODE", example="ht_trendmode(close) == 1",
    ),
)  # fmt: skip
