"""Which columns hold open, high, low, close and volume, by their names or by their content."""

from __future__ import annotations

import re
from itertools import permutations
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa

from engine.storage.importers.layout import SeriesColumns
from engine.storage.importers.numbers import guess_number_format, is_number, parse_numbers
from engine.storage.importers.vocabulary import (
    ADJUSTED,
    PRICE_ROLES,
    VALUE_ROLES,
    Role,
    plain,
    rank_of,
    role_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

_NO_TRADED_AMOUNT = frozenset(
    [
        "quote",
        "taker",
        "turnover",
        "value",
        "avg",
        "average",
        "ma",
        "sma",
        "change",
        "ratio",
        "pct",
        "percent",
        "weighted",
    ]
)
_TUPLE = re.compile(r"^\(['\"]([^'\"]*)['\"], ['\"]([^'\"]*)['\"]\)$")
_SEPARATORS = re.compile(r"[\s_.:|/\-]+")


class ValueColumns(NamedTuple):
    """Where the values of candles stand.

    Attributes
    ----------
    series : tuple of SeriesColumns
        One, or one a symbol in a wide table; empty where no close was found.
    adjusts_by_close : bool
        Prices have to be scaled by adjusted close over close.
    notes : tuple of str
        Sentences on what was decided.
    """

    series: tuple[SeriesColumns, ...]
    adjusts_by_close: bool = False
    notes: tuple[str, ...] = ()


def by_name(
    cells: Mapping[str, Sequence[str]], symbols: Sequence[str], adjusted: bool
) -> ValueColumns:
    """Return one set of columns by the names in the header; there may be no close in it.

    Parameters
    ----------
    cells : mapping of str to sequence of str
        Each column that may hold values, with its header cells.
    symbols : sequence of str
        Symbols of the first rows; they tell ``Volume BTC`` of BTCUSD from ``Volume USD``.
    adjusted : bool
        Whether adjusted prices are wanted.
    """
    columns: dict[Role, str] = {}
    ranks: dict[Role, int] = {}
    for name, texts in cells.items():
        for text in texts:
            role = role_of(text)
            if role is not None and rank_of(text) < ranks.get(role, 1_000):
                columns[role], ranks[role] = name, rank_of(text)
    _choose_volume(columns, cells, symbols)
    if Role.CLOSE not in columns and Role.ADJ_CLOSE in columns:
        columns[Role.CLOSE] = columns.pop(Role.ADJ_CLOSE)
    return _adjusted(columns) if adjusted else _raw(columns)


def by_prefix(cells: Mapping[str, Sequence[str]]) -> tuple[SeriesColumns, ...]:
    """Return the columns of a wide table whose header cells name symbol and value together."""
    return _by_symbol({name: _split(texts[0]) for name, texts in cells.items() if texts})


def by_levels(cells: Mapping[str, Sequence[str]]) -> tuple[SeriesColumns, ...]:
    """Return the columns of a table whose header has symbols in one line and values in another."""
    return _by_symbol({name: _paired(texts) for name, texts in cells.items()})


def _by_symbol(found: Mapping[str, tuple[str, Role] | None]) -> tuple[SeriesColumns, ...]:
    """Return the columns of each symbol that has a close."""
    series: dict[str, dict[Role, str]] = {}
    for name, pair in found.items():
        if pair is not None:
            series.setdefault(pair[0], {}).setdefault(pair[1], name)
    return tuple(
        SeriesColumns(symbol, columns)
        for symbol, columns in series.items()
        if Role.CLOSE in columns
    )


def closes_only(samples: Mapping[str, Sequence[str]]) -> ValueColumns:
    """Return a table of closes: one column a symbol, or a single column of prices."""
    numeric = [name for name, texts in samples.items() if _is_numeric(texts)]
    if len(numeric) == 1:
        series = (SeriesColumns(None, {Role.CLOSE: numeric[0]}),)
        return ValueColumns(series, notes=(f"'{numeric[0]}' is taken for the close",))
    wide = tuple(SeriesColumns(name, {Role.CLOSE: name}) for name in numeric)
    return ValueColumns(wide, notes=("each column is taken for the closes of a symbol",))


def by_content(samples: Mapping[str, Sequence[str]], is_newest_first: bool) -> ValueColumns:
    """Return the columns of a table without a header.

    Of the orders of open, high, low and close the one is taken in which high and low enclose the
    others most often and each bar opens nearest to the close before.
    """
    names = [name for name, texts in samples.items() if _is_numeric(texts)]
    order: tuple[Role, ...] = {
        1: (Role.CLOSE,),
        2: (Role.CLOSE, Role.VOLUME),
        3: (Role.HIGH, Role.LOW, Role.CLOSE),
    }.get(len(names), PRICE_ROLES)
    if len(names) >= len(PRICE_ROLES):
        order = (
            *_likeliest_order([samples[name] for name in names[:4]], is_newest_first),
            Role.VOLUME,
        )
    columns = dict(zip(order, names, strict=False))
    if Role.CLOSE not in columns:
        return ValueColumns(())
    told = ", ".join(f"{name} {role}" for role, name in columns.items())
    return ValueColumns((SeriesColumns(None, columns),), notes=(f"no header: {told}",))


def _raw(columns: dict[Role, str]) -> ValueColumns:
    chosen = {role: columns[role] for role in VALUE_ROLES if role in columns}
    has_both = any(role in columns for role in ADJUSTED.values())
    notes = ("raw prices are taken, adjusted ones stand beside them",) if has_both else ()
    return ValueColumns((SeriesColumns(None, chosen),), notes=notes)


def _adjusted(columns: dict[Role, str]) -> ValueColumns:
    chosen = {role: columns[role] for role in VALUE_ROLES if role in columns}
    pairs = {role: columns[other] for role, other in ADJUSTED.items() if other in columns}
    if all(role in pairs for role in PRICE_ROLES if role in chosen):
        return ValueColumns(
            (SeriesColumns(None, chosen | pairs),), notes=("adjusted prices are taken",)
        )
    if Role.CLOSE in pairs:
        chosen[Role.ADJ_CLOSE] = pairs[Role.CLOSE]
        note = "prices are scaled by adjusted close over close"
        return ValueColumns((SeriesColumns(None, chosen),), adjusts_by_close=True, notes=(note,))
    return ValueColumns((SeriesColumns(None, chosen),), notes=("there are no adjusted prices",))


def _choose_volume(
    columns: dict[Role, str], cells: Mapping[str, Sequence[str]], symbols: Sequence[str]
) -> None:
    """Take ``Volume BTC`` of BTCUSD for the volume, rather than what was traded in money."""
    candidates: dict[str, str] = {}
    for name, texts in cells.items():
        for text in texts:
            words = plain(text).split()
            if {"volume", "vol"} & set(words) and not _NO_TRADED_AMOUNT & set(words):
                candidates[name] = " ".join(word for word in words if word not in {"volume", "vol"})
    first_symbol = plain(symbols[0]) if symbols else ""
    in_coins = [name for name, unit in candidates.items() if unit and first_symbol.startswith(unit)]
    if in_coins:
        columns[Role.VOLUME] = in_coins[0]
    elif candidates:
        columns.setdefault(Role.VOLUME, next(iter(candidates)))


def _paired(texts: Sequence[str]) -> tuple[str, Role] | None:
    """Return symbol and role from the header cells of a column, one below the other."""
    pair = _TUPLE.match(texts[0].strip()) if len(texts) == 1 else None
    cells = pair.groups() if pair else texts
    roles = [role for role in map(role_of, cells) if role in VALUE_ROLES]
    # What is left of a unit is nothing, and a second language is a role itself.
    symbols = [cell.strip() for cell in cells if plain(cell) and role_of(cell) is None]
    return (symbols[0], roles[0]) if roles and symbols else None


def _split(text: str) -> tuple[str, Role] | None:
    """Return symbol and role of ``AAPL_close``, ``Close AAPL``, ``BRK.B Close``."""
    found = []
    for place in _SEPARATORS.finditer(text):
        left, right = text[: place.start()], text[place.end() :]
        for symbol, word in ((left, right), (right, left)):
            role = role_of(word)
            if role in VALUE_ROLES and symbol:
                found.append((len(word), symbol, role))
    return max(found, key=lambda entry: entry[0])[1:] if found else None


def _is_numeric(texts: Sequence[str]) -> bool:
    filled = [text for text in texts if text.strip()]
    return bool(filled) and sum(map(is_number, filled)) >= 0.8 * len(filled)


def _likeliest_order(columns: Sequence[Sequence[str]], is_newest_first: bool) -> tuple[Role, ...]:
    number_format = guess_number_format([text for texts in columns for text in texts])
    values = [parse_numbers(pa.array(texts), number_format).values for texts in columns]
    if is_newest_first:
        values = [column[::-1] for column in values]
    orders = sorted(permutations(PRICE_ROLES), key=lambda order: order != PRICE_ROLES)
    return max(orders, key=lambda order: _fitness(dict(zip(order, values, strict=True))))


def _fitness(columns: Mapping[Role, NDArray[np.float64]]) -> tuple[float, float]:
    open_, high, low, close = (columns[role] for role in PRICE_ROLES)
    encloses = (high >= np.maximum(open_, close)) & (low <= np.minimum(open_, close))
    share = float(encloses.mean()) if encloses.size else 0.0
    gap = np.nanmedian(np.abs(open_[1:] - close[:-1])) if open_.size > 1 else 0.0
    return (round(share, 2), -float(gap))
