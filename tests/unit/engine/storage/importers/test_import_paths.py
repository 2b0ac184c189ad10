"""What an import does with good and bad rows, and with the library."""

from __future__ import annotations

import csv
import gzip
import math
import signal
import sys
import zipfile
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest
from pyarrow import feather, parquet

from engine.cli.interrupts import interrupts
from engine.domain.cancellation import CancellationToken
from engine.domain.import_mapping import ImportMapping
from engine.errors import LibraryFullError
from engine.storage.importers import table_import
from engine.storage.importers.import_paths import import_paths
from engine.storage.importers.reading import text_pieces, text_reader
from engine.storage.library import Library, open_library
from engine.storage.maintenance.adjusting import adjust
from engine.storage.sqlite.candles import SqliteCandleRepository

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from engine.domain.import_report import FileReport, ImportReport

HEADER = "Date,Open,High,Low,Close,Volume\n"
GOOD = "2024-01-02,1,2,.5,1.5,100\n2024-01-03,2,3,1.5,2.5,200\n"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "library.fslib", create=True) as library:
        yield library


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    folder.mkdir()
    return folder


def load(library: Library | None, path: Path, content: str, **options: object) -> FileReport:
    path.write_text(content, encoding="utf-8")
    (entry,) = import_paths(library, [path], **options).files  # type: ignore[arg-type]
    return entry


def counts(entry: FileReport) -> tuple[int, int, int, int]:
    return (entry.rows_read, entry.kept, entry.rejected, entry.duplicates)


def problems(entry: FileReport) -> list[tuple[int, str]]:
    return [(problem.line, problem.reason) for problem in entry.problems]


# Rows


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2024-02-31,1,2,.5,1.5,100", "Date '2024-02-31' is no date"),
        (",1,2,.5,1.5,100", "Date is missing"),
        ("2024-01-04,1,2,.5,abc,100", "Close 'abc' is no number"),
        ("2024-01-04,1,2,.5,,100", "Close is missing"),
        ("2024-01-04,0,0,0,0,0", "all prices are zero"),
        ("2024-01-04,1,2", "the row has 3 cells instead of 6"),
        ("2024-01-04,1,2,.5,1.5,100,7", "the row has 7 cells instead of 6"),
        ('2024-01-04,1,2,.5,"1.5,100', "a quote is not closed"),
        ("FileSource: nobody", "the row has 1 cells instead of 6"),
        (HEADER.strip(), "Date 'Date' is no date"),
    ],
)
def test_unusable_row_is_rejected_with_line_and_reason(
    library: Library, folder: Path, row: str, reason: str
) -> None:
    entry = load(library, folder / "a.csv", HEADER + GOOD + "\n" + row + "\n")
    assert problems(entry) == [(5, reason)]
    assert counts(entry) == (3, 2, 1, 0)
    assert len(library.candles.get_range("a", "1d")) == 2


@pytest.mark.parametrize(
    ("row", "unknown", "reason"),
    [
        ("2024-01-04,x,2,.5,1.5,100", {"open"}, "Open 'x' is no number, kept as unknown"),
        (
            "2024-01-04,,,.5,1.5,100",
            {"open", "high"},
            "Open is missing, High is missing, kept as unknown",
        ),
        ("2024-01-04,1,2,nan,1.5,100", {"low"}, "Low is missing, kept as unknown"),
        ("2024-01-04,1,2,.5,1.5,many", {"volume"}, "Volume 'many' is no volume, kept as unknown"),
        ("2024-01-04,1,2,.5,1.5,-5", {"volume"}, "Volume '-5' is no volume, kept as unknown"),
        ("2024-01-04,inf,2,.5,1.5,1", {"open"}, "Open 'inf' is no number, kept as unknown"),
    ],
)  # fmt: skip
def test_row_with_a_close_is_kept_and_what_is_unknown_is_told(
    library: Library, folder: Path, row: str, unknown: set[str], reason: str
) -> None:
    entry = load(library, folder / "a.csv", HEADER + GOOD + row + "\n")
    assert problems(entry) == [(4, reason)]
    assert (entry.rejected, entry.unknown) == (0, 1)
    candle = library.candles.get_range("a", "1d")[-1]
    names = ("open", "high", "low", "close", "volume")
    assert {name for name in names if math.isnan(getattr(candle, name))} == unknown


