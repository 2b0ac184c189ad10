"""Looking at a file before it is imported."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from engine.domain.import_mapping import ImportMapping
from engine.storage.importers.import_paths import import_paths
from engine.storage.importers.preview import preview
from engine.storage.library import open_library

if TYPE_CHECKING:
    from pathlib import Path

ROWS = "Date;Kurs;Open\n02.01.2024;1,5;1\n03.01.2024;2,5;2\nbad;1;1\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def test_preview_shows_the_rows_as_they_are_cut(path: Path) -> None:
    result = preview(path, ImportMapping(columns={"close": "Kurs"}))
    assert result.rows[:2] == [["Date", "Kurs", "Open"], ["02.01.2024", "1,5", "1"]]


def test_preview_tells_what_each_column_was_taken_for(path: Path) -> None:
    result = preview(path, ImportMapping(columns={"close": "Kurs"}))
    assert result.columns == ("Date", "Kurs", "Open")
    assert result.roles == {"Date": "time", "Open": "open", "Kurs": "close"}
    assert result.layout is not None
    assert result.layout.time_format == "%d.%m.%Y"
    assert result.layout.numbers.decimal == ","


def test_preview_has_candles_and_problems(path: Path) -> None:
    result = preview(path, ImportMapping(columns={"close": "Kurs"}))
    assert result.timeframe == "1d"
    assert result.candles["a"].close.tolist() == [1.5, 2.5]
    assert [(problem.line, problem.is_rejected) for problem in result.problems] == [(4, True)]
    assert result.error is None
    assert any("read day first" in note for note in result.notes)


def test_correction_is_seen_at_once(path: Path) -> None:
    mapping = ImportMapping(columns={"close": "Open", "open": ""}, day_first=False)
    result = preview(path, mapping)
    assert result.mapping == mapping
    assert result.candles["a"].close.tolist() == [1, 2]
    assert [candle.timestamp.month for candle in result.candles["a"]] == [2, 3]


def test_file_that_is_not_understood_is_shown_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Dear reader,\nthis is prose.\n", encoding="utf-8")
    result = preview(tmp_path / "a.txt")
    assert result.rows[0] == ["Dear reader,"]
    assert result.error == "this is no file of candles: no row has a date and a price"
    assert result.columns == ()


@pytest.mark.parametrize("name", ["no.csv", "empty.csv"])
def test_file_that_cannot_be_read_is_reason(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty.csv").touch()
    assert preview(tmp_path / name).error in {
        "there is no such file or folder",
        "the file is empty",
    }


@pytest.mark.parametrize("content", [b"ARROW1 nothing", b"PAR1 nothing here PAR1"])
def test_damaged_table_is_reason_and_has_no_rows(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(content)
    result = preview(path)
    assert (result.error or "").startswith("the file is damaged: ")
    assert not result.rows


def test_zone_that_there_is_not_is_reason_beside_the_rows(path: Path) -> None:
    result = preview(path, ImportMapping(columns={"close": "Kurs"}, tz="Asia/Seo"))
    assert (result.error or "").startswith("There is no time zone 'Asia/Seo'")
    assert result.rows


def test_folder_shows_its_first_usable_file(tmp_path: Path, path: Path) -> None:
    (tmp_path / "0.csv").write_text("prose", encoding="utf-8")
    result = preview(tmp_path, ImportMapping(columns={"close": "Kurs"}))
    assert result.file == str(path)


def test_empty_folder_says_so(tmp_path: Path) -> None:
    assert preview(tmp_path).error == "there is no file of candles in it"


def test_corrections_of_an_earlier_import_are_in_force(tmp_path: Path, path: Path) -> None:
    mapping = ImportMapping(columns={"close": "Kurs"})
    with open_library(tmp_path / "library.fslib", create=True) as library:
        import_paths(library, [path], mapping=mapping)
        result = preview(path, library=library)
    assert result.is_remembered
    assert result.mapping == mapping
    assert not preview(path).is_remembered


def test_given_timeframe_and_symbol_are_shown(path: Path) -> None:
    mapping = ImportMapping(columns={"close": "Kurs"})
    result = preview(path, mapping, timeframe="1w", symbol="DAX")
    assert result.timeframe == "1w"
    assert list(result.candles) == ["DAX"]


def test_large_tables_show_their_beginning(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = [f"S{s},2024-01-{d:02},1" for s in range(30) for d in range(1, 29)] * 5
    path.write_text("symbol,date,close\n" + "\n".join(rows) + "\n", encoding="utf-8")
    result = preview(path)
    assert len(result.rows) == 20
    assert len(result.candles) == 20
    assert preview(tmp_path).file == str(path)


UNKNOWN = "date,o1,h1,l1,px,qty\n" + "".join(
    f"2024-01-{day:02},{day}.0,{day}.5,{day}.0,{day}.2,1000\n" for day in range(2, 20)
)


@pytest.mark.parametrize("name", ["a.csv", "a.json"])
def test_columns_without_a_known_name_can_be_corrected(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    rows = [line.split(",") for line in UNKNOWN.splitlines()]
    records = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    path.write_text(json.dumps(records) if name.endswith("json") else UNKNOWN, encoding="utf-8")
    result = preview(path)
    assert result.error == "no column holds closing prices; say which one does"
    assert result.rows[:2] == rows[:2]
    assert result.columns == ("date", "o1", "h1", "l1", "px", "qty")
    assert result.roles == {"date": "time"}
    corrected = preview(path, ImportMapping(columns={"close": "px"}))
    assert corrected.error is None
    assert corrected.candles["a"].close.tolist()[:2] == [2.2, 3.2]


def test_choices_that_do_not_suffice_yet_are_kept(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(UNKNOWN, encoding="utf-8")
    result = preview(tmp_path / "a.csv", ImportMapping(columns={"open": "o1", "time": "date"}))
    assert result.error is not None
    assert result.roles == {"date": "time", "o1": "open"}


def test_column_that_is_taken_away_can_be_corrected_again(path: Path) -> None:
    result = preview(path, ImportMapping(columns={"close": ""}))
    assert result.error is not None
    assert result.columns == ("Date", "Kurs", "Open")
    assert result.roles == {"Date": "time", "Open": "open"}


@pytest.mark.parametrize(
    ("mapping", "reason"),
    [
        (ImportMapping(encoding="klingon"), "there is no encoding 'klingon'"),
        (ImportMapping(encoding="hex"), "there is no encoding 'hex'"),
        (ImportMapping(delimiter=";;"), "the separator is one character, not ';;'"),
        (ImportMapping(time_format="%Y-%Q"), "Unknown directive %Q in the time format '%Y-%Q'"),
        (ImportMapping(time_format="%H:%M"), "There is no year (%Y or %y) in the time format"),
        (ImportMapping(time_format="epoch"), "There is no year (%Y or %y) in the time format"),
    ],
)
def test_corrections_that_cannot_be_followed_are_reason_beside_the_file(
    path: Path, mapping: ImportMapping, reason: str
) -> None:
    result = preview(path, mapping)
    assert (result.error or "").startswith(reason)
    assert result.mapping == mapping
    assert result.rows[1] == ["02.01.2024", "1,5", "1"]
    assert result.columns == ("Date", "Kurs", "Open")


def test_rows_are_shown_in_the_encoding_and_cells_that_were_corrected(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("날짜;종가\n2024-01-02;5\n".encode("cp949"))
    assert preview(path).rows[0] == ["날짜", "종가"]
    corrected = preview(path, ImportMapping(encoding="latin-1", delimiter=","))
    assert corrected.rows[0] == ["³¯Â¥;Á¾°¡"]
    assert corrected.error is not None


def test_time_format_that_fits_no_row_does_not_hide_the_columns(path: Path) -> None:
    result = preview(path, ImportMapping(time_format="%Y/%m/%d", columns={"close": "Kurs"}))
    assert result.error == "no row has a time in the format '%Y/%m/%d' and a price"
    assert result.columns == ("Date", "Kurs", "Open")
    assert result.shape is not None
    assert result.shape.delimiter == ";"


def test_only_text_has_an_encoding_and_a_separator(tmp_path: Path, path: Path) -> None:
    (tmp_path / "a.json").write_text('[{"date": "2024-01-02", "close": 1}]', encoding="utf-8")
    assert preview(path).is_text
    assert not preview(tmp_path / "a.json").is_text


def test_remembered_corrections_are_left_aside_and_forgotten_when_asked(
    tmp_path: Path, path: Path
) -> None:
    with open_library(tmp_path / "library.fslib", create=True) as library:
        import_paths(library, [path], mapping=ImportMapping(columns={"close": "Kurs"}))
        assert not preview(path, library=library, is_fresh=True).is_remembered
        assert preview(path, library=library).is_remembered
        import_paths(library, [path], is_fresh=True)
        assert not preview(path, library=library).is_remembered
