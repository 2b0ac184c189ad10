"""Columns that tell the zone of the times beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from engine.domain.import_mapping import ImportMapping
from engine.storage.importers.preview import preview

if TYPE_CHECKING:
    from pathlib import Path

    from engine.domain.import_preview import ImportPreview


def table(zone: str, *, time: str = "2024-01-02 09:{:02}:00", header: str = "Timezone") -> str:
    rows = (f"{time.format(minute)},{zone},{minute}\n" for minute in range(30, 50))
    return f"datetime,{header},close\n" + "".join(rows)


def seen(tmp_path: Path, content: str, mapping: ImportMapping | None = None) -> ImportPreview:
    path = tmp_path / "A.csv"
    path.write_text(content, encoding="utf-8")
    return preview(path, mapping)


def first_time(result: ImportPreview) -> str:
    return f"{result.candles['A'][0].timestamp:%H:%M}"


@pytest.mark.parametrize(
    ("zone", "time"),
    [
        ("America/New_York", "14:30"),
        ("+09:00", "00:30"),
        ("-0500", "14:30"),
        ("UTC+09:00", "00:30"),
        ("UTC", "09:30"),
        ("0", "09:30"),
    ],
)
def test_local_times_are_taken_from_the_zone_beside_them(
    tmp_path: Path, zone: str, time: str
) -> None:
    result = seen(tmp_path, table(zone))
    assert first_time(result) == time
    assert result.roles["Timezone"] == "zone"


def test_each_row_has_its_own_zone_and_daylight_saving(tmp_path: Path) -> None:
    rows = "2024-01-02 09:30,America/New_York,1\n2024-01-02 09:31,America/New_York,1\n"
    later = "2024-07-02 09:30,America/New_York,1\n2024-07-02 18:31,Asia/Seoul,1\n"
    result = seen(tmp_path, "datetime,tz,close\n" + rows + later)
    times = [f"{candle.timestamp:%m %H:%M}" for candle in result.candles["A"]]
    assert times == ["01 14:30", "01 14:31", "07 09:31", "07 13:30"]


def test_zones_that_are_not_known_are_told(tmp_path: Path) -> None:
    result = seen(tmp_path, table("EDT"))
    assert first_time(result) == "09:30"
    assert result.notes == [
        "the zones in 'Timezone' are not used: 'EDT' is not known; name the time zone"
    ]


def test_row_without_a_known_zone_is_rejected_with_the_reason(tmp_path: Path) -> None:
    rows = "2024-01-02 10:00:00,,1\n2024-01-02 10:01:00,Mars/Base,1\n"
    mapping = ImportMapping(columns={"zone": "Timezone"})
    result = seen(tmp_path, table("Asia/Seoul") + rows, mapping)
    assert [problem.reason for problem in result.problems] == [
        "Timezone is missing",
        "Timezone 'Mars/Base' is no time zone",
    ]


def test_column_of_zones_can_be_named_and_left_out(tmp_path: Path) -> None:
    content = table("Asia/Seoul", header="where")
    assert first_time(seen(tmp_path, content)) == "09:30"
    named = ImportMapping(columns={"zone": "where"})
    assert first_time(seen(tmp_path, content, named)) == "00:30"
    left_out = ImportMapping(columns={"zone": ""})
    assert first_time(seen(tmp_path, table("Asia/Seoul"), left_out)) == "09:30"


@pytest.mark.parametrize("time", ["2024-01-02T09:{:02}:00+01:00", "17041878{}"])
def test_times_that_name_their_own_zone_keep_it(tmp_path: Path, time: str) -> None:
    result = seen(tmp_path, table("Asia/Seoul", time=time))
    assert "Timezone" not in result.roles
    assert not result.notes


def test_zone_is_taken_beside_times_of_a_file_with_types(tmp_path: Path) -> None:
    times = pd.date_range("2024-01-02 09:30", periods=20, freq="min")
    frame = pd.DataFrame({"datetime": times, "tz": "America/New_York", "close": 1.0})
    frame.to_parquet(tmp_path / "A.parquet")
    assert first_time(preview(tmp_path / "A.parquet")) == "14:30"


def test_zone_in_brackets_behind_the_offset_is_read(tmp_path: Path) -> None:
    time = "2024-01-02T09:{:02}:00-05:00[America/New_York]"
    result = seen(tmp_path, table("x", time=time, header="note"))
    assert first_time(result) == "14:30"


def test_market_of_pairs_is_the_symbol_and_one_of_exchanges_is_not(tmp_path: Path) -> None:
    row = "{},2024-01-0{}T00:00:00,2024-01-0{}T09:00:00,1,2,0.5,1.5,1704153600123,9e9,3\n"
    header = (
        "market,candle_date_time_utc,candle_date_time_kst,opening_price,high_price,low_price,"
        "trade_price,timestamp,candle_acc_trade_price,candle_acc_trade_volume\n"
    )
    upbit = header + "".join(row.format("KRW-BTC", day, day) for day in (5, 4, 3, 2))
    result = seen(tmp_path, upbit)
    assert list(result.candles) == ["KRW-BTC"]
    assert result.candles["KRW-BTC"].volume.tolist() == [3, 3, 3, 3]
    assert not result.notes
    assert list(seen(tmp_path, upbit.replace("KRW-BTC", "KOSPI")).candles) == ["A"]
