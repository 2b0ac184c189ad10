"""Writes the hits of the table into a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from engine.domain.series import PRICE_COLUMNS
from engine.scanning.table_files import CellKind, TableColumn, open_table

if TYPE_CHECKING:
    from pathlib import Path

    from scanner_app.records.hits import HitBatch

_FIRST = (TableColumn("symbol", CellKind.TEXT), TableColumn("timestamp", CellKind.TIME))
_LAST = (
    TableColumn("formula", CellKind.TEXT),
    TableColumn("confirmed", CellKind.FLAG),
    TableColumn("seen", CellKind.TIME),
)


def write_hits(path: Path, hits: HitBatch) -> int:
    """Write `hits` as CSV, newest first, one column a value; return how many there were."""
    if path.suffix.lower() != ".csv":
        path = path.with_name(path.name + ".csv")
    names = list(dict.fromkeys(name for shape in set(hits.value_names) for name in shape))
    prices, values = (
        [TableColumn(name, CellKind.NUMBER) for name in of] for of in (PRICE_COLUMNS, names)
    )
    with open_table(path, [*_FIRST, *prices, *_LAST, *values], has_mark=True) as table:
        table.write([column[::-1] for column in _columns(hits, names)])
    return len(hits)


def _columns(hits: HitBatch, names: list[str]) -> list[Any]:
    """Return what stands under the headings, oldest first."""
    pairs = zip(hits.value_names, hits.values, strict=True)
    values_by_name = [dict(zip(shape, values, strict=True)) for shape, values in pairs]
    return [
        hits.symbols,
        hits.times,
        *(hits.prices[name] for name in PRICE_COLUMNS),
        hits.formulas,
        hits.is_confirmed,
        hits.seen_ns,
        *(np.array([values.get(name, np.nan) for values in values_by_name]) for name in names),
    ]
