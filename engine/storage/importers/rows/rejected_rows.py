"""The file in which rejected rows are kept."""

from __future__ import annotations

import csv
from datetime import datetime
from typing import IO, TYPE_CHECKING

from engine.errors import LibraryReadOnlyError
from engine.messages import Message
from engine.system_messages import system_message

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_HEADER = ("file", "line", "reason", "row")


class RejectedRows:
    """Writes rejected rows beside the library; makes the file when the first one comes.

    Parameters
    ----------
    library : Path or None
        The library's file; without one nothing is written.
    """

    def __init__(self, library: Path | None) -> None:
        self._library = library
        self._file: IO[str] | None = None
        self.path: Path | None = None

    def write(self, file: str, rows: Iterable[tuple[int, str, str]]) -> None:
        """Write rows of `file`: their line, the reason and the row as it stands."""
        if self._library is None:
            return
        entries = [(file, *row) for row in rows]
        if entries:
            csv.writer(self._opened(self._library)).writerows(entries)

    def close(self) -> None:
        """Close the file, if there is one."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _opened(self, library: Path) -> IO[str]:
        if self._file is None:
            folder = library.with_name(library.stem + "-rejected")
            stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S-%f")
            self.path = folder / f"{stamp}.csv"
            try:
                folder.mkdir(exist_ok=True)
                self._file = self.path.open("w", encoding="utf-8", newline="")
            except OSError as error:
                reason = Message("import.rejected-not-written", reason=system_message(error))
                raise LibraryReadOnlyError(str(self.path), reason) from error
            csv.writer(self._file).writerow(_HEADER)
        return self._file
