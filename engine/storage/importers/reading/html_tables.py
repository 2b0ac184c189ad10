"""Tables in HTML and in Excel's XML, which many brokers' programs save under the name ``.xls``."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from engine.errors import SourceError
from engine.messages import Message
from engine.storage.importers.cells.encodings import guess_encoding
from engine.storage.importers.reading.grid_reader import GridReader

if TYPE_CHECKING:
    from engine.storage.importers.reading.sources import FileSource

_ROWS = frozenset(["tr", "row"])
_CELLS = frozenset(["td", "th", "cell"])
_UNSEEN = frozenset(["script", "style", "title"])
_BLANKS = re.compile(r"\s+")
_MAX_CELLS = 1_000
_MAX_DIGITS = 9


def open_html(source: FileSource) -> GridReader:
    """Return the longest table of a page: what is around it is there for the eye only.

    Raises
    ------
    SourceError
        The page cannot be read or has no table.
    """
    content = source.read()
    page = _Page()
    page.feed(content.decode(guess_encoding(content), "replace"))
    page.close()
    rows = max(page.tables, key=len, default=[])
    if not rows:
        raise SourceError(source.name, Message("import.page-without-table"))
    return GridReader(source.name, source.naming, rows)


class _Page(HTMLParser):
    """Gathers the rows of each table; of tables in tables, each for itself."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self._open: list[list[list[str]]] = []
        self._pieces: list[str] | None = None
        self._n_beside = 0
        # By place the number of the row down to which a cell reaches.
        self._taken_until: dict[int, int] = {}
        self._n_unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row or a cell; ends may be left out."""
        if tag in _UNSEEN:
            self._n_unseen += 1
        elif tag == "table":
            self._end_cell()
            self._open.append([])
            self.tables.append(self._open[-1])
            self._taken_until = {}
        elif tag in _ROWS and self._open:
            self._end_cell()
            self._open[-1].append([])
        elif tag in _CELLS and self._open and self._open[-1]:
            self._begin_cell(dict(attrs))
        elif tag == "br" and self._pieces is not None:
            self._pieces.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """End a table, a row or a cell."""
        if tag in _UNSEEN:
            self._n_unseen = max(0, self._n_unseen - 1)
        elif tag == "table" and self._open:
            self._end_cell()
            self._open.pop()
        elif tag in _ROWS or tag in _CELLS:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        """Add to the text of a cell."""
        if self._pieces is not None and not self._n_unseen:
            self._pieces.append(data)

    def _begin_cell(self, attributes: dict[str, str | None]) -> None:
        self._end_cell()
        table = self._open[-1]
        row = table[-1]
        # XML leaves empty cells out and tells the place of the next one, from 1.
        place = _whole(attributes.get("ss:index"))
        row.extend([""] * (place - 1 - len(row)))
        while self._taken_until.get(len(row), 0) >= len(table):
            row.append("")
        self._n_beside = _whole(attributes.get("colspan")) - 1
        last_row = len(table) + _whole(attributes.get("rowspan")) - 1
        places = range(len(row), len(row) + 1 + self._n_beside)
        self._taken_until.update(dict.fromkeys(places, last_row))
        self._pieces = []

    def _end_cell(self) -> None:
        if self._pieces is None or not self._open or not self._open[-1]:
            self._pieces = None
            return
        text = _BLANKS.sub(" ", "".join(self._pieces)).strip()
        self._open[-1][-1].extend([text, *[""] * self._n_beside])
        self._pieces = None


def _whole(text: str | None) -> int:
    """Return a number of cells in an attribute, 1 where there is none."""
    # More digits than Python would turn into a number are no number of cells either.
    if not text or not text.isdecimal() or len(text) > _MAX_DIGITS:
        return 1
    return min(int(text), _MAX_CELLS) or 1
