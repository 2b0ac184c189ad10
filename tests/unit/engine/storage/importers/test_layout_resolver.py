"""Files with equal headers are read each as if it were alone."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from engine.storage.importers.import_paths import import_paths
from engine.storage.importers.reading.text_reader import TextReader
from engine.storage.library import open_library

if TYPE_CHECKING:
    from pathlib import Path

DAYS = [date(2024, 1, 2) + timedelta(days=number) for number in range(30)]
MINUTES = [datetime(2024, 1, 2, 9, 30) + timedelta(minutes=number) for number in range(30)]
BROKER = "일자,현재가,거래량\n"
TICKS = "<DATE>\t<CLOSE>\t<TICKVOL>\t<VOL>\n"
CLOCK = "date,time,close\n"
TICKER = "date,ticker,close\n"


def written(header: str, row: str, times: list[date] | list[datetime] = DAYS) -> str:
    rows = (
        row.format(t=moment, c=100.5 + number, sign="-+"[number % 2], n=number)
        for number, moment in enumerate(times)
    )
    return header + "\n".join(rows) + "\n"


FILES = {
    "day and month": [
        written("date,close\n", "{t:%d/%m/%Y},{c}"),
        written("date,close\n", "{t:%m/%d/%Y},{c}", DAYS[:10]),
    ],
    "signs": [
        written(BROKER, "{t:%Y%m%d},{c},1{n}"),
        written(BROKER, "{t:%Y%m%d},{sign}{c},1{n}"),
    ],
    "volume of ticks": [
        written(TICKS, "{t:%Y.%m.%d}\t{c}\t1{n}\t0"),
        written(TICKS, "{t:%Y.%m.%d}\t{c}\t1{n}\t2{n}"),
    ],
    "volume of shares": [
        written(TICKS, "{t:%Y.%m.%d}\t{c}\t1{n}\t2{n}"),
        written(TICKS, "{t:%Y.%m.%d}\t{c}\t1{n}\t0"),
    ],
    "time of day": [
        written(CLOCK, "{t:%Y-%m-%d},,{c}"),
        written(CLOCK, "{t:%Y-%m-%d},{t:%H:%M},{c}", MINUTES),
    ],
    "symbols": [
        written(TICKER, "{t:%Y-%m-%d},,{c}"),
        written(TICKER, "{t:%Y-%m-%d},P,{c}\n{t:%Y-%m-%d},Q,2{c}"),
    ],
    "gaps": [
        written("date,close\n", "{t:%d/%m/%Y},{c}") + "13/02/2024,-\n14/02/2024,-\n",
        written("date,close\n", "{t:%d/%m/%Y},{c}") + "13/02/2024,-\n14/02/2024,-\n",
        written("date,close\n", "{t:%m/%d/%Y},{c}") + "02/13/2024,-\n02/14/2024,-\n",
    ],
    "other columns": [
        written("date;close\n", "{t:%Y-%m-%d};{c}") + "2024-03-01;-\n",
        written("date;close\n", "{t:%Y-%m-%d};{c}") + "2024-03-01;-\n",
        written("date;close\n", "{t:%Y-%m-%d};1.000,{n}") + "2024-03-01;-\n",
    ],
    "decimals": [
        written("date;close\n", "{t:%Y-%m-%d};1,00{n}", DAYS[:10]),
        written("date;close\n", "{t:%Y-%m-%d};1.00{n},5", DAYS[:10]),
    ],
}


def candles(library_path: Path, paths: list[Path]) -> dict[tuple[str, str], list[object]]:
    """Return time, close and volume of each symbol and timeframe after an import of `paths`."""
    with open_library(library_path, create=True) as library:
        for path in paths:
            import_paths(library, [path])
        return {
            (symbol, timeframe): [(bar.timestamp, bar.close, str(bar.volume)) for bar in series]
            for timeframe in library.candles.timeframes()
            for symbol in library.candles.symbols(timeframe)
            for series in [library.candles.get_range(symbol, timeframe)]
        }


@pytest.mark.parametrize("texts", FILES.values(), ids=FILES)
def test_files_are_read_as_if_each_were_alone(tmp_path: Path, texts: list[str]) -> None:
    folder = tmp_path / "all"
    folder.mkdir()
    for name, text in zip("abc", texts, strict=False):
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    together = candles(tmp_path / "together.fslib", [folder])
    alone = candles(tmp_path / "alone.fslib", sorted(folder.iterdir()))
    assert together == alone
    assert len(together) >= 2


@pytest.mark.parametrize(
    ("cells", "n_examined"),
    [
        (["-", "-", "-", "-"], 2),
        (["-", "n/a", "-", "n/a"], 3),
        (["x1", "x2", "x3", "x4"], 4),
    ],
)
def test_files_with_the_same_gaps_are_looked_at_once_more_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cells: list[str], n_examined: int
) -> None:
    for number, cell in enumerate(cells):
        text = written("date,open,close\n", "{t:%Y-%m-%d},1,{c}") + f"2024-03-01,{cell},{cell}x\n"
        (tmp_path / f"{number}.csv").write_text(text, encoding="utf-8")
    examined = []
    layout = TextReader.layout
    monkeypatch.setattr(
        TextReader, "layout", lambda *args: examined.append(args[0]) or layout(*args)
    )
    report = import_paths(None, [tmp_path])
    assert len(examined) == n_examined
    assert [(file.kept, file.rejected) for file in report.files] == [(30, 1)] * 4


def test_files_that_are_mostly_gaps_are_always_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gaps = "".join(f"{day},-\n" for day in DAYS[:20])
    for name in "abc":
        text = written("date,close\n", "{t:%Y-%m-%d},{c}", DAYS[20:])
        (tmp_path / f"{name}.csv").write_text(text + gaps, encoding="utf-8")
    examined = []
    layout = TextReader.layout
    monkeypatch.setattr(
        TextReader, "layout", lambda *args: examined.append(args[0]) or layout(*args)
    )
    import_paths(None, [tmp_path])
    assert len(examined) == 3
