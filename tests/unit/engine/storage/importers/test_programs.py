"""Files as programs write them give every value that is in them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pytest

from engine.storage.importers.import_paths import import_paths
from engine.storage.library import open_library

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from engine.domain.import_report import FileReport
    from engine.domain.series import CandleSeries

N_BARS = 40
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
ENGLISH = "Date,Open,High,Low,Close,Volume\n"


class Program(NamedTuple):
    """How a program writes candles: ``t o h l c v`` stand for the values, ``e`` for the epoch."""

    file: str
    header: str
    row: str
    symbol: str
    step: timedelta = DAY
    encoding: str = "utf-8"
    volume: float = 1e6


PROGRAMS = [
    Program(
        "EURUSD_M1_202401020000_202401020039.csv",
        "<DATE>\t<TIME>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<TICKVOL>\t<VOL>\t<SPREAD>\n",
        "{t:%Y.%m.%d}\t{t:%H:%M:%S}\t{o}\t{h}\t{l}\t{c}\t{v}\t0\t2",
        "EURUSD",
        MINUTE,
    ),
    Program(
        "DAT_ASCII_EURUSD_M1_202401.csv",
        "",
        "{t:%Y%m%d %H%M%S};{o:.6f};{h:.6f};{l:.6f};{c:.6f};{v}",
        "EURUSD",
        MINUTE,
    ),
    Program(
        "kgh.csv",
        "Data,Otwarcie,Najwyzszy,Najnizszy,Zamkniecie,Wolumen\n",
        "{t:%Y-%m-%d},{o},{h},{l},{c},{v}",
        "kgh",
    ),
    Program(
        "Газпром.csv",
        '\ufeff"Дата","Цена","Откр.","Макс.","Мин.","Объём","Изм. %"\n',
        '"{t:%d.%m.%Y}","{c}","{o}","{h}","{l}","{v}","-0.50%"',
        "Газпром",
    ),
    Program(
        "THYAO.csv",
        '\ufeff"Tarih","Şimdi","Açılış","Yüksek","Düşük","Hac.","Fark %"\n',
        '"{t:%d.%m.%Y}","{c}","{o}","{h}","{l}","{v}","-0.50%"',
        "THYAO",
    ),
    Program(
        "SAP Historische Daten.csv",
        '\ufeff"Datum","Zuletzt","Eröffn.","Hoch","Tief","Vol.","+/- %"\n',
        '"{t:%d.%m.%Y}","{c}","{o}","{h}","{l}","{v}","-0.50%"',
        "SAP",
    ),
    Program(
        "AI.csv",
        '\ufeff"Date","Dernier","Ouv."," Plus Haut","Plus Bas","Vol.","Variation %"\n',
        '"{t:%d/%m/%Y}","{c}","{o}","{h}","{l}","{v}","-0.50%"',
        "AI",
    ),
    Program(
        "삼성전자 내역.csv",
        '\ufeff"날짜","종가","시가","고가","저가","거래량","변동 %"\n',
        '"{t:%Y- %m- %d}","{c}","{o}","{h}","{l}","{v}","-0.50%"',
        "삼성전자",
    ),
    Program(
        "ariva.csv",
        "Datum;Erster;Hoch;Tief;Schlusskurs;Stuecke;Volumen\n",
        "{t:%Y-%m-%d};{o};{h};{l};{c};{v};{v}00",
        "ariva",
    ),
    Program(
        "500325.csv",
        "Date,Open Price,High Price,Low Price,Close Price,WAP,No.of Shares,No. of Trades\n",
        "{t:%d}-{t:%B}-{t:%Y},{o},{h},{l},{c},{c},{v},7",
        "500325",
    ),
    Program(
        "005930.csv",
        ENGLISH,
        "{t:%Y-%m-%d},{o}원,{h}원,{l}원,{c}원,{v}주",
        "005930",
        encoding="cp949",
    ),
    Program(
        "7203.csv",
        "日付,始値,高値,安値,終値,出来高\n",
        "{t:%Y/%m/%d},{o},{h},{l},{c},{v}",
        "7203",
        encoding="euc_jp",
    ),
    Program(
        "utf16.csv",
        "날짜\t시가\t고가\t저가\t종가\t거래량\n",
        "{t:%Y-%m-%d}\t{o}\t{h}\t{l}\t{c}\t{v}",
        "utf16",
        encoding="utf-16-le",
    ),
    Program(
        "netease.csv",
        "日期,股票代码,名称,收盘价,最高价,最低价,开盘价,前收盘,成交量\n",
        "{t:%Y-%m-%d},'600000,浦发银行,{c},{h},{l},{o},1,{v}",
        "600000",
        encoding="gb18030",
    ),
    Program(
        "tushare.csv",
        "ts_code,trade_date,open,high,low,close,pre_close,change,pct_chg,vol,amount\n",
        "600000.SH,{t:%Y%m%d},{o},{h},{l},{c},9.9,0.1,0.1,{v},{v}.55",
        "600000.SH",
    ),
    Program(
        "NASDAQ_AAPL, 1D.csv",
        "time,open,high,low,close,Volume,Volume MA\n",
        "{t:%Y-%m-%d},{o},{h},{l},{c},{v},1",
        "AAPL",
    ),
    Program(
        "EURUSD.csv",
        "Local time,Open,High,Low,Close,Volume\n",
        "{t:%d.%m.%Y %H:%M:%S}.000 GMT+0000,{o},{h},{l},{c},{v}",
        "EURUSD",
        MINUTE,
    ),
    Program(
        "bid_and_ask.csv",
        "time,bid_open,bid_high,bid_low,bid_close,bid_volume,ask_open,ask_close\n",
        "{t:%Y-%m-%d %H:%M},{o},{h},{l},{c},{v},1.5,2.5",
        "bid_and_ask",
        MINUTE,
    ),
    Program(
        "number_clock.csv",
        "Date,Time,Open,High,Low,Close,Volume\n",
        "{t:%Y%m%d},{clock},{o},{h},{l},{c},{v}",
        "number_clock",
        MINUTE,
    ),
    Program(
        "7203.csv",
        "日付,始値,高値,安値,終値,出来高,銘柄\n",
        "{t:%Y/%m/%d},{o},{h},{l},{c},{v},㈱トヨタ①",
        "㈱トヨタ①",
        encoding="cp932",
    ),
    Program(
        "PETR4_B_0_Diário.csv",
        "Ativo;Data;Abertura;Máximo;Mínimo;Fechamento;Volume;Quantidade\n",
        "PETR4;{t:%d/%m/%Y};{o};{h};{l};{c};{v}00;{v}",
        "PETR4",
        encoding="cp1252",
    ),
    Program(
        "aapl_daily_historical-data.csv",
        "Time,Open,High,Low,Latest,Change,%Change,Volume\n",
        "{t:%m/%d/%Y},{o},{h},{l},{c},1,+1.0%,{v}",
        "aapl",
    ),
    Program(
        "ticks.csv",
        "#RIC,Domain,Date-Time,GMT Offset,Type,Open,High,Low,Last,Volume,No. Trades\n",
        "IBM.N,Market Price,{t:%Y-%m-%dT%H:%M:%S}.000000000Z,-5,1Min,{o},{h},{l},{c},{v},7",
        "IBM.N",
        MINUTE,
    ),
    Program(
        "STOCK_DAY_2330_202401.csv",
        '"113年01月 2330 台積電 各日成交資訊"\n'
        '"日期","成交股數","成交金額","開盤價","最高價","最低價","收盤價","漲跌價差","成交筆數",\n',
        '"{roc}/{t:%m/%d}","{v:,}","{v:,}0","{o}","{h}","{l}","{c}","+1.00","1,234",',
        "2330",
        encoding="cp950",
    ),
    Program("serial.csv", ENGLISH, "{serial},{o},{h},{l},{c},{v}", "serial"),
    Program("NA.csv", "symbol," + ENGLISH, "NA,{t:%Y-%m-%d},{o},{h},{l},{c},{v}", "NA"),
    *(
        Program(
            "BTCUSDT-1m-2024-01.csv",
            "",
            "{e},{o:.8f},{h:.8f},{l:.8f},{c:.8f},{v}.00000000,{e},7.5,123,1.5,2.5,0",
            "BTCUSDT",
            MINUTE,
            volume=10.0**digits,
        )
        for digits in (5, 6, 8, 10)
    ),
    Program("kraken.csv", "", "{s},{o},{h},{l},{c},{mean},{v},12", "kraken", MINUTE, volume=5e4),
    Program("volume_first.csv", "", "{v},{s},{o},{h},{l},{c}", "volume_first", MINUTE),
    Program("numbered.csv", "", "{row},{t:%Y-%m-%d},{o},{h},{l},{c}", "numbered", volume=np.nan),
]


def values_of(program: Program, seed: int) -> tuple[list[datetime], NDArray[np.float64]]:
    """Return times, and open, high, low, close and volume with two decimals at most."""
    start = datetime(2024, 1, 2, tzinfo=UTC)
    times = [start + number * program.step for number in range(N_BARS)]
    rng = np.random.default_rng(seed)
    close = np.round(100 + np.cumsum(rng.normal(0, 0.5, N_BARS)), 2)
    open_ = np.round(np.append(99.98, close[:-1]) + 0.01, 2)
    high = np.round(np.maximum(open_, close) + 0.3, 2)
    low = np.round(np.minimum(open_, close) - 0.3, 2)
    volume = np.floor(program.volume * rng.uniform(0.5, 1.5, N_BARS))
    return times, np.column_stack((open_, high, low, close, volume))


def written(program: Program, times: list[datetime], values: NDArray[np.float64]) -> bytes:
    lines = []
    for number, (moment, row) in enumerate(zip(times, values.tolist(), strict=True)):
        open_, high, low, close, volume = row
        seconds = int(moment.timestamp())
        fields = {
            "t": moment,
            "s": seconds,
            "e": seconds * 1_000,
            "o": open_,
            "h": high,
            "l": low,
            "c": close,
            "v": 0 if np.isnan(volume) else int(volume),
            "clock": int(f"{moment:%H%M}"),
            "serial": (moment - datetime(1899, 12, 30, tzinfo=UTC)).days,
            "mean": round((open_ + close) / 2, 3),
            "row": number,
            "roc": moment.year - 1911,
        }
        lines.append(program.row.format(**fields))
    return (program.header + "\n".join(lines) + "\n").encode(program.encoding)


def imported(path: Path) -> tuple[FileReport, dict[str, dict[str, CandleSeries]]]:
    """Return the report of a file, and its candles by timeframe and symbol."""
    with open_library(path.with_name("library.fslib"), create=True) as library:
        (report,) = import_paths(library, [path]).files
        candles = library.candles
        return report, {
            timeframe: {
                symbol: candles.get_range(symbol, timeframe)
                for symbol in candles.symbols(timeframe)
            }
            for timeframe in candles.timeframes()
        }


@pytest.mark.parametrize("program", PROGRAMS, ids=[program.file for program in PROGRAMS])
def test_every_value_of_a_program_s_file_comes_out(tmp_path: Path, program: Program) -> None:
    times, values = values_of(program, seed=3)
    path = tmp_path / program.file
    path.write_bytes(written(program, times, values))
    report, candles = imported(path)
    assert (report.error, report.rejected, report.unknown) == (None, 0, 0)
    timeframe = "1d" if program.step == DAY else "1m"
    assert {name: list(symbols) for name, symbols in candles.items()} == {
        timeframe: [program.symbol]
    }
    series = candles[timeframe][program.symbol]
    assert [candle.timestamp for candle in series] == times
    columns = (series.open, series.high, series.low, series.close, series.volume)
    np.testing.assert_allclose(np.column_stack(columns), values, rtol=1e-12)


def closes_file(path: Path, symbols: list[str]) -> dict[str, list[float]]:
    """Write a table of closes, a column a symbol, and return them."""
    rng = np.random.default_rng(7)
    closes = {
        name: np.round(50 * level + np.cumsum(rng.normal(0, 0.5, N_BARS)), 2).tolist()
        for level, name in enumerate(symbols, start=1)
    }
    days = [
        f"{datetime(2024, 1, 2, tzinfo=UTC) + number * DAY:%Y-%m-%d}" for number in range(N_BARS)
    ]
    rows = zip(days, *closes.values(), strict=True)
    lines = [",".join(["Date", *symbols]), *(",".join(map(str, row)) for row in rows)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return closes


def test_symbols_of_one_letter_are_no_names_of_prices(tmp_path: Path) -> None:
    names = ["AAPL", "C", "H", "IBM", "L", "MSFT", "O", "T", "XOM", "GE", "BAC"]
    closes = closes_file(tmp_path / "closes.csv", names)
    _, candles = imported(tmp_path / "closes.csv")
    assert {name: series.close.tolist() for name, series in candles["1d"].items()} == closes


def test_prices_under_unknown_names_are_no_closes_of_symbols(tmp_path: Path) -> None:
    program = Program(
        "a.csv", "Date,Alpha,Beta,Gamma,Delta,Eps\n", "{t:%Y-%m-%d},{o},{h},{l},{c},{v}", ""
    )
    path = tmp_path / "a.csv"
    path.write_bytes(written(program, *values_of(program, seed=5)))
    report, candles = imported(path)
    assert report.error == "no column holds closing prices; say which one does"
    assert not candles


def test_header_cells_that_are_merged_count_for_all_columns_below(tmp_path: Path) -> None:
    program = Program("a.csv", "", "{t:%Y-%m-%d},{o},{c},{v},{h},{l}", "")
    header = ",A,,,B,\nDate,Open,Close,Volume,Open,Close\n"
    path = tmp_path / "a.csv"
    times, values = values_of(program, seed=5)
    path.write_bytes(header.encode() + written(program, times, values))
    _, candles = imported(path)
    assert {name: series.close.tolist() for name, series in candles["1d"].items()} == {
        "A": values[:, 3].tolist(),
        "B": values[:, 2].tolist(),
    }


@pytest.mark.parametrize(
    ("content", "note"),
    [
        (
            "Date,Close,Anfang\n2024-01-02,1.5,1\n2024-01-03,2.5,2\n",
            "no column is taken for open, high, low, volume; not used: 'Anfang'",
        ),
        (
            "Date;Open;High;Low;Close\n02.01.2024;1,201;1,301;1,101;1,201\n",
            "the ',' of numbers such as 1,201 is taken to separate decimals",
        ),
        (
            "Date;Open;High;Low;Close\n02.01.2024;1.201;1.301;1.101;1.201\n",
            "the '.' of numbers such as 1.201 is taken to separate decimals",
        ),
        (
            "Date,Close\n" + "".join(f"2024-01-{day:02},1.5\n" for day in (1, 8, 15, 22, 29)),
            "the dates are a week or more apart; weeks and months are not days: name the timeframe",
        ),
        (
            "Date,Close\n2024-01-02,1.5\n2024-01-02,2.5\n2024-01-03,1.5\n2024-01-03,2.5\n",
            "many rows share their time: if these are several symbols, name the column of symbols",
        ),
    ],
)
def test_what_may_be_meant_otherwise_is_told(tmp_path: Path, content: str, note: str) -> None:
    (tmp_path / "a.csv").write_text(content, encoding="utf-8")
    report, _ = imported(tmp_path / "a.csv")
    assert note in report.notes


def test_unknown_column_without_which_times_repeat_holds_the_symbols(tmp_path: Path) -> None:
    rows = [f"2024-01-{day:02},{name},{day}.5\n" for day in range(2, 6) for name in ("X1", "Y2")]
    (tmp_path / "a.csv").write_text("Date,Issue,Close\n" + "".join(rows), encoding="utf-8")
    report, candles = imported(tmp_path / "a.csv")
    assert report.notes[0] == "'Issue' is taken for the symbol, as several rows have the same time"
    closes = {name: series.close.tolist() for name, series in candles["1d"].items()}
    assert closes == {"X1": [2.5, 3.5, 4.5, 5.5], "Y2": [2.5, 3.5, 4.5, 5.5]}


def test_column_that_counts_bars_is_no_symbol(tmp_path: Path) -> None:
    rows = [f"2024-01-{day:02},{bar},{day}.5\n" for day in range(2, 6) for bar in (1, 2)]
    (tmp_path / "a.csv").write_text("Date,Bar,Close\n" + "".join(rows), encoding="utf-8")
    report, candles = imported(tmp_path / "a.csv")
    assert list(candles["1d"]) == ["a"]
    assert report.duplicates == 4


def test_weeks_that_the_file_is_named_after_are_weeks(tmp_path: Path) -> None:
    program = Program("EURUSD_W1.csv", ENGLISH, "{t:%Y-%m-%d},{o},{h},{l},{c},{v}", "", 7 * DAY)
    path = tmp_path / program.file
    path.write_bytes(written(program, *values_of(program, seed=5)))
    _, candles = imported(path)
    assert [(name, list(symbols)) for name, symbols in candles.items()] == [("1w", ["EURUSD"])]
