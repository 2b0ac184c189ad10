"""How a text falls into cells: separator, lines before the header, header, first row of data.

1. Each separator is tried on the first lines; the one wins that yields most rows of data, then
   most cells. A row of data has a date and a number besides.
2. The header is what stands directly before the first row of data with as many cells.
3. What stands before that is a banner.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from engine.domain.import_layout import VALUE_ROLES, Role, TextShape
from engine.errors import SourceError
from engine.messages import Message
from engine.storage.importers.cells.numbers import is_number
from engine.storage.importers.cells.time_formats import pattern
from engine.storage.importers.cells.vocabulary import role_of
from engine.storage.importers.detection.time_detection import (
    MAX_TIME_LENGTH,
    guess_clock_format,
    is_serial_date,
    looks_like_date,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from engine.domain.import_mapping import ImportMapping

DELIMITERS = (",", ";", "\t", "|", " ")
_LOOKED_AT = 60
_MAX_HEADER_LINES = 4
_MIN_DATES_SHARE = 0.2
_CLOCK_NAME = "Time"


@dataclass(frozen=True, slots=True)
class Cells:
    """The beginning of a table of texts.

    Attributes
    ----------
    shape : TextShape
        How it was cut.
    header : list of list of str
        Cells of the header lines; empty where there is none.
    rows : list of list of str
        The first rows of data.
    """

    shape: TextShape
    header: list[list[str]]
    rows: list[list[str]]


def cut(line: str, delimiter: str) -> list[str]:
    """Return the cells of a line."""
    if delimiter == " ":
        return line.split()
    return next(csv.reader([line], delimiter=delimiter), [])


def find_cells(
    name: str,
    lines: Sequence[str],
    encoding: str,
    mapping: ImportMapping,
    *,
    has_file_day: bool = False,
) -> Cells:
    """Return how the text `lines` is cut, and its first cells.

    Raises
    ------
    SourceError
        There is no row with a date and a number.
    """
    delimiters = (mapping.delimiter,) if mapping.delimiter else DELIMITERS
    best = max(
        (_Cut(lines, delimiter, mapping, has_file_day) for delimiter in delimiters),
        key=lambda cut: cut.score,
    )
    if not best.data:
        raise SourceError(name, _why(Message("import.no-candles-in-text"), mapping))
    shape = TextShape(encoding, best.delimiter, best.n_skipped, best.n_header)
    return Cells(shape, best.header, best.rows)


def table_cells(
    name: str,
    rows: Sequence[Sequence[str]],
    mapping: ImportMapping,
    *,
    has_file_day: bool = False,
) -> Cells:
    """Return header and first rows of a table that already is in cells; see `find_cells`."""
    table = _Cut(rows, "", mapping, has_file_day)
    if not table.data:
        raise SourceError(name, _why(Message("import.no-candles-in-table"), mapping))
    shape = TextShape(n_skipped=table.n_skipped, n_header=table.n_header)
    return Cells(shape, table.header, table.rows)


def _why(usual: Message, mapping: ImportMapping) -> Message:
    """Return why there are no rows of data: the user's own format goes before the usual reason."""
    if mapping.time_format is None:
        return usual
    return Message("import.no-row-in-format", format=mapping.time_format)


