"""Tables in text files, read in pieces of bounded size."""

from __future__ import annotations

import codecs
import io
import re
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import chain
from typing import IO, TYPE_CHECKING

from engine.errors import SourceError
from engine.messages import Message
from engine.storage.importers.cells.encodings import guess_encoding, is_encoding
from engine.storage.importers.detection.detect_layout import detect_layout
from engine.storage.importers.detection.named_zones import zone_in_banner
from engine.storage.importers.detection.text_shape import cut, find_cells
from engine.storage.importers.reading.raw import SHOWN_ROWS, shape_of
from engine.storage.importers.reading.sources import is_unpacked_on_the_way
from engine.storage.importers.reading.text_pieces import end_of_rows, read_piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.domain.import_layout import TableLayout
    from engine.domain.import_mapping import ImportMapping
    from engine.storage.importers.detection.text_shape import Cells
    from engine.storage.importers.reading.raw import RawChunk
    from engine.storage.importers.reading.sources import FileSource

# Most files of one symbol fit into it, and are read once.
_HEAD_BYTES = 131_072
_FIRST_LINE_BYTES = 4_096
_SPREAD_BYTES = 16_384
_SPREAD_PLACES = (0.35, 0.7, 0.97)
_UNPACKED_BYTES = 32 << 20
_SNIFFED_LINES = 250
_PIECE_BYTES = 8 << 20
# Japanese programs write digits, points and slashes as wide as their other characters.
_NARROW = {
    ord(wide): narrow
    for wide, narrow in zip("０１２３４５６７８９．／：－", "0123456789./:-", strict=True)
}
_NARROW_BYTES = [(chr(wide).encode(), narrow.encode()) for wide, narrow in _NARROW.items()]


