"""Pasted expressions of other languages."""

from __future__ import annotations

import pytest

from engine.errors import Severity
from engine.language.registry import IndicatorRegistry
from engine.language.service import FormulaService
from engine.language.translate.translator import Language, translate

SERVICE = FormulaService(registry=IndicatorRegistry())

# language, pasted text, what it becomes
WHOLE = [
    ("AFL", "Cross(MA(C,50), MA(C,200))", "cross_up(sma(close, 50), sma(close, 200))"),
    ("AFL", "Buy = C > Ref(HHV(H,252),-1) AND V > 1.5*MA(V,50);", "close > highest(high, 252)[1] and volume > 1.5 * sma(volume, 50)"),
    ("AFL", "x = RSI(14);\nBuy = x < 30;\nSell = x > 70;", "x = rsi(close, 14)\nsell = x > 70\nx < 30"),
    ("AFL", "IIf(C>O,1,0) == 1", "if(close > open, 1, 0) == 1"),
    ("AFL", "n = Param(\"days\", 20, 5, 50);\nFilter = C > MA(C, n);", "param n = 20\nclose > sma(close, n)"),
    ("AFL", "MACD(12,26) > Signal(12,26,9)", "macd(close, 12, 26, 9).line > macd(close, 12, 26, 9).signal"),
    ("AFL", "ValueWhen(C>O, C, 2) < C && BarsSince(C>O) > 3", "valuewhen(close > open, close, 2) < close and barssince(close > open) > 3"),
    ("AFL", "Foreign(\"SPY\",\"C\") > 1 OR RelStrength(\"SPY\") > 1", 'symbol("SPY", close) > 1 or close / symbol("SPY", close) > 1'),
    ("AFL", "StDev(C,20,1) > 1 AND BBandTop(C,20,2) < H AND Avg > 1", "stdev(close, 20) > 1 and bbands(close, 20, 2).upper < high and hlc3 > 1"),
    ("AFL", "Ref(C, -n) < C", "close[n] < close"),
    ("AFL", "vol = V; vol > 1", "vol_ = volume\nvol_ > 1"),
    ("TDX", "MA5:=MA(C,5);\nXG:CROSS(MA5,MA(C,10)) AND C=HHV(C,20);", "ma5 = sma(close, 5)\ncross_up(ma5, sma(close, 10)) and close == highest(close, 20)"),
    ("TDX", "RSV:=(C-LLV(L,9))/(HHV(H,9)-LLV(L,9))*100; {KDJ}\nK:=SMA(RSV,3,1);\nD:=SMA(K,3,1);\nCROSS(K,D)", "rsv = (close - lowest(low, 9)) / (highest(high, 9) - lowest(low, 9)) * 100\nk = rma(rsv, 3)\nd = rma(k, 3)\ncross_up(k, d)"),
    ("TDX", "SMA(C,6,2)>REF(C,1)", "rma(close, 3) > close[1]"),
    ("TDX", "EVERY(C>O,3) && EXIST(C<O,5) || NOT(C>O)", "all(close > open, 3) and any(close < open, 5) or not close > open"),
    ("TDX", "SUM(V,0)>SUM(V,5) AND STD(C,20)<>STDP(C,20)", "cumsum(volume) > sum(volume, 5) and stdev(close, 20) * sqrt(20 / (20 - 1)) != stdev(close, 20)"),
    ("Kiwoom", "C > avg(C,20) && V > V(1)*2 && CrossUp(avg(C,5), eavg(C,20))", "close > sma(close, 20) and volume > volume[1] * 2 and cross_up(sma(close, 5), ema(close, 20))"),
    ("Kiwoom", "종가 > 최고값(고가(1),20) and valueWhen(1, C>O, H) < C and highestSince(1,C>O,H) > 1", "close > highest(high[1], 20) and valuewhen(close > open, high, 1) < close and highest_since(close > open, high) > 1"),
    ("MetaStock", "Mov(C,20,S) > Ref(Mov(C,50,E),-1) AND ROC(C,10,%) > 5", "sma(close, 20) > ema(close, 50)[1] and roc(close, 10) > 5"),
    ("MetaStock", "n := Input(\"Periods\",1,100,20);\nHHV(H,n) = H {new high}", "param n = 20\nhighest(high, n) == high"),
    ("MetaStock", "Alert(Cross(C,Mov(C,20,W)),5) AND BBandTop(C,20,S,2) < H AND ROC(C,5,$) > 1", "any(cross_up(close, wma(close, 20)), 5) and bbands(close, 20, 2).upper < high and change(close, 5) > 1"),
    ("MetaStock", "ValueWhen(1,C>O,C) < C AND Correl(C,O,20,0) > 0.5 AND EngulfingBull()", "valuewhen(close > open, close, 1) < close and correl(close, open, 20) > 0.5 and cdl_engulfing() > 0"),
    ("StockCharts", "[SMA(20,close) > yesterday's SMA(50,close)] and [close x SMA(20)]", "(sma(close, 20) > sma(close, 50)[1])\nand (close crosses above sma(close, 20))"),
    ("StockCharts", "[RSI(14) < 30] or not [today's high >= yesterday's daily max(252,high)]", "(rsi(close, 14) < 30)\nor not (high >= highest(high, 252)[1])"),
    ("StockCharts", "[MACD Line(12,26,9) > MACD Signal(12,26,9)] and [5 days ago volume > SMA(20,volume) * 2]", "(macd(close, 12, 26, 9).line > macd(close, 12, 26, 9).signal)\nand (volume[5] > sma(volume, 20) * 2)"),
    ("StockCharts", "[Bullish Engulfing is true] and [yesterday's Doji is true]", "(cdl_engulfing() > 0)\nand ((cdl_doji() > 0)[1])"),
    ("StockCharts", "[close > 10 and [OBV > 5 days ago OBV or PctChange(5,close) > .5]]", "(close > 10 and ( obv() > obv()[5] or roc(close, 5) > .5 ))"),
]  # fmt: skip

