"""Wall-clock times and UTC, against pandas."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from engine.calendars.zones import local_to_utc, utc_to_local

ZONES = (
    "UTC", "America/New_York", "Asia/Seoul", "Australia/Sydney", "Europe/London", "Asia/Kolkata",
    "Africa/Casablanca", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Tehran", "Pacific/Apia",
)  # fmt: skip
HALF_HOUR_NS = 1_800_000_000_000


def half_hours(first: str, last: str) -> np.ndarray:
    start, stop = (np.datetime64(text, "ns").astype(np.int64) for text in (first, last))
    return np.arange(start, stop, HALF_HOUR_NS)


@pytest.mark.parametrize("zone", ZONES)
def test_utc_becomes_the_time_that_clocks_show(zone: str) -> None:
    times = half_hours("2009-01-01", "2026-01-01")
    index = pd.DatetimeIndex(times.view("datetime64[ns]"), tz="UTC").tz_convert(zone)
    np.testing.assert_array_equal(utc_to_local(times, zone), index.tz_localize(None).asi8)


@pytest.mark.parametrize(
    "zone", [zone for zone in ZONES if zone not in {"Australia/Lord_Howe", "Pacific/Apia"}]
)
def test_what_clocks_show_becomes_utc_the_first_of_two_and_behind_a_gap(zone: str) -> None:
    times = half_hours("2009-01-01", "2026-01-01")
    first = np.ones(times.size, dtype=bool)
    index = pd.DatetimeIndex(times.view("datetime64[ns]"))
    zoned = index.tz_localize(zone, ambiguous=first, nonexistent="shift_forward")
    np.testing.assert_array_equal(local_to_utc(times, zone), zoned.asi8)


@pytest.mark.parametrize("moment", ["1678-06-01", "1883-11-18T17:30", "2100-07-01", "2261-12-31"])
def test_times_far_away_keep_the_offset_of_their_year(moment: str) -> None:
    times = np.array([np.datetime64(moment, "ns")]).view(np.int64)
    index = pd.DatetimeIndex(times.view("datetime64[ns]"), tz="UTC").tz_convert("America/New_York")
    np.testing.assert_array_equal(
        utc_to_local(times, "America/New_York"), index.tz_localize(None).asi8
    )


def test_a_gap_of_half_an_hour_is_skipped_by_half_an_hour() -> None:
    # Here pandas moves by a whole hour.
    local = np.array([np.datetime64("2009-10-04T02:00", "ns")]).view(np.int64)
    utc = local_to_utc(local, "Australia/Lord_Howe")
    assert utc.view("datetime64[ns]")[0] == np.datetime64("2009-10-03T15:30")
