"""From the first cells of a table to its layout."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import pyarrow as pa

from engine.domain.import_layout import (
    PRICE_ROLES,
    VALUE_ROLES,
    NumberFormat,
    Role,
    SeriesColumns,
    TableLayout,
)
from engine.errors import SourceError
from engine.messages import Message
from engine.storage.importers import layout_notes
from engine.storage.importers.cells.numbers import (
    are_thirty_seconds,
    guess_number_format,
    has_signs_as_directions,
    is_number,
    is_plain_number,
    undecided_mark,
)
from engine.storage.importers.cells.time_formats import parse_times
from engine.storage.importers.cells.vocabulary import plain, role_of
from engine.storage.importers.detection.column_names import unique_names
from engine.storage.importers.detection.identity_columns import find_identity, is_part_name
from engine.storage.importers.detection.time_columns import TimeColumns, find_time_columns
from engine.storage.importers.detection.value_columns import (
    ValueColumns,
    by_content,
    by_levels,
    by_name,
    by_prefix,
    closes_only,
    has_billionths,
    names_prices,
)
from engine.storage.importers.detection.zone_columns import find_zone_column, on_zones

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from engine.domain.import_mapping import ImportMapping
    from engine.storage.importers.detection.text_shape import Cells

_MAX_SPREAD = 300
_MARKET_NAMES = frozenset(
    map(plain, ["market", "product", "product_id", "instrument_id", "inst_id", "instid"])
)
_PAIR = re.compile(r"[A-Z0-9]{2,10}(?:[-_/][A-Z0-9]{2,10}){1,2}")
_QUOTES = frozenset(["bid", "ask", "mid"])
_CONTAINERS = frozenset(
    [
        "candle",
        "candles",
        "ohlc",
        "ohlcv",
        "bar",
        "bars",
        "kline",
        "klines",
        "k",
        "quote",
        "quotes",
        "price",
        "prices",
        "data",
        "values",
        "value",
        "attributes",
        "stats",
        "statistics",
        "item",
        "trade",
        "day",
        "session",
        "result",
    ]
)
_SINGLE_TIMES = 0.9
_MAX_COUNT_DIGITS = 3  # so many digits number bars and sessions, more are codes
_FLAGS = frozenset(["true", "false", "yes", "no", "y", "n", "t", "f", "on", "off", "null", "none"])
_MONEY_TOLERANCE, _MONEY_SHARE = 0.3, 0.9
_TIMEFRAME_NAMES = frozenset(["timeframe", "per", "interval"])

_PRICE_OR_MEAN = "prc"
_MIN_WORDS_OF_DESCRIPTION = 3


def detect_layout(
    name: str,
    cells: Cells,
    spread: Sequence[Sequence[str]],
    mapping: ImportMapping,
    *,
    has_file_day: bool = False,
) -> TableLayout:
    """Return the layout of a table.

    Parameters
    ----------
    name : str
        The file, for messages.
    cells : Cells
        Header and first rows.
    spread : sequence of rows
        Rows from further down, so that the 13th of a month is seen.
    mapping : ImportMapping
        The user's corrections.
    has_file_day : bool
        Whether the file's name tells the day of rows that tell none.

    Raises
    ------
    SourceError
        There is no column with times or none with closes.
    """
    names, header = _named(cells)
    # Some from every place of the file: the samples are only looked at up to a number.
    step = -(-len(spread) // _MAX_SPREAD) or 1
    rows = [row for row in (*cells.rows, *spread[::step]) if len(row) == len(cells.rows[0])]
    samples = {column: [row[place] for row in rows] for place, column in enumerate(names)}
    _check_columns(name, names, mapping)
    roles = {column: _role_among(texts) for column, texts in header.items()}
    if Role.SYMBOL not in roles.values():
        roles.update(dict.fromkeys(_markets_of_pairs(samples), Role.SYMBOL))
    times = find_time_columns(samples, roles, mapping)
    if times is None and has_file_day and Role.TIME not in mapping.columns:
        times = TimeColumns((), "", is_ambiguous=False)
    symbol = _symbol_column(samples, roles, times, mapping) if times else None
    if times is None or not (times.names or symbol):
        raise SourceError(name, Message("import.no-date-column"))
    zone = find_zone_column(samples, roles, times, mapping)
    values = _value_columns(header, samples, times, symbol, mapping)
    if not values.series:
        raise SourceError(name, Message("import.no-close-column"))
    taken = {name: Role.CLOSE for series in values.series for name in series.columns.values()}
    identity = find_identity(samples, roles | taken, times, symbol, mapping)
    numbers = _numbers(samples, values, cells.shape.delimiter, mapping)
    closes = [samples[series.columns[Role.CLOSE]] for series in values.series]
    are_means = _are_means_of_quotes(header, values)
    has_signs = are_means or any(map(has_signs_as_directions, closes))
    return TableLayout(
        shape=cells.shape,
        names=names,
        time_columns=times.names,
        time_format=times.time_format,
        series=values.series,
        numbers=numbers,
        symbol_column=symbol,
        name_column=_name_column(roles, symbol),
        zone_column=zone,
        part_columns=identity.parts,
        series_column=identity.series,
        timeframe_column=_timeframe_column(header, {*times.names, symbol}),
        volume_decider=values.volume_decider,
        is_time_ambiguous=times.is_ambiguous,
        has_signs=has_signs,
        adjusts_by_close=values.adjusts_by_close,
        ask_columns=values.ask_columns,
        notes=(
            *values.notes,
            *layout_notes.on_readings(samples, times, has_signs and not are_means),
            *layout_notes.on_means_of_quotes(closes if are_means else ()),
            *on_zones(samples, roles, times, mapping),
            *identity.notes,
            *layout_notes.on_symbol(symbol, roles, mapping),
            *layout_notes.on_numbers(
                _number_texts(samples, values), numbers, cells.shape.delimiter, mapping
            ),
            *layout_notes.on_missing_prices(roles, samples, values),
        ),
    )


def likely_roles(cells: Cells, mapping: ImportMapping) -> dict[str, str]:
    """Return all columns of a table without a layout, with the roles that are clear.

    Those are the user's corrections, and else what the header names; empty for other columns.
    """
    names, header = _named(cells)
    corrected = {name: role for role, name in mapping.columns.items() if name}
    roles: dict[str, str] = {}
    for name in names:
        role = corrected.get(name) or _role_among(header[name]) or ""
        is_free = role not in roles.values() and role not in mapping.columns
        roles[name] = str(role) if name in corrected or is_free else ""
    return roles


def _named(cells: Cells) -> tuple[tuple[str, ...], dict[str, list[str]]]:
    """Return the names of all columns, and the header cells of each."""
    width = len(cells.rows[0])
    lines = _spread_merged([[*line, *[""] * width][:width] for line in cells.header])
    stacks = [[line[place].strip() for line in lines] for place in range(width)]
    joined = (" ".join(dict.fromkeys(filter(None, stack))) for stack in stacks)
    names = unique_names(joined)
    return names, dict(zip(names, stacks, strict=True))


def _spread_merged(lines: list[list[str]]) -> list[list[str]]:
    """Return header lines with merged cells, whose text stands in the first only, in all of them.

    Those are above a line that says the same several times.
    """
    repeats = [number for number, line in enumerate(lines) if _has_equal_cells(line)]
    below = repeats[-1] if repeats else 0
    return [[*line[:1], *_filled(line[1:])] for line in lines[:below]] + lines[below:]


def _has_equal_cells(line: Sequence[str]) -> bool:
    filled = [cell.strip() for cell in line if cell.strip()]
    return len(set(filled)) < len(filled)


def _filled(cells: Sequence[str]) -> list[str]:
    """Return cells with each empty one like the one before it."""
    return list(accumulate(cells, _or_before))


def _or_before(before: str, cell: str) -> str:
    return cell if cell.strip() else before


def _role_among(texts: Sequence[str]) -> Role | None:
    """Return the role that one of several header cells names; the time's goes first."""
    roles = [role for role in map(role_of, texts) if role is not None]
    return Role.TIME if Role.TIME in roles else next(iter(roles), None)