# language, pasted text, the piece that is listed, part of the reason
PARTLY = [
    ("AFL", "C > MA(C,20) AND Zig(C,5) > 1", "Zig(C,5)", "no counterpart of zig()"),
    ("AFL", "Ref(C, 1) > C", "Ref(C, 1)", "looks into the future"),
    ("AFL", "StDev(C,20,0) > 1", "StDev(C,20,0)", "population"),
    ("AFL", "MACD(12) > 1", "MACD(12)", "0 or 2 arguments"),
    ("AFL", "Foreign(\"SPY\",\"X\") > 1", 'Foreign("SPY","X")', "prices and volume"),
    ("AFL", "C > (1", "(", "never closed"),
    ("TDX", "SMA(C,5,2)>1", "SMA(C,5,2)", "multiple of m"),
    ("TDX", "REF(C,-1)>1", "REF(C,-1)", "future"),
    ("TDX", "FILTER(C>O,5)", "FILTER(C>O,5)", "no counterpart"),
    ("Kiwoom", "highestSince(2,C>O,H) > 1", "highestSince(2,C>O,H)", "latest"),
    ("MetaStock", "Mov(C,20,V) > 1", "Mov(C,20,V)", "averages"),
    ("MetaStock", "BBandTop(C,20,E,2) > 1", "BBandTop(C,20,E,2)", "simple"),
    ("MetaStock", "ROC(C,10,5) > 1", "ROC(C,10,5)", "percent"),
    ("MetaStock", "Correl(C,O,20,5) > 1", "Correl(C,O,20,5)", "shifted"),
    ("StockCharts", "[type = stock] and [close > 10]", "[type = stock]", "'type'"),
    ("StockCharts", "[close > Upper BB(20)]", "[close > Upper BB(20)]", "more arguments"),
    ("StockCharts", "[SMA(20,SCTR) > 1]", "[SMA(20,SCTR) > 1]", "'sctr'"),
]  # fmt: skip


def is_sound(text: str) -> bool:
    return not any(p.severity is Severity.ERROR for p in SERVICE.check(text))


@pytest.mark.parametrize(("language", "text", "expected"), WHOLE)
def test_what_has_a_counterpart_is_translated_and_runs(
    language: str, text: str, expected: str
) -> None:
    found = translate(text, language)
    assert found.text == expected
    assert found.leftovers == ()
    assert is_sound(found.text.replace("[n]", "[3]"))


@pytest.mark.parametrize(("language", "text", "piece", "reason"), PARTLY)
def test_what_has_none_is_listed_and_cannot_pass_for_ours(
    language: str, text: str, piece: str, reason: str
) -> None:
    found = translate(text, language)
    (leftover,) = found.leftovers
    assert leftover.text == piece
    assert text[leftover.offset :].startswith(piece)
    assert reason in leftover.reason
    if language == "StockCharts":
        assert f"# not translated: {piece}" in found.text
    else:
        assert not is_sound(found.text)


def test_every_language_can_be_named() -> None:
    for language in Language:
        assert translate("", language).leftovers == ()
    with pytest.raises(ValueError, match="Lisp"):
        translate("(> close 1)", "Lisp")
