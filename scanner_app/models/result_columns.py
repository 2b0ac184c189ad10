"""The columns of the results table and how their values read."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from engine.domain.series import PRICE_COLUMNS, from_ns

SYMBOL, NAME, TIME = "symbol", "name", "timestamp"
_DAY_NS = 86_400_000_000_000


class ColumnKind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    TIME = "time"
    PRICE = "price"
    VOLUME = "volume"
    VALUE = "value"

    @property
    def is_number(self) -> bool:
        """Whether the column holds floats."""
        return self in (ColumnKind.PRICE, ColumnKind.VOLUME, ColumnKind.VALUE)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key in the data and what it holds."""

    key: str
    kind: ColumnKind


FIXED = (
    Column(SYMBOL, ColumnKind.TEXT),
    Column(NAME, ColumnKind.TEXT),
    Column(TIME, ColumnKind.TIME),
    *(Column(name, ColumnKind.PRICE) for name in PRICE_COLUMNS[:-1]),
    Column(PRICE_COLUMNS[-1], ColumnKind.VOLUME),
)


def columns_for(value_names: tuple[str, ...]) -> tuple[Column, ...]:
    """Return the columns of a scan whose formula has the values `value_names`."""
    return (*FIXED, *(Column(name, ColumnKind.VALUE) for name in value_names))


def number_text(value: float, kind: ColumnKind) -> str:
    """Return `value` as the table shows it: enough digits to tell prices apart, no more."""
    if not math.isfinite(value):
        return "–"
    if kind is ColumnKind.VOLUME:
        return f"{value:,.0f}"
    size = abs(value)
    if kind is ColumnKind.VALUE and (size >= 100_000 or (size >= 1_000 and value == int(value))):
        return f"{value:,.0f}"
    if size >= 1.0 or value == 0.0:
        return f"{value:,.2f}"
    return f"{value:.4f}" if size >= 0.001 else f"{value:.3g}"


def time_text(ns: int) -> str:
    """Return the start of a bar: the day, and the time where it is not midnight UTC."""
    moment = from_ns(ns)
    return f"{moment:%Y-%m-%d}" if ns % _DAY_NS == 0 else f"{moment:%Y-%m-%d %H:%M}"
