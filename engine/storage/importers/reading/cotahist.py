"""The historical quotations of B3, the exchange of Brazil, in lines of fixed places.

``COTAHIST_A2024.TXT`` has neither separators nor decimal marks. It is read as the text with
separators that it stands for, line by line, so that the numbers of lines stay true.
"""

from __future__ import annotations

import io
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

COTAHIST_MARK = b"00COTAHIST"
_HEADER = b"DATPRE|CODNEG|NOMRES|PREABE|PREMAX|PREMIN|PREULT|QUATOT"
_DATE = slice(2, 10)
_SYMBOL = slice(12, 24)
_NAME = slice(27, 39)
_DAYS_OF_TERM = slice(49, 52)
_PRICES = (56, 69, 82, 108)  # open, high, low, last: 11 digits and 2 decimals each
_QUANTITY = slice(152, 170)
_BLOCK_BYTES = 1 << 20


def open_cotahist(packed: IO[bytes]) -> CotahistFile:
    """Return what reads `packed` as text with separators, and closes it at the end."""
    return CotahistFile(_Lines(packed), _BLOCK_BYTES)


class CotahistFile(io.BufferedReader):
    """The quotations with separators; to be read from the beginning to the end."""


class _Lines(io.RawIOBase):
    """Puts separators into lines."""

    def __init__(self, packed: IO[bytes]) -> None:
        super().__init__()
        self._packed = packed
        self._ready = io.BytesIO()

    def readable(self) -> bool:
        """Return that this is for reading."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill `buffer`; 0 at the end."""
        n_bytes = self._ready.readinto(buffer)
        if n_bytes == 0:
            lines = self._packed.readlines(_BLOCK_BYTES)
            self._ready = io.BytesIO(b"".join(map(_separated, lines)))
            n_bytes = self._ready.readinto(buffer)
        return n_bytes

    def close(self) -> None:
        """Close what it reads from, too."""
        super().close()
        self._packed.close()


def _separated(line: bytes) -> bytes:
    """Return a line of quotations with separators, the first one as a header, the last as none."""
    kind = line[:2]
    if kind == b"00":
        return _HEADER + b"\n"
    if kind == b"99":
        return b"\n"
    if kind != b"01":
        return line
    # Forwards of several terms are traded under one code.
    symbol = b" ".join((line[_SYMBOL] + line[_DAYS_OF_TERM]).split())
    prices = (line[at : at + 11] + b"." + line[at + 11 : at + 13] for at in _PRICES)
    cells = (line[_DATE], symbol, line[_NAME].strip(), *prices, line[_QUANTITY])
    return b"|".join(cells) + b"\n"
