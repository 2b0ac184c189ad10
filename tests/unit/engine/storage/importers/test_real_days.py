"""Times as exchanges and old files write them: units, centuries, midnights, repeated hours."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.storage.importers.import_paths import import_paths
from engine.storage.library import open_library

if TYPE_CHECKING:
    from pathlib import Path

NEW_YORK = ZoneInfo("America/New_York")


def imported(path: Path, text: str, **options: str) -> dict[str, list[tuple[datetime, float]]]:
    """Return time and close of each candle of each symbol in a file with this text."""
    path.write_text(text)
    library_path = path.with_suffix(".fslib")
    library_path.unlink(missing_ok=True)
    with open_library(library_path, create=True) as library:
        (report,) = import_paths(library, [path], **options).files  # type: ignore[arg-type]
        assert report.error is None, report.error
        return {
            symbol: [(bar.timestamp, bar.close) for bar in library.candles.get_range(symbol, frame)]
            for frame in library.candles.timeframes()
            for symbol in library.candles.symbols(frame)
        }


def times(path: Path, text: str, **options: str) -> list[datetime]:
    (candles,) = imported(path, text, **options).values()
    return [moment for moment, _ in candles]


UNITS = {"s": 10**9, "ms": 10**6, "us": 10**3, "ns": 1}


@pytest.mark.parametrize("before", UNITS)
@pytest.mark.parametrize("after", UNITS)
@pytest.mark.parametrize("header", ["", "open_time,open,high,low,close,volume\n"])
def test_unit_of_a_time_may_change_within_a_file(
    tmp_path: Path, before: str, after: str, header: str
) -> None:
    moments = [datetime(2024, 12, 31, 23, 50, tzinfo=UTC) + timedelta(minutes=n) for n in range(20)]
    rows = [
        f"{int(moment.timestamp()) * 10**9 // UNITS[before if number < 10 else after]},"
        f"{number + 1},{number + 2},{number},{number + 1.5},10\n"
        for number, moment in enumerate(moments)
    ]
    assert times(tmp_path / "a.csv", header + "".join(rows)) == moments


def test_old_times_keep_the_unit_of_their_column(tmp_path: Path) -> None:
    rows = "".join(f"{day * 86_400},{day}\n" for day in range(1_200, 3_000))
    days = times(tmp_path / "a.csv", "timestamp,close\n" + rows)
    assert days[0] == datetime(1973, 4, 15, tzinfo=UTC)
    assert len(days) == 1_800


@pytest.mark.parametrize("flag", ["true", "FALSE", "yes", "Y", "N", "t", "X"])
def test_flag_is_no_symbol(tmp_path: Path, flag: str) -> None:
    rows = [[str(1_704_153_600 + 86_400 * n), "42", "43", "41", "42", "7", flag] for n in range(9)]
    path = tmp_path / "BTC_USDT.json"
    assert set(imported(path, json.dumps(rows))) == {"BTC_USDT"}


def test_row_numbers_are_no_symbols(tmp_path: Path) -> None:
    rows = "".join(f"0000{n},2024-01-{n:02},{n}.5,{n}.7,{n}.1,{n}.2,9\n" for n in range(1, 10))
    assert set(imported(tmp_path / "AAPL.csv", rows)) == {"AAPL"}


def test_letter_in_a_column_of_symbols_is_one(tmp_path: Path) -> None:
    rows = "".join(f"2024-01-{n:02},{n},F\n" for n in range(2, 9))
    assert set(imported(tmp_path / "a.csv", "date,close,symbol\n" + rows)) == {"F"}


def test_column_of_symbols_with_flags_is_passed_over(tmp_path: Path) -> None:
    rows = "".join(f"2024-01-{n:02},{n},true\n" for n in range(2, 9))
    assert set(imported(tmp_path / "AAPL.csv", "date,close,symbol\n" + rows)) == {"AAPL"}


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("time_format", ["%m/%d/%y", "%d.%m.%y", "%y-%m-%d", "%d-%b-%y", "%y%m%d"])
@pytest.mark.parametrize("first", [1919, 1926, 1950, 1999])
def test_file_of_two_digit_years_stays_in_order(
    tmp_path: Path, order: int, time_format: str, first: int
) -> None:
    last = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=1)
    day = datetime(first, 1, 3, tzinfo=UTC)
    days = []
    while day < last:
        days.append(day)
        day += timedelta(days=173)
    rows = "".join(f"{day:{time_format}},5\n" for day in days[::order])
    assert times(tmp_path / "a.csv", "date,close\n" + rows) == days


def test_two_digit_year_never_lies_in_the_future(tmp_path: Path) -> None:
    text = "Date,Close\n01/03/50,16.66\n01/04/50,16.85\n01/05/50,16.93\n"
    assert times(tmp_path / "a.csv", text)[0] == datetime(1950, 1, 3, tzinfo=UTC)


@pytest.mark.parametrize("row", ["{d},24:00", "{d} 24:00", "{d}T24:00:00", "{d},240000"])
def test_end_of_a_day_is_the_beginning_of_the_next(tmp_path: Path, row: str) -> None:
    header = "date,time,close\n" if "," in row else "date,close\n"
    rows = "".join(
        row.format(d=f"2024-01-{day:02}").replace("24:00", clock).replace("240000", clock.replace(
            ":", "") + "00") + f",{day}\n"
        for day in range(2, 6) for clock in ("08:00", "16:00", "24:00")
    )  # fmt: skip
    moments = times(tmp_path / "a.csv", header + rows)
    first = datetime(2024, 1, 2, 8, tzinfo=UTC)
    assert moments == [first + timedelta(hours=8 * n) for n in range(12)]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    minutes=st.sampled_from([15, 30, 60]),
    start=st.integers(-9, -1),
    is_newest_first=st.booleans(),
    symbols=st.sampled_from([["A"], ["A", "B"]]),
    is_grouped=st.booleans(),
)
def test_hour_that_comes_twice_is_read_twice(
    tmp_path: Path,
    minutes: int,
    start: int,
    is_newest_first: bool,
    symbols: list[str],
    is_grouped: bool,
) -> None:
    change = datetime(2024, 11, 3, 6, tzinfo=UTC)
    steps = 12 * 60 // minutes
    moments = [change + timedelta(hours=start, minutes=minutes * n) for n in range(steps + 20)]
    rows = [(moment, symbol) for moment in moments for symbol in symbols]
    if is_grouped:
        rows.sort(key=lambda row: (row[1], row[0]))
    if is_newest_first:
        rows.reverse()
    text = "".join(
        f"{moment.astimezone(NEW_YORK):%Y-%m-%d %H:%M},{symbol},5\n" for moment, symbol in rows
    )
    candles = imported(
        tmp_path / "a.csv", "time,symbol,close\n" + text, tz="America/New_York", timeframe="5m"
    )
    assert {
        symbol: [moment for moment, _ in bars] for symbol, bars in candles.items()
    } == dict.fromkeys(symbols, moments)


def test_milliseconds_before_2001_are_times(tmp_path: Path) -> None:
    text = "date,open,high,low,close,volume\n" + "".join(
        f"{946_684_800_000 + day * 86_400_000},1,2,0.5,1.5,9\n" for day in range(5)
    )
    candles = imported(tmp_path / "a.csv", text, timeframe="1d")
    assert [moment for moment, _ in candles["a"]] == [
        datetime(2000, 1, 1 + day, tzinfo=UTC) for day in range(5)
    ]