def _check_columns(name: str, names: Sequence[str], mapping: ImportMapping) -> None:
    missing = [column for column in mapping.columns.values() if column and column not in names]
    if missing:
        reason = Message("import.no-column", column=missing[0], columns=tuple(names))
        raise SourceError(name, reason)


def _symbol_column(
    samples: Mapping[str, Sequence[str]],
    roles: Mapping[str, Role | None],
    times: TimeColumns,
    mapping: ImportMapping,
) -> str | None:
    named_by_user = mapping.columns.get(Role.SYMBOL)
    if named_by_user is not None:
        return named_by_user or None
    for role in (Role.SYMBOL, Role.NAME):
        for name, other in roles.items():
            if (
                other is role
                and any(map(str.strip, samples[name]))
                and not _are_truths(samples[name])
                and (role is Role.SYMBOL or not _is_one_description(samples[name]))
            ):
                return name
    if any(roles.values()):
        return _separating_column(samples, roles, times)
    return _unnamed_symbol(samples, times) if times.names else None


def _is_one_description(texts: Sequence[str]) -> bool:
    """Whether all rows describe one company in words; then the file says the symbol."""
    distinct = {text.strip() for text in texts if text.strip()}
    return len(distinct) == 1 and len(distinct.pop().split()) >= _MIN_WORDS_OF_DESCRIPTION


