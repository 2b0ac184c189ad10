"""The columns of the results table and how their values read."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from engine.domain.decimals import price_decimals, size_decimals
from engine.domain.durations import DAY_NS
from engine.domain.series import PRICE_COLUMNS, from_ns
from engine.domain.timeframe import parse_timeframe

SYMBOL, NAME, TIME = "symbol", "name", "timestamp"


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


def number_text(value: float, kind: ColumnKind, decimals: int | None = None) -> str:
    """Return `value` as the table shows it, never in powers of ten.

    Parameters
    ----------
    value : float
        NaN is a dash.
    kind : ColumnKind
        What the number is.
    decimals : int or None
        Those of the symbol's prices; None where they are not known: those of `value` itself.
    """
    if not math.isfinite(value):
        return "–"
    if kind is ColumnKind.VOLUME:
        return f"{value:,.0f}"
    if kind is ColumnKind.PRICE:
        own = price_decimals(np.array([value])) if decimals is None else decimals
        return f"{value:,.{own}f}"
    size = abs(value)
    if size >= 100_000 or (size >= 1_000 and value == int(value)):
        return f"{value:,.0f}"
    return f"{value:,.{size_decimals(size)}f}"


def time_text(ns: int, *, is_intraday: bool | None = None) -> str:
    """Return the start of a bar: its day, with the time of day where bars are shorter than one.

    Where nothing is known of the bars (None), midnight UTC is taken for a day.
    """
    moment = from_ns(ns)
    has_time = ns % DAY_NS != 0 if is_intraday is None else is_intraday
    return f"{moment:%Y-%m-%d %H:%M}" if has_time else f"{moment:%Y-%m-%d}"


def is_intraday(timeframe: str) -> bool | None:
    """Whether bars of `timeframe` are shorter than a day; None where it is not named."""
    return parse_timeframe(timeframe).is_intraday if timeframe else None
