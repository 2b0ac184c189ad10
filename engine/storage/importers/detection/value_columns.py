"""Which columns hold open, high, low, close and volume, by their names or by their content."""

from __future__ import annotations

import re
from itertools import permutations
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa

from engine.domain.import_layout import PRICE_ROLES, VALUE_ROLES, Role, SeriesColumns
from engine.messages import Message
from engine.storage.importers.cells.numbers import guess_number_format, is_number, parse_numbers
from engine.storage.importers.cells.vocabulary import (
    ADJUSTED,
    MAX_HEADER_LENGTH,
    plain,
    rank_of,
    role_of,
)

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

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
        "to",
    ]
)
_FIRST_TRADE = "first"
_NAMES_OF_MESSAGES = ("ts_event", "publisher_id", "instrument_id", "rtype")
_MIN_DIGITS_OF_BILLIONTHS = 8
_HALVES = (
    ("up", "down"),
    ("up volume", "down volume"),
    ("up vol", "down vol"),
    ("upvol", "downvol"),
    ("buy volume", "sell volume"),
    ("buy vol", "sell vol"),
    ("bid volume", "ask volume"),
)
"""Names of columns that are the volume together."""
_STORED_ROLES = (*VALUE_ROLES, Role.DOWN_VOLUME)
_MAX_PLACES = 8
_MIN_BARS = 4
MAX_UNNAMED = 64
"""So many columns without a header are looked at."""
_ENCLOSED = 0.9
_TINY = 1e-12
_TUPLE = re.compile(r"^\(['\"]([^'\"]*)['\"], ['\"]([^'\"]*)['\"]\)$")
_SEPARATORS = re.compile(r"[\s_.:|/\-]+")
_CAMEL_QUOTE = re.compile(r"([a-z]+)(Bid|Ask|Mid)|(bid|ask|mid)([A-Z][a-z]+)")
_NO_CLOSE = frozenset(["volume", "vol", "time", "date", "timestamp", "count", "trades", "turnover"])


class ValueColumns(NamedTuple):
    """Where the values of candles stand.

    Attributes
    ----------
    series : tuple of SeriesColumns
        One, or one a symbol in a wide table; empty where there is no close.
    adjusts_by_close : bool
        Prices have to be scaled by adjusted close over close.
    volume_decider : str or None
        Of several columns of volumes the one that is taken unless it is empty.
    ask_columns : mapping of Role to str
        Ask prices, where those of the series are bids and the middle of both is meant.
    notes : tuple of Message
        What was decided.
    """

    series: tuple[SeriesColumns, ...]
    adjusts_by_close: bool = False
    volume_decider: str | None = None
    ask_columns: Mapping[Role, str] = MappingProxyType({})
    notes: tuple[Message, ...] = ()


