"""Times as files write them."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.storage.importers.cells.time_formats import has_clock, parse_times, pattern
from engine.storage.importers.detection.time_detection import (
    guess_clock_format,
    guess_time_format,
    looks_like_date,
)


def parsed(text: str, time_format: str) -> str:
    times = parse_times(pa.array([text]), time_format)
    assert not times.is_bad[0], text
    return str(times.local_ns.view("datetime64[ns]")[0])


WRITTEN = [
    ("2020-01-02", "%Y-%m-%d", "2020-01-02"),
    ("2020/1/2", "%Y/%m/%d", "2020-01-02"),
    ("2019.02.15 14:00", "%Y.%m.%d %H:%M", "2019-02-15T14:00"),
    ("20160104", "%Y%m%d", "2016-01-04"),
    ("20110103 090100", "%Y%m%d %H%M%S", "2011-01-03T09:01"),
    ("20110103090100", "%Y%m%d%H%M%S", "2011-01-03T09:01"),
    ("201101030901", "%Y%m%d%H%M", "2011-01-03T09:01"),
    ("31-Dec-10", "%d-%b-%y", "2010-12-31"),
    ("2024.01.02.", "%Y.%m.%d.", "2024-01-02"),
    ("2024/01/02(화)", "%Y/%m/%d(%a)", "2024-01-02"),
    ("2024年1月2日(火)", "%Y年%m月%d日(%a)", "2024-01-02"),
    ("24/01/02(火)", "%y/%m/%d(%a)", "2024-01-02"),
    ("2024年1月2日9時30分", "%Y年%m月%d日%H時%M分", "2024-01-02T09:30"),
    ("2024년 1월 2일 09시 30분", "%Y년 %m월 %d일 %H시 %M분", "2024-01-02T09:30"),
    ("Jan-02-2024", "%b-%d-%Y", "2024-01-02"),
    ("2 de março de 2024", "%d de %b de %Y", "2024-03-02"),
    ("2 января 2024", "%d %b %Y", "2024-01-02"),
    ("113/01/02", "%o/%m/%d", "2024-01-02"),
    ("31-Dec-75", "%d-%b-%y", "1975-12-31"),
    ("Jan 14, 2020", "%b %d, %Y", "2020-01-14"),
    ("14. März 2020", "%d. %b %Y", "2020-03-14"),
    ("14 fev 2020", "%d %b %Y", "2020-02-14"),
    ("31dec2010", "%d%b%Y", "2010-12-31"),
    ("Fri, Jan 03, 2020", "%a, %b %d, %Y", "2020-01-03"),
    ("2020년 1월 2일", "%Y년 %m월 %d일", "2020-01-02"),
    ("2020年01月02日", "%Y年%m月%d日", "2020-01-02"),
    ("2019-10-17 09-AM", "%Y-%m-%d %I-%p", "2019-10-17T09:00"),
    ("2019-10-17 12-AM", "%Y-%m-%d %I-%p", "2019-10-17T00:00"),
    ("12/31/2020 12:30:00 PM", "%m/%d/%Y %I:%M:%S %p", "2020-12-31T12:30"),
    ("12/31/2020 4:00 p.m.", "%m/%d/%Y %I:%M %p", "2020-12-31T16:00"),
    ("2024-01-02 오후 3:30", "%Y-%m-%d %p %I:%M", "2024-01-02T15:30"),
    ("2024-01-02T09:30:00.123456", "%Y-%m-%dT%H:%M:%S.%f", "2024-01-02T09:30:00.123456"),
    ("2024-01-02T09:30:00", "%Y-%m-%dT%H:%M:%S.%f", "2024-01-02T09:30"),
    ("2024-01-02   9:30", "%Y-%m-%d %H:%M", "2024-01-02T09:30"),
    ("2020-02", "%Y-%m", "2020-02-01"),
    ("1748736000", "epoch_s", "2025-06-01"),
    ("1748736000.0", "epoch_s", "2025-06-01"),
    ("1748736000000", "epoch_ms", "2025-06-01"),
    ("1748736000000000", "epoch_us", "2025-06-01"),
    ("1748736000000000001", "epoch_ns", "2025-06-01T00:00:00.000000001"),
    ("43831", "excel_days", "2020-01-01"),
    ("43831.5", "excel_days", "2020-01-01T12:00"),
]


@pytest.mark.parametrize(("text", "time_format", "expected"), WRITTEN)
def test_time_is_read_by_its_format(text: str, time_format: str, expected: str) -> None:
    assert np.datetime64(parsed(text, time_format)) == np.datetime64(expected)


@pytest.mark.parametrize(("text", "time_format", "expected"), WRITTEN)
def test_format_is_found(text: str, time_format: str, expected: str) -> None:
    guess = guess_time_format([text])
    assert guess is not None
    assert np.datetime64(parsed(text, guess.time_format)) == np.datetime64(expected)


@pytest.mark.parametrize(
    "text",
    ["2020-02-30", "2019-02-29", "2020-13-01", "2020-00-10", "2020-01-32", "abc", "", "9999-01-01"],
)  # fmt: skip
def test_date_that_does_not_exist_is_bad(text: str) -> None:
    assert parse_times(pa.array([text, None]), "%Y-%m-%d").is_bad.tolist() == [True, True]


@pytest.mark.parametrize("clock", ["24:01", "25:00", "12:60", "ab:cd"])
def test_time_of_day_that_does_not_exist_is_bad(clock: str) -> None:
    assert parse_times(pa.array([f"2020-01-01 {clock}"]), "%Y-%m-%d %H:%M").is_bad[0]


def test_bad_times_leave_the_others_alone() -> None:
    times = parse_times(pa.array(["x", "2020-01-02", None, "2020-02-31"]), "%Y-%m-%d")
    assert times.is_bad.tolist() == [True, False, True, True]
    assert str(times.local_ns.view("datetime64[ns]")[1])[:10] == "2020-01-02"


@pytest.mark.parametrize(
    ("text", "hours"),
    [("Z", 0), ("+09:00", 9), ("-05:00", -5), ("+0530", 5.5), (" UTC", 0), ("+09", 9)],
)
def test_offset_is_told_beside_the_local_time(text: str, hours: float) -> None:
    guess = guess_time_format([f"2024-01-02 09:30:00{text}"])
    assert guess is not None
    times = parse_times(pa.array([f"2024-01-02 09:30:00{text}"]), guess.time_format)
    assert times.offset_ns is not None
    assert times.offset_ns[0] == hours * 3_600_000_000_000
    assert str(times.local_ns.view("datetime64[ns]")[0])[:16] == "2024-01-02T09:30"


@pytest.mark.parametrize(
    ("text", "hours"),
    [("20240102 09:30:00 US/Eastern", -5), ("20240702  09:30:00 America/New_York", -4),
     ("20240702 09:30:00 Japan", 9), ("20240702 09:30 Asia/Seoul", 9)],
)  # fmt: skip
def test_named_zone_tells_the_offset_of_its_season(text: str, hours: int) -> None:
    guess = guess_time_format([text, text])
    assert guess is not None
    times = parse_times(pa.array([text]), guess.time_format)
    assert times.offset_ns is not None
    assert times.offset_ns[0] == hours * 3_600_000_000_000


def test_zone_that_does_not_exist_makes_its_row_bad() -> None:
    column = pa.array(["2024-01-02 09:30 Mars/Base", "2024-01-02 09:30 Asia/Tokyo"])
    assert parse_times(column, "%Y-%m-%d %H:%M %Z").is_bad.tolist() == [True, False]


def test_day_of_the_week_behind_a_date_is_no_zone() -> None:
    guess = guess_time_format(["2024-01-02 Tuesday", "2024-01-03 Wednesday"])
    assert guess is not None
    assert guess.time_format == "%Y-%m-%d %a"


def test_epochs_are_utc() -> None:
    times = parse_times(pa.array(["0"]), "epoch_ms")
    assert times.offset_ns is not None
    assert times.offset_ns.tolist() == [0]


def test_number_beyond_the_range_is_bad() -> None:
    assert parse_times(pa.array(["99999999999"]), "epoch_s").is_bad[0]


@given(st.datetimes(datetime(1700, 1, 1), datetime(2200, 1, 1)))
def test_every_time_is_read_as_python_reads_it(moment: datetime) -> None:
    text = moment.strftime("%d/%m/%Y %H:%M:%S.%f").replace(f"/{moment:%Y}", f"/{moment.year:04d}")
    written = parsed(text, "%d/%m/%Y %H:%M:%S.%f")
    assert np.datetime64(written) == np.datetime64(moment.replace(tzinfo=None))
    assert moment.replace(tzinfo=UTC).year == moment.year


@pytest.mark.parametrize("time_format", ["%Y-%q-%d", "%Y-%Y"])
def test_format_that_means_nothing_is_refused(time_format: str) -> None:
    with pytest.raises(ValueError, match="time format"):
        pattern(time_format)


def test_formats_tell_whether_they_have_a_clock() -> None:
    assert has_clock("%Y-%m-%d %I:%M %p")
    assert has_clock("epoch_s")
    assert not has_clock("%Y-%m-%d")


@pytest.mark.parametrize(
    ("samples", "order"),
    [
        (["13/02/2020", "14/02/2020"], "%d/%m/%Y"),
        (["02/13/2020", "02/14/2020"], "%m/%d/%Y"),
        (["01/02/2020", "02/02/2020", "03/02/2020"], "%d/%m/%Y"),
        (["01/02/2020", "01/03/2020", "01/06/2020"], "%m/%d/%Y"),
        ([f"01/{month:02}/{year}" for year in (2019, 2020) for month in range(1, 13)], "%d/%m/%Y"),
        ([f"{month:02}/01/{year}" for year in (2019, 2020) for month in range(1, 13)], "%m/%d/%Y"),
        (["31.12.20", "30.12.20"], "%d.%m.%y"),
        (["20.12.31", "20.12.30"], "%y.%m.%d"),
    ],
)
def test_order_of_day_and_month_is_told_by_the_dates(samples: list[str], order: str) -> None:
    guess = guess_time_format(samples)
    assert guess is not None
    assert guess.time_format == order


def test_dates_that_can_be_read_both_ways_are_ambiguous() -> None:
    assert guess_time_format(["01/02/2020", "02/02/2020"]) == ("%d/%m/%Y", True)
    assert guess_time_format(["13/02/2020", "14/02/2020"]) == ("%d/%m/%Y", False)
    assert guess_time_format(["2020-01-02T00:00:00Z"]) == ("%Y-%m-%dT%H:%M:%S%z", False)


def test_some_bad_dates_do_not_hide_the_format() -> None:
    guess = guess_time_format(["2020-01-02", "2020-01-03", "Total", "2020-02-31", "2020-01-06"])
    assert guess is not None
    assert guess.time_format == "%Y-%m-%d"


@pytest.mark.parametrize(
    "samples", [[], [""], ["abc"], ["1.5", "2.5"], ["12", "13"], ["12345678901"]]
)
def test_other_columns_have_no_time_format(samples: list[str]) -> None:
    assert guess_time_format(samples) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14:00", "%H:%M"), ("930", "%H%M"), ("93000", "%H%M%S"), ("09:05:00", "%H:%M:%S"),
        ("9:30 AM", "%I:%M %p"), ("abc", None), ("", None),
    ],
)  # fmt: skip
def test_time_of_day_is_found(text: str, expected: str | None) -> None:
    assert guess_clock_format([text]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020-01-02", True), ("20200102", True), ("1748736000000", True), ("Jan 14, 2020", True),
        ("12345678", False), ("123.45", False), ("AAPL", False), ("03.01.2020;10", False),
    ],
)  # fmt: skip
def test_cells_that_may_be_dates_are_told_quickly(text: str, expected: bool) -> None:
    assert looks_like_date(text) == expected
