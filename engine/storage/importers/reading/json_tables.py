"""Tables in JSON documents: lists of objects, lists of lists, columns, objects by date."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from engine.domain.import_layout import VALUE_ROLES, Role
from engine.errors import SourceError
from engine.messages import Message
from engine.storage.importers.cells.encodings import guess_encoding
from engine.storage.importers.cells.vocabulary import plain, role_of
from engine.storage.importers.detection.file_names import (
    NameOrigin,
    document_name,
    read_name,
)
from engine.storage.importers.detection.named_zones import find_zone
from engine.storage.importers.reading.grid_reader import GridReader
from engine.system_messages import system_message

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from engine.storage.importers.reading.sources import FileSource

Rows = list[list[str]]
_MAX_DEPTH = 6
_MAX_FACTS = 100


class _Table(NamedTuple):
    """Rows, the key under which they stand, and the symbol that is told beside them."""

    key: str
    symbol: str
    rows: Rows


def open_json(source: FileSource) -> Iterator[GridReader]:
    """Yield the tables of a JSON document, or of a file with one JSON value a line.

    Raises
    ------
    SourceError
        The text is no JSON, or there is no table in it.
    """
    content = source.read()
    text = content.decode(guess_encoding(content[:65_536]), "replace")
    document = _parsed(source.name, text)
    zone = find_zone(_facts(document))
    tables = list(_tables(document, "", ""))
    if not tables:
        raise SourceError(source.name, Message("import.json-without-table"))
    for table in tables:
        is_only = len(tables) == 1
        name = source.name if is_only else f"{source.name}/{table.key}"
        naming = document_name(table.symbol) or (
            source.naming if is_only else read_name(table.key)._replace(origin=NameOrigin.DOCUMENT)
        )
        yield GridReader(name, naming, table.rows, zone)


def _parsed(name: str, text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as whole:
        lines = text.splitlines()
        try:
            return [json.loads(line) for line in lines if line.strip()]
        except json.JSONDecodeError:
            reason = Message("import.no-json", reason=system_message(whole))
            raise SourceError(name, reason) from whole


def _tables(value: Any, key: str, symbol: str) -> Iterator[_Table]:
    """Yield what may be a table, with the key and the symbol that stand over it."""
    if isinstance(value, list) and value:
        if len(value) == 1 and isinstance(value[0], dict) and not _is_flat(value[0]):
            yield from _tables_of_object(value[0], key, symbol)
        elif all(isinstance(entry, dict) for entry in value):
            yield _Table(key, symbol, _from_objects(value))
        elif all(isinstance(entry, list) for entry in value):
            yield _Table(key, symbol, [[_text(cell) for cell in entry] for entry in value])
    elif isinstance(value, dict):
        yield from _tables_of_object(value, key, symbol)


def _tables_of_object(value: Mapping[str, Any], key: str, symbol: str) -> Iterator[_Table]:
    symbol = _symbol_in(value) or symbol
    columns = _columns(value) if any(map(_is_column, value.values())) else {}
    lengths = {len(cells) for cells in columns.values()}
    if len(columns) > 1 and len(lengths) == 1:
        lines = zip(*columns.values(), strict=True)
        rows = [list(columns), *([_text(cell) for cell in line] for line in lines)]
        yield _Table(key, symbol, rows)
        return
    if {"columns", "data"} <= value.keys() and isinstance(value["data"], list):
        yield _Table(key, symbol, _from_split(value))
        return
    inner = [entry for entry in value.values() if isinstance(entry, dict)]
    if len(inner) == len(value) > 1 and all(_is_flat(entry) for entry in inner):
        yield _Table(key, symbol, _from_keyed(value))
        return
    for name, entry in value.items():
        yield from _tables(entry, name, symbol)


def _facts(value: Any, depth: int = 0) -> Iterator[tuple[str, Any]]:
    """Yield names and values of the objects of a document that are no rows."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list) and len(value) == 1:
        yield from _facts(value[0], depth + 1)
    elif isinstance(value, dict) and len(value) <= _MAX_FACTS:
        for name, entry in value.items():
            if isinstance(entry, dict | list):
                yield from _facts(entry, depth + 1)
            else:
                yield name, entry


def _symbol_in(value: Mapping[str, Any]) -> str:
    """Return the symbol that an object, or an object of no more than facts in it, names."""
    facts = [value, *(entry for entry in value.values() if isinstance(entry, dict))]
    for entry in facts:
        for name, text in entry.items():
            # A code may also be that of success.
            if isinstance(text, str) and role_of(name) is Role.SYMBOL and plain(name) != "code":
                return text.strip()
    return ""


def _columns(value: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Return the lists of equal meaning in an object, also in objects inside it."""
    columns_by_name: dict[str, list[Any]] = {}
    for name, entry in value.items():
        if _is_column(entry):
            columns_by_name[name] = entry
        elif isinstance(entry, list) and len(entry) == 1 and isinstance(entry[0], dict):
            columns_by_name.update(_columns(entry[0]))
        elif isinstance(entry, dict):
            columns_by_name.update(_columns(entry))
    return columns_by_name


def _is_column(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and not isinstance(value[0], list | dict)


def _is_flat(value: Mapping[str, Any]) -> bool:
    return bool(value) and not any(isinstance(entry, list | dict) for entry in value.values())


def _from_split(value: Mapping[str, Any]) -> Rows:
    """Return a table whose header and index stand apart from its rows, as pandas writes them."""
    header, data = value["columns"], value["data"]
    index = value.get("index") or [""] * len(data)
    pairs = zip(index, data, strict=False)
    return [
        ["date", *map(_text, header)],
        *([_text(name), *map(_text, row)] for name, row in pairs if isinstance(row, list)),
    ]


def _from_keyed(value: Mapping[str, Mapping[str, Any]]) -> Rows:
    """Return a table of objects by date, as Alpha Vantage writes them, or of columns by date."""
    if any(role_of(name) in VALUE_ROLES for name in value):
        times = dict.fromkeys(time for column in value.values() for time in column)
        rows = ([time, *(_text(column.get(time)) for column in value.values())] for time in times)
        return [["date", *value], *rows]
    return _from_objects([{"date": name, **entry} for name, entry in value.items()])


def _from_objects(objects: Sequence[Mapping[str, Any]]) -> Rows:
    if any(isinstance(entry, dict) for row in objects for entry in row.values()):
        objects = [_flattened(row) for row in objects]
    names = list(dict.fromkeys(name for entry in objects for name in entry))
    return [names, *([_text(entry.get(name)) for name in names] for entry in objects)]


def _flattened(value: Mapping[str, Any], path: str = "", depth: int = 0) -> dict[str, Any]:
    """Return an object with those inside it, their names behind the path to them: ``mid.c``."""
    flat: dict[str, Any] = {}
    for name, entry in value.items():
        if isinstance(entry, dict) and depth < _MAX_DEPTH:
            flat.update(_flattened(entry, f"{path}{name}.", depth + 1))
        else:
            flat[f"{path}{name}"] = entry
    return flat


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value)
