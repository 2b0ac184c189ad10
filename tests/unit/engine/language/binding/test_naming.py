"""Names of the values that a match reports, and how a chart draws them."""

from __future__ import annotations

import pytest

from tests.helpers.formulas import compile_text


def names(text: str) -> list[str]:
    return list(compile_text(text).value_names)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rsi(14) < 30", ["rsi(close,14)"]),
        ("RSI( Close , 14 ) < 30", ["rsi(close,14)"]),
        ("avg(C, 20) > 1", ["sma(close,20)"]),
        ("param n = 5; sma(n) > 1", ["sma(close,5)"]),
        ("sma(close, 2 * 10) > 1", ["sma(close,20)"]),
        ("x = close - open; sma(x, 5) > 0", ["x", "sma(x,5)"]),
        ("sma(close * volume, 20) > 5m", ["sma(close*volume,20)"]),
        ("sma(rsi(14), 3) > 50", ["rsi(close,14)", "sma(rsi(close,14),3)"]),
        ("macd().hist > 0", ["macd(close,12,26,9).hist"]),
        ("macd() > 0", ["macd(close,12,26,9).line"]),
        ("b = bbands(); close > b.upper", [
            "b.middle", "b.upper", "b.lower", "b.width", "b.pctb", "bbands(close,20,2).upper",
        ]),
        ("sma_20 > sma(close, 20)[1]", ["sma_20", "sma(close,20)[1]"]),
        ("weekly(sma(10)) > 1", ["weekly(sma(close,10))"]),
        ('symbol("SPY", close) > 1', ['symbol("SPY",close)']),
        ("max(close, open) > abs(low)", []),
        ("up = close > open; n = 3; s = 'a'; up", ["up", "n"]),
        ("highest(high, 252)[1] < close", ["highest(high,252)[1]"]),
        ("param n = 20; close > highest(high, n)[n][1]", ["highest(high,20)[21]"]),
        ("macd()[1].signal > macd().line[2]", [
            "macd(close,12,26,9).signal[1]", "macd(close,12,26,9).line[2]",
        ]),
        ("macd()[1] > 0", ["macd(close,12,26,9).line[1]"]),
        ("hh = highest(20); close > hh[1]", ["hh", "hh[1]", "highest(high,20)"]),
        ("m = macd(); m[1].line > 0", [
            "m.line", "m.signal", "m.hist", "m.line[1]", "macd(close,12,26,9).line",
        ]),
        ("up = close > open; up[1] and sma_20[1] > 0", ["up", "sma_20", "sma_20[1]"]),
        ("weekly(sma(10)[1]) > 1", ["weekly(sma(close,10)[1])"]),
        ("sma(rsi(14)[1], 3) > 50", ["rsi(close,14)[1]", "sma(rsi(close,14)[1],3)"]),
    ],
)  # fmt: skip
def test_a_value_is_named_by_its_variable_and_by_its_canonical_call(
    text: str, expected: list[str]
) -> None:
    assert names(text) == expected


def test_names_stay_short_however_often_a_variable_repeats_another() -> None:
    lines = ["a0 = close"] + [f"a{i} = a{i - 1} + a{i - 1}" for i in range(1, 100)]
    compiled = compile_text("\n".join([*lines, "sma(a99, 5) > 1"]))
    assert compiled.value_names[-1] == "sma(a99,5)"
    assert len(compiled.canonical) < 2500


def test_canonical_text_is_the_formula_in_one_form() -> None:
    compiled = compile_text("param n = 5 # days\nx = AVG( C , n )\n\nx > V(1) && not (x == 3)")
    assert compiled.canonical == "n=5;x=sma(close,5);x>volume(1) and not x==3"


def test_a_chart_draws_prices_over_the_candles_and_the_rest_below() -> None:
    text = (
        "b = bbands(); m = macd(); r = high - low; s = 2 * sma(close, 20) - low; g = close > open\n"
        "t = 0.95 * highest(252); vs = sma(volume, 20); hull = hma(close, 20)\n"
        "p = psar(); ratio = close / open; w = weekly(sma(close, 10)); picked = if(g, open, 0)\n"
        "g and m.line > 0"
    )
    panes = {hint.name: (hint.pane, hint.kind) for hint in compile_text(text).plots}
    assert panes["b.upper"] == panes["t"] == panes["hull"] == ("price", "line")
    assert panes["w"] == panes["picked"] == ("price", "line")
    assert panes["b.width"] == panes["r"] == panes["vs"] == panes["ratio"] == ("own", "line")
    assert panes["m.hist"] == ("own", "histogram")
    assert panes["p"] == ("price", "line")
    assert panes["g"] == ("own", "marks")
    assert "macd(close,12,26,9).line" not in panes
