"""TA-Lib's 61 candlestick patterns: 100 bullish, -100 bearish, 0 none.

Each row: name, lookback, what it is; the bodies and shadows are judged against the means of the
ten candles before, which is where most of the lookback comes from.
"""

from __future__ import annotations

from engine.kernels.patterns import pattern
from engine.language.functions.spec import Function, PlotKind, constant

_ROWS: tuple[tuple[str, int, str], ...] = (
    (
        "2crows",
        12,
        "Two crows: after a rise two black candles, the second closing into the first white",
    ),
    ("3blackcrows", 13, "Three black crows: three long black candles, each closing lower"),
    ("3inside", 12, "Three inside up or down: a harami and its confirmation"),
    ("3linestrike", 8, "Three-line strike: three candles of a trend and one that engulfs them"),
    ("3outside", 3, "Three outside up or down: an engulfing and its confirmation"),
    (
        "3starsinsouth",
        12,
        "Three stars in the south: black candles that shrink, each inside the last",
    ),
    ("3whitesoldiers", 12, "Three white soldiers: three long white candles, each closing higher"),
    ("abandonedbaby", 12, "Abandoned baby: a doji between two gaps"),
    ("advanceblock", 12, "Advance block: three white candles that lose strength"),
    ("belthold", 10, "Belt hold: a long candle that opens at its extreme"),
    ("breakaway", 14, "Breakaway: a gap in the trend that the fifth candle closes"),
    ("closingmarubozu", 10, "Closing marubozu: a long candle that closes at its extreme"),
    (
        "concealbabyswall",
        13,
        "Concealing baby swallow: four black candles, the last engulfing the third",
    ),
    ("counterattack", 11, "Counterattack: two long candles of opposite colour with equal closes"),
    (
        "darkcloudcover",
        11,
        "Dark cloud cover: opens above the high and closes deep in the white body",
    ),
    ("doji", 10, "Doji: opens and closes at the same price"),
    ("dojistar", 11, "Doji star: a doji that gaps away from a long candle"),
    ("dragonflydoji", 10, "Dragonfly doji: a doji at the top of a long lower shadow"),
    ("engulfing", 2, "Engulfing: a body that covers the opposite body before"),
    ("eveningdojistar", 12, "Evening doji star: an evening star whose star is a doji"),
    ("eveningstar", 12, "Evening star: a star above a long white candle, then a black one"),
    ("gapsidesidewhite", 7, "Side-by-side white lines after a gap"),
    ("gravestonedoji", 10, "Gravestone doji: a doji at the bottom of a long upper shadow"),
    ("hammer", 11, "Hammer: a small body with a long lower shadow after a fall"),
    ("hangingman", 11, "Hanging man: a small body with a long lower shadow after a rise"),
    ("harami", 11, "Harami: a small body inside the long one before"),
    ("haramicross", 11, "Harami cross: a doji inside the long body before"),
    ("highwave", 10, "High wave: a small body between two very long shadows"),
    ("hikkake", 5, "Hikkake: a failed break of an inside bar; 200 when it is confirmed"),
    ("hikkakemod", 10, "Modified hikkake: a hikkake after another inside bar"),
    ("homingpigeon", 11, "Homing pigeon: a black body inside the black body before"),
    ("identical3crows", 12, "Identical three crows: black crows that open at the last close"),
    ("inneck", 11, "In-neck: closes just inside the black candle before"),
    ("invertedhammer", 11, "Inverted hammer: a small body with a long upper shadow after a fall"),
    ("kicking", 11, "Kicking: two marubozu of opposite colour with a gap between"),
    ("kickingbylength", 11, "Kicking, judged by the longer marubozu"),
    ("ladderbottom", 14, "Ladder bottom: four falling black candles and a white one"),
    ("longleggeddoji", 10, "Long-legged doji: a doji with long shadows"),
    ("longline", 10, "Long line: a long body with short shadows"),
    ("marubozu", 10, "Marubozu: a long body without shadows"),
    ("matchinglow", 6, "Matching low: two black candles with equal closes"),
    ("mathold", 14, "Mat hold: a pause in a rise that then goes on"),
    ("morningdojistar", 12, "Morning doji star: a morning star whose star is a doji"),
    ("morningstar", 12, "Morning star: a star below a long black candle, then a white one"),
    ("onneck", 11, "On-neck: closes at the low of the black candle before"),
    ("piercing", 11, "Piercing: opens below the low and closes above the middle of the black body"),
    ("rickshawman", 10, "Rickshaw man: a long-legged doji with its body in the middle"),
    (
        "risefall3methods",
        14,
        "Rising or falling three methods: a pause inside a long candle's range",
    ),
    ("separatinglines", 11, "Separating lines: opposite candles with equal opens"),
    ("shootingstar", 11, "Shooting star: a small body with a long upper shadow after a rise"),
    ("shortline", 10, "Short line: a short body with short shadows"),
    ("spinningtop", 10, "Spinning top: a small body with longer shadows"),
    ("stalledpattern", 12, "Stalled pattern: three white candles, the last a small one"),
    ("sticksandwich", 7, "Stick sandwich: a white candle between two black ones with equal closes"),
    ("takuri", 10, "Takuri: a dragonfly doji with a very long lower shadow"),
    ("tasukigap", 7, "Tasuki gap: a gap that the third candle does not close"),
    ("thrusting", 11, "Thrusting: closes below the middle of the black body before"),
    ("tristar", 12, "Tristar: three doji in a row"),
    (
        "unique3river",
        12,
        "Unique three river: a hammer inside a black candle, then a small white one",
    ),
    ("upsidegap2crows", 12, "Upside gap two crows: two black candles above a gap"),
    ("xsidegap3methods", 2, "Upside or downside gap three methods: a gap that is closed"),
)

_PENETRATION = {
    "abandonedbaby": 0.3, "darkcloudcover": 0.5, "eveningdojistar": 0.3, "eveningstar": 0.3,
    "mathold": 0.5, "morningdojistar": 0.3, "morningstar": 0.3,
}  # fmt: skip


def _function(name: str, lookback: int, summary: str) -> Function:
    """Return the row of one pattern."""
    penetration = _PENETRATION.get(name)
    params = () if penetration is None else (constant("penetration", penetration, 0.0, 1.0),)
    return Function(
        f"cdl_{name}",
        params,
        f"{summary}.",
        pattern(name, lookback),
        columns=("open", "high", "low", "close"),
        note="100 bullish, -100 bearish, 0 none",
        plot=PlotKind.HISTOGRAM,
        source=f"Nison 1991; TA-Lib CDL{name.upper()}",
        example=f"cdl_{name}() != 0",
        synonyms=(f"cdl{name}",),
    )


FUNCTIONS = tuple(_function(*row) for row in _ROWS)
