"""Published indicator values, read where they lie beside the checkout."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from tests.helpers.formulas import DAY_NS, Columns

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_COLUMN_OF = {"real": "close", "real1": "close", "real2": "open"}


@dataclass(frozen=True)
class Golden:
    """Published values of one output of one indicator.

    ``values`` holds NaN where nothing was published; ``tolerance`` is half a unit of the last
    published decimal, or zero where the values carry full precision.
    """

    source: str
    indicator: str
    name: str
    output: str
    params: dict[str, Any]
    columns: Columns
    values: np.ndarray
    tolerance: float

    def __str__(self) -> str:
        return f"{self.source} {self.indicator} {self.name}.{self.output} {self.params}"


def read_golden(folder: Path) -> Iterator[Golden]:
    """Yield all published values below `folder`."""
    for file in sorted(folder.glob("*/*.json")):
        if file.name == "index.json":
            continue
        table = json.loads(file.read_text(encoding="utf-8"))
        for case in table["cases"]:
            yield from _of_case(file.parent, table["indicator"], case)


def _of_case(folder: Path, indicator: str, case: dict[str, Any]) -> Iterator[Golden]:
    columns = _columns(folder, case)
    n_bars = len(columns["timestamps"])
    decimals = case.get("decimals")
    tolerance = 0.0 if decimals is None else 0.5 * 10.0**-decimals
    outputs = _points(case, n_bars) if "points" in case else _lists(case, n_bars)
    for output, values in outputs.items():
        yield Golden(
            folder.name,
            indicator,
            case["name"],
            output,
            case.get("params", {}),
            columns,
            values,
            tolerance,
        )


def _lists(case: dict[str, Any], n_bars: int) -> dict[str, np.ndarray]:
    found = {}
    for output, table in case["outputs"].items():
        numbers = [x if isinstance(x, int | float) else None for x in table["values"]]
        values = np.full(n_bars, np.nan)
        first = table["first_index"]
        part = np.array(numbers, dtype=float)[: n_bars - first]
        values[first : first + len(part)] = part
        found[output] = values
    return found


def _points(case: dict[str, Any], n_bars: int) -> dict[str, np.ndarray]:
    found: dict[str, np.ndarray] = {}
    for point in case["points"]:
        values = found.setdefault(str(point["output"]), np.full(n_bars, np.nan))
        values[point["bar"]] = point["value"]
    return found


def _columns(folder: Path, case: dict[str, Any]) -> Columns:
    if "inputs" in case:
        columns: Columns = {
            _COLUMN_OF.get(name, name): np.array(values, dtype=float)
            for name, values in case["inputs"].items()
        }
    else:
        columns = _bars(folder / case["inputs_ref"])
        if case.get("second_input_ref"):
            columns["open"] = _bars(folder / case["second_input_ref"])["close"]
    first = next(iter(columns.values()))
    for name in ("open", "high", "low", "close", "volume"):
        columns.setdefault(name, first)
    columns["timestamps"] = np.arange(len(first), dtype=np.int64) * DAY_NS
    return columns


def _bars(file: Path) -> Columns:
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    names = ("open", "high", "low", "close", "volume")
    return {name: np.array([float(row[name]) for row in rows]) for name in names}
