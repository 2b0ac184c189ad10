"""Volume."""

from __future__ import annotations

from engine.kernels import volume as kernels
from engine.language.functions.spec import Function, Output, PaneKind, PlotKind, condition, period

_HLCV = ("high", "low", "close", "volume")
_CV = ("close", "volume")

FUNCTIONS = (
    Function(
        "vwap", (period(0, low=0),),
        "Volume-weighted average price: of the day so far, or of the last n bars.",
        note="vwap() starts anew each UTC day and needs intraday bars; "
        "vwap(n) is sum(hlc3 * volume, n) / sum(volume, n)",
        pane=PaneKind.PRICE, source="Pine ta.vwap",
        example="close crosses above vwap(20)",
    ),
    Function(
        "avwap", (condition(),),
        "Volume-weighted average price since the condition was last true.",
        kernels.ANCHORED_VWAP, columns=("hlc3", "volume"), pane=PaneKind.PRICE,
        note="Anchored VWAP over hlc3; unknown before the first anchor",
        source="Shannon", example="close > avwap(close == lowest(close, 252))",
    ),
    Function(
        "rvol", (period(20),), "Relative volume: against the mean of the previous n bars.",
        kernels.RVOL, columns=("volume",), note="volume / sma(volume, n)[1]",
        source="TA-Lib RVOL", example="rvol(20) > 2",
    ),
    Function(
        "obv", (), "On-balance volume: volume added on rises, taken off on falls.", kernels.OBV,
        columns=_CV, note="Starts at the first volume; only its changes mean something",
        source="Granville 1963; TA-Lib OBV", example="obv() > highest(obv(), 20)[1]",
    ),
    Function(
        "ad", (), "Accumulation/distribution line.", kernels.AD, columns=_HLCV,
        note="Running sum of volume * ((close - low) - (high - close)) / (high - low)",
        source="Chaikin; TA-Lib AD", example="ad() > sma(ad(), 20)",
    ),
    Function(
        "adosc", (period(3, "fast", 2), period(10, "slow", 2)),
        "Chaikin's oscillator of the A/D line.",
        kernels.ADOSC, columns=_HLCV, note="ema(ad(), fast) - ema(ad(), slow)",
        source="Chaikin; TA-Lib ADOSC", example="adosc() crosses above 0",
    ),
    Function(
        "cmf", (period(20),), "Chaikin's money flow, -1 to 1.", kernels.CMF, columns=_HLCV,
        note="sum(volume * ((close - low) - (high - close)) / (high - low), n) / sum(volume, n); "
        "a bar without range counts 0",
        source="Chaikin; TA-Lib CMF", example="cmf(20) > 0.2",
    ),
    Function(
        "efi", (period(13),), "Elder's force index: price change times volume, smoothed.",
        definition="ema(change(close) * volume, n)", source="Elder 1993; TA-Lib EFI",
        example="efi(13) crosses above 0",
    ),
    Function(
        "marketfi", (), "Market facilitation index: range per unit of volume.",
        definition="(high - low) / volume", source="Williams; TA-Lib MARKETFI",
        example="marketfi() > marketfi()[1] and volume > volume[1]",
    ),
    Function(
        "nvi", (), "Negative volume index: follows the price on days of falling volume.",
        kernels.NVI, columns=_CV, note="Starts at 1000", source="Fosback 1976; TA-Lib NVI",
        example="nvi() > ema(nvi(), 255)",
    ),
    Function(
        "pvi", (), "Positive volume index: follows the price on days of rising volume.",
        kernels.PVI, columns=_CV, note="Starts at 1000", source="Fosback 1976; TA-Lib PVI",
        example="pvi() > ema(pvi(), 255)",
    ),
    Function(
        "pvt", (), "Price volume trend: volume added in proportion to the price change.",
        kernels.PVT, columns=_CV, note="Running sum of volume * (close / close[1] - 1)",
        source="TA-Lib PVT", example="pvt() > sma(pvt(), 20)",
    ),
    Function(
        "pvo", (period(12, "fast"), period(26, "slow"), period(9, "signal")),
        "Percentage volume oscillator: the PPO of volume.",
        outputs=(
            Output("line", "100 * (ema(volume, fast) - ema(volume, slow)) / ema(volume, slow)"),
            Output("signal", "ema(line, signal)"),
            Output("hist", "line - signal", plot=PlotKind.HISTOGRAM),
        ),
        default_output="line", source="TA-Lib PVO", example="pvo() crosses above 0",
    ),
    Function(
        "wad", (), "Williams' accumulation/distribution.", kernels.WAD,
        columns=("high", "low", "close"),
        note="Running sum of the close's distance from the true low or high",
        source="Williams; TA-Lib WAD", example="wad() > sma(wad(), 20)",
    ),
)  # fmt: skip
