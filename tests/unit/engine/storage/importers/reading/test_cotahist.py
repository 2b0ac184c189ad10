"""The historical quotations of B3."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import TYPE_CHECKING

import pytest

from engine.storage.importers.import_paths import import_paths
from engine.storage.library import open_library

if TYPE_CHECKING:
    from pathlib import Path

    from engine.domain.import_report import FileReport

FIRST = "00COTAHIST.2024BOVESPA 20240131".ljust(245)
LAST = "99COTAHIST.2024BOVESPA 2024013100000000006".ljust(245)


def quotation(day: date, symbol: str, close: float, term: str = "") -> str:
    """Return a line whose open, high and low are 0.5 below, above and 1 below the close."""
    prices = [close - 0.5, close + 0.5, close - 1, close - 0.1, close, close, close]
    return (
        f"01{day:%Y%m%d}02{symbol:<12}010{'AÇOS':<12}{'PN      N2':<10}{term:<3}{'R$':<4}"
        + "".join(f"{round(price * 100):013}" for price in prices)
        + f"{7:05}{1200:018}{120_055:018}{0:013}0999912310000001{0:013}BRPETRACNPR6194"
    )


def written(*lines: str) -> bytes:
    return ("\r\n".join((FIRST, *lines, LAST)) + "\r\n").encode("cp1252")


def imported(path: Path) -> tuple[FileReport, dict[str, list[tuple[float, ...]]]]:
    with open_library(path.with_name("library.fslib"), create=True) as library:
        (report,) = import_paths(library, [path]).files
        return report, {
            symbol: [(bar.open, bar.high, bar.low, bar.close, bar.volume) for bar in series]
            for symbol in library.candles.symbols("1d")
            for series in [library.candles.get_range(symbol, "1d")]
        }


DAYS = [date(2024, 1, day) for day in (2, 3, 4)]
LINES = [
    *(quotation(day, "PETR4", 37.5 + number) for number, day in enumerate(DAYS)),
    quotation(DAYS[0], "PETR4T", 38, "030"),
    quotation(DAYS[0], "PETR4T", 39, "060"),
]


@pytest.mark.parametrize("is_zipped", [False, True])
def test_every_quotation_is_read(tmp_path: Path, is_zipped: bool) -> None:
    path = tmp_path / "COTAHIST_M012024.TXT"
    content = written(*LINES)
    if is_zipped:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr(path.name, content)
        content = buffer.getvalue()
    path.write_bytes(content)
    report, candles = imported(path)
    assert (report.error, report.rejected, report.kept) == (None, 0, 5)
    assert candles == {
        "PETR4": [(c - 0.5, c + 0.5, c - 1, c, 1200) for c in (37.5, 38.5, 39.5)],
        "PETR4T 030": [(37.5, 38.5, 37, 38, 1200)],
        "PETR4T 060": [(38.5, 39.5, 38, 39, 1200)],
    }


def test_fault_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "COTAHIST_M012024.TXT"
    path.write_bytes(written(*LINES[:2], "02 something new", LINES[2]))
    report, candles = imported(path)
    assert [problem.line for problem in report.problems] == [4]
    assert len(candles["PETR4"]) == 3
