"""Files with equal headers are read each as if it were alone."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from engine.storage.importers.importing import import_paths
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
    for name, text in zip("ab", texts, strict=True):
        (folder / f"{name}.csv").write_text(text)
    together = candles(tmp_path / "together.fslib", [folder])
    alone = candles(tmp_path / "alone.fslib", sorted(folder.iterdir()))
    assert together == alone
    assert len(together) >= 2
