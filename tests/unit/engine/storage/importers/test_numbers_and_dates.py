"""No number is a date unless it is named or shaped like one, and lies in a believable span."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.storage.importers.detection.file_names import day_in
from engine.storage.importers.import_paths import import_paths
from engine.storage.library import open_library

if TYPE_CHECKING:
    from pathlib import Path

    from engine.domain.import_report import FileReport

HEADER = "종목코드,종목명,종가,시가,고가,저가,거래량,상장주식수\n"
ROWS = (
    "005930,가나전자,79600,78200,79800,78200,17142847,{0}\n"
    "000660,다라반도체,142400,140700,142400,140600,2147458,{1}\n"
)


def imported(path: Path, text: str, encoding: str = "utf-8") -> tuple[FileReport, set[date]]:
    """Return the report of a file with this text, and the days of its candles."""
    path.write_text(text, encoding=encoding)
    library_path = path.with_suffix(".fslib")
    library_path.unlink(missing_ok=True)
    with open_library(library_path, create=True) as library:
        (report,) = import_paths(library, [path]).files
        return report, {
            candle.timestamp.date()
            for frame in library.candles.timeframes()
            for symbol in library.candles.symbols(frame)
            for candle in library.candles.get_range(symbol, frame)
        }


@pytest.mark.parametrize(
    "numbers",
    [(5969782550, 728002365), (1704067200, 1704153600), (20240102, 20240103), (240102, 240103),
     (45000, 45001), (1704067200000, 1704067200001), (100, 200)],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "cp949"])
def test_table_of_a_day_has_the_date_of_its_file(
    tmp_path: Path, numbers: tuple[int, int], encoding: str
) -> None:
    path = tmp_path / "data_0102_20240102.csv"
    report, days = imported(path, HEADER + ROWS.format(*numbers), encoding)
    if numbers == (20240102, 20240103):
        return  # shaped like dates that follow each other: nothing tells that they are shares
    assert days == {date(2024, 1, 2)}
    assert [note.code for note in report.notes if "day" in note.code] == ["import.day-of-file"]
    assert report.symbols == ["005930", "000660"]


def test_table_of_a_day_without_a_date_anywhere_is_refused(tmp_path: Path) -> None:
    report, days = imported(tmp_path / "data.csv", HEADER + ROWS.format(5969782550, 1728002365))
    assert report.error is not None
    assert not days


def test_files_of_one_program_have_each_their_own_date(tmp_path: Path) -> None:
    for day in ("20240102", "20240103", "20240104"):
        (tmp_path / f"krx_{day}.csv").write_text(HEADER + ROWS.format(1, 2))
    (tmp_path / "krx_all.csv").write_text(HEADER + ROWS.format(1, 2))
    with open_library(tmp_path / "a.fslib", create=True) as library:
        files = import_paths(library, [tmp_path]).files
        series = library.candles.get_range("005930", "1d")
    assert [candle.timestamp.day for candle in series] == [2, 3, 4]
    assert [entry.error is None for entry in files] == [True, True, True, False]


@pytest.mark.parametrize(
    ("stem", "day"),
    [
        ("data_0102_20240102", date(2024, 1, 2)),
        ("cm02JAN2024bhav", date(2024, 1, 2)),
        ("2024-01-02", date(2024, 1, 2)),
        ("prices.2024.01.02.v2", date(2024, 1, 2)),
        ("AAPL_2020-01-01_2024-12-31", None),
        ("20240231", None),
        ("120240102", None),
        ("2024-0102", None),
        ("AAPL", None),
    ],
)
def test_day_in_the_name_of_a_file(stem: str, day: date | None) -> None:
    assert day_in(stem) == day


@pytest.mark.parametrize("name", ["time_key", "Open Time", "ts", "close_timestamp", "체결일시"])
def test_named_column_of_seconds_is_a_time(tmp_path: Path, name: str) -> None:
    rows = "".join(f"{1_704_067_200 + 86_400 * n},{n + 1}\n" for n in range(5))
    _, days = imported(tmp_path / "a.csv", f"{name},close\n{rows}")
    assert days == {date(2024, 1, day) for day in range(1, 6)}


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    name=st.sampled_from(["shares", "amount", "시가총액", "turnover", "trades", "oi"]),
    low=st.sampled_from([10**5, 10**8, 10**9, 10**12, 10**15, 10**18]),
    data=st.data(),
)
def test_no_count_is_a_date(tmp_path: Path, name: str, low: int, data: st.DataObject) -> None:
    counts = data.draw(st.lists(st.integers(low, 10 * low - 1), min_size=12, max_size=12))
    rows = "".join(
        f"S{n},{n + 1},{n + 2},{n},{n + 1.5},{count}\n" for n, count in enumerate(counts)
    )
    header = f"symbol,open,high,low,close,{name}\n"
    _, days = imported(tmp_path / "a_2024-03-05.csv", header + rows)
    assert days == {datetime(2024, 3, 5, tzinfo=UTC).date()}
