"""Dates, digits and names of files as programs of other countries write them."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from engine.storage.importers.detection.file_names import read_name
from engine.storage.importers.import_paths import import_paths
from engine.storage.library import open_library

if TYPE_CHECKING:
    from pathlib import Path

    from engine.domain.import_report import FileReport
    from engine.domain.series import CandleSeries

DAYS = range(2, 9)


def imported(path: Path, text: str, encoding: str = "utf-8") -> tuple[FileReport, CandleSeries]:
    path.write_text(text, encoding=encoding)
    with open_library(path.with_suffix(".fslib"), create=True) as library:
        (report,) = import_paths(library, [path]).files
        assert report.error is None, report.error
        return report, library.candles.get_range(report.symbols[0], report.timeframe)


@pytest.mark.parametrize(
    "row",
    [
        "2024010{d}.0;{d}",
        "2024-01-0{d} Tue;{d}",
        "2024/01/0{d} (火);{d}",
        "01/0{d}/2024,Tue;{d}",
        "2024/01/0{d},二;{d}",
        "2567-01-0{d};{d}",
        "0{d}/01/2567;{d}",
        "令和6年1月{d}日;{d}",
        "R6.1.{d};{d}",
        "R06/01/0{d};{d}",
        "２０２４/０１/０{w};{w}．０",
    ],
)
def test_day_is_read_however_it_is_written(tmp_path: Path, row: str) -> None:
    rows = "".join(row.format(d=day, w=chr(0xFF10 + day)) + "\n" for day in DAYS)
    _, series = imported(tmp_path / "A.csv", "date;close\n" + rows)
    assert [candle.timestamp.date() for candle in series] == [date(2024, 1, day) for day in DAYS]
    assert series.close.tolist() == list(DAYS)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_wide_digits_are_read_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    rows = "".join(f"２０２４／０１／０{chr(0xFF10 + day)},１{chr(0xFF10 + day)}\n" for day in DAYS)
    _, series = imported(tmp_path / "A.csv", "日付,終値\n" + rows, encoding)
    assert series.close.tolist() == [10 + day for day in DAYS]


@pytest.mark.parametrize(
    ("stem", "symbol"),
    [
        ("BTC_USDT_USDT-1h-futures", "BTC_USDT_USDT"),
        ("BTC_USDT-5m", "BTC_USDT"),
        ("SH#600000", "SH600000"),
        ("SZ#000001", "SZ000001"),
    ],
)
def test_symbol_in_names_of_programs(stem: str, symbol: str) -> None:
    assert read_name(stem).symbol == symbol


@pytest.mark.parametrize("is_money", [True, False])
def test_volume_in_money_gives_way_to_the_amount(tmp_path: Path, is_money: bool) -> None:
    rows = [
        {"id": 1_704_067_200 + 86_400 * day, "open": 40.0, "close": 42.0, "low": 39.0,
         "high": 43.0, "amount": 7.5, "vol": 7.5 * 41 if is_money else 7.0, "count": 5}
        for day in DAYS
    ]  # fmt: skip
    _, series = imported(tmp_path / "btcusdt.json", json.dumps({"data": rows}))
    assert series.volume[0] == (7.5 if is_money else 7.0)


@pytest.mark.parametrize("symbol", ["X" * 300, "A\x1bB", "A\x07"])
def test_name_that_no_file_can_have_is_no_symbol(tmp_path: Path, symbol: str) -> None:
    rows = "".join(f"IBM,2024-01-0{day},{day}\n" for day in DAYS)
    text = f"symbol,date,close\n{rows}{symbol},2024-01-02,5\n"
    report, _ = imported(tmp_path / "a.csv", text)
    assert report.symbols == ["IBM"]
    assert [problem.reason.code for problem in report.problems] == ["import.not-symbol"]
