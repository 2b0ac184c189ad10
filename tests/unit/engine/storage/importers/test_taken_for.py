"""The report of a file opens with what it was taken for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from engine.domain.import_mapping import ImportMapping
from engine.storage.importers.import_paths import import_paths
from engine.storage.importers.preview import preview

if TYPE_CHECKING:
    from pathlib import Path

DAYS = "".join(f"2024-01-{day:02},{day},{day}00\n" for day in range(2, 9))
MINUTES = "".join(f"2024-01-02 09:{minute},{minute}\n" for minute in range(30, 40))
OANDA = {
    "instrument": "EUR_USD",
    "candles": [
        {"time": f"2024-01-02T15:{minute}:00Z", "mid": {"c": 1.1, "h": 1.2, "l": 1.0, "o": 1.1}}
        for minute in range(16, 25)
    ],
}


@pytest.mark.parametrize(
    ("name", "text", "options", "sentence"),
    [
        ("A.csv", "date,close,volume\n" + DAYS, {},
         ("symbol from the file's name, days as they are written, close from close, "
         "volume from volume")),
        ("AAPL/daily.csv", "date,close,shares\n" + DAYS, {},
         "symbol from the folder, days as they are written, close from close, volume unknown"),
        ("A.csv", "time,close\n" + MINUTES, {},
         ("symbol from the file's name, time without a zone, taken for UTC, close from close, "
         "volume unknown")),
        ("A.csv", "time,close\n" + MINUTES, {"tz": "America/New_York", "symbol": "B"},
         "symbol B as was asked for, time in America/New_York, close from close, volume unknown"),
        ("a.json", json.dumps(OANDA), {},
         "symbol from the document, time in UTC, close from mid.c, volume unknown"),
        ("x_2024-01-02.csv", "ticker,close,volume\nA,1,2\nB,3,4\n", {},
         "symbol from ticker, day from the file's name, close from close, volume from volume"),
    ],
)  # fmt: skip
def test_report_opens_with_what_a_file_was_taken_for(
    tmp_path: Path, name: str, text: str, options: dict[str, str], sentence: str
) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    (report,) = import_paths(None, [path], dry_run=True, **options).files  # type: ignore[arg-type]
    assert report.taken_for == sentence


def test_preview_says_what_a_file_was_taken_for(tmp_path: Path) -> None:
    path = tmp_path / "A.csv"
    path.write_text("time,close,amount\n" + MINUTES.replace("\n", ",5\n"))
    mapping = ImportMapping(columns={"volume": "amount"}, tz="Asia/Seoul")
    sentence = preview(path, mapping).taken_for
    assert sentence is not None
    assert sentence.endswith("time in Asia/Seoul, close from close, volume from amount")
