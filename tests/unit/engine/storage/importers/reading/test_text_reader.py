"""Text files that are longer than their beginning."""

from __future__ import annotations

import gzip
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from engine.domain.import_mapping import ImportMapping
from engine.errors import SourceError
from engine.storage.importers.import_paths import import_paths
from engine.storage.importers.reading.sources import FileSource, iter_sources
from engine.storage.importers.reading.text_reader import TextReader
from engine.storage.library import Library, open_library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "library.fslib", create=True) as library:
        yield library


def reader(path: Path) -> TextReader:
    (source,) = iter_sources([path])
    assert isinstance(source, FileSource)
    return TextReader(source)


def minutes_of(days: list[date]) -> str:
    rows = [
        f"{day:%m/%d/%Y} {minute // 60:02}:{minute % 60:02},1.5,100\n"
        for day in days
        for minute in range(1_440)
    ]
    return "time,close,volume\n" + "".join(rows)


@pytest.mark.parametrize("is_packed", [False, True])
def test_order_of_day_and_month_is_told_by_rows_far_down(tmp_path: Path, is_packed: bool) -> None:
    days = [date(2024, 1, 2) + timedelta(days=number) for number in range(30)]
    content = minutes_of(days).encode()
    path = tmp_path / "a.csv"
    path.write_bytes(gzip.compress(content) if is_packed else content)
    layout = reader(path).layout(ImportMapping())
    assert layout.time_format == "%m/%d/%Y %H:%M"
    assert not layout.is_time_ambiguous


