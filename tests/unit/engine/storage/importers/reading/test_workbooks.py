"""Excel."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

import openpyxl
import pytest

from engine.storage.importers.import_paths import import_paths
from engine.storage.library import Library, open_library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from engine.domain.import_report import ImportReport

HEADER = ["Date", "Open", "High", "Low", "Close", "Volume"]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "library.fslib", create=True) as library:
        yield library


def load(library: Library, path: Path, **sheets: list[list[object]]) -> ImportReport:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return import_paths(library, [path])


def test_sheet_is_read_below_its_title(tmp_path: Path, library: Library) -> None:
    rows = [
        ["A report"],
        [],
        HEADER,
        *[[datetime(2024, 1, day), 1, 2, 0.5, 1.5, 100] for day in (2, 3)],
    ]
    load(library, tmp_path / "005930.xlsx", Sheet1=rows)
    series = library.candles.get_range("005930", "1d")
    assert len(series) == 2
    assert series[0].low == 0.5


def test_each_sheet_is_a_symbol(tmp_path: Path, library: Library) -> None:
    rows = [HEADER, [date(2024, 1, 2), 1, 2, 0.5, 1.5, 100]]
    report = load(library, tmp_path / "all.xlsx", AAPL=rows, MSFT=rows, Empty=[])
    assert library.candles.symbols("1d") == ["AAPL", "MSFT"]
    assert [entry.file.rpartition("/")[2] for entry in report.files] == ["AAPL", "MSFT"]


def test_sheets_that_nobody_named_go_by_the_name_of_the_file(
    tmp_path: Path, library: Library
) -> None:
    notes = [["made by hand"]]
    for number, name in enumerate(("AAPL", "MSFT")):
        rows = [HEADER, *[[date(2024, 1, day), 1, 2, 0.5, 1.5 + number, 100] for day in (2, 3)]]
        load(library, tmp_path / f"{name}.xlsx", Sheet1=rows, 시트2=notes)
    assert library.candles.symbols("1d") == ["AAPL", "MSFT"]


def test_codes_that_are_numbers_to_excel_have_no_point(tmp_path: Path, library: Library) -> None:
    rows = [["code", "date", "close"], [5930, "2024-01-02", 1.5], ["000660", "2024-01-02", 2]]
    load(library, tmp_path / "a.xlsx", Sheet1=rows)
    assert library.candles.symbols("1d") == ["000660", "5930"]


def test_date_and_time_of_day_are_two_columns(tmp_path: Path, library: Library) -> None:
    rows = [["Date", "Time", "Close"]] + [
        [date(2024, 1, 2), time(9, minute), 1.5] for minute in (30, 31)
    ]
    load(library, tmp_path / "a.xlsx", Sheet1=rows)
    assert library.candles.get_range("a", "1m")[1].timestamp.minute == 31


def test_rejected_row_is_told_with_its_line(tmp_path: Path, library: Library) -> None:
    rows = [HEADER, [date(2024, 1, 2), 1, 2, 0.5, 1.5, 100], [], ["total", 1, 2, 0.5, 1.5, 100]]
    (entry,) = load(library, tmp_path / "a.xlsx", Sheet1=rows).files
    assert [(p.line, p.reason) for p in entry.problems] == [(4, "Date 'total' is no date")]


def test_workbook_without_rows_is_told(tmp_path: Path, library: Library) -> None:
    (entry,) = load(library, tmp_path / "a.xlsx", Sheet1=[]).files
    assert entry.error == "the workbook is empty"


def test_damaged_workbook_is_told(tmp_path: Path, library: Library) -> None:
    (tmp_path / "a.xls").write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    (entry,) = import_paths(library, [tmp_path / "a.xls"]).files
    assert entry.error is not None
    assert "workbook cannot be read" in entry.error
