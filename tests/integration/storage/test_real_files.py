"""Real exports of programs and sites, and the S&P 500."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow.parquet as pq
import pytest

from engine.calendars.sessions import parse_sessions
from engine.domain.series import COLUMNS
from engine.domain.timeframe import Timeframe
from engine.storage.candle_arrays import CandleArrays
from engine.storage.importers.import_paths import import_paths
from engine.storage.library import open_library
from engine.storage.maintenance.exporting import export_candles
from engine.storage.maintenance.resampling import resample
from engine.storage.quality.assessment import assess

if TYPE_CHECKING:
    from pathlib import Path


def test_every_dialect_gives_what_it_must(tmp_path: Path, shared_data: Path) -> None:
    folder = shared_data / "dialects"
    for case in json.loads((folder / "dialects.json").read_text(encoding="utf-8")):
        with open_library(tmp_path / f"{case['file']}.fslib", create=True) as library:
            (entry,) = import_paths(library, [folder / case["file"]], symbol="X").files
            assert entry.error is None, case["file"]
            assert entry.rejected == 0
            series = library.candles.get_range("X", entry.timeframe)
        _compare(case, series)


def _compare(case: dict[str, Any], series: Any) -> None:
    expected = case["expected"]
    assert len(series) == expected["bars"] == expected["distinct_times"], case["file"]
    for place, name in ((0, "first"), (-1, "last")):
        candle, wanted = series[place], expected[name]
        assert candle.timestamp.strftime("%Y-%m-%d %H:%M:%S").startswith(wanted["time"])
        for column in ("open", "high", "low", "close", "volume"):
            assert getattr(candle, column) == wanted[column], (case["file"], name, column)
    assert series.close.sum() == pytest.approx(expected["sum_close"], rel=1e-9)
    assert series.volume.sum() == pytest.approx(expected["sum_volume"], rel=1e-9)


def test_all_dialects_of_a_folder_are_imported_together(tmp_path: Path, shared_data: Path) -> None:
    with open_library(tmp_path / "library.fslib", create=True) as library:
        report = import_paths(library, [shared_data / "dialects"])
        failed = [entry.file for entry in report.failed]
        # The list of what must come out is the one file that is none of candles.
        assert [name.rpartition("/")[2].rpartition("\\")[2] for name in failed] == ["dialects.json"]
        assert library.candles.timeframes() == ["1m", "5m", "1h", "1d"]


@pytest.fixture(scope="module")
def sp500(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Path:
    """Return a library of the 505 files."""
    path = tmp_path_factory.mktemp("sp500") / "library.fslib"
    with open_library(path, create=True) as library:
        report = import_paths(library, [shared_data / "daily" / "sp500_daily_5yr_csv.zip"])
    assert report.failed == []
    assert (len(report.files), report.rows_read, report.kept) == (505, 619_040, 619_040)
    assert (report.rejected, report.duplicates, report.added) == (0, 0, 619_040)
    assert sum(entry.unknown for entry in report.files) == 11
    assert sum(entry.n_problems for entry in report.files) == 11
    return path


def test_all_rows_of_the_sp500_are_there_exactly(sp500: Path, shared_data: Path) -> None:
    table = pq.read_table(shared_data / "daily" / "sp500_daily_5yr.parquet").to_pandas()
    with open_library(sp500) as library:
        symbols = library.candles.symbols("1d")
        assert len(symbols) == 505
        for symbol, rows in table.groupby("symbol", observed=True):
            series = library.candles.get_range(symbol, "1d")
            days = rows["date"].to_numpy(dtype="datetime64[ns]")
            np.testing.assert_array_equal(series.timestamps, days)
            for column in ("open", "high", "low", "close", "volume"):
                np.testing.assert_array_equal(
                    getattr(series, column), rows[column].to_numpy(dtype=float)
                )


def test_known_defects_of_the_sp500_are_found(sp500: Path) -> None:
    with open_library(sp500) as library:
        report = assess(library, "1d")
    totals = report.totals
    assert totals["missing_price"] + totals["suspended"] == 11
    assert totals["no_volume"] == 4
    assert totals["outside_range"] == 12
    assert totals["jump"] == 11
    jumps = {(entry.symbol, jump.split) for entry in report.symbols for jump in entry.jumps}
    assert {("DISCA", "2:1"), ("DISCK", "2:1"), ("LNT", "2:1")} <= jumps


def test_parquet_of_the_same_rows_changes_nothing(sp500: Path, shared_data: Path) -> None:
    with open_library(sp500) as library:
        before = library.candles.versions("1d")
        report = import_paths(library, [shared_data / "daily" / "sp500_daily_5yr.parquet"])
        assert (report.added, report.changed, report.unchanged) == (0, 0, 619_040)
        assert library.candles.versions("1d") == before


@pytest.mark.parametrize("name", ["all.csv", "all.parquet"])
def test_export_of_the_sp500_imports_back_identically(
    tmp_path: Path, sp500: Path, name: str
) -> None:
    with open_library(sp500) as library:
        export_candles(library.candles, tmp_path / name, "1d")
        with open_library(tmp_path / "again.fslib", create=True) as again:
            import_paths(again, [tmp_path / name])
            pairs = zip(
                library.candles.iter_columns("1d", COLUMNS),
                again.candles.iter_columns("1d", COLUMNS),
                strict=True,
            )
            for (symbol, first), (same, second) in pairs:
                assert symbol == same
                np.testing.assert_equal(first.columns, second.columns)


def test_minutes_of_an_exchange_become_its_days(tmp_path: Path, shared_data: Path) -> None:
    with open_library(tmp_path / "library.fslib", create=True) as library:
        path = shared_data / "intraday" / "spy_1m_2011-01_ninjatrader.txt.gz"
        import_paths(library, [path], symbol="SPY")
        found = library.candles.get_columns("SPY", "1m", COLUMNS)
    assert found is not None
    minutes = CandleArrays(**found.columns)
    days = resample(minutes, Timeframe.M1, Timeframe.D1, parse_sessions("XNYS"))
    # 20 sessions in January 2011; the opening and closing prints of the third.
    assert days.n_bars == 20
    assert (days.open[0], days.close[0]) == (126.7, 127.07)
    hours = resample(minutes, Timeframe.M1, Timeframe.H1, parse_sessions("XNYS"))
    assert hours.n_bars == 140
    assert hours.volume.sum() == days.volume.sum()