def by_name(
    cells: Mapping[str, Sequence[str]],
    symbols: Sequence[str],
    adjusted: bool,
    empty: Container[str] = (),
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
    empty : container of str
        Columns of zeros; the volume is rather another one, as a tick volume beside a real one.
    """
    columns: dict[Role, str] = {}
    ranks: dict[Role, int] = {}
    for name, texts in cells.items():
        for text in texts:
            role = role_of(text)
            if role is not None and rank_of(text) < ranks.get(role, 1_000):
                columns[role], ranks[role] = name, rank_of(text)
    _choose_first_trade(columns, cells)
    notes = _choose_volume(columns, cells, symbols)
    volume = columns.get(Role.VOLUME)
    decider = volume if len(_volumes(cells)) > 1 else None
    if volume is not None and volume in empty:
        columns[Role.VOLUME] = next((n for n in _volumes(cells) if n not in empty), volume)
    if Role.CLOSE not in columns and Role.ADJ_CLOSE in columns:
        columns[Role.CLOSE] = columns.pop(Role.ADJ_CLOSE)
    values = _adjusted(columns) if adjusted else _raw(columns)
    return values._replace(volume_decider=decider, notes=(*values.notes, *notes))


def by_prefix(cells: Mapping[str, Sequence[str]]) -> tuple[SeriesColumns, ...]:
    """Return the columns of a wide table whose header cells name symbol and value together."""
    return _by_symbol({name: _split(texts[0]) for name, texts in cells.items() if texts})


def by_levels(cells: Mapping[str, Sequence[str]]) -> tuple[SeriesColumns, ...]:
    """Return the columns of a table whose header has symbols in one line and values in another."""
    return _by_symbol({name: _paired(texts) for name, texts in cells.items()})


def _by_symbol(pairs: Mapping[str, tuple[str, Role] | None]) -> tuple[SeriesColumns, ...]:
    """Return the columns of each symbol that has a close."""
    if any(role_of(pair[0]) is not None for pair in pairs.values() if pair is not None):
        return ()  # high_price and low_price are no symbols
    series: dict[str, dict[Role, str]] = {}
    for name, pair in pairs.items():
        if pair is not None:
            series.setdefault(pair[0], {}).setdefault(pair[1], name)
    return tuple(
        SeriesColumns(symbol, columns)
        for symbol, columns in series.items()
        if Role.CLOSE in columns
    )


def closes_only(samples: Mapping[str, Sequence[str]], is_newest_first: bool) -> ValueColumns:
    """Return a table of closes: one column a symbol, or a single column of prices.

    There is none in a table whose columns are open, high, low and close under unknown names, and a
    column of volumes or of times holds none.
    """
    numeric = [name for name, texts in samples.items() if _may_hold_closes(name, texts)]
    if _are_candles([samples[name] for name in numeric], is_newest_first):
        return ValueColumns(())
    if len(numeric) == 1:
        series = (SeriesColumns(None, {Role.CLOSE: numeric[0]}),)
        return ValueColumns(series, notes=(Message("import.close-column", column=numeric[0]),))
    wide = tuple(SeriesColumns(name, {Role.CLOSE: name}) for name in numeric)
    return ValueColumns(wide, notes=(Message("import.columns-of-symbols"),))


def _may_hold_closes(name: str, texts: Sequence[str]) -> bool:
    # Single letters are symbols as well, as those of Citigroup and Visa.
    words = set(plain(name).split())
    is_other = len(name) > 1 and (role_of(name) is not None or bool(words & _NO_CLOSE))
    return not is_other and is_numeric(texts)


def names_prices(cells: Mapping[str, Sequence[str]]) -> bool:
    """Whether half of the columns are known by their names, so that those are no symbols."""
    price_roles = {*VALUE_ROLES, *ADJUSTED.values()}
    n_known = sum(any(role_of(text) in price_roles for text in texts) for texts in cells.values())
    return 2 * n_known >= len(cells)


def by_content(samples: Mapping[str, Sequence[str]], is_newest_first: bool) -> ValueColumns:
    """Return the columns of a table without a header.

    Prices are the first four neighbours that may be some. Of the orders of open, high, low and
    close the one is taken in which high and low enclose the others most often and each bar opens
    nearest to the close before. The volume is what follows, but for a mean price, or else what
    stands before.
    """
    names = [name for name, texts in samples.items() if is_numeric(texts)][:MAX_UNNAMED]
    if len(names) > len(PRICE_ROLES) and _counts_rows(samples[names[0]]):
        del names[0]
    order: tuple[Role, ...] = {
        1: (Role.CLOSE,),
        2: (Role.CLOSE, Role.VOLUME),
        3: (Role.HIGH, Role.LOW, Role.CLOSE),
    }.get(len(names), ())
    if len(names) < len(PRICE_ROLES):
        columns = dict(zip(order, names, strict=False))
    else:
        columns = _likeliest_columns({name: samples[name] for name in names}, is_newest_first)
    if Role.CLOSE not in columns:
        return ValueColumns(())
    roles = tuple(
        Message("import.column-of", column=name, role=Message(f"import.role-{role}"))
        for role, name in columns.items()
    )
    note = Message("import.no-header", columns=roles)
    return ValueColumns((SeriesColumns(None, columns),), notes=(note,))


def _raw(columns: dict[Role, str]) -> ValueColumns:
    selected = {role: columns[role] for role in _STORED_ROLES if role in columns}
    has_both = any(role in columns for role in ADJUSTED.values())
    notes = (Message("import.raw-prices"),) if has_both else ()
    return ValueColumns((SeriesColumns(None, selected),), notes=notes)


def _adjusted(columns: dict[Role, str]) -> ValueColumns:
    selected = {role: columns[role] for role in _STORED_ROLES if role in columns}
    pairs = {role: columns[other] for role, other in ADJUSTED.items() if other in columns}
    if all(role in pairs for role in PRICE_ROLES if role in selected):
        return ValueColumns(
            (SeriesColumns(None, selected | pairs),), notes=(Message("import.adjusted-prices"),)
        )
    if Role.CLOSE in pairs:
        selected[Role.ADJ_CLOSE] = pairs[Role.CLOSE]
        note = Message("import.scaled-prices")
        return ValueColumns((SeriesColumns(None, selected),), adjusts_by_close=True, notes=(note,))
    return ValueColumns(
        (SeriesColumns(None, selected),), notes=(Message("import.no-adjusted-prices"),)
    )


def _choose_first_trade(columns: dict[Role, str], cells: Mapping[str, Sequence[str]]) -> None:
    """Choose the price of the first trade for the open; ``open`` beside it is yesterday's."""
    first = next((name for name, texts in cells.items() if _FIRST_TRADE in map(plain, texts)), None)
    if first is not None:
        columns[Role.OPEN] = first


def _choose_volume(
    columns: dict[Role, str], cells: Mapping[str, Sequence[str]], symbols: Sequence[str]
) -> list[Message]:
    """Choose the volume in the columns: ``Volume BTC`` of BTCUSD rather than money."""
    halves = None if Role.VOLUME in columns else _volume_halves(cells)
    if halves is not None:
        columns[Role.VOLUME], columns[Role.DOWN_VOLUME] = halves
        return [Message("import.volume-halves", columns=halves)]
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
    return []


def _volume_halves(cells: Mapping[str, Sequence[str]]) -> tuple[str, str] | None:
    """Return the columns of volumes at rising and at falling prices, where both are there."""
    names = {plain(text): name for name, texts in cells.items() for text in texts}
    return next(((names[a], names[b]) for a, b in _HALVES if a in names and b in names), None)


def _volumes(cells: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the columns that are named as volumes."""
    return [name for name, texts in cells.items() if Role.VOLUME in map(role_of, texts)]


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
    if len(text) > MAX_HEADER_LENGTH:
        return None
    quote = _CAMEL_QUOTE.fullmatch(text)
    if quote is not None:
        side, word = (quote[2] or quote[3], quote[1] or quote[4])
        role = role_of(word)
        return (side.lower(), role) if role in VALUE_ROLES else None
    pairs = []
    for place in _SEPARATORS.finditer(text):
        left, right = text[: place.start()], text[place.end() :]
        for symbol, word in ((left, right), (right, left)):
            role = role_of(word)
            if role in VALUE_ROLES and symbol:
                pairs.append((len(word), symbol, role))
    return max(pairs, key=lambda entry: entry[0])[1:] if pairs else None


def has_billionths(names: Container[str], prices: Sequence[str]) -> bool:
    """Whether prices are whole billionths, as a file of market data messages has them."""
    filled = [text.strip() for text in prices if text.strip()]
    is_whole = bool(filled) and all(text.lstrip("-").isdigit() for text in filled)
    is_large = is_whole and max(map(len, filled)) >= _MIN_DIGITS_OF_BILLIONTHS
    return is_large and any(name in names for name in _NAMES_OF_MESSAGES)


def is_numeric(texts: Sequence[str]) -> bool:
    """Whether most of the filled cells of a column are numbers."""
    filled = [text for text in texts if text.strip()]
    return bool(filled) and sum(map(is_number, filled)) >= 0.8 * len(filled)


def _likeliest_columns(
    samples: Mapping[str, Sequence[str]], is_newest_first: bool
) -> dict[Role, str]:
    """Return prices and volume among at least four columns of numbers."""
    names = list(samples)
    values = _values(list(samples.values()), is_newest_first)
    first, order = _likeliest_place(values)
    columns = dict(zip(order, names[first : first + 4], strict=True))
    prices = _prices(values, first, order)
    behind = [
        number for number in range(first + 4, len(names)) if not _is_mean(values[number], prices)
    ]
    before = [number for number in range(first) if not _runs_one_way(values[number])]
    volume = next(iter((*behind, *before)), None)
    if volume is not None:
        columns[Role.VOLUME] = names[volume]
    return columns


def _values(columns: Sequence[Sequence[str]], is_newest_first: bool) -> list[NDArray[np.float64]]:
    """Return the numbers of columns, oldest first."""
    number_format = guess_number_format([text for texts in columns for text in texts])
    values = [parse_numbers(pa.array(texts), number_format).values for texts in columns]
    return [column[::-1] for column in values] if is_newest_first else values


def _likeliest_place(values: Sequence[NDArray[np.float64]]) -> tuple[int, tuple[Role, ...]]:
    """Return at which of the columns the prices begin, and their order."""
    orders = sorted(permutations(PRICE_ROLES), key=lambda order: order != PRICE_ROLES)
    best = []
    for first in range(min(len(values) - 3, _MAX_PLACES)):
        fitness = {order: _fitness(_prices(values, first, order)) for order in orders}
        order = max(orders, key=fitness.__getitem__)
        if fitness[order].is_likely:
            return first, order
        best.append((fitness[order], first, order))
    return max(best, key=lambda entry: entry[0])[1:]


def _prices(
    values: Sequence[NDArray[np.float64]], first: int, order: Sequence[Role]
) -> dict[Role, NDArray[np.float64]]:
    return dict(zip(order, values[first : first + 4], strict=True))


class _Fitness(NamedTuple):
    """How well columns fit their roles; the greater the better."""

    enclosed: float
    closeness: float
    nearness: float

    @property
    def is_likely(self) -> bool:
        """Whether these are prices: a volume would be far above the others, or not always."""
        return self.enclosed > _ENCLOSED and self.closeness > -1


def _fitness(columns: Mapping[Role, NDArray[np.float64]]) -> _Fitness:
    open_, high, low, close = (columns[role] for role in PRICE_ROLES)
    encloses = (high >= np.maximum(open_, close)) & (low <= np.minimum(open_, close))
    share = float(encloses.mean()) if encloses.size else 0.0
    gap = _median(np.abs(open_[1:] - close[:-1]))
    spread = _median(np.log10(np.maximum(high, _TINY) / np.maximum(low, _TINY)))
    return _Fitness(round(share, 2), -round(spread, 1), -gap)


def _are_candles(columns: Sequence[Sequence[str]], is_newest_first: bool) -> bool:
    """Whether four neighbours among columns of numbers are the prices of one symbol."""
    if len(columns) < len(PRICE_ROLES):
        return False
    values = _values(columns, is_newest_first)
    prices = _prices(values, *_likeliest_place(values))
    fitness = _fitness(prices)
    moves = _median(np.abs(np.diff(prices[Role.CLOSE])))
    # Columns of several symbols may enclose each other, but keep their distance from bar to bar.
    is_near = -fitness.nearness < moves
    return prices[Role.CLOSE].size > _MIN_BARS and fitness.is_likely and is_near


def _is_mean(values: NDArray[np.float64], prices: Mapping[Role, NDArray[np.float64]]) -> bool:
    """Whether a column lies between low and high, as a mean or an adjusted price does."""
    is_between = (values >= prices[Role.LOW]) & (values <= prices[Role.HIGH])
    return bool(is_between.mean() > _ENCLOSED)


def _counts_rows(texts: Sequence[str]) -> bool:
    """Whether a column numbers the rows."""
    (values,) = _values([texts], is_newest_first=False)
    return values.size > _MIN_BARS and bool((np.abs(np.diff(values)) == 1).all())


def _runs_one_way(values: NDArray[np.float64]) -> bool:
    """Whether a column counts the rows."""
    return bool((np.diff(values) > 0).all() or (np.diff(values) < 0).all())


def _median(values: NDArray[np.float64]) -> float:
    finite = values[np.isfinite(values)]
    return float(np.median(finite)) if finite.size else 0.0