def _are_truths(texts: Sequence[str]) -> bool:
    """Whether a column holds true or false; TRUE is a symbol as well, as are T and ON."""
    return {text.strip() for text in texts} <= {"true", "false", "True", "False", ""}


def _are_flags(texts: Sequence[str]) -> bool:
    """Whether a column holds yes or no, or the same single letter in every row: no symbols."""
    words = {text.strip().casefold() for text in texts if text.strip()}
    is_one_letter = len(texts) > 1 and len(words) == 1 and len(next(iter(words))) == 1
    return bool(words) and (words <= _FLAGS or is_one_letter)


def _count_up(texts: Sequence[str]) -> bool:
    """Whether a column numbers the rows."""
    if len(texts) < 3 or not all(text.strip().isdecimal() for text in texts):
        return False
    numbers = [int(text[:18]) for text in texts]
    return all(after - before == 1 for before, after in pairwise(numbers))


def _markets_of_pairs(samples: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the columns ``market`` of crypto exchanges, which hold no exchange but KRW-BTC."""
    return [
        name
        for name, texts in samples.items()
        if plain(name) in _MARKET_NAMES and all(map(_PAIR.fullmatch, texts))
    ]


def _separating_column(
    samples: Mapping[str, Sequence[str]], roles: Mapping[str, Role | None], times: TimeColumns
) -> str | None:
    """Return a column of words or codes without which several rows would have the same time."""
    if not times.names:
        return None
    moments = list(zip(*(samples[name] for name in times.names), strict=True))
    if len(set(moments)) > _SINGLE_TIMES * len(moments):
        return None
    for name, texts in samples.items():
        if is_part_name(name) or _are_flags(texts) or _count_up(texts):
            continue
        pairs = set(zip(moments, texts, strict=True))
        is_code = all(len(text) > _MAX_COUNT_DIGITS or not is_number(text) for text in texts)
        is_code &= roles[name] is None and not any(
            "." in text and is_number(text) for text in texts
        )
        if is_code and len(pairs) == len(moments) and 2 * len(set(texts)) < len(texts):
            return name
    return None


def _unnamed_symbol(samples: Mapping[str, Sequence[str]], times: TimeColumns) -> str | None:
    """Return a column of words, or of codes with leading zeros, in a table without a header."""
    for name, texts in samples.items():
        if name in times.names or _are_flags(texts) or _count_up(texts):
            continue
        if all(
            text[:1].isalpha() or (text[:1] == "0" and text.isdigit() and len(text) > 4)
            for text in texts
        ):
            return name
    return None


def _name_column(roles: Mapping[str, Role | None], symbol: str | None) -> str | None:
    if symbol is None:
        return None
    return next(
        (name for name, role in roles.items() if role is Role.NAME and name != symbol), None
    )


def _timeframe_column(
    header: Mapping[str, Sequence[str]], taken: Container[str | None]
) -> str | None:
    for name, texts in header.items():
        if name not in taken and any(plain(text) in _TIMEFRAME_NAMES for text in texts):
            return name
    return None


def _value_columns(
    header: Mapping[str, Sequence[str]],
    samples: Mapping[str, Sequence[str]],
    times: TimeColumns,
    symbol: str | None,
    mapping: ImportMapping,
) -> ValueColumns:
    taken = {*times.names, symbol, *mapping.columns.values()}
    others = {name: texts for name, texts in samples.items() if name not in taken}
    if not any(any(texts) for texts in header.values()):
        values = by_content(others, _is_newest_first(samples, times))
    else:
        cells = {name: texts for name, texts in header.items() if name in others}
        symbols = samples[symbol] if symbol else ()
        values = _named_values(cells, others, symbols, mapping)
        if not values.series and symbol is None and not names_prices(cells):
            values = closes_only(others, _is_newest_first(samples, times))
    return _corrected(values, mapping)


def _named_values(
    cells: Mapping[str, Sequence[str]],
    samples: Mapping[str, Sequence[str]],
    symbols: Sequence[str],
    mapping: ImportMapping,
) -> ValueColumns:
    """Return the columns by their header: of one series, or of several symbols."""
    stacked = by_levels(cells)
    if stacked:
        return ValueColumns(stacked)
    empty = [name for name, texts in samples.items() if _is_zero(texts)]
    values = _in_coins(by_name(cells, symbols, mapping.adjusted, empty), samples)
    if Role.CLOSE in mapping.columns:
        return values
    close = values.series[0].columns.get(Role.CLOSE)
    # C is a symbol as well, where most of the other columns are not known either.
    if close is not None and (plain(close) != "c" or names_prices(cells)):
        return values
    return _of_prefixes(by_prefix(cells), values, has_symbols=any(symbols))


def _of_prefixes(
    wide: tuple[SeriesColumns, ...], values: ValueColumns, *, has_symbols: bool
) -> ValueColumns:
    """Return the columns whose names have a symbol, a side of quotes or an object before them."""
    sides = {plain(series.symbol or ""): series.columns for series in wide}
    columns = values.series[0].columns
    others: dict[Role, str] = {Role.VOLUME: columns[Role.VOLUME]} if Role.VOLUME in columns else {}
    if sides and sides.keys() <= _QUOTES:
        return _middle(sides, others)
    if len(wide) == 1 and sides.keys() <= _CONTAINERS:
        return ValueColumns((SeriesColumns(None, others | dict(wide[0].columns)),))
    # Beside a column of symbols those are facts about them, with several prices each.
    return ValueColumns(() if len(wide) > 1 and has_symbols else wide)


def _in_coins(values: ValueColumns, samples: Mapping[str, Sequence[str]]) -> ValueColumns:
    """Return the columns with ``amount`` for the volume where ``vol`` is money, as at HTX."""
    columns = values.series[0].columns if len(values.series) == 1 else {}
    volume, close = columns.get(Role.VOLUME), columns.get(Role.CLOSE)
    amount = next((name for name in samples if plain(name) == "amount"), None)
    if volume is None or close is None or amount is None or plain(volume) != "vol":
        return values
    pairs = [
        (float(money), float(coins) * float(price))
        for money, coins, price in zip(
            samples[volume], samples[amount], samples[close], strict=True
        )
        if all(map(is_plain_number, (money, coins, price)))
    ]
    n_equal = sum(abs(money - product) <= _MONEY_TOLERANCE * product for money, product in pairs)
    if not pairs or n_equal < _MONEY_SHARE * len(pairs):
        return values
    return values._replace(series=(SeriesColumns(None, {**columns, Role.VOLUME: amount}),))


def _middle(sides: Mapping[str, Mapping[Role, str]], others: Mapping[Role, str]) -> ValueColumns:
    """Return the columns of mid prices, of bids with asks for the middle, or of what there is."""
    prices = [{role for role in columns if role in PRICE_ROLES} for columns in sides.values()]
    if "mid" not in sides and len(sides) == 2 and prices[0] == prices[1]:
        note = Message("import.middle")
        series = SeriesColumns(None, {**others, **sides["bid"]})
        return ValueColumns((series,), ask_columns=sides["ask"], notes=(note,))
    side = "mid" if "mid" in sides else next(iter(sides))
    note = Message("import.bid-or-ask", side=side)
    return ValueColumns((SeriesColumns(None, {**others, **sides[side]}),), notes=(note,))


def _is_zero(texts: Sequence[str]) -> bool:
    """Whether a column holds zeros only."""
    return set("".join(texts)) <= {"0", "."}


def _corrected(values: ValueColumns, mapping: ImportMapping) -> ValueColumns:
    """Return the columns with those in their places that the user named."""
    corrected = {role: mapping.columns[role] for role in VALUE_ROLES if role in mapping.columns}
    if not corrected:
        return values
    if values.series and values.series[0].symbol is not None:
        values = ValueColumns(())  # whoever names a price knows of no column for each symbol
    columns = dict(values.series[0].columns) if values.series else {}
    columns.update(corrected)
    columns = {role: name for role, name in columns.items() if name}
    if Role.CLOSE not in columns:
        return ValueColumns(())
    return values._replace(series=(SeriesColumns(None, columns),), volume_decider=None)


def _is_newest_first(samples: Mapping[str, Sequence[str]], times: TimeColumns) -> bool:
    if not times.names:
        return False
    column = pa.array(
        [" ".join(parts) for parts in zip(*(samples[name] for name in times.names), strict=True)]
    )
    parsed = parse_times(column, times.time_format)
    good = parsed.local_ns[~parsed.is_bad]
    return good.size > 1 and bool(good[0] > good[-1])


def _numbers(
    samples: Mapping[str, Sequence[str]],
    values: ValueColumns,
    delimiter: str,
    mapping: ImportMapping,
) -> NumberFormat:
    texts = _number_texts(samples, values)
    prices = _number_texts(samples, values, PRICE_ROLES)
    if are_thirty_seconds(prices):
        return NumberFormat(is_plain=False, has_thirty_seconds=True)
    numbers = guess_number_format(texts)
    if has_billionths(samples, prices):
        return replace(numbers, price_scale=1e-9)
    decimal = mapping.decimal
    if decimal is None and delimiter == ";" and undecided_mark(texts) == ",":
        decimal = ","  # semicolons separate cells where the comma separates decimals
    if decimal and decimal != numbers.decimal:
        return NumberFormat(decimal, "." if decimal == "," else ",", is_plain=False)
    return numbers


def _are_means_of_quotes(header: Mapping[str, Sequence[str]], values: ValueColumns) -> bool:
    """Whether negative prices stand for days without a trade, as in the files of CRSP."""
    closes = (series.columns[Role.CLOSE] for series in values.series)
    return any(_PRICE_OR_MEAN in map(plain, header[name]) for name in closes)


def _number_texts(
    samples: Mapping[str, Sequence[str]],
    values: ValueColumns,
    roles: Sequence[Role] = tuple(Role),
) -> list[str]:
    columns = [
        column
        for series in values.series
        for role, column in series.columns.items()
        if role in roles
    ]
    return [text for column in columns for text in samples[column]]
