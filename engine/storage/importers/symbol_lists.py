"""Lists of symbols: names, exchanges, currencies, time zones and groups from a table."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.calendars.sessions import parse_sessions
from engine.calendars.zones import zone_named
from engine.domain.import_layout import Role
from engine.domain.symbol import Symbol
from engine.errors import SourceError
from engine.messages import Message
from engine.storage.importers.cells.vocabulary import plain, role_of
from engine.storage.importers.detection.text_shape import DELIMITERS, cut
from engine.storage.importers.reading.readers import open_tables
from engine.storage.importers.reading.sources import FileSource, iter_sources
from engine.system_messages import system_message

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from engine.storage.library import Library

_COLUMNS = {
    "exchange": "exchange, market, mic, exchange code, 시장, 시장구분, 거래소, 市場 商品区分, 市場",
    "currency": "currency, ccy, 통화, 通貨, moeda",
    "tz": "tz, time zone, timezone",
    "sessions": "sessions, trading hours, hours",
    "group": "group, groups, sector, industry, index, category, 업종, 섹터, 소속부, 33業種区分",
}
_FIELD_OF = {
    name.strip(): field_name for field_name, names in _COLUMNS.items() for name in names.split(",")
}

# Some brokers' symbols begin with a single one of these marks.
_REMARKS = ("# ", "##", "File Creation Time")


@dataclass(slots=True)
class SymbolList:
    """What a table says of symbols.

    Attributes
    ----------
    symbols : list of Symbol
        In the order of the file.
    zones, sessions : dict of str to str
        Time zones and trading hours of those symbols that have them.
    groups : list of (str, str)
        Group and symbol.
    """

    symbols: list[Symbol] = field(default_factory=list)
    zones: dict[str, str] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    groups: list[tuple[str, str]] = field(default_factory=list)


def read_symbol_list(path: str | Path) -> SymbolList:
    """Read a list of symbols from a file of any kind that candles may come in.

    A header names the columns; without one the first column holds symbols and the second names.
    A single line, as TradingView writes it, holds nothing but symbols.

    Raises
    ------
    SourceError
        The file cannot be read, or names a time zone or trading hours that do not exist.
    """
    rows = next(open_tables(_single(path))).rows()
    cells = [[cell.strip() for cell in row] for row in _cut(rows)]
    filled = [(line, row) for line, row in enumerate(cells, start=1) if _is_entry(row)]
    fields, body = _fields(filled)
    symbol_list = SymbolList()
    for line, row in body:
        _add(symbol_list, str(path), line, list(zip(fields, row, strict=False)))
    if not symbol_list.symbols:
        raise SourceError(str(path), Message("import.no-symbol"))
    return symbol_list


def import_symbol_list(library: Library, path: str | Path) -> int:
    """Put a list of symbols into the library, in one transaction, and return their number."""
    symbol_list = read_symbol_list(path)
    with library.transaction():
        library.symbols.save_all(symbol_list.symbols)
        library.symbols.add_to_groups(symbol_list.groups)
        for symbol, tz in symbol_list.zones.items():
            library.symbols.set_sessions([symbol], tz=tz)
        for symbol, sessions in symbol_list.sessions.items():
            library.symbols.set_sessions([symbol], sessions=sessions)
    return len(symbol_list.symbols)


def _single(path: str | Path) -> FileSource:
    nothing = SourceError(str(path), Message("import.no-symbol-list"))
    source = next(iter_sources([path]), nothing)
    if isinstance(source, SourceError):
        raise source
    return source


def _cut(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the cells of rows that may be whole lines of text."""
    if any(len(row) > 1 for row in rows):
        return [list(row) for row in rows]
    lines = [row[0] if row else "" for row in rows]
    first = next(filter(str.strip, lines), "")
    delimiter = max(DELIMITERS[:-1], key=first.count)
    return [cut(line, delimiter) for line in lines]


def _fields(
    rows: Sequence[tuple[int, list[str]]],
) -> tuple[list[str], Sequence[tuple[int, list[str]]]]:
    """Return what each column holds, and the rows below the header."""
    header = [_field_of(cell) for cell in rows[0][1]] if rows else []
    if "symbol" in header:
        return header, rows[1:]
    if len(rows) == 1 and all(map(_may_be_symbol, rows[0][1])):
        line, cells = rows[0]
        return ["symbol"], [(line, [cell]) for cell in cells if not cell.startswith(_REMARKS)]
    return ["symbol", "name"], rows


def _is_entry(row: Sequence[str]) -> bool:
    """Whether a row is neither empty nor a remark."""
    is_remark = len(row) > 0 and row[0].startswith(_REMARKS) and len(list(filter(None, row))) == 1
    return any(row) and not is_remark


def _may_be_symbol(cell: str) -> bool:
    """Whether a cell of a single line is a symbol: names are not in Latin capitals."""
    is_code = cell.isascii() and " " not in cell and cell == cell.upper()
    return is_code or cell.startswith(_REMARKS)


def _field_of(cell: str) -> str:
    role = role_of(cell)
    if role in {Role.SYMBOL, Role.NAME}:
        return str(role)
    return _FIELD_OF.get(plain(cell), "")


def _add(symbol_list: SymbolList, file: str, line: int, cells: list[tuple[str, str]]) -> None:
    row = dict(cells)
    symbol = row.get("symbol", "")
    if not symbol:
        return
    name, exchange, currency = (row.get(key, "") for key in ("name", "exchange", "currency"))
    symbol_list.symbols.append(Symbol(symbol, name, exchange, currency))
    try:
        if row.get("tz"):
            zone_named(row["tz"])
            symbol_list.zones[symbol] = row["tz"]
        if row.get("sessions"):
            parse_sessions(row["sessions"])
            symbol_list.sessions[symbol] = row["sessions"]
    except ValueError as error:
        raise SourceError(file, system_message(error), line) from error
    groups = (part.strip() for key, text in cells if key == "group" for part in text.split(";"))
    symbol_list.groups.extend((group, symbol) for group in groups if group)
