"""``formula-scan scan`` from words to files."""

from __future__ import annotations

import csv
import io
import json
import math
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from engine.cli.main import main
from engine.domain.formula import Formula
from engine.storage.library import open_library, open_workspace
from engine.storage.maintenance.sample import write_sample
from tests.helpers.candles import random_bars
from tests.helpers.patience import PATIENCE_S
from tests.helpers.scripts import with_repo_on_path

if TYPE_CHECKING:
    from pathlib import Path

FORMULA = "close > sma(close, 20) and rsi(close, 14) > 60"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("scan") / "sample.fslib"
    write_sample(path, n_symbols=40, n_bars=300)
    return path


@pytest.fixture
def scan(library, capsys):
    """Run the command; returns its status, stdout and stderr."""

    def run(*words: str) -> tuple[int, str, str]:
        try:
            status = main(["scan", *words, "--library", str(library)])
        except SystemExit as error:  # argparse
            status = int(error.code)
        found = capsys.readouterr()
        return status, found.out, found.err

    return run


def test_json_lines_have_candle_values_and_time(scan, library):
    status, out, err = scan(FORMULA, "--format", "jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    with open_library(library) as opened:
        candle = opened.candles.get_range(rows[0]["symbol"], "1d")
    times = [f"{moment}Z" for moment in candle.timestamps.astype("datetime64[s]").astype(str)]
    at = times.index(rows[0]["timestamp"])
    assert list(rows[0]) == [
        "symbol",
        "timestamp",
        "open",
        "high",
        "low",
        "close",
        "volume",
        "signal_type",
        "indicators",
    ]
    assert rows[0]["close"] == candle.close[at]
    assert rows[0]["signal_type"] == "scan_hit"
    assert rows[0]["indicators"]["rsi(close,14)"] > 60
    assert f"{len(rows):,} matches on " in err


def test_csv_has_a_column_a_value(scan):
    _, out, _ = scan(FORMULA, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert list(rows[0]) == [
        "symbol",
        "timestamp",
        "open",
        "high",
        "low",
        "close",
        "volume",
        "signal_type",
        "sma(close,20)",
        "rsi(close,14)",
    ]
    assert float(rows[0]["close"]) > float(rows[0]["sma(close,20)"])


def test_table_is_the_default_and_aligned(scan):
    _, out, _ = scan(FORMULA, "--symbols", "SYN0001,SYN0002")
    heading, *lines = out.splitlines()
    assert heading.split()[:3] == ["symbol", "timestamp", "open"]
    assert {len(line) for line in lines} == {len(heading)}
    assert "T00:00:00Z" not in out


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet", "xlsx"])
def test_output_files_hold_the_same_matches(scan, tmp_path, ending):
    path = tmp_path / "sub" / f"matches.{ending}"
    status, out, _ = scan(FORMULA, "--output", str(path))
    _, lines, _ = scan(FORMULA, "--format", "jsonl")
    expected = [json.loads(line) for line in lines.splitlines()]
    readers = {
        "csv": pd.read_csv,
        "jsonl": lambda file: pd.read_json(file, lines=True),
        "parquet": pd.read_parquet,
        "xlsx": lambda file: pd.read_excel(file, engine="openpyxl"),
    }
    table = readers[ending](path)
    assert (status, out) == (0, "")
    assert table["symbol"].astype(str).tolist() == [row["symbol"] for row in expected]
    assert table["close"].tolist() == [row["close"] for row in expected]
    times = pd.to_datetime(table["timestamp"], utc=True).dt.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert times.tolist() == [row["timestamp"] for row in expected]
    if ending in ("parquet", "xlsx"):
        assert pd.api.types.is_datetime64_any_dtype(table["timestamp"])
    assert list(tmp_path.joinpath("sub").iterdir()) == [path]


def test_output_and_format_write_both(scan, tmp_path):
    _, out, _ = scan(FORMULA, "--output", str(tmp_path / "m.csv"), "--format", "csv")
    assert out == (tmp_path / "m.csv").read_text(encoding="utf-8")


def test_summary_that_cannot_be_written_is_a_sentence(scan, tmp_path):
    (tmp_path / "file").touch()
    status, _, err = scan(FORMULA, "--summary", str(tmp_path / "file" / "summary.json"))
    assert status == 1
    assert "summary.json: cannot be written" in err


def test_summary_adds_up(scan, tmp_path):
    path = tmp_path / "summary.json"
    scan(FORMULA, "--symbols", "SYN0001,SYN0002,NOPE", "--summary", str(path))
    summary = json.loads(path.read_text(encoding="utf-8"))
    assert list(summary) == [
        "symbols",
        "hits",
        "no_hits",
        "short_history",
        "no_data",
        "stale",
        "errors",
        "timeouts",
        "cancelled",
        "matches",
        "wall_ms",
        "failed",
    ]
    assert summary["symbols"] == 3
    assert (summary["hits"], summary["no_data"]) == (2, 1)
    assert summary["failed"] == {}
    assert math.isfinite(summary["wall_ms"])


def test_symbols_that_are_not_in_the_library_are_named(scan):
    status, _, err = scan(FORMULA, "--symbols", "SYN0001,NOPE,GONE,NOPE")
    assert status == 0
    assert "No candles of 1d for NOPE, GONE\n" in err
    assert "of 3 symbols, 2 no data" in err
    assert "No candles" not in scan(FORMULA, "--symbols", "SYN0001", "--from", "2030-01-01")[2]
    many = ",".join(f"N{number}" for number in range(12))
    assert "N8, N9 and 2 more\n" in scan(FORMULA, "--symbols", many)[2]


def test_range_latest_and_parameters_bound_the_matches(scan):
    words = ["param n = 5; close > sma(close, n)", "--format", "jsonl"]
    _, out, _ = scan(*words, "--from", "2025-06-01", "--to", "2025-06-30")
    days = {json.loads(line)["timestamp"][:10] for line in out.splitlines()}
    assert min(days) >= "2025-06-01"
    assert max(days) <= "2025-06-30"
    _, latest, _ = scan(*words, "--latest", "--to", "2025-06-30")
    symbols = [json.loads(line)["symbol"] for line in latest.splitlines()]
    assert len(symbols) == len(set(symbols))
    _, other, _ = scan(*words, "--param", "n=50")
    assert other != scan(*words)[1]


def test_formula_and_symbols_may_come_from_files(scan, tmp_path):
    (tmp_path / "f.txt").write_text(FORMULA, encoding="utf-8")
    (tmp_path / "s.txt").write_text("SYN0003\nSYN0004\n", encoding="utf-8")
    _, out, _ = scan(
        f"@{tmp_path / 'f.txt'}", "--symbols", f"@{tmp_path / 's.txt'}", "--format", "jsonl"
    )
    assert {json.loads(line)["symbol"] for line in out.splitlines()} == {"SYN0003", "SYN0004"}


def test_saved_formula_is_found_by_its_name(scan, tmp_path):
    path = tmp_path / "own.fsws"
    with open_workspace(path, create=True) as workspace:
        workspace.formulas.save(Formula("x", "My scan", FORMULA))
    status, out, _ = scan("--formula", "my SCAN", "--workspace", str(path), "--format", "csv")
    assert (status, out) == (0, scan(FORMULA, "--format", "csv")[1])
    status, _, err = scan("--formula", "other", "--workspace", str(path))
    assert status == 1
    assert "no formula named 'other' is saved; there are: My scan" in err


def test_symbol_without_candles_is_told_once(library):
    words = ["scan", "close > 1", "--latest", "--symbols", "SYN0001,NOPE"]
    done = subprocess.run(
        [sys.executable, "-m", "engine", *words, "--library", str(library)],
        capture_output=True, encoding="utf-8", timeout=PATIENCE_S, check=True,
    )  # fmt: skip
    assert [line for line in done.stderr.splitlines() if "NOPE" in line] == [
        "No candles of 1d for NOPE"
    ]


def test_wrong_formula_is_shown_with_a_caret(scan):
    status, out, err = scan("close > smaa(close, 20)")
    assert (status, out) == (2, "")
    assert "^" in err
    assert "Did you mean" in err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["close > 1", "--output", "x.doc"], "must end in .csv"),
        (["close > 1", "--from", "yesterday"], "is no date"),
        (["close > 1", "--from", "2025-02-01", "--to", "2025-01-01"], "--from lies after --to"),
        (["close > 1", "--min-price", "5", "--max-price", "1"], "--min-price lies above --max"),
        (["close > 1", "--timeout", "0"], "above zero"),
        (["close > 1", "--timeframe", "7d"], "Unknown timeframe"),
        (["@/no/such/file"], "cannot read"),
        ([], "required"),
    ],
)
def test_wrong_usage_is_told_with_status_2(scan, words, message):
    status, out, err = scan(*words)
    assert (status, out) == (2, "")
    assert message in err


