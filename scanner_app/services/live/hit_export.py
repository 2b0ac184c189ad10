"""Writes the hits of the table into a file."""

from __future__ import annotations

import csv
import math
from typing import TYPE_CHECKING

from engine.domain.series import PRICE_COLUMNS, from_ns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from scanner_app.records.hits import HitBatch

_FIXED = ("symbol", "timestamp", *PRICE_COLUMNS, "formula", "confirmed", "seen")


def write_hits(path: Path, hits: HitBatch) -> int:
    """Write `hits` as CSV, newest first, one column a value; return how many there were."""
    names = list(dict.fromkeys(name for shape in set(hits.value_names) for name in shape))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*_FIXED, *names])
        writer.writerows(_rows(hits, names))
    return len(hits)


def _rows(hits: HitBatch, names: Sequence[str]) -> Iterator[list[str]]:
    prices = [hits.prices[name].tolist() for name in PRICE_COLUMNS]
    for row in range(len(hits) - 1, -1, -1):
        values = dict(zip(hits.value_names[row], hits.values[row], strict=True))
        yield [
            hits.symbols[row],
            _iso(int(hits.times[row])),
            *(_text(column[row]) for column in prices),
            hits.formulas[row],
            "true" if hits.is_confirmed[row] else "false",
            _iso(int(hits.seen_ns[row])),
            *(_text(values.get(name, math.nan)) for name in names),
        ]


def _text(number: float) -> str:
    return repr(number) if math.isfinite(number) else ""


def _iso(ns: int) -> str:
    return from_ns(ns).isoformat().replace("+00:00", "Z")