def test_missing_volume_alone_is_no_problem(library: Library, folder: Path) -> None:
    entry = load(library, folder / "a.csv", HEADER + GOOD + "2024-01-04,1,2,.5,1.5,\n")
    assert entry.problems == []
    assert math.isnan(library.candles.get_range("a", "1d")[-1].volume)


def test_without_a_volume_column_the_volume_is_unknown(library: Library, folder: Path) -> None:
    load(library, folder / "a.csv", "Date,Open,High,Low,Close\n2024-01-02,1,2,.5,1.5\n")
    assert math.isnan(library.candles.get_range("a", "1d")[0].volume)


def test_suspension_keeps_its_close_only(library: Library, folder: Path) -> None:
    entry = load(library, folder / "a.csv", HEADER + GOOD + "2024-01-04,0,0,0,1.5,0\n")
    candle = library.candles.get_range("a", "1d")[-1]
    assert math.isnan(candle.open + candle.high + candle.low)
    assert (candle.close, candle.volume, entry.suspended) == (1.5, 0, 1)


def test_of_rows_with_the_same_time_the_last_one_stays_and_is_counted(
    library: Library, folder: Path
) -> None:
    entry = load(library, folder / "a.csv", HEADER + GOOD + "2024-01-02,1,2,.5,9,100\n")
    assert counts(entry) == (3, 2, 0, 1)
    assert library.candles.get_range("a", "1d")[0].close == 9
    assert entry.out_of_order == 1


def test_newest_first_is_no_disorder(library: Library, folder: Path) -> None:
    lines = GOOD.splitlines()
    entry = load(library, folder / "a.csv", HEADER + "\n".join(reversed(lines)))
    assert entry.out_of_order == 0


def test_empty_rows_of_a_spreadsheet_do_not_count(library: Library, folder: Path) -> None:
    entry = load(library, folder / "a.csv", HEADER + GOOD + ",,,,,\n,,,,,\n")
    assert counts(entry) == (2, 2, 0, 0)


def test_row_without_a_symbol_is_rejected_where_a_column_names_it(
    library: Library, folder: Path
) -> None:
    rows = "symbol,date,close\nA,2024-01-02,1\n,2024-01-03,2\n"
    entry = load(library, folder / "x.csv", rows)
    assert problems(entry) == [(3, "symbol is missing")]


def test_thousands_separators_further_down_are_understood(library: Library, folder: Path) -> None:
    rows = "".join(f"2024-01-{day:02},1,2,.5,1.5,999\n" for day in range(1, 29))
    load(
        library, folder / "a.csv", HEADER + rows * 20 + '2024-01-29,"1,000",2,.5,1.5,"1,234,567"\n'
    )
    candle = library.candles.get_range("a", "1d")[-1]
    assert (candle.open, candle.volume) == (1000, 1_234_567)


def test_rejected_rows_are_kept_in_a_file(library: Library, folder: Path) -> None:
    path = folder / "a.csv"
    path.write_text(HEADER + GOOD + "2024-01-04,1,2,.5,abc,1\nnonsense\n", encoding="utf-8")
    report = import_paths(library, [path])
    assert report.rejected_file is not None
    with report.rejected_file.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows == [
        ["file", "line", "reason", "row"],
        [str(path), "4", "Close 'abc' is no number", "2024-01-04,1,2,.5,abc,1"],
        [str(path), "5", "the row has 1 cells instead of 6", "nonsense"],
    ]


def test_import_without_rejected_rows_leaves_no_file(library: Library, folder: Path) -> None:
    path = folder / "a.csv"
    path.write_text(HEADER + GOOD, encoding="utf-8")
    assert import_paths(library, [path]).rejected_file is None
    assert not list(library.path.parent.glob("*-rejected"))


def test_only_the_first_problems_are_told_but_all_are_counted(
    library: Library, folder: Path
) -> None:
    entry = load(library, folder / "a.csv", HEADER + GOOD * 100 + "2024-01-04,1,2,.5,x,1\n" * 150)
    assert (len(entry.problems), entry.n_problems, entry.rejected) == (100, 150, 150)


