"""Tables of web pages, and of programs that write such under the name of Excel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from engine.storage.importers.import_paths import import_paths
from engine.storage.library import open_library

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("일자", "시가", "고가", "저가", "종가", "거래량")
ROWS = (
    ("2024/01/02", "1,000", "2,000", "500", "1,500", "10,000"),
    ("2024/01/03", "1,500", "2,500", "1,000", "2,000", "20,000"),
    ("2024/01/04", "2,000", "2,500", "1,000", "2,000", "30,000"),
)
WANTED = [(1000, 2000, 500, 1500, 10000), (1500, 2500, 1000, 2000, 20000)]
EXCEL = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    '<Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
    '<Worksheet ss:Name="a"><Table>{}</Table></Worksheet></Workbook>'
)


def html(end: str = "</{}>") -> str:
    """Return a page with a small table around a long one, cells with or without their end."""
    cell, row = end.format("td"), end.format("tr")
    lines = "".join(
        "<TR>" + "".join(f'<td align="right">{text}&nbsp;{cell}' for text in texts) + row
        for texts in (NAMES, *ROWS)
    )
    title = f'<tr><td colspan="6">일별 <b>주가</b>{cell}{row}'
    return (
        "<html><head><title>x</title><style>td {}</style></head><body>"
        f"<table><tr><td>menu<table>{title}{lines}</table></table></body></html>"
    )


def two_lines() -> str:
    """Return a table whose header has a cell over two lines, and one over four columns."""
    day, *prices, volume = NAMES
    first = f'<th rowspan="2">{day}</th><th colspan="4">가격</th><th rowspan="2">{volume}</th>'
    second = "".join(f"<th>{name}</th>" for name in prices)
    rows = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in texts)}</tr>" for texts in ROWS)
    return f"<table><tr>{first}</tr><tr>{second}</tr>{rows}</table>"


def xml() -> str:
    """Return a table as Excel of 2003 writes it; empty cells are left out."""
    names = "".join(f"<Cell><Data>{name}</Data></Cell>" for name in ("", *NAMES))
    rows = [
        f'<Row><Cell ss:Index="2"><Data ss:Type="String">{first}</Data></Cell>'
        + "".join(f"<Cell><Data>{text}</Data></Cell>" for text in texts)
        + "</Row>"
        for first, *texts in ROWS
    ]
    return EXCEL.format(f"<Row>{names}</Row>{''.join(rows)}")


def imported(path: Path) -> tuple[str | None, list[tuple[float, ...]]]:
    with open_library(path.with_name("library.fslib"), create=True) as library:
        (report,) = import_paths(library, [path]).files
        series = library.candles.get_range(path.stem, "1d")
        columns = (series.open, series.high, series.low, series.close, series.volume)
        return report.error, list(zip(*(column.tolist() for column in columns), strict=True))


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (html(), "cp949"),
        (html(), "utf-8-sig"),
        (html(), "utf-16"),
        (html(end=""), "cp949"),
        (two_lines(), "cp949"),
        (xml(), "utf-8"),
    ],
)
def test_table_is_read(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "005930.xls"
    path.write_bytes(text.encode(encoding))
    error, candles = imported(path)
    assert error is None
    assert candles[:2] == WANTED
    assert len(candles) == 3


def test_page_that_a_server_sent_instead_of_candles_is_told(tmp_path: Path) -> None:
    path = tmp_path / "AAPL.csv"
    path.write_text(
        "<!DOCTYPE html><html><body><h1>Too many requests</h1></body></html>", encoding="utf-8"
    )
    assert imported(path) == ("this is no file of candles: a web page without a table", [])


def test_header_in_angle_brackets_is_no_page(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("<DATE>,<CLOSE>\n20240102,1.5\n20240103,2.5\n", encoding="utf-8")
    error, candles = imported(path)
    assert error is None
    assert [close for _, _, _, close, _ in candles] == [1.5, 2.5]
