"""The matches on show as a file, and as text for the clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from engine.scanning.table_files import (
    ENDINGS,
    CellKind,
    TableColumn,
    check_sheet,
    open_table,
    sheet_text_cells,
)
from scanner_app.models.result_columns import NAME, SYMBOL, TIME, Column, ColumnKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from engine.domain.cancellation import CancellationToken
    from scanner_app.models.result_store import ResultStore

_CHUNK_ROWS = 50_000
FORMATS = ENDINGS
_KINDS = {
    ColumnKind.TEXT: CellKind.TEXT,
    ColumnKind.TIME: CellKind.TIME,
    ColumnKind.PRICE: CellKind.NUMBER,
    ColumnKind.VOLUME: CellKind.NUMBER,
    ColumnKind.VALUE: CellKind.NUMBER,
}


def export_matches(
    path: Path,
    store: ResultStore,
    rows: NDArray[np.int64],
    columns: Sequence[Column],
    *,
    progress: Callable[[int, int, str], None],
    token: CancellationToken,
) -> Path:
    """Write some rows of a store, in their order, and return the file.

    The file appears when all of it is written.

    Raises
    ------
    SourceError
        The file cannot be written, or has more rows than its format allows.
    ProcessingCancelledException
        The token was cancelled.
    """
    if path.suffix.lower() not in FORMATS:
        path = path.with_name(path.name + ".csv")
    check_sheet(path, len(rows))
    is_sheet = path.suffix.lower() == ".xlsx"
    heading = {TIME: f"{TIME} (UTC)"} if is_sheet else {}  # a sheet knows no time zones
    of_file = [TableColumn(heading.get(c.key, c.key), _KINDS[c.kind]) for c in columns]
    with open_table(path, of_file, has_mark=True) as table:
        for first in range(0, len(rows), _CHUNK_ROWS):
            token.throw_if_cancelled()
            part = rows[first : first + _CHUNK_ROWS]
            table.write([_column(store, part, column) for column in columns])
            progress(first + len(part), len(rows), "")
        token.throw_if_cancelled()
    return path


def table_text(
    store: ResultStore, rows: NDArray[np.int64], columns: Sequence[Column], titles: Sequence[str]
) -> str:
    """Return rows as text with tabs between the cells, for the clipboard."""
    cells = [sheet_text_cells(_KINDS[c.kind], _column(store, rows, c)) for c in columns]
    lines = ["\t".join(titles)]
    lines += ["\t".join(map(str, line)) for line in zip(*cells, strict=True)]
    return "\n".join(lines)


def _column(store: ResultStore, rows: NDArray[np.int64], column: Column) -> Any:
    """Return one column of some rows: texts, times in nanoseconds since 1970 UTC, or numbers."""
    if column.key == TIME:
        return store.timestamps[rows]
    if column.key in (SYMBOL, NAME):
        symbols = np.array(store.symbols, dtype=object)[store.codes[rows]].tolist()
        return symbols if column.key == SYMBOL else [store.name_of(symbol) for symbol in symbols]
    return store.numbers(column.key)[rows]