def test_library_that_is_not_there_is_named(tmp_path, capsys):
    path = tmp_path / "none.fslib"
    assert main(["scan", "close > 1", "--library", str(path)]) == 1
    assert str(path) in capsys.readouterr().err


def test_timeframe_without_candles_is_told(scan):
    status, _, err = scan("close > 1", "--timeframe", "1h")
    assert status == 0
    assert "has no candles of 1h" in err


def test_file_that_cannot_be_written_is_named(scan, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    status, _, err = scan(FORMULA, "--output", str(tmp_path / "file" / "m.csv"))
    assert status == 1
    assert "cannot be written" in err


def test_sheet_that_would_overflow_is_refused(scan, tmp_path, monkeypatch):
    monkeypatch.setattr("engine.scanning.table_files.MAX_SHEET_ROWS", 10)
    status, _, err = scan(FORMULA, "--output", str(tmp_path / "m.xlsx"))
    assert status == 1
    assert "write .parquet or .csv instead" in err
    assert list(tmp_path.iterdir()) == []


INTERRUPTED = """
import sys, time
from engine.batch import progress_calls as progress
from engine.cli import scan_command
from engine.cli.main import main

original = scan_command.ProcessingEngine.process_batch


def process_batch(self, job, callback, token, **options):
    def dawdle(progress):
        print("going", file=sys.stderr, flush=True)
        while not token.is_cancelled:
            time.sleep(0.01)

    return original(self, job, dawdle, token, **options)


if __name__ == "__main__":
    progress.LAST_CALL_S = 100.0  # the batch is not over before the first call is
    scan_command.ProcessingEngine.process_batch = process_batch
    sys.exit(main(["scan", "close > 1", "--format", "csv", "--library", sys.argv[1]]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl-C to the whole console")
def test_interrupt_writes_what_there_is_and_says_so(library, tmp_path):
    script = tmp_path / "interrupted.py"
    script.write_text(INTERRUPTED, encoding="utf-8")
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    words = [sys.executable, str(script), str(library)]
    with subprocess.Popen(words, env=with_repo_on_path(), **pipes) as process:
        assert process.stderr.readline() == "going\n"
        os.kill(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 130
    assert out.startswith("symbol,timestamp,")
    assert "Interrupted: these are partial results" in err


def test_doubts_about_candles_are_columns_when_asked_for(tmp_path, capsys):
    path = tmp_path / "doubtful.fslib"
    with open_library(path, create=True) as opened:
        bars = random_bars(10)
        low = bars.low.copy()
        low[3] = bars.high[3] + 1
        opened.candles.save_arrays("A", "1d", bars._replace(low=low))
    words = ["close > 0", "--library", str(path), "--flags", "--format", "csv"]
    assert main(["scan", *words]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [float(row["high_below_low"]) for row in rows] == [0, 0, 0, 1, 0, 0, 0, 0, 0, 0]
    assert {float(row["gap"]) for row in rows} == {0}


def test_last_bars_are_those_of_the_full_scan(scan):
    whole, tail = (
        [row[:7] for row in csv.reader(scan(FORMULA, *words, "--format", "csv")[1].splitlines())]
        for words in ((), ("--last", "3"))
    )
    days = sorted({row[1] for row in whole[1:]})
    assert tail == [whole[0], *(row for row in whole[1:] if row[1] in days[-3:])]
    assert len(tail) > 1


def test_no_last_bars_and_two_ranges_at_once_are_wrong_usage(scan):
    assert scan(FORMULA, "--last", "0")[0] == 2
    assert scan(FORMULA, "--last", "2", "--latest")[0] == 2


def test_formula_that_no_symbol_has_candles_for_is_warned_of(scan):
    words = ("--symbols", "SYN0001,SYN0002", "--format", "jsonl")
    status, out, err = scan("close > sma(close, 301)", *words)
    assert (status, out) == (0, "")
    assert "warning W703" in err


@pytest.fixture
def behind(tmp_path: Path) -> Path:
    """Return a library in which one symbol of three has fallen behind."""
    path = tmp_path / "behind.fslib"
    with open_library(path, create=True) as library:
        for symbol, n_bars in {"OLD": 50, "A": 60, "B": 60}.items():
            library.candles.save_arrays(symbol, "1d", random_bars(n_bars))
    return path


def test_latest_scan_lists_stale_symbols_and_looks_at_them_where_that_is_asked_for(
    behind, tmp_path, capsys
):
    summary = tmp_path / "summary.json"
    words = ["scan", "close > 0", "--latest", "--format", "csv", "--library", str(behind)]
    assert main([*words, "--summary", str(summary)]) == 0
    captured = capsys.readouterr()
    assert "The last bar is an older one (see --stale) of OLD\n" in captured.err
    assert "2 matches on 2 of 3 symbols, 1 stale" in captured.err
    assert "OLD" not in captured.out
    assert json.loads(summary.read_text(encoding="utf-8"))["stale"] == 1
    assert main([*words, "--stale"]) == 0
    captured = capsys.readouterr()
    assert [line.split(",")[0] for line in captured.out.splitlines()[1:]] == ["A", "B", "OLD"]
    assert "stale" not in captured.err
