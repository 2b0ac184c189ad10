"""Reports on whole libraries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from engine.domain.cancellation import CancellationToken
from engine.errors import ProcessingCancelledException
from engine.storage.library import Library, open_library
from engine.storage.quality.assessment import QualityCheck, assess
from engine.storage.quality.flags import Flag
from engine.storage.quality.lookup import FlagLookup
from tests.helpers.candles import DAY_NS, FIRST_NS, MINUTE_NS, bars, random_bars

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from engine.storage.candle_arrays import CandleArrays

N_DAYS = 60


def weekdays(seed: int) -> CandleArrays:
    """Return a random walk without weekends and without the first of February."""
    days = random_bars(N_DAYS, seed)
    number = np.arange(N_DAYS)
    return days.take((number % 7 < 5) & (number != 31))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "library.fslib", create=True) as library:
        for number in range(12):
            library.candles.save_arrays(f"S{number:02}", "1d", weekdays(number))
        yield library


def test_sound_symbols_are_not_doubtful(library: Library) -> None:
    report = assess(library, "1d")
    assert len(report.symbols) == 12
    assert report.suspicious == []
    assert report.n_missing == 0
    assert not any(report.totals.values())


def test_day_that_the_others_have_is_missing(library: Library) -> None:
    whole = weekdays(3)
    library.candles.replace("S03", "1d", whole.take(np.arange(whole.n_bars) != 11))
    (entry,) = assess(library, "1d").suspicious
    assert (entry.symbol, entry.n_missing) == ("S03", 1)
    assert entry.gaps[0].n_missing == 1
    assert entry.gaps[0].before_ns - entry.gaps[0].after_ns == 2 * DAY_NS
    assert entry.expected_by == "the other symbols"


def test_each_doubtful_candle_has_its_time_and_what_is_doubtful(library: Library) -> None:
    whole = weekdays(3)
    library.candles.replace("S03", "1d", whole.take(np.arange(whole.n_bars) != 11))
    (entry,) = assess(library, "1d").suspicious
    assert [(bar.time_ns, bar.flags) for bar in entry.bars] == [
        (int(whole.timestamps[12]), ("gap",))
    ]
    assert assess(library, "1d", max_details=0).suspicious[0].bars == []


def test_doubts_beyond_the_most_are_counted_but_not_listed(library: Library) -> None:
    whole = weekdays(3)
    for symbol in ("S03", "S04", "S05"):
        library.candles.replace(symbol, "1d", whole.take(np.arange(whole.n_bars) != 11))
    doubtful = assess(library, "1d", max_details=2).suspicious
    assert [len(entry.gaps) for entry in doubtful] == [1, 1, 0]
    assert [entry.n_missing for entry in doubtful] == [1, 1, 1]


def test_symbol_that_stopped_is_stale(library: Library) -> None:
    whole = weekdays(3)
    library.candles.replace("S03", "1d", whole.take(slice(0, 20)))
    report = assess(library, "1d")
    assert report.stale == ["S03"]
    assert report.symbols[3].n_behind == whole.n_bars - 20


def test_split_that_was_not_adjusted_is_told(library: Library) -> None:
    closes = [100.0] * 10 + [50.5] * 10
    moves = np.arange(20) * 0.01
    library.candles.save_arrays("SPLIT", "1d", bars((np.array(closes) + moves).tolist()))
    entry = next(e for e in assess(library, "1d", ["SPLIT"]).symbols if e.symbol == "SPLIT")
    assert entry.counts["jump"] == 1
    assert entry.jumps[0].split == "2:1"
    assert entry.jumps[0].time_ns == FIRST_NS + 10 * DAY_NS


def test_symbol_around_the_clock_misses_weekends(library: Library) -> None:
    library.symbols.set_sessions(["S00"], sessions="24/7")
    entry = assess(library, "1d", ["S00"]).symbols[0]
    assert entry.expected_by == "around the clock"
    assert entry.n_missing > 10


def test_symbol_of_an_exchange_is_held_against_its_calendar(library: Library) -> None:
    pytest.importorskip("exchange_calendars")
    library.symbols.set_sessions(["S00"], sessions="XNYS")
    entry = assess(library, "1d", ["S00"]).symbols[0]
    assert entry.expected_by == "the calendar of XNYS"
    # New York traded on the first of February 2024.
    assert entry.n_missing == 1


def test_zone_alone_does_not_open_weekends(tmp_path: Path) -> None:
    weekdays = random_bars(60).take((np.arange(60) % 7) < 5)
    with open_library(tmp_path / "zone.fslib", create=True) as library:
        library.candles.save_arrays("A", "1d", weekdays)
        library.symbols.set_sessions(["A"], tz="Asia/Seoul")
        (entry,) = assess(library, "1d").symbols
    assert (entry.expected_by, entry.n_missing) == ("weekdays", 0)


def test_minutes_of_an_exchange_are_held_against_its_hours(tmp_path: Path) -> None:
    day = FIRST_NS + DAY_NS + (np.arange(390) + 14 * 60 + 30) * MINUTE_NS
    times = np.concatenate([day + number * DAY_NS for number in range(3)])
    minutes = random_bars(times.size)._replace(timestamps=times)
    with open_library(tmp_path / "minutes.fslib", create=True) as library:
        library.candles.save_arrays("A", "1m", minutes.take(~np.isin(np.arange(1_170), [500, 501])))
        library.symbols.set_sessions(["A"], sessions="XNYS")
        (entry,) = assess(library, "1m").symbols
    assert entry.n_missing == 2
    assert [gap.n_missing for gap in entry.gaps] == [2]


def test_market_without_weekends_is_recognised(library: Library) -> None:
    library.candles.save_arrays("COIN", "1d", random_bars(N_DAYS))
    (entry,) = assess(library, "1d", ["COIN"]).symbols
    assert entry.expected_by == "around the clock"
    assert not entry.is_suspicious


def test_few_symbols_are_held_against_weekdays(tmp_path: Path) -> None:
    with open_library(tmp_path / "small.fslib", create=True) as library:
        library.candles.save_arrays("A", "1d", weekdays(1))
        (entry,) = assess(library, "1d").symbols
        assert entry.expected_by == "weekdays"
        assert not entry.is_suspicious


def test_weeks_are_held_against_the_calendar(library: Library) -> None:
    weeks = bars([1, 2, 3, 4], step_ns=7 * DAY_NS).take(np.array([0, 1, 3]))
    library.candles.save_arrays("A", "1w", weeks)
    assert assess(library, "1w").symbols[0].n_missing == 1


def test_flags_of_a_symbol_include_its_gaps(library: Library) -> None:
    whole = weekdays(3)
    holed = whole.take(np.arange(whole.n_bars) != 10)
    flags = QualityCheck(library, "1d").flags("S03", holed)
    assert np.flatnonzero(flags & np.uint16(Flag.GAP)).tolist() == [10]


def test_progress_is_told_and_work_can_be_cancelled(library: Library) -> None:
    token = CancellationToken()
    calls: list[int] = []

    def progress(done: int, total: int, symbol: str) -> None:
        calls.append(done)
        if done == 3:
            token.cancel()

    with pytest.raises(ProcessingCancelledException):
        assess(library, "1d", progress=progress, token=token)
    assert calls == [1, 2, 3]


def test_library_without_candles_has_nothing_to_report(tmp_path: Path) -> None:
    with open_library(tmp_path / "empty.fslib", create=True) as library:
        report = assess(library, "1d")
    assert report.symbols == []
    assert report.totals == {}


def test_flags_of_matches_are_looked_up_by_their_times(library: Library) -> None:
    library.candles.save_arrays("ODD", "1d", bars([10, 11, 22, 23]))
    lookup = FlagLookup(library, "1d")
    times = FIRST_NS + np.array([2, 0, 9]) * DAY_NS
    assert lookup.flags_at("ODD", times).tolist() == [Flag.JUMP, 0, 0]
    assert lookup.flags_at("NOBODY", times).tolist() == [0, 0, 0]
    library.candles.save_arrays("ODD", "1d", bars([10, 11, 12, 23]))
    assert lookup.flags_at("ODD", times).tolist() == [0, 0, 0]
    assert lookup.flags_at("ODD", times + DAY_NS)[0] == Flag.JUMP
