"""From the raw columns of a chunk to times, numbers and symbols."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from engine.calendars.zones import utc_to_local
from engine.domain.durations import DAY_NS
from engine.domain.import_layout import PRICE_ROLES, VALUE_ROLES, NumberFormat, Role
from engine.domain.symbol import is_symbol
from engine.storage.importers.cells.numbers import (
    ParsedNumbers,
    parse_numbers,
    parse_thirty_seconds,
)
from engine.storage.importers.cells.time_formats import (
    ParsedTimes,
    in_order_of_centuries,
    parse_times,
)
from engine.storage.importers.detection.identity_columns import MAIN_SERIES
from engine.storage.importers.detection.zone_columns import with_zones

if TYPE_CHECKING:
    from engine.domain.import_layout import SeriesColumns, TableLayout

_GROUPED = NumberFormat(decimal=".", thousands=",", is_plain=False)

# Written as numbers, times of day lose their leading zeros.
_BARE_CLOCKS = {"%H%M%S": 6, "%H%M": 4}

_EPOCH = date(1970, 1, 1)
FILE_SYMBOL = "\0"
"""Stands for the symbol of the file in a symbol that has other parts besides."""
_NO_PARTS = frozenset(["", "-", "xx", "ff", "nan", "none", "null", "0", "0.0", "0.00", "-0.01"])

Mask = NDArray[np.bool_]


def times_of(table: pa.Table, layout: TableLayout, day: date | None = None) -> ParsedTimes:
    """Return the time of each row, from one column or two, and its zone from another.

    Rows without a time have the `day` that the file's name tells.
    """
    if layout.is_dateless:
        ns = 0 if day is None else (day - _EPOCH).days * DAY_NS
        is_bad = np.full(len(table), day is None)
        return ParsedTimes(np.full(len(table), ns, dtype=np.int64), None, is_bad)
    times = _written_times(table, layout)
    if "%y" in layout.time_format and layout.symbol_column is None:
        times = in_order_of_centuries(times)
    if layout.zone_column is None:
        return times
    return with_zones(times, _as_text(_flat(table.column(layout.zone_column))))


def _written_times(table: pa.Table, layout: TableLayout) -> ParsedTimes:
    columns = [_flat(table.column(name)) for name in layout.time_columns]
    first = columns[0]
    if len(columns) == 1 and (pa.types.is_timestamp(first.type) or pa.types.is_date(first.type)):
        return _typed_times(first)
    texts = [_as_text(column) for column in columns]
    width = next((n for mark, n in _BARE_CLOCKS.items() if layout.time_format.endswith(mark)), 0)
    if len(texts) > 1 and width:
        texts[1] = pc.utf8_lpad(pc.utf8_trim_whitespace(texts[1]), width, padding="0")
    joined = pc.binary_join_element_wise(*texts, " ") if len(texts) > 1 else texts[0]
    return parse_times(joined, layout.time_format)


def _typed_times(column: pa.Array) -> ParsedTimes:
    tz = getattr(column.type, "tz", None)
    is_bad = _nulls(column)
    utc = pc.cast(column, pa.timestamp("ns", tz), safe=False)
    ns = _filled(utc.view(pa.int64()), 0).to_numpy()
    if tz is None:
        return ParsedTimes(ns, None, is_bad)
    local = ns if tz == "UTC" else utc_to_local(ns, tz)
    return ParsedTimes(local, local - ns, is_bad)


def values_of(
    table: pa.Table, layout: TableLayout, series: SeriesColumns
) -> dict[Role, ParsedNumbers]:
    """Return prices and volume of each row; columns that there are not are unknown."""
    unknown = ParsedNumbers(np.full(len(table), np.nan), np.zeros(len(table), dtype=bool))
    values = dict.fromkeys(VALUE_ROLES, unknown)
    for role, name in series.columns.items():
        values[role] = _numbers(_flat(table.column(name)), layout, role)
    if Role.DOWN_VOLUME in values:
        values[Role.VOLUME] = _sum(values[Role.VOLUME], values.pop(Role.DOWN_VOLUME))
    for role, name in layout.ask_columns.items():
        ask = _numbers(_flat(table.column(name)), layout, role)
        if role in PRICE_ROLES:
            middle = (values[role].values + ask.values) / 2
            values[role] = ParsedNumbers(middle, values[role].is_bad | ask.is_bad)
    if layout.adjusts_by_close:
        factor = values.pop(Role.ADJ_CLOSE).values / values[Role.CLOSE].values
        for role in PRICE_ROLES:
            values[role] = ParsedNumbers(values[role].values * factor, values[role].is_bad)
    return values


def _sum(one: ParsedNumbers, other: ParsedNumbers) -> ParsedNumbers:
    """Return the volume of which two columns hold a part each."""
    return ParsedNumbers(one.values + other.values, one.is_bad | other.is_bad)


def _numbers(column: pa.Array, layout: TableLayout, role: Role) -> ParsedNumbers:
    is_volume = role in {Role.VOLUME, Role.DOWN_VOLUME}
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        parsed = _parse_texts(pc.cast(column, pa.string()), layout.numbers, is_volume)
    else:
        parsed = _typed_numbers(column)
    values, is_bad = parsed
    if not is_volume and layout.numbers.price_scale != 1.0:
        # The number nearest to the decimals that are meant: 189.4, not 189.40000000000003.
        values = values / round(1.0 / layout.numbers.price_scale)
    if layout.has_signs and not is_volume:
        values = np.abs(values)
    if is_volume:
        is_negative = values < 0
        values = np.where(is_negative, np.nan, values)
        is_bad = is_bad | is_negative
    return ParsedNumbers(values, is_bad)


def _parse_texts(texts: pa.Array, number_format: NumberFormat, is_volume: bool) -> ParsedNumbers:
    if number_format.has_thirty_seconds and not is_volume:
        return parse_thirty_seconds(texts)
    values, is_bad = parse_numbers(texts, number_format)
    if number_format.is_plain and is_bad.any():
        # The samples were plain; further down there may be thousands separators all the same.
        bad = parse_numbers(texts.filter(pa.array(is_bad)), _GROUPED)
        values[is_bad] = bad.values
        is_bad[is_bad] = bad.is_bad
    return ParsedNumbers(values, is_bad)


def _typed_numbers(column: pa.Array) -> ParsedNumbers:
    values = pc.cast(column, pa.float64(), safe=False).to_numpy(zero_copy_only=False)
    is_bad = np.isinf(values)
    if is_bad.any():
        values = np.where(is_bad, np.nan, values)
    return ParsedNumbers(values, is_bad)


def symbols_of(
    table: pa.Table, layout: TableLayout, series: SeriesColumns
) -> tuple[NDArray[np.int64], list[str | None]]:
    """Return for each row the number of its symbol (-1 without one), and the symbols."""
    if layout.symbol_column is None:
        codes, symbols = np.zeros(len(table), dtype=np.int64), [series.symbol]
    else:
        codes, symbols = _symbol_codes(table, layout.symbol_column)
    return _with_parts(table, layout, codes, symbols) if layout.part_columns else (codes, symbols)


def _symbol_codes(table: pa.Table, column: str) -> tuple[NDArray[np.int64], list[str | None]]:
    encoded = _as_text(_flat(table.column(column))).dictionary_encode()
    # There are few symbols, and many rows: it is the symbols that are looked at.
    # Spreadsheets mark codes as texts with an apostrophe before them.
    named = [str(symbol).strip().removeprefix("'") for symbol in encoded.dictionary.to_pylist()]
    code_of = {symbol: code for code, symbol in enumerate(filter(is_symbol, dict.fromkeys(named)))}
    meant = np.array([*(code_of.get(symbol, -1) for symbol in named), -1], dtype=np.int64)
    codes = meant[_filled(encoded.indices, len(named)).to_numpy()]
    return codes, list(code_of)


def _with_parts(
    table: pa.Table, layout: TableLayout, codes: NDArray[np.int64], symbols: list[str | None]
) -> tuple[NDArray[np.int64], list[str | None]]:
    """Return the symbols with what else tells their rows apart, as in ``NIFTY 2024-01-25``."""
    keys = [codes]
    texts: list[list[str]] = []
    for name in layout.part_columns:
        encoded = pc.fill_null(_part_text(_flat(table.column(name))), "").dictionary_encode()
        keys.append(encoded.indices.to_numpy().astype(np.int64))
        texts.append([_part_of(str(text)) for text in encoded.dictionary.to_pylist()])
    distinct, inverse = np.unique(np.stack(keys), axis=1, return_inverse=True)
    combined = [
        " ".join(filter(None, [symbols[row[0]] or FILE_SYMBOL, *_parts_at(texts, row[1:])]))
        if row[0] >= 0
        else None
        for row in distinct.T.tolist()
    ]
    combined_codes = np.where(codes < 0, -1, inverse.reshape(-1)).astype(np.int64)
    return combined_codes, [None if name == FILE_SYMBOL else name for name in combined]


def _parts_at(texts: list[list[str]], codes: list[int]) -> list[str]:
    return [part[code] for part, code in zip(texts, codes, strict=True)]


def _part_text(column: pa.Array) -> pa.Array:
    if pa.types.is_timestamp(column.type):
        column = pc.strftime(column, "%Y-%m-%d")
    return pc.cast(column, pa.string())


def _part_of(text: str) -> str:
    """Return what a cell adds to the symbol; nothing where it stands for no strike or no option."""
    text = text.strip()
    if text.lower() in _NO_PARTS:
        return ""
    whole, mark, decimals = text.partition(".")
    return whole if mark and whole.isdecimal() and not decimals.strip("0") else text


def left_out_rows(table: pa.Table, layout: TableLayout) -> tuple[Mask, dict[str, int]] | None:
    """Return which rows are of no main series, and how many there are of each; None for none."""
    if layout.series_column is None:
        return None
    encoded = pc.fill_null(_as_text(_flat(table.column(layout.series_column))), "")
    encoded = pc.utf8_trim_whitespace(encoded).dictionary_encode()
    values = [str(value) for value in encoded.dictionary.to_pylist()]
    is_other = np.array([value not in MAIN_SERIES and value != "" for value in values], dtype=bool)
    codes = encoded.indices.to_numpy()
    if not is_other.any():
        return None
    counts = np.bincount(codes, minlength=len(values)).tolist()
    left = {value: n for value, n, other in zip(values, counts, is_other, strict=True) if other}
    return is_other[codes], left


def names_of(
    table: pa.Table,
    layout: TableLayout,
    codes: NDArray[np.int64],
    symbols: list[str | None],
) -> dict[str, str]:
    """Return the names of symbols, as their first row tells them."""
    if layout.name_column is None:
        return {}
    names = _as_text(_flat(table.column(layout.name_column)))
    distinct, rows = np.unique(codes, return_index=True)
    pairs = (
        (symbols[code], names[int(row)].as_py())
        for code, row in zip(distinct, rows, strict=True)
        if code >= 0
    )
    return {symbol: name for symbol, name in pairs if symbol and name}


def _as_text(column: pa.Array) -> pa.Array:
    """Return a column as strings; whole numbers without a point, as codes of symbols need it."""
    if pa.types.is_floating(column.type):
        column = pc.cast(column, pa.int64(), safe=False)
    return pc.cast(column, pa.string())


def _nulls(column: pa.Array) -> Mask:
    if column.null_count == 0:
        return np.zeros(len(column), dtype=bool)
    return np.array(pc.is_null(column))


def _filled(column: pa.Array, value: int) -> pa.Array:
    """Return a column of whole numbers with `value` in the place of null."""
    return pc.fill_null(column, value) if column.null_count else column


def is_empty(column: pa.ChunkedArray) -> pa.Array:
    """Return where a column holds nothing."""
    flat = _flat(column)
    if pa.types.is_string(flat.type):
        return pc.fill_null(pc.equal(pc.utf8_trim_whitespace(flat), ""), True)
    return pc.is_null(flat)


def _flat(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    flat = column
    if isinstance(column, pa.ChunkedArray):
        flat = column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()
    return flat.dictionary_decode() if pa.types.is_dictionary(flat.type) else flat