# Files


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "empty"),
        ("Dear reader,\nthis is prose.\n", "no row has a date and a price"),
        (HEADER, "no row has a date and a price"),
        ("a,b\n1,2\n3,4\n", "no row has a date and a price"),
        ("Date,Name\n2024-01-01,7a\n", "no column holds closing prices"),
        (HEADER + "2024-01-02,1,2,3,x,5\n", "no row could be read; line 2: Close 'x' is no number"),
        ("[1, 2", "no JSON"),
        ("{}", "no table of candles in this JSON"),
        ('{"a": 1}', "no table of candles in this JSON"),
    ],
)
def test_file_that_holds_no_candles_is_told_and_nothing_is_written(
    library: Library, folder: Path, content: str, reason: str | None
) -> None:
    entry = load(library, folder / "a.csv", content)
    if reason is not None:
        assert entry.error is not None
        assert reason in entry.error
        assert library.candles.timeframes() == []


def test_one_bad_file_does_not_keep_the_others_out(library: Library, folder: Path) -> None:
    (folder / "a.csv").write_text(HEADER + GOOD, encoding="utf-8")
    (folder / "b.csv").write_text("prose", encoding="utf-8")
    (folder / "c.csv").write_text(HEADER + GOOD, encoding="utf-8")
    report = import_paths(library, [folder, folder / "no.csv"])
    assert [entry.error is None for entry in report.files] == [True, False, True, False]
    assert library.candles.symbols("1d") == ["a", "c"]
    assert not report.has_read_nothing
    assert len(report.failed) == 2


def test_file_that_breaks_off_is_left_out_whole(library: Library, folder: Path) -> None:
    rows = HEADER + "".join(
        f"{1990 + n // 300}-{n % 12 + 1:02}-{n % 28 + 1:02},1,2,3,4,5\n" for n in range(9_000)
    )
    (folder / "a.csv.gz").write_bytes(gzip.compress(rows.encode(), mtime=0)[:-1_000])
    (folder / "b.csv").write_text(HEADER + GOOD, encoding="utf-8")
    report = import_paths(library, [folder])
    assert [entry.error is None for entry in report.files] == [False, True]
    assert library.candles.symbols("1d") == ["b"]


