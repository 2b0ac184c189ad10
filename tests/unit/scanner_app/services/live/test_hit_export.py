from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import numpy as np

from engine.domain.series import PRICE_COLUMNS
from scanner_app.records.hits import HitBatch
from scanner_app.services.live.hit_export import write_hits

if TYPE_CHECKING:
    from pathlib import Path

SECOND = 1_000_000_000


def objects(*values: object) -> np.ndarray:
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array


def test_hits_are_written_newest_first_with_a_column_a_value(tmp_path: Path) -> None:
    hits = HitBatch(
        first=0,
        symbols=objects("A", "B"),
        formulas=objects("one", "=two"),
        formula_ids=objects(1, 2),
        times=np.array([60, 120]) * SECOND,
        seen_ns=np.array([61, 121]) * SECOND,
        prices={name: np.array([n, np.nan]) for n, name in enumerate(PRICE_COLUMNS)},
        is_confirmed=np.array([True, False]),
        values=objects((1.5,), (2.5,)),
        value_names=objects(("x",), ("y",)),
    )
    path = tmp_path / "hits.csv"
    assert write_hits(path, hits) == 2
    with path.open(encoding="utf-8-sig", newline="") as file:
        newest, oldest = csv.DictReader(file)
    assert (newest["symbol"], newest["timestamp"], newest["open"]) == (
        "B",
        "1970-01-01T00:02:00Z",
        "",
    )
    assert (newest["x"], newest["y"], newest["confirmed"]) == ("", "2.5", "false")
    assert newest["formula"] == "'=two"  # no formula of a spreadsheet
    assert (oldest["formula"], oldest["seen"], oldest["x"]) == (
        "one",
        "1970-01-01T00:01:01Z",
        "1.5",
    )
    assert list(tmp_path.iterdir()) == [path]
