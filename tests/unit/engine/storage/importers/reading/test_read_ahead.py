"""Files that are read while the one before is saved."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from engine.domain.cancellation import CancellationToken
from engine.domain.import_layout import Role
from engine.domain.import_mapping import ImportMapping
from engine.errors import SourceError
from engine.storage.importers.import_paths import import_paths
from engine.storage.importers.reading.read_ahead import read_ahead
from engine.storage.importers.reading.sources import iter_sources

if TYPE_CHECKING:
    from pathlib import Path

    from engine.domain.import_layout import TableLayout
    from engine.domain.import_report import FileReport

HEADER = "date,open,high,low,close,volume\n"
ROWS = "2024-01-02,1,3,1,2,100\n2024-01-03,2,4,2,3,200\n2024-01-04,3,5,3,4,300\n"
FAULTS = "2024-01-02,1,3,1,2,100\n\n2024-01-03,2,4,2,many,200\n2024-01-04,3,5\n"


def layout_of(path: Path) -> TableLayout:
    (opened,) = read_ahead(iter_sources([path]), lambda: None)
    (reader,) = opened.tables()
    return reader.layout(ImportMapping())


def outcome(entry: FileReport) -> list[object]:
    return [entry.file, entry.rows_read, entry.kept, entry.problems, entry.notes, entry.error]


def n_readers() -> int:
    return sum(thread.name.startswith("read-ahead") for thread in threading.enumerate())


def test_folder_is_told_as_if_each_file_were_imported_alone(tmp_path: Path) -> None:
    for name, rows in {"a": ROWS, "b": FAULTS, "c": ROWS, "d": "", "e": FAULTS}.items():
        (tmp_path / f"{name}.csv").write_text(HEADER + rows, encoding="utf-8")
    (tmp_path / "f.csv").write_bytes(b"")
    together = import_paths(None, [tmp_path], dry_run=True)
    alone = [
        import_paths(None, [path], dry_run=True).files[0] for path in sorted(tmp_path.iterdir())
    ]
    assert [outcome(entry) for entry in together.files] == [outcome(entry) for entry in alone]
    assert together.files[4].rejected == 2


def test_what_cannot_be_opened_keeps_its_place(tmp_path: Path) -> None:
    for name in ("a.csv", "c.csv"):
        (tmp_path / name).write_text(HEADER + ROWS, encoding="utf-8")
    paths = [tmp_path / name for name in ("a.csv", "b.csv", "c.csv")]
    first, missing, last = read_ahead(iter_sources(paths), lambda: None)
    assert [entry.name for entry in (first, missing, last)] == [str(path) for path in paths]
    assert missing.n_bytes == 0
    with pytest.raises(SourceError, match="no such file"):
        missing.tables()
    assert all(entry.tables() for entry in (first, last))


def test_rows_are_read_before_they_are_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(HEADER + ROWS, encoding="utf-8")
    layout = layout_of(path)
    (opened,) = read_ahead(iter_sources([path]), lambda: layout)
    (reader,) = opened.tables()
    path.unlink()
    assert [chunk.table.num_rows for chunk in reader.chunks(layout)] == [3]


def test_rows_are_read_again_where_another_layout_is_right(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(HEADER + ROWS, encoding="utf-8")
    layout = layout_of(path)
    (opened,) = read_ahead(iter_sources([path]), lambda: layout)
    (reader,) = opened.tables()
    corrected = reader.layout(ImportMapping(columns={Role.CLOSE: "low", Role.LOW: ""}))
    (chunk,) = reader.chunks(corrected)
    assert set(chunk.table.column_names) == set(corrected.needed()) != set(layout.needed())


def test_cancelled_import_leaves_no_thread(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.csv").write_text(HEADER + ROWS, encoding="utf-8")
    token = CancellationToken()
    report = import_paths(
        None, [tmp_path], dry_run=True, token=token, progress=lambda *_: token.cancel()
    )
    assert report.is_cancelled
    assert len(report.files) == 1
    assert n_readers() == 0
