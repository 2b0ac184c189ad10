"""Documents whose prices are nested, and that name the zone of their candles."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from engine.storage.importers.import_paths import import_paths
from engine.storage.library import open_library

if TYPE_CHECKING:
    from pathlib import Path

    from engine.domain.import_report import FileReport
    from engine.domain.series import CandleSeries

DAY_S = 86_400


def imported(path: Path, content: object, **options: str) -> tuple[FileReport, CandleSeries | None]:
    """Return the report of a document, and the candles of its one symbol."""
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    with open_library(path.with_suffix(".fslib"), create=True) as library:
        (report,) = import_paths(library, [path], **options).files  # type: ignore[arg-type]
        if report.error is not None:
            return report, None
        (symbol,) = report.symbols
        return report, library.candles.get_range(symbol, report.timeframe)


def days(series: CandleSeries | None) -> list[int]:
    assert series is not None
    return [candle.timestamp.day for candle in series]


def nested(**sides: float) -> list[dict[str, object]]:
    """Return candles with objects of prices, each off by so much."""
    return [
        {
            "time": f"2024-01-{day:02}",
            **{
                side: {"o": day + off, "h": day + 1 + off, "l": day - 1 + off, "c": day + 0.5 + off}
                for side, off in sides.items()
            },
            "volume": 6 + day,
        }
        for day in range(2, 9)
    ]


@pytest.mark.parametrize(
    ("sides", "close", "code"),
    [
        ({"mid": 0.0}, 2.5, "import.bid-or-ask"),
        ({"bid": -1.0, "ask": 1.0, "mid": 0.0}, 2.5, "import.bid-or-ask"),
        ({"bid": -1.0, "ask": 2.0}, 3.0, "import.middle"),
        ({"ask": 1.0}, 3.5, "import.bid-or-ask"),
        ({"ohlc": 0.0}, 2.5, None),
        ({"candle": 0.0}, 2.5, None),
    ],
)
def test_prices_in_objects_are_found_with_their_volume(
    tmp_path: Path, sides: dict[str, float], close: float, code: str | None
) -> None:
    document = {"instrument": "EUR_USD", "candles": nested(**sides)}
    report, series = imported(tmp_path / "a.json", document)
    assert series is not None
    assert report.symbols == ["EUR_USD"]
    assert (series.close[0], series.volume[0]) == (close, 8)
    assert [note.code for note in report.notes] == ([code] if code else [])


def test_sides_of_flat_names_give_the_middle(tmp_path: Path) -> None:
    rows = [
        {"time": f"2024-01-{day:02}", "openBid": day, "openAsk": day + 1, "highBid": day + 2,
         "highAsk": day + 3, "lowBid": day - 1, "lowAsk": day, "closeBid": day, "closeAsk": day + 2,
         "volume": 5}
        for day in range(2, 9)
    ]  # fmt: skip
    _, series = imported(tmp_path / "a.json", {"candles": rows})
    assert series is not None
    assert (series.open[0], series.close[0], series.volume[0]) == (2.5, 3, 5)


def test_sides_inside_each_price_give_the_middle(tmp_path: Path) -> None:
    rows = [
        {"snapshotTime": f"2024/01/{day:02} 00:00:00",
         **{f"{name}Price": {"bid": day, "ask": day + 1}
            for name in ("open", "high", "low", "close")},
         "lastTradedVolume": 5}
        for day in range(2, 9)
    ]  # fmt: skip
    _, series = imported(tmp_path / "a.json", {"prices": rows})
    assert series is not None
    assert series.close[0] == 2.5


def test_list_of_facts_about_symbols_holds_no_candles(tmp_path: Path) -> None:
    facts = [
        {"symbol": f"S{n}", "expected": {"first": {"time": f"2024-01-0{n}", "close": n},
                                         "last": {"time": f"2024-02-0{n}", "close": n + 1}}}
        for n in range(1, 9)
    ]  # fmt: skip
    report, _ = imported(tmp_path / "a.json", facts)
    assert report.error is not None


@pytest.mark.parametrize("name", ["volume", "Vol.", "timestamp", "trades"])
def test_column_of_volumes_or_times_is_never_a_close(tmp_path: Path, name: str) -> None:
    rows = "".join(f"2024-01-{day:02},{1000 + day}\n" for day in range(2, 9))
    report, _ = imported(tmp_path / "a.csv", f"date,{name}\n{rows}")
    assert report.error is not None
    assert report.error.code == "import.no-close-column"


@pytest.mark.parametrize(
    ("facts", "hour"),
    [
        ({"6. Time Zone": "US/Eastern"}, 14),
        ({"timezone": "Asia/Seoul"}, 0),
        ({"exchangeTimezoneName": "Australia/Sydney", "gmtoffset": 39_600}, 22),
        ({"gmtoffset": -18_000, "timezone": "EST"}, 14),
        ({"utcOffset": "+09:00"}, 0),
        ({"timezone": "Local"}, 9),
    ],
)
def test_zone_that_a_document_names_is_that_of_its_times(
    tmp_path: Path, facts: dict[str, object], hour: int
) -> None:
    rows = [{"time": f"2024-01-02 09:{minute:02}:00", "close": minute} for minute in range(30, 45)]
    _, series = imported(tmp_path / "a.json", {"meta": facts, "values": rows})
    assert series is not None
    assert series[0].timestamp.hour == hour


def test_zone_of_a_document_is_kept_with_its_symbol(tmp_path: Path) -> None:
    rows = [{"date": f"2024-01-{day:02}", "close": day} for day in range(2, 9)]
    path = tmp_path / "BHP.json"
    path.write_text(json.dumps({"timezone": "Australia/Sydney", "data": rows}))
    with open_library(tmp_path / "a.fslib", create=True) as library:
        import_paths(library, [path])
        assert library.symbols.all_sessions()["BHP"].tz == "Australia/Sydney"


def test_zone_in_lines_above_the_header_is_that_of_the_times(tmp_path: Path) -> None:
    rows = "".join(f"2024-01-02 09:{minute}:00,{minute}\n" for minute in range(30, 45))
    _, series = imported(tmp_path / "a.csv", f"# Time zone: US/Eastern\ntime,close\n{rows}")
    assert series is not None
    assert series[0].timestamp.hour == 14


@pytest.mark.parametrize(
    ("clock", "tz", "first"),
    [
        ("16:00", None, 2),  # Hong Kong's midnight
        ("15:00", None, 2),  # Tokyo's
        ("18:30", None, 2),  # Mumbai's
        ("23:00", None, 2),  # Berlin's
        ("05:00", None, 1),  # New York's
        ("14:30", None, 1),  # New York's open
        ("00:00", None, 1),
        ("16:00", "Asia/Hong_Kong", 2),
        ("16:00", "UTC", 1),
        ("23:00", "Australia/Sydney", 2),
        ("05:00", "America/New_York", 1),
        ("03:00", "America/New_York", 31),
    ],
)
@pytest.mark.parametrize("unit", [1, 1_000, None])
def test_daily_candle_belongs_to_its_day_at_the_exchange(
    tmp_path: Path, clock: str, tz: str | None, first: int, unit: int | None
) -> None:
    start = datetime.fromisoformat(f"2024-01-01T{clock}:00+00:00")
    seconds = [int(start.timestamp()) + number * DAY_S for number in range(3)]
    moments = [
        datetime.fromtimestamp(second, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        if unit is None
        else str(second * unit)
        for second in seconds
    ]
    rows = "".join(f"{moment},5\n" for moment in moments)
    options = {} if tz is None else {"tz": tz}
    _, series = imported(tmp_path / "a.csv", "time,close\n" + rows, timeframe="1d", **options)
    assert days(series)[0] == first


def test_days_of_the_week_tell_whose_midnight_it_is(tmp_path: Path) -> None:
    start = int(datetime(2024, 1, 7, 21, tzinfo=UTC).timestamp())  # a Sunday evening
    shares = [start + DAY_S * number for number in (1, 2, 3, 4, 5, 8, 9, 10, 11, 12)]
    currencies = [second - DAY_S for second in shares]
    for name, seconds, first in (("close", shares, 8), ("midnight", currencies, 8)):
        rows = "".join(f"{second},5\n" for second in seconds)
        _, series = imported(tmp_path / f"{name}.csv", "time,close\n" + rows)
        assert days(series)[0] == first
