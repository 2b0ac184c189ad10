"""Files as all systems have them: texts of other programs, and names that take effect at once."""

from __future__ import annotations

import codecs
import os
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_MAX_WAIT_S = 2.0
_PAUSE_S = 0.02
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