class _Cut:
    """The first lines in cells, with header and data told apart."""

    def __init__(
        self,
        lines: Sequence[str] | Sequence[Sequence[str]],
        delimiter: str,
        mapping: ImportMapping,
        has_file_day: bool,
    ) -> None:
        self.delimiter = delimiter
        self.cells = [
            cut(line, delimiter) if isinstance(line, str) else list(line) for line in lines
        ]
        start = (mapping.skip_lines or 0) + (mapping.header_lines or 0)
        likely = range(start, min(len(self.cells), start + _LOOKED_AT))
        self._is_time = _time_test(mapping.time_format)
        self._is_dateless = False
        self._date_place = self._usual_date_place(likely)
        self.data = [number for number in likely if self._is_data(self.cells[number])]
        if self._are_exceptions(likely):
            self.data = self._find_serial_dates(likely)
        self._is_dateless = not self.data and has_file_day
        if self._is_dateless:
            self.data = self._find_dateless(likely)
        self._keep_usual_width()
        self.n_skipped = self.n_header = 0
        self.header: list[list[str]] = []
        if self.data:
            self._find_header(mapping)

    @property
    def score(self) -> tuple[bool, int, int, int]:
        """Rows of data, known names in the header, cells; the first of equals wins.

        Blanks also stand between date and time: they separate where nothing else does.
        """
        n_known = sum(role_of(cell) is not None for line in self.header for cell in line)
        is_certain = bool(self.data) and self.delimiter != " "
        return (is_certain, len(self.data), n_known, self.width)

    @property
    def rows(self) -> list[list[str]]:
        """All rows of data; only the first lines were looked at so far."""
        below = self.cells[self.data[0] :]
        return [cells for cells in below if len(cells) == self.width and self._is_data(cells)]

    def _keep_usual_width(self) -> None:
        widths = [len(self.cells[number]) for number in self.data]
        self.width = max(set(widths), key=widths.count) if widths else 0
        self.data = [number for number in self.data if len(self.cells[number]) == self.width]

    def _find_header(self, mapping: ImportMapping) -> None:
        top = self._header_top(mapping.skip_lines or 0)
        end = self._first_broken(top, self.data[0])
        self.n_skipped, self.n_header = top, end - top
        if mapping.header_lines is not None:
            self.n_header = mapping.header_lines
            # So many lines right above the rows; without a header all below the banner are rows.
            skipped = max(0, end - self.n_header) if self.n_header else top
            self.n_skipped = skipped if mapping.skip_lines is None else mapping.skip_lines
        lines = self.cells[self.n_skipped : self.n_skipped + self.n_header]
        self.header = [line for line in lines if any(map(str.strip, line))]
        if self._has_clock_without_name():
            place = self._date_place + 1
            self.header = [[*line[:place], _CLOCK_NAME, *line[place:]] for line in self.header]

    def _has_clock_without_name(self) -> bool:
        """Whether date and time of day are two cells under one name: the header is one short."""
        place = self._date_place + 1
        rows = [self.cells[number] for number in self.data]
        if place >= self.width or not all(row[-1].strip() for row in rows):
            return False  # a row that ends with a separator has a cell more as well
        is_short = bool(self.header) and all(len(line) == self.width - 1 for line in self.header)
        return is_short and guess_clock_format([row[place] for row in rows]) is not None

    def _header_top(self, lowest: int) -> int:
        """Return the first line that may belong to the header."""
        first = self.data[0]
        top = first
        while top > lowest and first - top < _MAX_HEADER_LINES and self._is_header(top - 1):
            top -= 1
        # Blank lines between the header and the first row belong to the header.
        while top < first and not any(map(str.strip, self.cells[top])):
            top += 1
        return top

    def _first_broken(self, top: int, first: int) -> int:
        """Return where rows of data begin that are no header, although they have no date.

        They are numbers below a line that names prices once each, or numbers with decimals.
        """
        number = first
        while number > top and self._is_broken(number - 1, top):
            number -= 1
        return number

    def _is_broken(self, number: int, top: int) -> bool:
        cells = self.cells[number]
        if self._has_date(cells):
            return True
        filled = [cell for cell in cells if cell.strip()]
        numbers = [cell for cell in filled if role_of(cell) is None and is_number(cell)]
        if len(numbers) < 2 or 2 * len(numbers) < len(filled):
            return False
        has_decimals = any(not cell.strip().isdigit() for cell in numbers)
        return has_decimals or any(map(_names_prices_once, self.cells[top:number]))

    def _is_header(self, number: int) -> bool:
        """Whether the line may name columns; a blank one may stand between header and data."""
        cells = self.cells[number]
        if not any(map(str.strip, cells)):
            return True
        # Some programs end rows of data with a separator, but not the header.
        return len(cells) in {self.width, self.width - 1} and not self._is_data(cells)

    def _is_data(self, cells: Sequence[str]) -> bool:
        """Whether a row has a date in its place, and a number besides."""
        if self._is_dateless:
            return sum(map(is_number, cells)) > 1
        return self._has_date(cells) and any(
            is_number(cell) for number, cell in enumerate(cells) if number != self._date_place
        )

    def _has_date(self, cells: Sequence[str]) -> bool:
        cell, follower, *_ = [*cells[self._date_place :], "", ""]
        return 0 <= self._date_place < len(cells) and self._is_time(cell, follower)

    def _usual_date_place(self, likely: range) -> int:
        """Return the cell that most often is a date, the first of equals; -1 where none is."""
        counts = Counter(
            place
            for number in likely
            for place, pair in enumerate(pairwise((*self.cells[number], "")))
            if self._is_time(*pair)
        )
        return max(sorted(counts), key=counts.__getitem__, default=-1)

    def _are_exceptions(self, likely: range) -> bool:
        """Whether so few rows have a date that those are volumes which look like one."""
        first = self.data[0] if self.data else likely.start
        width = len(self.cells[first]) if self.data else 0
        n_filled = sum(
            any(map(str.strip, self.cells[number])) for number in likely[first - likely.start :]
        )
        n_above = sum(
            len(self.cells[number]) == width and sum(map(is_number, self.cells[number])) > 1
            for number in likely[: first - likely.start]
        )
        return len(self.data) < _MIN_DATES_SHARE * (n_filled + n_above)

    def _find_dateless(self, likely: range) -> list[int]:
        """Return the rows below a header that names symbols and closes, which have no date."""
        for number in likely:
            roles = [role_of(cell) for cell in self.cells[number]]
            if Role.SYMBOL in roles and Role.CLOSE in roles:
                below = likely[number - likely.start + 1 :]
                return [row for row in below if self._is_data(self.cells[row])]
        return []

    def _find_serial_dates(self, likely: range) -> list[int]:
        """Return the rows below a header that names times and closes, and has day numbers below."""
        for number in likely:
            roles = [role_of(cell) for cell in self.cells[number]]
            if Role.TIME in roles and Role.CLOSE in roles:
                self._date_place = roles.index(Role.TIME)
                self._is_time = lambda cell, _: is_serial_date(cell)
                return [
                    below
                    for below in likely[number - likely.start + 1 :]
                    if self._is_data(self.cells[below])
                ]
        return []


def _names_prices_once(cells: Sequence[str]) -> bool:
    roles = [role for role in map(role_of, cells) if role in VALUE_ROLES]
    return len(roles) > 1 and len(set(roles)) == len(roles)


def _time_test(time_format: str | None) -> Callable[[str, str], bool]:
    """Return the test for a cell, or it and the next one, being a time."""
    if time_format is None or "%" not in time_format:
        return lambda cell, _: looks_like_date(cell)
    is_time = re.compile(pattern(time_format))

    def test(cell: str, follower: str) -> bool:
        pair = f"{cell} {follower}"
        return any(len(text) <= MAX_TIME_LENGTH and is_time.match(text) for text in (cell, pair))

    return test
