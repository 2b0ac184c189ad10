"""Files as all systems have them: texts of other programs, and names that take effect at once."""

from __future__ import annotations

import codecs
import errno
import os
import secrets
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MAX_WAIT_S = 2.0
_PAUSE_S = 0.02
_MAX_NAME = 40
_NO_LINKS: int = getattr(os, "O_NOFOLLOW", 0)
_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_text(path: Path) -> str:
    """Return the text of a file in UTF-8, or in UTF-16 as PowerShell's ``>`` writes it.

    Raises
    ------
    OSError
        The file cannot be read.
    UnicodeDecodeError
        The file is no such text.
    """
    data = path.read_bytes()
    text = data.decode("utf-16" if data.startswith(_MARKS) else "utf-8-sig")
    return text.replace("\r\n", "\n").replace("\r", "\n")


@contextmanager
def drafted(path: Path) -> Iterator[Path]:
    """Give an empty file beside `path` to write to; it takes the place of `path` at the end.

    Nobody can have put a link or a file of his own there: the name is drawn by lot, and the file is
    made anew. Where the block raises, what is at `path` stays.

    Raises
    ------
    OSError
        There can be no such file, or what is at `path` may not be written.
    """
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    draft = path.with_name(f".{path.name[:_MAX_NAME]}.{secrets.token_hex(8)}.part")
    os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINKS, 0o666))
    try:
        yield draft
        replace_file(draft, path)
    finally:
        with suppress(OSError):  # the first error is the one to tell
            draft.unlink(missing_ok=True)


def replace_file(source: Path, target: Path) -> None:
    """Give `source` the name `target`, in the place of what has it.

    Windows refuses while another program, such as a virus scanner or an indexer, holds one of the
    files open; mostly it does so for a moment.

    Raises
    ------
    OSError
        It cannot be done, or not within two seconds.
    """
    give_up_s = time.monotonic() + _MAX_WAIT_S
    while True:
        try:
            os.replace(source, target)  # noqa: PTH105 - its name says that it is atomic
        except PermissionError:
            if os.name != "nt" or time.monotonic() > give_up_s:
                raise
            time.sleep(_PAUSE_S)
        else:
            return
