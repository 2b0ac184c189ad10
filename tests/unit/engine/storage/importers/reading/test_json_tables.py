"""Tables in JSON documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from engine.storage.importers.reading.json_tables import open_json
from engine.storage.importers.reading.sources import FileSource, iter_sources

if TYPE_CHECKING:
    from pathlib import Path


def read(path: Path, content: str) -> list[tuple[str, list[list[str]]]]:
    path.write_text(content, encoding="utf-8")
    (source,) = iter_sources([path])
    assert isinstance(source, FileSource)
    return [(table.naming.symbol, table.rows()) for table in open_json(source)]


@pytest.mark.parametrize(
    ("content", "symbol"),
    [
        ('{"symbol":"X","historical":[{"date":"2024-01-02","close":1.5}]}', "X"),
        ('{"meta":{"symbol":"X"},"values":[{"date":"2024-01-02","close":1.5}]}', "X"),
        ('{"ticker":"X","results":[{"date":"2024-01-02","close":1.5}]}', "X"),
        ('{"code":"0","data":[{"date":"2024-01-02","close":1.5}]}', "file"),
        ('{"error":[],"result":{"XBT":[{"date":"2024-01-02","close":1.5}]}}', "file"),
    ],
)
def test_symbol_beside_the_rows_is_theirs(tmp_path: Path, content: str, symbol: str) -> None:
    expected = [["date", "close"], ["2024-01-02", "1.5"]]
    assert read(tmp_path / "file.json", content) == [(symbol, expected)]


def test_columns_inside_other_objects_are_one_table(tmp_path: Path) -> None:
    content = (
        '{"chart":{"result":[{"meta":{"symbol":"X"},"timestamp":[1,2],'
        '"indicators":{"quote":[{"open":[3,4],"close":[5,null]}]}}],"error":null}}'
    )
    expected = [["timestamp", "open", "close"], ["1", "3", "5"], ["2", "4", ""]]
    assert read(tmp_path / "file.json", content) == [("X", expected)]


@pytest.mark.parametrize(
    "content",
    [
        '{"columns":["open","close"],"index":["2024-01-02"],"data":[[1,1.5]]}',
        '{"open":{"2024-01-02":1,"2024-01-03":2},"close":{"2024-01-02":1.5,"2024-01-03":2.5}}',
        '{"2024-01-02":{"open":1,"close":1.5},"2024-01-03":{"open":2,"close":2.5}}',
    ],
    ids=["split", "columns", "index"],
)
def test_frames_of_pandas_are_read_in_each_of_its_orientations(
    tmp_path: Path, content: str
) -> None:
    ((_, rows),) = read(tmp_path / "file.json", content)
    assert rows[:2] == [["date", "open", "close"], ["2024-01-02", "1", "1.5"]]
