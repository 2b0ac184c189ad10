"""Columns that tell instruments of one symbol apart: series, expiry, strike, venue.

Rows of one symbol and time would replace each other without them.

1. A column of series in which the main one of a stock exchange stands (``EQ``, ``TQBR``) leaves the
   others out (:func:`_main_series`).
2. Columns that are named as parts of a contract, or as a venue, become parts of the symbol where
   rows of a symbol share their time, or run through the times again, with other values in them.
3. Else a column of words does, if all rows differ with it (:func:`_unnamed_parts`).
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa

from engine.domain.import_layout import Role
from engine.messages import Message
from engine.storage.importers.cells.numbers import is_number
from engine.storage.importers.cells.time_formats import parse_times
from engine.storage.importers.cells.vocabulary import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from engine.domain.import_mapping import ImportMapping
    from engine.storage.importers.detection.time_columns import TimeColumns

MAIN_SERIES = frozenset(["EQ", "BE", "BZ", "SM", "ST", "TQBR", "TQTF", "TQPI"])
"""Series and boards in which shares trade; no symbol trades in two of them at once."""
_LEADING_SERIES = frozenset(["EQ", "TQBR"])

_SERIES_NAMES = (
    "series, sctysrs, scty srs, security series, board, boardid, board id, trading board, "
    "share class, class"
)
_CONTRACT_NAMES = (
    "expiry, xprydt, xpry dt, expiry dt, expiry date, expiration, expiration date, "
    "expirationdate, exp date, maturity, maturity date, contract, contract month, contract date, "
    "delivery, delivery month, 만기, 만기일, 限月, 満期日, 交割月份, 到期日, 到期月份, "
    "strike, strkpric, strike pr, strike price, strikeprice, 행사가, 행사가격, 権利行使価格, "
    "履約價, 行权价, option type, optntp, option typ, optiontype, opt type, put call, call put, "
    "cp flag, putcall, right, cp, type of option, 買賣權"
)
_KIND_NAMES = "instrument, instrument type, fininstrmtp, 交易時段, session"
_VENUE_NAMES = "venue, exchange, exch, exchange code, market, market center, mic, source, publisher"


def _names(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(plain(name) for name in text.split(",")))


_ORDER = {
    name: number
    for number, name in enumerate(
        (
            *_names(_KIND_NAMES),
            *_names(_CONTRACT_NAMES),
            *_names(_SERIES_NAMES),
            *_names(_VENUE_NAMES),
        )
    )
}
_CONTRACT = frozenset(_names(_CONTRACT_NAMES))
_SERIES = frozenset(_names(_SERIES_NAMES))
_MAX_SHARE_OF_VALUES = 0.5


def is_part_name(name: str) -> bool:
    """Whether a header names a part of a contract, a series or a venue."""
    return plain(name) in _ORDER


class Identity(NamedTuple):
    """What tells instruments of one symbol apart.

    Attributes
    ----------
    parts : tuple of str
        Columns whose values belong to the symbol.
    series : str or None
        Column of which only the main series are read.
    notes : tuple of Message
        What was decided.
    """

    parts: tuple[str, ...] = ()
    series: str | None = None
    notes: tuple[Message, ...] = ()


def find_identity(
    samples: Mapping[str, Sequence[str]],
    roles: Mapping[str, Role | None],
    times: TimeColumns,
    symbol: str | None,
    mapping: ImportMapping,
) -> Identity:
    """Return the columns that tell rows of the same symbol and time apart."""
    named_by_user = mapping.columns.get(Role.PART)
    if named_by_user is not None:
        return Identity((named_by_user,) if named_by_user else ())
    taken = {*times.names, symbol, *(name for name, role in roles.items() if role is not None)}
    candidates = sorted(
        (name for name in samples if name not in taken and plain(name) in _ORDER),
        key=lambda name: _ORDER[plain(name)],
    )
    if not candidates and symbol is None:
        return Identity()
    series = _main_series(candidates, samples)
    rows = _Rows(samples, times, symbol, series)
    parts = _named_parts(candidates, rows, series)
    if not parts and symbol is not None and rows.n_repeated:
        parts = _unnamed_parts([name for name in samples if name not in taken], rows, roles)
    notes = [Message("import.part-of-symbol", columns=parts)] if parts else []
    return Identity(parts, series, tuple(notes))


class _Rows:
    """The rows of a sample by symbol and time."""

    def __init__(
        self,
        samples: Mapping[str, Sequence[str]],
        times: TimeColumns,
        symbol: str | None,
        series: str | None,
    ) -> None:
        n_rows = len(next(iter(samples.values())))
        self._samples = samples
        self._symbols = samples[symbol] if symbol else [""] * n_rows
        texts = [" ".join(parts) for parts in zip(*map(samples.get, times.names), strict=True)]
        self._times = (
            parse_times(pa.array(texts, pa.string()), times.time_format).local_ns
            if texts
            else np.zeros(n_rows, dtype=np.int64)
        )
        self._numbers = [
            row
            for row in range(n_rows)
            if series is None or samples[series][row].strip() in MAIN_SERIES
        ]

    @property
    def n_repeated(self) -> int:
        """Rows that share symbol and time with one before, with other cells."""
        columns = list(self._samples.values())
        rows = {tuple(column[row] for column in columns) for row in self._numbers}
        keys = {(self._symbols[row], int(self._times[row])) for row in self._numbers}
        return len(rows) - len(keys)

    def repeated_with(self, names: Sequence[str]) -> int:
        """Return how many rows still share symbol, time and the cells of these columns."""
        columns = list(self._samples.values())
        parts = [self._samples[name] for name in names]
        rows = {tuple(column[row] for column in columns) for row in self._numbers}
        keys = {
            (self._symbols[row], int(self._times[row]), *(part[row] for part in parts))
            for row in self._numbers
        }
        return len(rows) - len(keys)

    def is_told_apart_by(self, name: str) -> bool:
        """Whether a symbol has several values in a column at one time, or begins anew with each."""
        cells = self._samples[name]
        at_time: dict[tuple[str, int], str] = {}
        runs: dict[str, list[tuple[str, int]]] = {}
        for row in self._numbers:
            key = self._symbols[row], int(self._times[row])
            if at_time.setdefault(key, cells[row]) != cells[row]:
                return True
            runs.setdefault(self._symbols[row], []).append((cells[row], key[1]))
        return any(map(_begins_anew, runs.values()))

    def has_values_in(self, name: str) -> bool:
        """Whether any of these rows has a cell in a column."""
        return any(map(str.strip, self.values_of(name)))

    def values_of(self, name: str) -> list[str]:
        """Return the cells of a column in these rows."""
        return [self._samples[name][row] for row in self._numbers]


def _begins_anew(run: Sequence[tuple[str, int]]) -> bool:
    """Whether times go back where the value changes, and only there."""
    values = [value for value, _ in run]
    times = np.array([time for _, time in run], dtype=np.int64)
    steps = times[1:] - times[:-1]
    is_change = np.array([before != after for before, after in pairwise(values)], dtype=bool)
    inside, across = steps[~is_change], steps[is_change]
    if not inside.size or not across.size:
        return False
    direction = 1 if (inside > 0).all() else -1 if (inside < 0).all() else 0
    return direction != 0 and bool((across * direction < 0).any())


def _main_series(names: Sequence[str], samples: Mapping[str, Sequence[str]]) -> str | None:
    for name in names:
        values = {text.strip() for text in samples[name]}
        if plain(name) in _SERIES and values & _LEADING_SERIES:
            return name
    return None


def _named_parts(names: Sequence[str], rows: _Rows, series: str | None) -> tuple[str, ...]:
    """Return the columns that tell rows apart; of those of a contract all that are filled."""
    parts = [name for name in names if name != series and rows.is_told_apart_by(name)]
    has_contracts = any(plain(name) in _CONTRACT for name in parts)
    return tuple(
        name
        for name in names
        if name in parts
        or (has_contracts and plain(name) in _CONTRACT and rows.has_values_in(name))
    )


def _unnamed_parts(
    names: Sequence[str], rows: _Rows, roles: Mapping[str, Role | None]
) -> tuple[str, ...]:
    """Return the first column of words with which all rows differ, if there is one."""
    for name in names:
        values = rows.values_of(name)
        is_words = roles.get(name) is None and not any(map(is_number, values))
        is_category = len(set(values)) <= max(2, _MAX_SHARE_OF_VALUES * len(values))
        if is_words and is_category and rows.repeated_with([name]) == 0:
            return (name,)
    return ()