class TextReader:
    """A text file with one table; see ``raw.TableReader``."""

    def __init__(self, source: FileSource) -> None:
        self.name = source.name
        self.naming = source.naming
        self._source = source
        self._ahead: tuple[TableLayout, list[RawChunk]] | None = None
        with source.open() as file:
            self._head = file.read(_HEAD_BYTES)
        self.zone = zone_in_banner(self._head[:_FIRST_LINE_BYTES])

    @property
    def signature(self) -> str:
        """See :class:`~engine.storage.importers.reading.raw.TableReader`."""
        head = self._head[:_FIRST_LINE_BYTES]
        lines = _lines(head, guess_encoding(head))
        return shape_of(next(filter(str.strip, lines), ""))

    def head(self, delimiter: str | None, encoding: str | None = None) -> list[list[str]]:
        """See :class:`~engine.storage.importers.reading.raw.TableReader`."""
        lines = _lines(self._head, encoding or guess_encoding(self._head))[:SHOWN_ROWS]
        return [cut(line, delimiter) if delimiter else [line] for line in lines]

    def rows(self) -> list[list[str]]:
        """See :class:`~engine.storage.importers.reading.raw.TableReader`."""
        content = self._source.read()
        return [[line] for line in _lines(content, guess_encoding(content))]

    def cells(self, mapping: ImportMapping) -> Cells:
        """See :class:`~engine.storage.importers.reading.raw.TableReader`."""
        encoding = _check_encoding(self.name, mapping.encoding or guess_encoding(self._head))
        lines = self._head_lines(encoding)
        return find_cells(
            self.name,
            lines[:_SNIFFED_LINES],
            encoding,
            mapping,
            has_file_day=self.naming.day is not None,
        )

    def layout(self, mapping: ImportMapping) -> TableLayout:
        """See :class:`~engine.storage.importers.reading.raw.TableReader`."""
        cells = self.cells(mapping)
        encoding = cells.shape.encoding
        further = chain(self._head_lines(encoding)[_SNIFFED_LINES:], self._further_lines(encoding))
        spread = [cut(line, cells.shape.delimiter) for line in further]
        layout = detect_layout(
            self.name, cells, spread, mapping, has_file_day=self.naming.day is not None
        )
        return replace(layout, head=self._first_lines(cells.shape.n_skipped + cells.shape.n_header))

    def fits(self, layout: TableLayout) -> bool:
        """See :class:`~engine.storage.importers.reading.raw.TableReader`."""
        is_certain = layout.shape.n_header > 0 and not layout.is_time_ambiguous
        if layout.is_dateless and self.naming.day is None:
            return False
        return is_certain and bool(layout.head) and self._head.startswith(layout.head)

    def read_ahead(self, layout: TableLayout) -> None:
        """Read the rows of a small file now; what is wrong with them :meth:`chunks` tells."""
        if len(self._head) < _HEAD_BYTES:
            with suppress(SourceError):
                self._ahead = layout, list(self._pieces(layout))

    def chunks(self, layout: TableLayout) -> Iterator[RawChunk]:
        """See :class:`~engine.storage.importers.reading.raw.TableReader`."""
        ahead, self._ahead = self._ahead, None
        if ahead is not None and ahead[0] == layout:
            return iter(ahead[1])
        return self._pieces(layout)

    def _pieces(self, layout: TableLayout) -> Iterator[RawChunk]:
        line, last = 1, b""
        n_before = layout.shape.n_skipped + layout.shape.n_header
        for piece in self._whole_lines(layout.shape.encoding):
            line += last.count(b"\n")
            last = piece
            rows, n_dropped = _without_lines(piece, n_before)
            n_before -= n_dropped
            yield read_piece(self.name, rows, line + n_dropped, layout)

    def _head_lines(self, encoding: str) -> list[str]:
        """Return the whole lines of the head."""
        lines = _lines(self._head, encoding)
        return lines[:-1] if len(self._head) == _HEAD_BYTES else lines

    def _further_lines(self, encoding: str) -> Iterator[str]:
        """Yield whole lines from places further down in the file."""
        if len(self._head) < _HEAD_BYTES or encoding.startswith(("utf-16", "utf-32")):
            return
        with self._source.open() as opened:
            is_packed = is_unpacked_on_the_way(opened)
            file = io.BytesIO(opened.read(_UNPACKED_BYTES)) if is_packed else opened
            size = file.seek(0, io.SEEK_END)
            for place in _SPREAD_PLACES:
                file.seek(int(size * place))
                # The first and the last line are cut at any place.
                yield from _lines(file.read(_SPREAD_BYTES), encoding)[1:-1]

    def _first_lines(self, n_lines: int) -> bytes:
        """Return the first lines as they are in the file."""
        parts = re.split(rb"(?<=\n)", self._head, maxsplit=n_lines)
        return b"".join(parts[:n_lines])

    @contextmanager
    def _opened(self) -> Iterator[IO[bytes]]:
        """Open the file anew, unless its whole content is in the head."""
        if len(self._head) < _HEAD_BYTES:
            yield io.BytesIO(self._head)
        else:
            with self._source.open() as file:
                yield file

    def _whole_lines(self, encoding: str) -> Iterator[bytes]:
        """Yield the file in UTF-8, in pieces that end with a line."""
        is_utf8 = codecs.lookup(encoding).name in {"utf-8", "ascii", "utf-8-sig"}
        decoder = None if is_utf8 else codecs.getincrementaldecoder(encoding)("replace")
        has_lone_cr = b"\n" not in self._head and b"\r" in self._head
        rest = b""
        with self._opened() as file:
            while block := file.read(_PIECE_BYTES):
                if decoder is not None:
                    block = decoder.decode(block).encode()
                if has_lone_cr:
                    block = block.replace(b"\r", b"\n")
                text = _narrowed(rest + block)
                end = end_of_rows(text)
                whole, rest = text[:end], text[end:]
                if whole:
                    yield whole.removeprefix(codecs.BOM_UTF8)
        if rest:
            yield rest.removeprefix(codecs.BOM_UTF8).removesuffix(b"\n") + b"\n"


def _narrowed(text: bytes) -> bytes:
    """Return a text in UTF-8 with digits of the usual width."""
    if b"\xef\xbc" in text:
        for wide, narrow in _NARROW_BYTES:
            text = text.replace(wide, narrow)
    return text


def _without_lines(piece: bytes, n_lines: int) -> tuple[bytes, int]:
    """Return `piece` without up to `n_lines` lines at its beginning, and how many those were."""
    if n_lines == 0:
        return piece, 0
    lines = piece.split(b"\n", n_lines)
    return lines[-1], len(lines) - 1


def _lines(content: bytes, encoding: str) -> list[str]:
    text = content.decode(encoding, "replace").translate(_NARROW)
    if "\n" not in text:
        return text.split("\r")
    # As the bytes are cut, too: scripts on Windows may write two carriage returns at each end.
    return [line.rstrip("\r") for line in text.split("\n")]


def _check_encoding(name: str, encoding: str) -> str:
    if not is_encoding(encoding):
        raise SourceError(name, Message("import.no-encoding", encoding=encoding))
    return encoding
