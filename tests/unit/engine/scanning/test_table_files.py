from __future__ import annotations

import csv
import os
import subprocess
import sys
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np
import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook

from engine.errors import SourceError
from engine.scanning import table_files
from engine.scanning.table_files import CellKind, TableColumn, iso_times, open_table, replacing

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = (
    TableColumn("symbol", CellKind.TEXT),
    TableColumn("time", CellKind.TIME),
    TableColumn("close", CellKind.NUMBER),
    TableColumn("confirmed", CellKind.FLAG),
)
SECOND = 1_000_000_000
ROWS = (["A", "B"], np.array([0, 60]) * SECOND, np.array([1.5, np.nan]), np.array([True, False]))


def write(path: Path, **options: bool) -> Path:
    with open_table(path, COLUMNS, **options) as table:
        table.write(ROWS)
        table.write([column[:1] for column in ROWS])
    return path


def test_csv_has_empty_fields_for_unknown_numbers(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv")
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    assert lines == [
        ["symbol", "time", "close", "confirmed"],
        ["A", "1970-01-01T00:00:00Z", "1.5", "true"],
        ["B", "1970-01-01T00:01:00Z", "", "false"],
        ["A", "1970-01-01T00:00:00Z", "1.5", "true"],
    ]
    assert list(tmp_path.iterdir()) == [path]


def test_text_may_begin_with_the_mark_that_excel_looks_for(tmp_path: Path) -> None:
    assert write(tmp_path / "t.csv", has_mark=True).read_bytes().startswith(b"\xef\xbb\xbf")
    assert write(tmp_path / "t.csv").read_bytes().startswith(b"symbol")


def test_parquet_has_types_and_unknown_numbers_as_null(tmp_path: Path) -> None:
    table = pq.read_table(write(tmp_path / "t.parquet"))
    assert table["symbol"].to_pylist() == ["A", "B", "A"]
    assert table["close"].to_pylist() == [1.5, None, 1.5]
    assert table["confirmed"].to_pylist() == [True, False, True]
    assert str(table.schema.field("time").type) == "timestamp[ns, tz=UTC]"


def test_excel_has_times_and_empty_cells(tmp_path: Path) -> None:
    rows = list(load_workbook(write(tmp_path / "t.xlsx")).active.values)
    assert rows[1:3] == [
        ("A", datetime(1970, 1, 1), 1.5, True),
        ("B", datetime(1970, 1, 1, 0, 1), None, False),
    ]


@pytest.mark.parametrize("name", ["=cmd|'/c calc'!A0", '=HYPERLINK("http://x","y")', "#N/A", "+1"])
def test_names_are_texts_in_excel_whatever_they_look_like(tmp_path: Path, name: str) -> None:
    path = tmp_path / "t.xlsx"
    with open_table(path, [TableColumn(name, CellKind.TEXT)]) as table:
        table.write([[name]])
    cells = [cell for row in load_workbook(path).active.rows for cell in row]
    assert [(cell.value, cell.data_type) for cell in cells] == [(name, "s")] * 2


@pytest.mark.parametrize("name", ["=1+1", "+1", "-A", "@SUM(A1)", "\t=1+1"])
def test_csv_for_excel_has_no_formulas(tmp_path: Path, name: str) -> None:
    path = tmp_path / "t.csv"
    with open_table(path, [TableColumn(name, CellKind.TEXT)], has_mark=True) as table:
        table.write([[name, "A", "-"]])
    assert path.read_text(encoding="utf-8-sig").splitlines() == [f"'{name}"] * 2 + ["A", "-"]


def test_csv_for_programs_has_names_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    with open_table(path, [TableColumn("symbol", CellKind.TEXT)]) as table:
        table.write([["=1+1"]])
    assert path.read_text(encoding="utf-8") == "symbol\n=1+1\n"


def test_sheet_that_is_full_refuses_more_and_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_files, "MAX_SHEET_ROWS", 2)
    with pytest.raises(SourceError, match=r"write \.parquet or \.csv"):
        write(tmp_path / "t.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_file_that_is_not_finished_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(ValueError, match="shorter"), open_table(path, COLUMNS) as table:
        table.write([*ROWS[:-1], []])
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SourceError, match="cannot be written"), replacing(tmp_path / "file" / "t"):
        pass


@pytest.mark.parametrize("ending", [".csv", ".parquet", ".xlsx"])
@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on the size of files")
def test_file_for_which_there_is_no_room_leaves_the_old_one(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"t{ending}"
    path.write_text("old", encoding="utf-8")
    script = (
        "import resource, sys; from pathlib import Path; import numpy as np\n"
        "from engine.scanning.table_files import CellKind, TableColumn, open_table\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
        "with open_table(Path(sys.argv[1]), [TableColumn('x', CellKind.NUMBER)]) as table:\n"
        "    for first in range(0, 400_000, 50_000):\n"
        "        table.write([np.sqrt(np.arange(first, first + 50_000))])\n"
    )
    words = [sys.executable, "-c", script, str(path)]
    ended = subprocess.run(words, check=False, capture_output=True, text=True)
    assert "cannot be written: File too large" in ended.stderr.splitlines()[-1]
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_times_between_seconds_keep_their_fractions() -> None:
    assert iso_times(np.array([1_500_000_000])) == ["1970-01-01T00:00:01.500000Z"]
