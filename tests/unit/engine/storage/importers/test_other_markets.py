"""Columns as exchanges and programs of other markets name them."""

from __future__ import annotations

import pytest

from engine.domain.import_layout import Role
from engine.storage.importers.cells.vocabulary import role_of
from engine.storage.importers.import_paths import import_paths
from engine.storage.library import open_library


def imported(tmp_path, text, name="AAA.csv", timeframe="1d"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8", newline="\n")
    with open_library(tmp_path / "library.fslib", create=True) as library:
        (entry,) = import_paths(library, [path]).files
        symbols = library.candles.symbols(timeframe)
        series = {symbol: library.candles.get_range(symbol, timeframe) for symbol in symbols}
    return entry, series


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("OpnPric", Role.OPEN),
        ("HghPric", Role.HIGH),
        ("LwPric", Role.LOW),
        ("ClsPric", Role.CLOSE),
        ("TtlTradgVol", Role.VOLUME),
        ("TOTTRDQTY", Role.VOLUME),
        ("TTL_TRD_QNTY", Role.VOLUME),
        ("TotalVolume", Role.VOLUME),
        ("VolumeFrom", Role.VOLUME),
        ("오픈", Role.OPEN),
        ("ClosePrice", Role.CLOSE),
        ("PrvsClsgPric", None),
        ("UndrlygPric", None),
        ("SttlmPric", None),
        ("VolumeTo", None),
    ],
)
def test_shortened_and_joined_words_name_the_same_column(header, role):
    assert role_of(header) is role


def test_report_of_an_indian_exchange_is_read(tmp_path):
    text = (
        "TradDt,TckrSymb,SctySrs,OpnPric,HghPric,LwPric,ClsPric,LastPric,PrvsClsgPric,TtlTradgVol\n"
        "2024-07-08,AAA,EQ,10,12,9,11,11.5,10,1000\n"
        "2024-07-08,BBB,EQ,20,22,19,21,21.5,20,2000\n"
    )
    _, series = imported(tmp_path, text)
    assert {symbol: (c[0].close, c[0].volume) for symbol, c in series.items()} == {
        "AAA": (11.0, 1000.0),
        "BBB": (21.0, 2000.0),
    }


@pytest.mark.parametrize(
    ("names", "volume"),
    [
        ("Up,Down", 30.0),
        ("Up Volume,Down Volume", 30.0),
        ("VolumeFrom,VolumeTo", 10.0),
        ("VolumeTo,VolumeFrom", 20.0),
    ],
)
def test_two_columns_of_volumes(tmp_path, names, volume):
    text = f"Date,Open,High,Low,Close,{names}\n2024-01-02,1,2,0.5,1.5,10,20\n"
    _, series = imported(tmp_path, text)
    assert series["AAA"][0].volume == volume


def test_sum_of_two_volumes_is_told(tmp_path):
    text = "Date,Open,High,Low,Close,Up,Down\n2024-01-02,1,2,0.5,1.5,10,20\n"
    entry, _ = imported(tmp_path, text)
    assert "the volume is the sum of Up, Down" in entry.notes


def test_first_trade_is_the_open_beside_the_price_of_yesterday(tmp_path):
    text = (
        "<TICKER>,<DTYYYYMMDD>,<FIRST>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPEN>\n"
        "AAA,20240102,10,12,9,11,1000,9.5\n"
    )
    _, series = imported(tmp_path, text)
    assert series["AAA"][0].open == 10.0


def test_date_and_clock_under_one_name_keep_all_rows(tmp_path):
    rows = "".join(f"2024.01.02,{9 + n:02}:00,1,2,0.5,1.5,{n + 1}\n" for n in range(6))
    entry, series = imported(tmp_path, "Date,Open,High,Low,Close,Volume\n" + rows, timeframe="1h")
    assert entry.timeframe == "1h"
    assert [candle.volume for candle in series["AAA"]] == [1, 2, 3, 4, 5, 6]
    assert [candle.timestamp.hour for candle in series["AAA"]] == [9, 10, 11, 12, 13, 14]


def test_rows_that_end_with_a_separator_have_no_clock(tmp_path):
    text = "Date,Open,High,Low,Close,Volume\n2024-01-02,1,2,0.5,1.5,9,\n2024-01-03,1,2,0.5,1.5,8,\n"
    _, series = imported(tmp_path, text)
    assert [candle.volume for candle in series["AAA"]] == [9, 8]


def test_description_of_one_company_is_no_symbol(tmp_path):
    text = (
        "Date,Company name,Open,High,Low,Close,Volume\n"
        "2024-01-02,Alpha Beta Gamma Ltd,1,2,0.5,1.5,9\n"
        "2024-01-03,Alpha Beta Gamma Ltd,1,2,0.5,1.5,8\n"
    )
    _, series = imported(tmp_path, text)
    assert list(series) == ["AAA"]
