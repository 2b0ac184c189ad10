"""Files of candles in the dialects that people have, small and made for tests.

Each entry is a name, the content, and what a correct import gives: for each symbol its first and
last candle as ``time open high low close volume``, and the timeframe.
"""

from __future__ import annotations

from typing import NamedTuple

NAN = float("nan")


class Dialect(NamedTuple):
    """One file and what is in it."""

    name: str
    content: bytes
    expected: dict[str, list[str]]
    timeframe: str = "1d"


def text(name: str, content: str, encoding: str = "utf-8", **expected: list[str]) -> Dialect:
    timeframe = expected.pop("timeframe", ["1d"])[0]
    return Dialect(name, content.encode(encoding), expected, timeframe)


PLAIN = ["2024-01-02 1 2 0.5 1.5 100", "2024-01-03 2 3 1.5 2.5 200"]
ROWS = "2024-01-02,1,2,.5,1.5,100\n2024-01-03,2,3,1.5,2.5,200\n"

DIALECTS = [
    text("plain.csv", "Date,Open,High,Low,Close,Volume\n" + ROWS, plain=PLAIN),
    text(
        "crlf.csv", ("Date,Open,High,Low,Close,Volume\n" + ROWS).replace("\n", "\r\n"), crlf=PLAIN
    ),
    text("cr.csv", ("Date,Open,High,Low,Close,Volume\n" + ROWS).replace("\n", "\r"), cr=PLAIN),
    text("no_end.csv", "Date,Open,High,Low,Close,Volume\n" + ROWS.rstrip(), no_end=PLAIN),
    text("bom.csv", "\ufeffDate,Open,High,Low,Close,Volume\n" + ROWS, bom=PLAIN),
    text("utf16.csv", "Date,Open,High,Low,Close,Volume\n" + ROWS, "utf-16", utf16=PLAIN),
    text("tabs.tsv", ("Date,Open,High,Low,Close,Volume\n" + ROWS).replace(",", "\t"), tabs=PLAIN),
    text("pipes.txt", ("Date,Open,High,Low,Close,Volume\n" + ROWS).replace(",", "|"), pipes=PLAIN),
    text("blanks.prn", ROWS.replace(",", "   "), blanks=PLAIN),
    text("headless.csv", ROWS, headless=PLAIN),
    text(
        "trailing.csv",
        "Date,Open,High,Low,Close,Volume\n" + ROWS.replace("\n", ",\n"),
        trailing=PLAIN,
    ),
    text(
        "descending.csv",
        "Date,Open,High,Low,Close,Volume\n2024-01-03,2,3,1.5,2.5,200\n2024-01-02,1,2,.5,1.5,100\n",
        descending=PLAIN,
    ),
    text(
        "banner.csv",
        "Downloaded from example.com\n\nDate,Open,High,Low,Close,Volume\n" + ROWS,
        banner=PLAIN,
    ),
    text(
        "blank_line.csv",
        '"date","close","volume","open","high","low"\n\n"2024/01/03","2.5","200.000","2","3","1.5"\n"2024/01/02","1.5","100.000","1","2",".5"\n',
        blank_line=PLAIN,
    ),
    text(
        "two_headers.csv",
        "Date,Open,High,Low,Close,Volume\n,(USD),(USD),(USD),(USD),(shares)\n" + ROWS,
        two_headers=PLAIN,
    ),
    text(
        "stock.csv",
        "일자,종목코드,종목명,시가,고가,저가,종가,거래량\n2024/01/02,005930,삼성전자,1,2,.5,1.5,100\n2024/01/03,005930,삼성전자,2,3,1.5,2.5,200\n",
        "cp949",
        **{"005930": PLAIN},
    ),
    text(
        "kr_close_first.csv",
        '"일자","종가","대비","등락률","시가","고가","저가","거래량","거래대금"\n"2024/01/03","2.5","-1","-0.5","2","3","1.5","200","9"\n"2024/01/02","1.5","-1","-0.5","1","2",".5","100","9"\n',
        "cp949",
        kr_close_first=PLAIN,
    ),
    text(
        "japan.csv",
        "株価データ\n日付,始値,高値,安値,終値,出来高,調整後終値*\n2024年1月2日,1,2,.5,1.5,100,9\n2024年1月3日,2,3,1.5,2.5,200,9\n",
        "shift_jis",
        japan=PLAIN,
    ),
    text(
        "brazil.csv",
        "Data;Último;Abertura;Máxima;Mínima;Vol.;Var%\n03.01.2024;2,50;2,00;3,00;1,50;0,20K;0,5%\n02.01.2024;1,50;1,00;2,00;0,50;0,10K;0,5%\n",
        "cp1252",
        brazil=PLAIN,
    ),
    text(
        "german.csv",
        "Datum;Erster;Hoch;Tief;Schlusskurs;Stuck\n2.1.2024;1.001,5;2.000,25;0,5;1.500;100\n15.1.2024;2;3;1,5;2,5;200\n",
        german=["2024-01-02 1001.5 2000.25 0.5 1500 100", "2024-01-15 2 3 1.5 2.5 200"],
    ),
    text(
        "investing.csv",
        '"Date","Price","Open","High","Low","Vol.","Change %"\n"Jan 03, 2024","1,002.5","2","3,000.5","1.5","1.25K","0.1%"\n"Jan 02, 2024","1.5","1","2","0.5","610.66M","0.1%"\n',
        investing=["2024-01-02 1 2 0.5 1.5 610660000", "2024-01-03 2 3000.5 1.5 1002.5 1250"],
    ),
    text(
        "nasdaq.csv",
        "Date,Close/Last,Volume,Open,High,Low\n01/31/2024,$2.5,200,$2,$3,$1.5\n01/30/2024,$1.5,100,$1,$2,$0.5\n",
        nasdaq=["2024-01-30 1 2 0.5 1.5 100", "2024-01-31 2 3 1.5 2.5 200"],
    ),
    text(
        "dmy.csv",
        "Date,Open,High,Low,Close,Volume\n31-Jan-24,2,3,1.5,2.5,200\n30-Jan-24,1,2,.5,1.5,100\n",
        dmy=["2024-01-30 1 2 0.5 1.5 100", "2024-01-31 2 3 1.5 2.5 200"],
    ),
    text(
        "signed.csv",
        "일자,현재가,거래량,시가,고가,저가\n20240103,-2.5,200,+2,+3,-1.5\n20240102,+1.5,100,1,+2,-.5\n",
        signed=PLAIN,
    ),
    text(
        "stooq.txt",
        "<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>\nAAPL.US,D,20240102,000000,1,2,.5,1.5,100,0\nAAPL.US,D,20240103,000000,2,3,1.5,2.5,200,0\n",
        **{"AAPL.US": PLAIN},
    ),
    text(
        "metastock.txt",
        "AAPL,20240102,1,2,.5,1.5,100\nAAPL,20240103,2,3,1.5,2.5,200\nMSFT,20240102,1,2,.5,1.5,100\nMSFT,20240103,2,3,1.5,2.5,200\n",
        AAPL=PLAIN,
        MSFT=PLAIN,
    ),
    text(
        "long.csv",
        "symbol,date,open,high,low,close,volume\nB,2024-01-02,1,2,.5,1.5,100\nA,2024-01-02,1,2,.5,1.5,100\nB,2024-01-03,2,3,1.5,2.5,200\nA,2024-01-03,2,3,1.5,2.5,200\n",
        A=PLAIN,
        B=PLAIN,
    ),
    text(
        "wide.csv",
        "Date,AAPL_Open,AAPL_High,AAPL_Low,AAPL_Close,AAPL_Volume,BRK.B Close\n2024-01-02,1,2,.5,1.5,100,7\n2024-01-03,2,3,1.5,2.5,200,8\n",
        AAPL=PLAIN,
        **{"BRK.B": ["2024-01-02 nan nan nan 7 nan", "2024-01-03 nan nan nan 8 nan"]},
    ),
    text(
        "yfinance.csv",
        "Price,Close,High,Low,Open,Volume\nTicker,AAPL,AAPL,AAPL,AAPL,AAPL\nDate,,,,,\n2024-01-02,1.5,2,.5,1,100\n2024-01-03,2.5,3,1.5,2,200\n",
        AAPL=PLAIN,
    ),
    text(
        "stacked.csv",
        ",AAPL,AAPL,MSFT,MSFT\n,open,close,open,close\ndate,,,,\n2024-01-02,1,2,3,4\n2024-01-03,5,6,,\n",
        AAPL=["2024-01-02 1 nan nan 2 nan", "2024-01-03 5 nan nan 6 nan"],
        MSFT=["2024-01-02 3 nan nan 4 nan"] * 2,
    ),
    text(
        "tuples.csv",
        "Date,\"('Open', 'AAPL')\",\"('Close', 'AAPL')\"\n2024-01-02,1,2\n2024-01-03,3,4\n",
        AAPL=["2024-01-02 1 nan nan 2 nan", "2024-01-03 3 nan nan 4 nan"],
    ),
    text(
        "closes.csv",
        "Date,AAPL,MSFT\n2024-01-02,1,2\n2024-01-03,3,\n",
        AAPL=["2024-01-02 nan nan nan 1 nan", "2024-01-03 nan nan nan 3 nan"],
        MSFT=["2024-01-02 nan nan nan 2 nan"] * 2,
    ),
    text(
        "fred.csv",
        "DATE,SP500\n2024-01-02,1.5\n2024-01-03,2.5\n",
        fred=["2024-01-02 nan nan nan 1.5 nan", "2024-01-03 nan nan nan 2.5 nan"],
    ),
    text(
        "coin.csv",
        "Timestamps are UTC,https://x\ndate,symbol,open,high,low,close,volume_btc,volume\n2024-01-02 01-PM,BTCUSD,2,3,1.5,2.5,200,9\n2024-01-02 12-PM,BTCUSD,1,2,.5,1.5,100,9\n",
        timeframe=["1h"],
        BTCUSD=["2024-01-02T12:00 1 2 0.5 1.5 100", "2024-01-02T13:00 2 3 1.5 2.5 200"],
    ),
    text(
        "epoch_s.csv",
        "time,open,high,low,close,Volume\n1704196800,1,2,.5,1.5,100\n1704196860,2,3,1.5,2.5,200\n",
        timeframe=["1m"],
        epoch_s=["2024-01-02T12:00 1 2 0.5 1.5 100", "2024-01-02T12:01 2 3 1.5 2.5 200"],
    ),
    text(
        "epoch_ms.csv",
        "open_time,open,high,low,close,volume,close_time,quote_volume\n1704196800000,1,2,.5,1.5,100,1704197099999,9\n1704197100000,2,3,1.5,2.5,200,1704197399999,9\n",
        timeframe=["5m"],
        epoch_ms=["2024-01-02T12:00 1 2 0.5 1.5 100", "2024-01-02T12:05 2 3 1.5 2.5 200"],
    ),
    text(
        "klines.csv",
        "1704196800000,1,2,.5,1.5,100,1704197099999,9,9,9,9,0\n1704197100000,2,3,1.5,2.5,200,1704197399999,9,9,9,9,0\n",
        timeframe=["5m"],
        klines=["2024-01-02T12:00 1 2 0.5 1.5 100", "2024-01-02T12:05 2 3 1.5 2.5 200"],
    ),
    text(
        "ninja.txt",
        "20240102 120000;1;2;.5;1.5;100\n20240102 120100;2;3;1.5;2.5;200\n",
        timeframe=["1m"],
        ninja=["2024-01-02T12:00 1 2 0.5 1.5 100", "2024-01-02T12:01 2 3 1.5 2.5 200"],
    ),
    text(
        "mt4.csv",
        "Date,Time,Open,High,Low,Close,Volume\n2024.01.02,12:00,1,2,.5,1.5,100\n2024.01.02,13:00,2,3,1.5,2.5,200\n",
        timeframe=["1h"],
        mt4=["2024-01-02T12:00 1 2 0.5 1.5 100", "2024-01-02T13:00 2 3 1.5 2.5 200"],
    ),
    text(
        "mt5.csv",
        "<DATE>\t<TIME>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<TICKVOL>\t<VOL>\t<SPREAD>\n2024.01.02\t12:00:00\t1\t2\t.5\t1.5\t100\t0\t3\n2024.01.02\t12:15:00\t2\t3\t1.5\t2.5\t200\t0\t3\n",
        timeframe=["15m"],
        mt5=["2024-01-02T12:00 1 2 0.5 1.5 100", "2024-01-02T12:15 2 3 1.5 2.5 200"],
    ),
    text(
        "half_day.csv",
        "Date,Time,Open,High,Low,Last,Volume\n1/30/2024,11:30 AM,$1,$2,$0.5,$1.5,100\n1/30/2024,12:00 PM,$2,$3,$1.5,$2.5,200\n",
        timeframe=["30m"],
        half_day=["2024-01-30T11:30 1 2 0.5 1.5 100", "2024-01-30T12:00 2 3 1.5 2.5 200"],
    ),
    text(
        "clock_digits.csv",
        "Date,Time,Open,High,Low,Close,Vol\n20240102,930,1,2,.5,1.5,100\n20240102,1030,2,3,1.5,2.5,200\n",
        timeframe=["1h"],
        clock_digits=["2024-01-02T09:30 1 2 0.5 1.5 100", "2024-01-02T10:30 2 3 1.5 2.5 200"],
    ),
    text(
        "offset.csv",
        "Datetime,Open,High,Low,Close,Volume\n2024-01-02 07:00:00-05:00,1,2,.5,1.5,100\n2024-01-02 07:01:00-05:00,2,3,1.5,2.5,200\n",
        timeframe=["1m"],
        offset=["2024-01-02T12:00 1 2 0.5 1.5 100", "2024-01-02T12:01 2 3 1.5 2.5 200"],
    ),
    text(
        "offset_days.csv",
        "Date,Open,High,Low,Close,Volume\n2024-01-02 00:00:00+09:00,1,2,.5,1.5,100\n2024-01-03 00:00:00+09:00,2,3,1.5,2.5,200\n",
        offset_days=PLAIN,
    ),
    text(
        "evening_days.csv",
        "Date,Open,High,Low,Close,Volume\n1/2/2024 16:00:00,1,2,.5,1.5,100\n1/3/2024 16:00:00,2,3,1.5,2.5,200\n1/16/2024 16:00:00,2,3,1.5,2.5,200\n",
        evening_days=[PLAIN[0], "2024-01-16 2 3 1.5 2.5 200"],
    ),
    text(
        "quandl.csv",
        "Date,Open,High,Low,Close,Volume,Ex-Dividend,Split Ratio,Adj. Open,Adj. High,Adj. Low,Adj. Close,Adj. Volume\n2024-01-03,2,3,1.5,2.5,200,0,1,8,8,8,8,8\n2024-01-02,1,2,.5,1.5,100,0,1,9,9,9,9,9\n",
        quandl=PLAIN,
    ),
    text(
        "objects.json",
        '[{"date":"2024-01-02","open":1,"high":2,"low":0.5,"close":1.5,"volume":100},{"date":"2024-01-03","open":2,"high":3,"low":1.5,"close":2.5,"volume":200}]',
        objects=PLAIN,
    ),
    text(
        "lists.json",
        '[[1704153600000,"1","2","0.5","1.5","100",1704239999999,"9"],[1704240000000,"2","3","1.5","2.5","200",1704326399999,"9"]]',
        lists=PLAIN,
    ),
    text(
        "columns.json",
        '{"s":"ok","t":[1704153600,1704240000],"o":[1,2],"h":[2,3],"l":[0.5,1.5],"c":[1.5,2.5],"v":[100,200]}',
        columns=PLAIN,
    ),
    text(
        "by_date.json",
        '{"Meta Data":{"2. Symbol":"IBM"},"Time Series (Daily)":{"2024-01-03":{"1. open":"2","2. high":"3","3. low":"1.5","4. close":"2.5","5. volume":"200"},"2024-01-02":{"1. open":"1","2. high":"2","3. low":"0.5","4. close":"1.5","5. volume":"100"}}}',
        IBM=PLAIN,
    ),
    text(
        "by_symbol.json",
        '{"A":[{"t":"2024-01-02","o":1,"h":2,"l":0.5,"c":1.5,"v":100},{"t":"2024-01-03","o":2,"h":3,"l":1.5,"c":2.5,"v":200}],"B":[{"t":"2024-01-02","c":1.5}]}',
        A=PLAIN,
        B=["2024-01-02 nan nan nan 1.5 nan"] * 2,
    ),
    text(
        "lines.jsonl",
        '{"symbol":"A","date":"2024-01-02","open":1,"high":2,"low":0.5,"close":1.5,"volume":100}\n{"symbol":"A","date":"2024-01-03","open":2,"high":3,"low":1.5,"close":2.5,"volume":200}\n',
        A=PLAIN,
    ),
]
