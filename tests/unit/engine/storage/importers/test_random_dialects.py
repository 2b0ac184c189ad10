"""The same candles written in any combination of habits are read the same."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.storage.importers.import_paths import import_paths
from engine.storage.library import open_library

if TYPE_CHECKING:
    from pathlib import Path

N_ROWS = 80
HEADERS = [
    ["Date", "Open", "High", "Low", "Close", "Volume"],
    ["날짜", "시가", "고가", "저가", "종가", "거래량"],
    ["日付", "始値", "高値", "安値", "終値", "出来高"],
    ["Data", "Abertura", "Máxima", "Mínima", "Fechamento", "Quantidade"],
]
DAY_FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%m/%d/%Y", "%d/%m/%Y", "%Y%m%d", "%d-%b-%Y", "%b %d, %Y"]
CLOCK_FORMATS = ["%H:%M", "%H:%M:%S", "%I:%M %p", "%H%M%S"]


class Habits(NamedTuple):
    header: list[str] | None
    encoding: str
    delimiter: str
    decimal: str
    groups: bool
    time_format: str
    is_split: bool
    is_intraday: bool
    is_newest_first: bool
    order: tuple[int, ...]
    seed: int


@st.composite
def habits(draw: st.DrawFn) -> Habits:
    header = draw(st.sampled_from([*HEADERS, None]))
    encodings = ["utf-8", "utf-8-sig", "utf-16"]
    if header is HEADERS[1]:
        encodings.append("cp949")
    if header is HEADERS[2]:
        encodings.append("shift_jis")
    delimiter = draw(st.sampled_from([",", ";", "\t", "|"]))
    is_intraday = draw(st.booleans())
    is_split = is_intraday and draw(st.booleans())
    joiner = " " if is_split else draw(st.sampled_from([" ", "T"]))
    day = draw(st.sampled_from(DAY_FORMATS))
    clock = draw(st.sampled_from(CLOCK_FORMATS))
    order = (0, 1, 2, 3, 4) if header is None else tuple(draw(st.permutations(range(5))))
    return Habits(
        header=header,
        encoding=draw(st.sampled_from(encodings)),
        delimiter=delimiter,
        decimal=draw(st.sampled_from([".", ","])),
        groups=draw(st.booleans()),
        time_format=f"{day}{joiner}{clock}" if is_intraday else day,
        is_split=is_split,
        is_intraday=is_intraday,
        is_newest_first=draw(st.booleans()),
        order=order,
        seed=draw(st.integers(0, 10_000)),
    )


def number(value: float, habit: Habits) -> str:
    text = f"{value:,.2f}" if habit.groups else f"{value:.2f}"
    return text.translate(str.maketrans(",.", ".,")) if habit.decimal == "," else text


def written(
    habit: Habits,
) -> tuple[bytes, list[datetime], np.ndarray[tuple[int, int], np.dtype[np.float64]]]:
    rng = np.random.default_rng(habit.seed)
    start = datetime(2024, 1, 10, 9, 5, tzinfo=UTC)
    step = timedelta(minutes=15) if habit.is_intraday else timedelta(days=1)
    if not habit.is_intraday:
        start = start.replace(hour=0, minute=0)
    moments = [start + number * step * (1 if number < 60 else 2) for number in range(N_ROWS)]
    close = np.round(1_500 + np.cumsum(rng.normal(0, 9, N_ROWS)), 2)
    open_ = np.round(np.concatenate((close[:1], close[:-1])) + rng.normal(0, 1, N_ROWS), 2)
    high = np.round(np.maximum(open_, close) + rng.uniform(1, 5, N_ROWS), 2)
    low = np.round(np.minimum(open_, close) - rng.uniform(1, 5, N_ROWS), 2)
    table = np.column_stack((open_, high, low, close, np.round(rng.uniform(1e3, 9e6, N_ROWS), 2)))
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=habit.delimiter, lineterminator="\r\n")
    if habit.header is not None:
        names = [habit.header[column + 1] for column in habit.order]
        times = [habit.header[0], "Time"] if habit.is_split else [habit.header[0]]
        writer.writerow([*times, *names])
    rows = range(N_ROWS - 1, -1, -1) if habit.is_newest_first else range(N_ROWS)
    for row in rows:
        text = moments[row].strftime(habit.time_format)
        times = text.split(" ", habit.time_format.split(" %H")[0].split(" %I")[0].count(" ") + 1)
        joined = [" ".join(times[:-1]), times[-1]] if habit.is_split else [text]
        if habit.is_split and "%p" in habit.time_format:
            joined = [text.rsplit(" ", 2)[0], " ".join(text.rsplit(" ", 2)[1:])]
        writer.writerow([*joined, *(number(table[row, column], habit) for column in habit.order)])
    return buffer.getvalue().encode(habit.encoding), moments, table


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(habits())
def test_candles_do_not_depend_on_the_way_they_are_written(tmp_path: Path, habit: Habits) -> None:
    content, moments, table = written(habit)
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    library_path = tmp_path / "library.fslib"
    with open_library(library_path, create=True) as library:
        (entry,) = import_paths(library, [path], symbol="A").files
        assert entry.error is None
        assert entry.rejected == entry.unknown == 0
        series = library.candles.get_range("A", entry.timeframe)
    library_path.unlink()
    assert entry.timeframe == ("15m" if habit.is_intraday else "1d")
    assert [candle.timestamp for candle in series] == moments
    values = np.column_stack((series.open, series.high, series.low, series.close, series.volume))
    np.testing.assert_allclose(values, table)