def test_layout_that_may_be_wrong_is_not_used_for_other_files(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("time,close\n01/02/2024,1\n02/02/2024,2\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("time,close\n2024-01-02,1\n2024-01-03,2\n", encoding="utf-8")
    suspicious, certain = (reader(tmp_path / f"{name}.csv") for name in "ab")
    assert not suspicious.fits(suspicious.layout(ImportMapping()))
    assert certain.fits(certain.layout(ImportMapping()))


def test_text_without_a_header_is_looked_at_each_time(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("2024-01-02,1\n2024-01-03,2\n", encoding="utf-8")
    one = reader(tmp_path / "a.csv")
    assert not one.fits(one.layout(ImportMapping()))


def test_bytes_that_are_no_text_do_not_keep_the_numbers_out(
    tmp_path: Path, library: Library
) -> None:
    rows = b"".join(b"2024-01-%02d,1.5,ok\n" % day for day in range(1, 29)) * 400
    (tmp_path / "a.csv").write_bytes(b"date,close,name\n" + rows + b"2024-01-29,2.5,\xff\xfe\n")
    (entry,) = import_paths(library, [tmp_path / "a.csv"]).files
    assert (entry.error, entry.rejected) == (None, 0)
    assert library.candles.symbols("1d") == ["ok", "\ufffd\ufffd"]


def test_rest_of_a_file_may_be_blank(
    tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.storage.importers.reading.text_reader._PIECE_BYTES", 500)
    (tmp_path / "a.csv").write_text("date,close\n2024-01-02,1\n" + "\n" * 200_000, encoding="utf-8")
    (entry,) = import_paths(library, [tmp_path / "a.csv"]).files
    assert (entry.rows_read, entry.kept, entry.rejected) == (1, 1, 0)


def test_line_longer_than_a_piece_is_one_line(
    tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.storage.importers.reading.text_reader._PIECE_BYTES", 64)
    long_name = "x" * 1_000
    rows = "".join(f"2024-01-{day:02},{day},{long_name}\n" for day in range(1, 9))
    (tmp_path / "a.csv").write_text(
        "date,close,comment\n" + rows + "2024-01-09,bad,y\n", encoding="utf-8"
    )
    (entry,) = import_paths(library, [tmp_path / "a.csv"]).files
    assert entry.kept == 8
    assert [problem.line for problem in entry.problems] == [10]


def test_file_that_vanishes_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("date,close\n" + "2024-01-02,1\n" * 20_000, encoding="utf-8")
    table = reader(path)
    layout = table.layout(ImportMapping())
    path.unlink()
    with pytest.raises(SourceError, match="cannot be read"):
        list(table.chunks(layout))


def test_rows_are_shown_as_lines_until_they_can_be_cut(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a;b\n1;2\n", encoding="utf-8")
    assert reader(path).head(None)[0] == ["a;b"]
    assert reader(path).head(";")[0] == ["a", "b"]
    assert reader(path).rows()[1] == ["1;2"]


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({}, "%Y-%m-%d %H:%M"),
        ({"clock": "when"}, "%Y-%m-%d %H:%M"),
        ({"clock": ""}, "%Y-%m-%d"),
        ({"time": "other"}, "%d.%m.%Y %H:%M"),
    ],
)
def test_columns_of_the_time_can_be_chosen(
    tmp_path: Path, columns: dict[str, str], expected: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "date,when,other,close\n2024-01-02,09:30,13.01.2024,1\n2024-01-03,09:31,14.01.2024,2\n",
        encoding="utf-8",
    )
    layout = reader(path).layout(ImportMapping(columns=columns))
    assert layout.time_format == expected


NOTED = "date,close,note\n" + "".join(
    f'2024-01-{day:02},{day}.5,"of {day}\nand ""more"""\n' for day in range(2, 30)
)


@pytest.mark.parametrize("n_bytes", range(20, 60))
def test_cells_with_several_lines_are_not_cut(
    tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch, n_bytes: int
) -> None:
    monkeypatch.setattr("engine.storage.importers.reading.text_reader._PIECE_BYTES", n_bytes)
    (tmp_path / "a.csv").write_text(NOTED, encoding="utf-8")
    report = import_paths(library, [tmp_path / "a.csv"])
    assert (report.kept, report.rejected) == (28, 0)
    closes = library.candles.get_range("a", "1d").close.tolist()
    assert closes == [day + 0.5 for day in range(2, 30)]


def test_row_below_cells_with_several_lines_is_told_and_kept_itself(
    tmp_path: Path, library: Library
) -> None:
    (tmp_path / "a.csv").write_text(NOTED + '2024-01-30,many,"x\ny"\n', encoding="utf-8")
    report = import_paths(library, [tmp_path / "a.csv"])
    (problem,) = report.files[0].problems
    assert (problem.line, problem.reason) == (58, "close 'many' is no number")
    assert report.rejected_file is not None
    assert '2024-01-30,many,""x\ny""' in report.rejected_file.read_text(encoding="utf-8")


@pytest.mark.parametrize("n_bytes", [40, 100, 1_000])
def test_stray_quote_costs_its_own_row_only(
    tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch, n_bytes: int
) -> None:
    monkeypatch.setattr("engine.storage.importers.reading.text_reader._PIECE_BYTES", n_bytes)
    rows = [f"2024-01-{day:02},{day}.5\n" for day in range(2, 30)]
    rows[10] = '2024-01-12,"12.5\n'
    (tmp_path / "a.csv").write_text("date,close\n" + "".join(rows), encoding="utf-8")
    report = import_paths(library, [tmp_path / "a.csv"])
    assert (report.kept, report.rejected) == (27, 1)
    assert report.files[0].problems[0].line == 12


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n", "\n\n"])
def test_no_row_is_lost_at_any_end_of_lines(tmp_path: Path, library: Library, end: str) -> None:
    lines = ["made by a script", "date,close", *(f"2024-01-{day:02},{day}" for day in range(2, 30))]
    (tmp_path / "a.csv").write_bytes(end.join([*lines, ""]).encode())
    report = import_paths(library, [tmp_path / "a.csv"])
    assert (report.kept, report.rejected) == (28, 0)


BANNER = "Made by hand\n\nName,x\ndate,close\n,USD\n2024-01-02,1\n2024-01-03,2\n"


@pytest.mark.parametrize(
    ("mapping", "shape"),
    [
        (ImportMapping(header_lines=2), (3, 2)),
        (ImportMapping(header_lines=1), (4, 1)),
        (ImportMapping(skip_lines=3), (3, 2)),
        (ImportMapping(skip_lines=2, header_lines=3), (2, 3)),
    ],
)
def test_lines_above_the_rows_are_divided_as_it_was_said(
    tmp_path: Path, mapping: ImportMapping, shape: tuple[int, int]
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(BANNER, encoding="utf-8")
    cut = reader(path).cells(mapping).shape
    assert (cut.n_skipped, cut.n_header) == shape


def test_without_a_header_no_row_below_the_banner_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Made by hand\nbad,5,1\n2024-01-02,1,1\n2024-01-03,2,1\n", encoding="utf-8")
    shape = reader(path).cells(ImportMapping(header_lines=0)).shape
    assert (shape.n_skipped, shape.n_header) == (1, 0)
