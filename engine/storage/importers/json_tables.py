"""Tables in JSON documents: lists of objects, lists of lists, columns, objects by date."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from engine.errors import SourceError
from engine.storage.importers.encodings import guess_encoding
from engine.storage.importers.grid_reader import GridReader

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from engine.storage.importers.sources import Source

Rows = list[list[str]]


def open_json(source: Source) -> Iterator[GridReader]:
    """Yield the tables of a JSON document, or of a file with one JSON value a line.

    Raises
    ------
    SourceError
        The text is no JSON, or there is no table in it.
    """
    content = source.read()
    text = content.decode(guess_encoding(content[:65_536]), "replace")
    tables = list(_tables(_parsed(source.name, text), ""))
    if not tables:
        raise SourceError(source.name, "there is no table of candles in this JSON")
    for key, rows in tables:
        is_only = len(tables) == 1
        name = source.name if is_only else f"{source.name}/{key}"
        yield GridReader(name, source.stem if is_only else key, rows)


def _parsed(name: str, text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as whole:
        lines = text.splitlines()
        try:
            return [json.loads(line) for line in lines if line.strip()]
        except json.JSONDecodeError:
            raise SourceError(name, f"this is no JSON: {whole.msg}", whole.lineno) from whole


def _tables(value: Any, key: str) -> Iterator[tuple[str, Rows]]:
    """Yield what may be a table, with the key under which it stands."""
    if isinstance(value, list) and value:
        if all(isinstance(entry, dict) for entry in value):
            yield key, _from_objects(value)
        elif all(isinstance(entry, list) for entry in value):
            yield key, [[_text(cell) for cell in entry] for entry in value]
    elif isinstance(value, dict):
        yield from _tables_of_object(value)


def _tables_of_object(value: Mapping[str, Any]) -> Iterator[tuple[str, Rows]]:
    columns = {name: cells for name, cells in value.items() if _is_column(cells)}
    lengths = {len(cells) for cells in columns.values()}
    if len(columns) > 1 and len(lengths) == 1:
        lines = zip(*columns.values(), strict=True)
        yield "", [list(columns), *([_text(cell) for cell in line] for line in lines)]
        return
    inner = [entry for entry in value.values() if isinstance(entry, dict)]
    if len(inner) == len(value) > 1 and all(_is_flat(entry) for entry in inner):
        # The key of each object is its date, as Alpha Vantage writes it.
        yield "", _from_objects([{"date": name, **entry} for name, entry in value.items()])
        return
    for name, entry in value.items():
        for key, rows in _tables(entry, name):
            yield key or name, rows


def _is_column(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and not isinstance(value[0], list | dict)


def _is_flat(value: Mapping[str, Any]) -> bool:
    return bool(value) and not any(isinstance(entry, list | dict) for entry in value.values())


def _from_objects(objects: Sequence[Mapping[str, Any]]) -> Rows:
    names = list(dict.fromkeys(name for entry in objects for name in entry))
    return [names, *([_text(entry.get(name)) for name in names] for entry in objects)]


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value)
