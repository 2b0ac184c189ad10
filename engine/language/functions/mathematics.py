"""Functions of a single bar's values."""

from __future__ import annotations

from engine.language.functions.spec import Function, PaneKind, series


def _map(name: str, summary: str, example: str, note: str, **more: object) -> Function:
    """Return a function of one value that the table of maps computes."""
    return Function(
        name, (series(),), summary, map=name, note=note, example=example,
        source=f"TA-Lib {name.upper()}", is_indicator=False, **more,  # type: ignore[arg-type]
    )  # fmt: skip


_PAIR = (series("a"), series("b"))

FUNCTIONS = (
    Function(
        "max", _PAIR, "The larger of two or more values on the same bar.", map="max",
        is_variadic=True, note="For the highest of the last n bars write highest(x, n)",
        source="Pine math.max", example="close > max(open, close[1])", is_indicator=False,
        pane=PaneKind.SAME, synonyms=("greater",),
    ),
    Function(
        "min", _PAIR, "The smaller of two or more values on the same bar.", map="min",
        is_variadic=True, note="For the lowest of the last n bars write lowest(x, n)",
        source="Pine math.min", example="close < min(open, close[1])", is_indicator=False,
        pane=PaneKind.SAME, synonyms=("less",),
    ),
    _map("abs", "Value without its sign.", "abs(change(close)) > atr(14)", "|x|"),
    Function(
        "sign", (series(),), "-1, 0 or 1.", map="sign", note="0 for 0", source="Pine math.sign",
        example="sign(change(close)) == 1", is_indicator=False,
    ),
    Function(
        "round", (series(),), "Nearest whole number; halves go up.", map="round",
        note="round(2.5) = 3, round(-2.5) = -2", source="Pine math.round",
        example="round(close) == close", is_indicator=False,
    ),
    _map("floor", "Largest whole number that is not above.", "floor(close) == close", "floor(x)"),
    _map("ceil", "Smallest whole number that is not below.", "ceil(close) == close", "ceil(x)"),
    _map("sqrt", "Square root; unknown below 0.", "sqrt(volume) > 1000", "x ^ 0.5"),
    _map("exp", "e to the power of x.", "exp(change(ln(close))) > 1.05", "e ^ x"),
    _map(
        "ln", "Natural logarithm; unknown at 0 and below.", "change(ln(close)) > 0.05",
        "log to the base e", synonyms=("log",),
    ),
    _map("log10", "Logarithm to the base 10.", "log10(volume) > 6", "log to the base 10"),
    Function(
        "pow", (series(), series("y")), "x to the power of y.", map="^", note="x ^ y",
        source="Pine math.pow", example="pow(close / close[252], 0.5) > 1.1", is_indicator=False,
    ),
    Function(
        "mod", (series(), series("y")), "Remainder of x / y, with the sign of x.", map="%",
        note="x % y", source="Pine %", example="mod(close, 10) < 1", is_indicator=False,
    ),
    Function("add", _PAIR, "a + b.", map="+", note="a + b", source="TA-Lib ADD",
             example="add(high, low) > 2 * close", is_indicator=False),
    Function("sub", _PAIR, "a - b.", map="-", note="a - b", source="TA-Lib SUB",
             example="sub(high, low) > atr(14)", is_indicator=False),
    Function("mult", _PAIR, "a times b.", map="*", note="a * b", source="TA-Lib MULT",
             example="mult(close, volume) > 5m", is_indicator=False, synonyms=("mul",)),
    Function("div", _PAIR, "a divided by b; unknown where b is 0.", map="/", note="a / b",
             source="TA-Lib DIV", example="div(close, open) > 1.05", is_indicator=False),
    _map("sin", "Sine of an angle in radians.", "sin(close) > 0", "sin(x)"),
    _map("cos", "Cosine of an angle in radians.", "cos(close) > 0", "cos(x)"),
    _map("tan", "Tangent of an angle in radians.", "tan(close) > 0", "tan(x)"),
    _map("asin", "Arc sine; unknown outside -1 to 1.", "asin(close / high) > 1", "asin(x)"),
    _map("acos", "Arc cosine; unknown outside -1 to 1.", "acos(close / high) < 0.1", "acos(x)"),
    _map("atan", "Arc tangent.", "atan(change(close)) > 1", "atan(x)"),
    _map("sinh", "Hyperbolic sine.", "sinh(change(ln(close))) > 0.1", "sinh(x)"),
    _map("cosh", "Hyperbolic cosine.", "cosh(change(ln(close))) > 1.01", "cosh(x)"),
    _map("tanh", "Hyperbolic tangent, -1 to 1.", "tanh(change(close)) > 0.5", "tanh(x)"),
    Function(
        "avgprice", (), "Mean of open, high, low and close.", definition="ohlc4",
        pane=PaneKind.PRICE, source="TA-Lib AVGPRICE", example="close > avgprice()",
    ),
    Function(
        "medprice", (), "Mean of high and low.", definition="hl2", pane=PaneKind.PRICE,
        source="TA-Lib MEDPRICE", example="close > medprice()",
    ),
    Function(
        "typprice", (), "Typical price.", definition="hlc3", pane=PaneKind.PRICE,
        source="TA-Lib TYPPRICE", example="close > typprice()",
    ),
    Function(
        "wclprice", (), "Mean of high, low and close, the close counting twice.",
        definition="(high + low + 2 * close) / 4", pane=PaneKind.PRICE, source="TA-Lib WCLPRICE",
        example="close > wclprice()",
    ),
)  # fmt: skip