def test_file_that_breaks_off_after_some_was_saved_is_undone(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.storage.importers.reading.text_reader._PIECE_BYTES", 2_000)
    monkeypatch.setattr(table_import, "MAX_ROWS_HELD", 50)
    rows = HEADER + "".join(
        f"{1900 + n // 28}-01-{n % 28 + 1:02},1,2,3,4,5\n" for n in range(3_000)
    )
    (folder / "a.csv.gz").write_bytes(gzip.compress(rows.encode(), mtime=0)[:-300])
    (folder / "b.csv").write_text(HEADER + GOOD, encoding="utf-8")
    report = import_paths(library, [folder])
    assert report.files[0].error is not None
    assert library.candles.symbols("1d") == ["b"]


def test_files_that_disagree_on_candles_are_named(library: Library, folder: Path) -> None:
    (folder / "a (1).csv").write_text(HEADER + GOOD)
    (folder / "a (2).csv").write_text(HEADER + GOOD.replace(",1.5,", ",1.7,"))
    (folder / "a (3).csv").write_text(HEADER + GOOD.replace(",1.5,", ",1.7,"))
    first, second, third = import_paths(library, [folder]).files
    assert not [note for entry in (first, third) for note in entry.notes]
    assert [note.code for note in second.notes] == ["import.other-file"]
    assert second.notes[0].fields["file"] == first.file


def test_large_file_is_saved_in_parts_without_a_difference(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.storage.importers.reading.text_reader._PIECE_BYTES", 2_000)
    monkeypatch.setattr(table_import, "MAX_ROWS_HELD", 50)
    rows = [f"{s},{1900 + n // 28}-01-{n % 28 + 1:02},{n}" for n in range(1_000) for s in "BA"]
    rows[500] = "B,1900-01-99,1"
    entry = load(library, folder / "a.csv", "symbol,date,close\n" + "\n".join(rows) + "\n")
    assert counts(entry) == (2_000, 1_999, 1, 0)
    assert problems(entry)[0][0] == 502
    assert len(library.candles.get_range("B", "1d")) == 999
    assert entry.symbols == ["B", "A"]


def test_folder_of_files_of_the_same_making_is_looked_at_once(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(10):
        (folder / f"{number}.csv").write_text(HEADER + GOOD, encoding="utf-8")
    looks = []
    whole = text_reader.detect_layout
    monkeypatch.setattr(
        text_reader,
        "detect_layout",
        lambda *args, **options: looks.append(args) or whole(*args, **options),
    )
    assert import_paths(library, [folder]).kept == 20
    assert len(looks) == 1


def test_file_that_only_looks_like_the_one_before_is_looked_at_itself(
    library: Library, folder: Path
) -> None:
    (folder / "a.csv").write_text(
        HEADER + "31/12/2023,1,2,.5,1.5,1\n30/12/2023,1,2,.5,1.5,1\n", encoding="utf-8"
    )
    (folder / "b.csv").write_text(
        HEADER + "12/31/2023,1,2,.5,1.5,1\n12/30/2023,1,2,.5,1.5,1\n", encoding="utf-8"
    )
    report = import_paths(library, [folder])
    assert report.rejected == 0
    first = datetime(2023, 12, 30, tzinfo=UTC)
    assert [library.candles.get_range(s, "1d")[0].timestamp for s in "ab"] == [first, first]


def test_zip_of_files_is_read(library: Library, folder: Path) -> None:
    with zipfile.ZipFile(folder / "all.zip", "w") as archive:
        archive.writestr("A_data.csv", HEADER + GOOD)
        archive.writestr("sub/B.csv", HEADER + GOOD)
    import_paths(library, [folder])
    assert library.candles.symbols("1d") == ["A", "B"]


def test_parquet_and_feather_are_read_with_their_types(library: Library, folder: Path) -> None:
    days = pa.array([datetime(2024, 1, 2), datetime(2024, 1, 3)], pa.timestamp("us"))
    table = pa.table(
        {
            "symbol": pa.array([5930, 5930]),
            "date": days.cast(pa.date32()),
            "close": [1.5, None],
            "open": pa.array([1, 2], pa.int32()),
            "volume": [1.0, 2.0],
        }
    )
    parquet.write_table(table, folder / "a.parquet")
    zoned = days.cast(pa.timestamp("ms", "UTC")).cast(pa.timestamp("ms", "Asia/Seoul"))
    feather.write_feather(
        pa.table({"date": zoned, "close": [1.0, 2.0]}), folder / "b.feather", compression="lz4"
    )
    report = import_paths(library, [folder])
    assert [entry.error for entry in report.files] == [None, None]
    assert problems(report.files[0]) == [(2, "close is missing")]
    assert library.candles.symbols("1d") == ["5930", "b"]
    assert library.candles.get_range("5930", "1d")[0].open == 1
    assert library.candles.get_range("b", "1d")[0].timestamp == datetime(2024, 1, 2, tzinfo=UTC)


def test_damaged_parquet_is_told(library: Library, folder: Path) -> None:
    (folder / "a.parquet").write_bytes(b"PAR1" + b"\0" * 100 + b"PAR1")
    (entry,) = import_paths(library, [folder]).files
    assert entry.error is not None
    assert "cannot be read" in entry.error


# Symbols, times


def test_given_symbol_goes_before_column_and_name(library: Library, folder: Path) -> None:
    load(library, folder / "a.csv", "symbol,date,close\nX,2024-01-02,1\n", symbol="Y")
    assert library.candles.symbols("1d") == ["Y"]


def test_given_symbol_for_a_file_of_several_is_refused(library: Library, folder: Path) -> None:
    rows = "symbol,date,close\nX,2024-01-02,1\nZ,2024-01-02,1\n"
    entry = load(library, folder / "a.csv", rows, symbol="Y")
    assert entry.error is not None
    assert "several symbols" in entry.error
    assert library.candles.timeframes() == []


def test_leading_zeros_of_a_symbol_stay(library: Library, folder: Path) -> None:
    load(library, folder / "a.csv", "code,date,close\n005930,2024-01-02,1\n")
    assert library.candles.symbols("1d") == ["005930"]


def test_timeframe_is_found_from_the_times(library: Library, folder: Path) -> None:
    rows = "".join(f"2024-01-02 09:{minute:02}:00,1\n" for minute in range(0, 50, 5))
    assert load(library, folder / "a.csv", "time,close\n" + rows).timeframe == "5m"


def test_weekly_bars_are_days_unless_it_is_said(library: Library, folder: Path) -> None:
    rows = "date,close\n2024-01-01,1\n2024-01-08,2\n"
    assert load(library, folder / "a.csv", rows).timeframe == "1d"
    assert load(library, folder / "a.csv", rows, timeframe="1w").timeframe == "1w"


def test_minutes_are_not_taken_for_days(library: Library, folder: Path) -> None:
    rows = "".join(f"2024-01-02 09:{minute:02}:00,1\n" for minute in range(50))
    entry = load(library, folder / "a.csv", "time,close\n" + rows, timeframe="1d")
    assert (
        entry.error == "its candles are not of 1d; import it with the timeframe 1m and resample it"
    )


def test_times_without_a_zone_are_utc_unless_it_is_said(library: Library, folder: Path) -> None:
    rows = "time,close\n2024-01-02 09:30,1\n2024-01-02 09:31,1\n"
    load(library, folder / "a.csv", rows)
    load(library, folder / "b.csv", rows, tz="America/New_York")
    hours = [library.candles.get_range(symbol, "1m")[0].timestamp.hour for symbol in "ab"]
    assert hours == [9, 14]


def test_zone_is_kept_with_the_symbol(library: Library, folder: Path) -> None:
    rows = "time,close\n2024-01-02 09:30,1\n2024-01-02 09:31,1\n"
    load(library, folder / "a.csv", rows, tz="America/New_York")
    assert library.symbols.sessions("a").tz == "America/New_York"


def test_days_of_a_zone_stay_its_days(library: Library, folder: Path) -> None:
    load(library, folder / "a.csv", HEADER + GOOD, tz="Asia/Seoul")
    assert library.candles.get_range("a", "1d")[0].timestamp == datetime(2024, 1, 2, tzinfo=UTC)


@pytest.mark.parametrize("options", [{"timeframe": "7m"}, {"tz": "Mars/Olympus"}])
def test_options_that_mean_nothing_are_refused(
    library: Library, folder: Path, options: dict[str, str]
) -> None:
    with pytest.raises(ValueError, match=r"known|time zone"):
        import_paths(library, [folder], **options)  # type: ignore[arg-type]


# The library


def test_importing_again_changes_nothing(library: Library, folder: Path) -> None:
    load(library, folder / "a.csv", HEADER + GOOD)
    before = library.candles.versions("1d")
    entry = load(library, folder / "a.csv", HEADER + GOOD)
    assert (entry.added, entry.changed, entry.unchanged) == (0, 0, 2)
    assert library.candles.versions("1d") == before


def test_newer_file_wins_and_says_how_many_bars_changed(library: Library, folder: Path) -> None:
    load(library, folder / "a.csv", HEADER + GOOD)
    before = library.candles.versions("1d")["a"].revision
    newer = GOOD.replace("2.5", "2.7") + "2024-01-04,1,2,.5,1.5,1\n"
    entry = load(library, folder / "a.csv", HEADER + newer)
    assert (entry.added, entry.changed, entry.unchanged) == (1, 1, 1)
    assert library.candles.get_range("a", "1d").close.tolist() == [1.5, 2.7, 1.5]
    assert library.candles.versions("1d")["a"].revision > before


def test_candles_that_take_the_place_of_adjusted_ones_are_told(
    library: Library, folder: Path
) -> None:
    (folder / "a.csv").write_text(HEADER + GOOD, encoding="utf-8")
    import_paths(library, [folder])
    adjust(library, "a", date(2024, 1, 3), 0.5)
    (again,) = import_paths(library, [folder]).files
    (unchanged,) = import_paths(library, [folder]).files
    note = "a was adjusted for a split; candles are as in the file again, adjust them once more"
    assert again.notes == [note]
    assert unchanged.notes == []


def test_dry_run_tells_what_would_happen_and_writes_nothing(library: Library, folder: Path) -> None:
    load(library, folder / "a.csv", HEADER + GOOD)
    newer = GOOD.replace("2.5", "2.7") + "2024-01-04,1,2,.5,1.5,1\nbad row\n"
    entry = load(library, folder / "a.csv", HEADER + newer, dry_run=True)
    assert (entry.added, entry.changed, entry.unchanged, entry.rejected) == (1, 1, 1, 1)
    assert len(library.candles.get_range("a", "1d")) == 2
    assert not list(library.path.parent.glob("*-rejected"))


def test_dry_run_needs_no_library(folder: Path) -> None:
    assert load(None, folder / "a.csv", HEADER + GOOD, dry_run=True).added == 2


def test_import_reports_the_quality_of_what_it_touched(library: Library, folder: Path) -> None:
    (folder / "a.csv").write_text(
        HEADER + GOOD + "2024-01-04,1,2,3,1.5,0\n2024-01-05,1,9,.5,8,5\n", encoding="utf-8"
    )
    (quality,) = import_paths(library, [folder]).quality
    assert quality.timeframe == "1d"
    assert quality.totals["high_below_low"] == 1
    assert quality.totals["no_volume"] == 1
    assert [entry.symbol for entry in quality.suspicious] == ["a"]


def test_progress_is_told_in_bytes(library: Library, folder: Path) -> None:
    for name in "ab":
        (folder / f"{name}.csv").write_bytes((HEADER + GOOD).encode())
    calls: list[tuple[int, int, str]] = []
    import_paths(library, [folder], progress=lambda *call: calls.append(call))
    size = len(HEADER + GOOD)
    assert [call[:2] for call in calls] == [(size, 2 * size), (2 * size, 2 * size)]
    assert calls[0][2].endswith("a.csv")


def cancelled_after(library: Library, folder: Path, n_files: int) -> ImportReport:
    token = CancellationToken()
    seen = []

    def progress(*call: object) -> None:
        seen.append(call)
        if len(seen) == n_files:
            token.cancel()

    return import_paths(library, [folder], progress=progress, token=token)


def test_cancelled_import_keeps_the_files_that_are_finished(library: Library, folder: Path) -> None:
    for name in "abc":
        (folder / f"{name}.csv").write_text(HEADER + GOOD, encoding="utf-8")
    report = cancelled_after(library, folder, 2)
    assert report.is_cancelled
    assert [entry.symbols for entry in report.files] == [["a"], ["b"]]
    assert library.candles.symbols("1d") == ["a", "b"]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no raising of signals")
def test_interrupt_while_rows_are_read_cancels_and_is_no_error(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.csv").write_text(HEADER + GOOD, encoding="utf-8")
    (folder / "b.csv").write_text(HEADER + GOOD + "a row of one cell\n", encoding="utf-8")
    options = text_pieces.arrow_csv.ParseOptions
    token = CancellationToken()

    def interrupted(*, invalid_row_handler: Callable[[object], str], **others: object) -> object:
        def skip(row: object) -> str:
            if not token.is_cancelled:
                signal.raise_signal(signal.SIGINT)
            return invalid_row_handler(row)

        return options(invalid_row_handler=skip, **others)

    monkeypatch.setattr(text_pieces.arrow_csv, "ParseOptions", interrupted)
    with interrupts(token):
        report = import_paths(library, [folder], token=token)
    assert report.is_cancelled
    assert [entry.error for entry in report.files] == [None]


def test_import_cancelled_inside_a_file_leaves_that_file_out(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.storage.importers.reading.text_reader._PIECE_BYTES", 2_000)
    monkeypatch.setattr(table_import, "MAX_ROWS_HELD", 50)
    rows = HEADER + "".join(
        f"{1900 + n // 28}-01-{n % 28 + 1:02},1,2,3,4,5\n" for n in range(3_000)
    )
    (folder / "a.csv").write_text(HEADER + GOOD, encoding="utf-8")
    (folder / "b.csv").write_text(rows, encoding="utf-8")
    token = CancellationToken()
    save = SqliteCandleRepository.save_arrays

    def cancel_at_the_second_part(
        self: SqliteCandleRepository, symbol: str, *args: object
    ) -> object:
        if symbol == "b":
            token.cancel()
        return save(self, symbol, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(SqliteCandleRepository, "save_arrays", cancel_at_the_second_part)
    report = import_paths(library, [folder], token=token)
    assert report.is_cancelled
    assert library.candles.symbols("1d") == ["a"]


def test_full_disk_ends_the_import_and_keeps_what_was_committed(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.storage.importers.sinks._COMMIT_AFTER_S", -1.0)
    for name in "abc":
        (folder / f"{name}.csv").write_text(HEADER + GOOD, encoding="utf-8")
    save = SqliteCandleRepository.save_arrays

    def fill(self: SqliteCandleRepository, symbol: str, *args: object) -> object:
        if symbol == "b":
            raise LibraryFullError(str(self.path))
        return save(self, symbol, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(SqliteCandleRepository, "save_arrays", fill)
    with pytest.raises(LibraryFullError):
        import_paths(library, [folder])
    assert library.candles.symbols("1d") == ["a"]


# Corrections


def test_corrections_are_followed(library: Library, folder: Path) -> None:
    rows = "a;b;c\n01/02/2024;5;1,5\n02/02/2024;6;2,5\n"
    mapping = ImportMapping(
        delimiter=";", columns={"close": "c", "open": "b"}, day_first=False, decimal=","
    )
    entry = load(library, folder / "a.csv", rows, mapping=mapping)
    assert entry.error is None
    series = library.candles.get_range("a", "1d")
    assert [candle.timestamp.month for candle in series] == [1, 2]
    assert series.close.tolist() == [1.5, 2.5]
    assert series.open.tolist() == [5, 6]


def test_adjusted_prices_are_taken_when_that_is_asked_for(library: Library, folder: Path) -> None:
    rows = "Date,Open,High,Low,Close,Volume,Adj Close\n2024-01-02,1,2,.5,1.5,100,.75\n"
    load(library, folder / "a.csv", rows, mapping=ImportMapping(adjusted=True))
    candle = library.candles.get_range("a", "1d")[0]
    assert (candle.open, candle.high, candle.low, candle.close) == (0.5, 1.0, 0.25, 0.75)
    assert candle.volume == 100


def test_column_that_does_not_exist_is_told_with_those_that_do(
    library: Library, folder: Path
) -> None:
    mapping = ImportMapping(columns={"close": "Clsoe"})
    entry = load(library, folder / "a.csv", HEADER + GOOD, mapping=mapping)
    assert entry.error is not None
    assert "no column 'Clsoe'; there are Date, Open" in entry.error


def test_encoding_that_does_not_exist_is_told(library: Library, folder: Path) -> None:
    entry = load(
        library, folder / "a.csv", HEADER + GOOD, mapping=ImportMapping(encoding="klingon")
    )
    assert entry.error == "there is no encoding 'klingon'"


def test_times_in_a_format_that_only_the_user_knows_are_read(
    library: Library, folder: Path
) -> None:
    rows = "when,close\n2024|Q|01|02,1\n2024|Q|01|03,2\n"
    mapping = ImportMapping(
        delimiter=",", header_lines=1, time_format="%Y|Q|%m|%d", columns={"time": "when"}
    )
    entry = load(library, folder / "a.csv", rows, mapping=mapping)
    assert entry.error is None
    assert len(library.candles.get_range("a", "1d")) == 2


def test_corrections_are_remembered_for_files_of_the_same_making(
    library: Library, folder: Path
) -> None:
    header = "Date,Open,High,Low,Close,Volume,Adj Close\n"
    mapping = ImportMapping(adjusted=True)
    load(library, folder / "a.csv", header + "2024-01-02,1,2,.5,1.5,100,.75\n", mapping=mapping)
    entry = load(library, folder / "b.csv", header + "2024-01-02,2,4,1,3,100,1.5\n")
    assert library.candles.get_range("b", "1d")[0].close == 1.5
    assert "read as files like this one were corrected before" in entry.notes


def test_corrections_are_not_remembered_when_that_is_not_wanted(
    library: Library, folder: Path
) -> None:
    header = "Date,Open,High,Low,Close,Volume,Adj Close\n"
    mapping = ImportMapping(adjusted=True)
    row = "2024-01-02,1,2,.5,1.5,100,.75\n"
    load(library, folder / "a.csv", header + row, mapping=mapping, remember=False)
    load(library, folder / "b.csv", header + row)
    assert library.candles.get_range("b", "1d")[0].close == 1.5
    load(library, folder / "a.csv", header + row, mapping=mapping)
    load(library, folder / "c.csv", header + row, remember=False)
    assert library.candles.get_range("c", "1d")[0].close == 1.5


def test_dry_run_remembers_nothing(library: Library, folder: Path) -> None:
    header = "Date,Open,High,Low,Close,Volume,Adj Close\n"
    row = "2024-01-02,1,2,.5,1.5,100,.75\n"
    load(
        library, folder / "a.csv", header + row, mapping=ImportMapping(adjusted=True), dry_run=True
    )
    load(library, folder / "b.csv", header + row)
    assert library.candles.get_range("b", "1d")[0].close == 1.5
