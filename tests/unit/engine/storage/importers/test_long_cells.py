"""No cell, however long, keeps an import from ending; a hanging one ends by the tests' timeout."""

from __future__ import annotations

import importlib
import pkgutil
import re
from typing import TYPE_CHECKING

import pytest

from engine.domain.import_mapping import ImportMapping
from engine.storage import importers
from engine.storage.importers.cells.numbers import guess_number_format, is_number, undecided_mark
from engine.storage.importers.cells.vocabulary import plain, role_of
from engine.storage.importers.detection.file_names import read_name
from engine.storage.importers.detection.time_detection import (
    guess_clock_format,
    guess_time_format,
    looks_like_date,
)
from engine.storage.importers.import_paths import import_paths
from engine.storage.importers.preview import preview

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

N_REPEATS = 60_000
UNITS = [
    "a", "Z", "1", " ", "(", ")", "[", "\r", "\t", ",", ".", "-", "+", "/", "_", ":", "%", "'",
    "a ", "1,", "1.", "1 ", "USD ", "kr.", "R$", "만", "주", ":00 ", ":00 a", "/a", "_A", " (1)",
    "-1m", " - Copy", "a.", "1-", "T1", "2024", "2024-", "Jan ", "(a", "12:", "'a', ", ", M",
]  # fmt: skip
ENDS = ["", "!", " 1", "1x"]
TEXTS = {repr(unit): unit * (N_REPEATS // len(unit)) for unit in UNITS}


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield the compiled expressions of all modules of the importers, with their names."""
    for module in pkgutil.walk_packages(importers.__path__, f"{importers.__name__}."):
        for name, value in vars(importlib.import_module(module.name)).items():
            entries = value if isinstance(value, list | tuple) else [value]
            entries = list(value.values()) if isinstance(value, dict) else entries
            for entry in entries:
                if isinstance(entry, re.Pattern) and isinstance(entry.pattern, str):
                    yield f"{module.name}.{name}", entry


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_expressions_end_on_any_long_text(text: str) -> None:
    expressions = list(patterns())
    assert len(expressions) > 10
    for end in ENDS:
        for _, expression in expressions:
            expression.match(text + end)
            expression.fullmatch(text + end)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_long_cells_are_judged(text: str) -> None:
    for end in ENDS:
        cell = text + end
        cells = ["2024-01-02", cell, cell]
        assert role_of(cell) is None
        assert len(plain(cell)) <= 2 * len(cell)
        assert not looks_like_date(cell)
        assert read_name(cell).symbol == cell.strip()
        assert is_number(cell) in {True, False}
        assert guess_number_format(cells).decimal in {".", ","}
        assert undecided_mark(cells) in {"", ".", ","}
        guess_time_format([cell, *cells])
        guess_clock_format(cells)


def test_fund_with_a_long_name_is_imported(tmp_path: Path) -> None:
    name = "Vanguard Short Term Inflation Protected Securities Fund 0-5"
    rows = "".join(f"2024-01-{day:02},{name},{day},{day}00\n" for day in range(2, 30))
    (tmp_path / "VTIP.csv").write_text("date,name,close,volume\n" + rows)
    (report,) = import_paths(None, [tmp_path], dry_run=True).files
    assert report.kept == 28


@pytest.mark.parametrize("unit", ["a b", "\r", "(", "1,", " ", ":00 a"])
@pytest.mark.parametrize("place", ["header", "cell", "banner"])
def test_file_with_a_long_cell_is_imported_or_refused(
    tmp_path: Path, unit: str, place: str
) -> None:
    cell = unit * (90_000 // len(unit))
    note, value, banner = (cell if place == name else "x" for name in ("header", "cell", "banner"))
    rows = "".join(f"2024-01-{day:02},{day},{value}\n" for day in range(2, 6))
    (tmp_path / "a.csv").write_text(f"{banner}\ndate,close,{note}\n{rows}", newline="")
    for mapping in (ImportMapping(), ImportMapping(time_format="%a%b%p %Y")):
        result = preview(tmp_path / "a.csv", mapping)
        assert result.rows or result.error
