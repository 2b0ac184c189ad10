"""The commands that fill, show and change a library."""

from __future__ import annotations

import csv
import signal
import sqlite3
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from engine.cli.main import main
from engine.cli.progress_line import ProgressLine
from engine.storage.library import open_library, open_workspace
from tests.helpers.binance_rest import MINUTE_MS, BinanceServer
from tests.helpers.candles import MINUTE_NS, bars, random_bars

if TYPE_CHECKING:
    from pathlib import Path

ROWS = "Date,Open,High,Low,Close,Volume\n2024-01-02,1,2,.5,1.5,100\n2024-01-03,2,3,1.5,2.5,200\n"


class Scanner:
    """The command line on one library."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.library = folder / "library.fslib"
        self._capsys = capsys
        self.out = self.err = ""

    def __call__(self, command: str, *words: object) -> int:
        try:
            status = main([command, "--library", str(self.library), *map(str, words)])
        except SystemExit as exit_:
            status = int(exit_.code or 0)
        self.out, self.err = self._capsys.readouterr()
        return status

    @property
    def rows(self) -> list[list[str]]:
        return list(csv.reader(self.out.splitlines()))

    def write(self, name: str, content: str) -> Path:
        path = self.folder / name
        path.write_text(content, encoding="utf-8")
        return path


@pytest.fixture
def scan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Scanner:
    return Scanner(tmp_path, capsys)


@pytest.fixture
def filled(scan: Scanner) -> Scanner:
    with open_library(scan.library, create=True) as library:
        for symbol in ("A", "B"):
            library.candles.save_arrays(symbol, "1d", random_bars(30))
        library.candles.save_arrays("A", "1m", random_bars(30, step_ns=MINUTE_NS))
    return scan


def test_sample_says_where_it_is(scan: Scanner) -> None:
    assert scan("sample", "--symbols", 3, "--bars", 20) == 0
    assert "3 symbols of 20 candles (1d)" in scan.err
    assert scan.out == ""
    assert scan("symbols") == 0
    assert scan.rows[1][:2] == ["SYN0001", "Synthetic 1"]


@pytest.mark.parametrize("words", [("--symbols", "0"), ("--symbols", "x"), ("--timeframe", "7m")])
def test_wrong_number_is_wrong_usage(scan: Scanner, words: tuple[str, ...]) -> None:
    assert scan("sample", *words) == 2


def test_import_reports_each_file(scan: Scanner) -> None:
    good, bad = scan.write("a.csv", ROWS + "2024-01-04,1,2,.5,x,1\n"), scan.write("b.csv", "prose")
    assert scan("import", good, bad) == 0
    assert f"{good}: a 1d, 3 rows read, 2 kept, 1 rejected" in scan.out
    assert "line 4: Close 'x' is no number" in scan.out
    assert f"{bad}: this is no file of candles" in scan.out
    assert "2 files, 3 rows" in scan.err
    assert "rejected rows are kept in" in scan.err


def test_import_that_could_read_nothing_has_status_1(scan: Scanner) -> None:
    assert scan("import", scan.write("b.csv", "prose"), scan.folder / "no.csv") == 1


@pytest.mark.parametrize(
    "words",
    [
        ("import", "prose.csv"),
        ("import", "no.csv"),
        ("import", "empty"),
        ("copy", "empty"),
        ("symbols", "--import", "prose.csv"),
    ],
    ids=" ".join,
)
def test_command_that_could_read_nothing_leaves_no_library(
    scan: Scanner, words: tuple[str, ...]
) -> None:
    scan.write("prose.csv", "\n")
    (scan.folder / "empty").mkdir()
    assert scan(*words[:-1], scan.folder / words[-1]) == 1
    assert {path.name for path in scan.folder.iterdir()} == {"prose.csv", "empty"}


def test_library_that_was_there_stays_although_nothing_could_be_read(scan: Scanner) -> None:
    open_library(scan.library, create=True).close()
    assert scan("import", scan.folder / "no.csv") == 1
    assert scan.library.exists()


def test_broken_rows_before_the_first_good_one_are_no_header(scan: Scanner) -> None:
    broken = "x,1,2,.5,1.5,100\n2024-01-01,,,,,\n"
    path = scan.write("a.csv", ROWS.replace("Volume\n", "Volume\n" + broken))
    assert scan("import", path) == 0
    assert "a 1d, 4 rows read, 2 kept, 2 rejected" in scan.out
    assert "line 2: Date 'x' is no date" in scan.out


def test_import_tells_how_many_candles_changed(scan: Scanner) -> None:
    scan("import", scan.write("a.csv", ROWS))
    assert scan("import", scan.write("a.csv", ROWS.replace("2.5", "2.7"))) == 0
    assert "(0 added, 1 changed, 1 unchanged)" in scan.err


def test_many_problems_are_told_in_short(scan: Scanner) -> None:
    scan("import", scan.write("a.csv", ROWS + "2024-01-04,1,2,.5,x,1\n" * 9))
    assert "  and 4 more\n" in scan.out


def test_dry_run_shows_what_was_understood_and_makes_no_library(scan: Scanner) -> None:
    assert scan("import", "--dry-run", scan.write("a.csv", ROWS)) == 0
    assert "read as: Date = time, Open = open" in scan.out
    assert "times %Y-%m-%d" in scan.out
    assert "(2 to add" in scan.err
    assert not scan.library.exists()


def test_dry_run_compares_with_the_library(filled: Scanner) -> None:
    filled("export", "--symbols", "A", "--output", filled.folder / "A.csv")
    assert filled("import", "--dry-run", filled.folder / "A.csv") == 0
    assert "30 unchanged" in filled.err


def test_corrections_are_options(scan: Scanner) -> None:
    path = scan.write("a.csv", "x\n01/02/2024|7|1,5\n02/02/2024|8|2,5\n")
    words = ["--delimiter", "pipe", "--skip-lines", "1", "--header-lines", "0", "--month-first"]
    words += ["--column", "close=column 3", "--column", "open=column 2", "--decimal", ","]
    words += [
        "--encoding",
        "utf-8",
        "--symbol",
        "DAX",
        "--timeframe",
        "1w",
        "--tz",
        "Europe/Berlin",
    ]
    assert scan("import", path, *words) == 0
    with open_library(scan.library) as library:
        series = library.candles.get_range("DAX", "1w")
        assert [candle.timestamp for candle in series] == [
            datetime(2024, 1, 2, tzinfo=UTC),
            datetime(2024, 2, 2, tzinfo=UTC),
        ]
        assert series.close.tolist() == [1.5, 2.5]
        assert library.symbols.sessions("DAX").tz == "Europe/Berlin"


@pytest.mark.parametrize(
    "words",
    [
        ("--column", "turnover=x"),
        ("--column", "close"),
        ("--delimiter", "::"),
        ("--time-format", "%Y-%Q"),
        ("--time-format", "%H:%M"),
        ("--tz", "Mars/Olympus"),
        ("--timeframe", "7m"),
        (),
    ],
)
def test_wrong_options_of_an_import_are_wrong_usage(scan: Scanner, words: tuple[str, ...]) -> None:
    paths = [scan.write("a.csv", ROWS)] if words else []
    assert scan("import", *paths, *words) == 2
    assert not scan.library.exists()


def test_remembered_corrections_are_forgotten_when_asked(scan: Scanner) -> None:
    path = scan.write("a.csv", ROWS)
    assert scan("import", path, "--column", "volume=") == 0
    assert scan("import", path) == 0
    assert "read as files like this one were corrected before" in scan.out
    assert scan("import", path, "--forget") == 0
    assert "corrected before" not in scan.out
    assert scan("import", path) == 0
    assert "corrected before" not in scan.out


def test_interrupted_import_keeps_what_is_finished(
    scan: Scanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [scan.write(f"{name}.csv", ROWS) for name in "abc"]
    tell = ProgressLine.__call__

    def interrupt(self: ProgressLine, done: int, total: int, label: str) -> None:
        tell(self, done, total, label)
        if label.endswith("a.csv"):
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(ProgressLine, "__call__", interrupt)
    assert scan("import", *paths) == 130
    assert "cancelled; what is finished stays imported" in scan.err
    with open_library(scan.library) as library:
        assert library.candles.symbols("1d") == ["a"]


def test_export_says_what_it_wrote_and_what_there_is_not(filled: Scanner) -> None:
    output = filled.folder / "out.csv"
    assert filled("export", "--symbols", "A,NOBODY", "--output", output) == 0
    assert "no candles of 1d: NOBODY" in filled.err
    assert "1 symbol in 1 file" in filled.err
    assert len(pd.read_csv(output)) == 30


def test_export_writes_a_file_a_symbol(filled: Scanner) -> None:
    words = ("--output", filled.folder / "out", "--format", "parquet", "--timeframe", "1d")
    assert filled("export", *words) == 0
    assert sorted(path.name for path in (filled.folder / "out").iterdir()) == [
        "A.parquet",
        "B.parquet",
    ]


def test_export_that_cannot_be_written_is_told(filled: Scanner) -> None:
    filled.write("file", "")
    assert filled("export", "--output", filled.folder / "file" / "out") == 1
    assert "cannot be written" in filled.err


def test_export_to_a_file_of_another_kind_is_refused(filled: Scanner) -> None:
    output = filled.folder / "out.txt"
    assert filled("export", "--output", output) == 2
    assert "neither in .csv nor in .parquet" in filled.err
    assert not output.exists()
    assert filled("export", "--output", output, "--format", "csv") == 0
    assert output.is_dir()


def test_export_of_nothing_writes_no_file(filled: Scanner) -> None:
    output = filled.folder / "out.csv"
    assert filled("export", "--symbols", "NOBODY", "--output", output) == 1
    assert "no candles of 1d to export" in filled.err
    assert not output.exists()


def test_symbols_are_listed_by_timeframe(filled: Scanner) -> None:
    assert filled("symbols") == 0
    assert [(row[0], row[4], row[5]) for row in filled.rows[1:]] == [
        ("A", "1m", "30"),
        ("A", "1d", "30"),
        ("B", "1d", "30"),
    ]
    filled("symbols", "--timeframe", "1m")
    assert len(filled.rows) == 2


def test_list_of_symbols_is_read_and_groups_are_shown(filled: Scanner) -> None:
    path = filled.write("list.csv", "symbol,name,sector\nA,Alpha,Tech\n")
    assert filled("symbols", "--import", path) == 0
    assert "1 symbol\n" in filled.err
    filled("symbols", "--groups")
    assert filled.rows == [["group", "symbol"], ["Tech", "A"]]
    assert filled("symbols", "--import", filled.folder / "no.csv") == 1


def test_trading_hours_are_set(filled: Scanner) -> None:
    assert filled("symbols", "--set", "A,B", "--sessions", "XKRX") == 0
    with open_library(filled.library) as library:
        assert library.symbols.sessions("B").tz == "Asia/Seoul"
    assert filled("symbols", "--set", "A", "--sessions", "9to5") == 2


def test_symbols_are_deleted_with_their_candles(filled: Scanner) -> None:
    assert filled("symbols", "--delete", "A,NOBODY", "--timeframe", "1m") == 0
    assert filled.err == "1 symbol, 30 candles deleted; without such candles: NOBODY\n"
    assert filled("symbols", "--delete", "A") == 0
    filled("symbols")
    assert [row[0] for row in filled.rows[1:]] == ["B"]
    assert filled("symbols", "--delete", "A") == 1
    assert "0 symbols, 0 candles deleted" in filled.err


def test_quality_shows_doubtful_symbols_details_and_candles(scan: Scanner) -> None:
    with open_library(scan.library, create=True) as library:
        odd = bars([10, 11, 12, 24, 25])
        library.candles.save_arrays("ODD", "1d", odd._replace(low=odd.low * [1, 9, 1, 1, 1]))
        library.candles.save_arrays("OLD", "1d", bars([10, 11], first_ns=0))
        library.candles.save_arrays("HOLE", "1d", random_bars(40).take(np.arange(40) % 20 < 7))
    assert scan("quality") == 0
    assert [row[0] for row in scan.rows[1:]] == ["HOLE", "ODD", "OLD"]
    assert "1 jump" in scan.err
    scan("quality", "--details")
    kinds = {row[2] for row in scan.rows[1:]}
    assert kinds == {"gap", "jump", "stale"}
    scan("quality", "--candles", "--symbols", "ODD")
    assert [row[2] for row in scan.rows[1:]] == ["high_below_low", "outside_range", "jump"]


def test_quality_of_sound_candles_is_soon_told(filled: Scanner) -> None:
    assert filled("quality") == 0
    assert "nothing doubtful" in filled.err


def test_split_is_adjusted_once(filled: Scanner) -> None:
    words = ("A", "--date", "2024-01-11", "--split", "2:1", "--timeframe", "1d")
    assert filled("adjust", *words) == 0
    assert "A 1d: 10 candles changed" in filled.err
    assert filled("adjust", *words) == 1
    assert "before" in filled.err
    assert filled("adjust", *words, "--again", "--prices-only") == 0


def test_factor_is_an_option_as_well(filled: Scanner) -> None:
    assert filled("adjust", "A", "--date", "2024-01-11", "--factor", "0.25") == 0
    assert filled("adjust", "A", "--date", "2024-01-11", "--factor", "-1") == 2
    assert filled("adjust", "NOBODY", "--date", "2024-01-11", "--factor", "0.5") == 1
    assert "no candles before 2024-01-11" in filled.err


@pytest.mark.parametrize(
    "words",
    [
        ("--date", "soon", "--factor", "2"),
        ("--date", "2024-01-01", "--split", "2"),
        ("--date", "2024-01-01"),
    ],
)
def test_wrong_adjustment_is_wrong_usage(filled: Scanner, words: tuple[str, ...]) -> None:
    assert filled("adjust", "A", *words) == 2


def test_longer_timeframes_are_made(filled: Scanner) -> None:
    assert filled("resample", "--from", "1m", "--to", "5m,1h", "--sessions", "24/7") == 0
    assert "5m: 6 candles added" in filled.err
    assert filled("resample", "--from", "1d", "--to", "1h") == 2
    assert "do not make whole candles" in filled.err


def test_watchlists_are_made_shown_and_changed(scan: Scanner) -> None:
    own = ("--workspace", scan.folder / "own.fsws")
    assert scan("watchlist", "Tech", "--set", "B,A", *own) == 0
    assert scan.out == "B\nA\n"
    scan("watchlist", "tech", "--add", f"@{scan.write('more.txt', 'C')}", *own)
    scan("watchlist", "tech", "--remove", "B", *own)
    assert scan.out == "A\nC\n"
    scan("watchlist", "tech", "--rename", "Technology", *own)
    scan("watchlist", *own)
    assert scan.rows == [["Technology", "2"]]
    with open_workspace(scan.folder / "own.fsws") as workspace:
        workspace.watchlists.add("Oil", ["X"])
    assert scan("watchlist", "oil", "--rename", "technology", *own) == 2
    assert scan("watchlist", "oil", "--delete", *own) == 0
    assert scan("watchlist", "oil", *own) == 2
    assert "there are Technology" in scan.err


def test_workspace_that_is_absent_is_named(scan: Scanner) -> None:
    assert scan("watchlist", "--workspace", scan.folder / "no.fsws") == 1
    assert "there is no such workspace" in scan.err


def test_candles_are_downloaded_from_a_server(scan: Scanner) -> None:
    with BinanceServer({"BTCUSDT": 0}, 100 * MINUTE_MS) as server:
        words = ("--url", server.url, "--timeframe", "1m")
        assert scan("download", "--symbols", "BTCUSDT,NOPE", *words) == 0
        assert "BTCUSDT: 100 candles added" in scan.out
        assert "Invalid symbol" in scan.out
        assert scan("download", "--symbols", "NOPE", *words) == 1
        assert scan("download", "--list", *words) == 0
        assert scan.rows == [["BTCUSDT", "BTC", "USDT"]]


def test_interrupted_download_says_that_another_goes_on(
    scan: Scanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ProgressLine, "__call__", lambda *_: signal.raise_signal(signal.SIGINT))
    with BinanceServer({"BTCUSDT": 0}, 5_000 * MINUTE_MS) as server:
        words = ("--symbols", "BTCUSDT", "--url", server.url, "--timeframe", "1m")
        assert scan("download", *words) == 130
    assert "another download goes on" in scan.err


def test_another_library_is_copied(filled: Scanner) -> None:
    other = Scanner(filled.folder / "other", filled._capsys)
    assert other("copy", filled.library, "--timeframe", "1d") == 0
    assert "1d: 60 added" in other.err
    assert other("copy", filled.folder / "no-such-folder") == 1
    assert "there is no such folder" in other.err


def test_interrupted_copy_keeps_what_is_finished(
    filled: Scanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ProgressLine, "__call__", lambda *_: signal.raise_signal(signal.SIGINT))
    other = Scanner(filled.folder / "other", filled._capsys)
    assert other("copy", filled.library, "--timeframe", "1d") == 130
    with open_library(other.library) as library:
        assert library.candles.symbols("1d") == ["A"]


@pytest.mark.parametrize("command", ["symbols", "quality", "export"])
def test_library_that_cannot_be_used_is_named_with_status_1(scan: Scanner, command: str) -> None:
    words = ("--output", scan.folder / "out") if command == "export" else ()
    assert scan(command, *words) == 1
    assert f"{scan.library}: there is no such library" in scan.err
    scan.library.write_text("a letter", encoding="utf-8")
    assert scan(command, *words) == 1
    assert "no file of this program" in scan.err
    scan.library.unlink()
    open_library(scan.library, create=True).close()
    connection = sqlite3.connect(scan.library)
    connection.execute("PRAGMA user_version=99")
    connection.close()
    assert scan(command, *words) == 1
    assert "written by a newer version" in scan.err


def test_progress_is_shown_on_a_terminal_only(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ProgressLine("files")(1, 2, "a")
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    line = ProgressLine("files")
    line(0, 0, "nothing")
    line(2, 2, "b.csv")
    line.clear()
    shown = capsys.readouterr().err
    assert "100.0%" in shown
    assert "2 of 2 files" in shown
