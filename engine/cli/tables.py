"""Lines of tables on stdout."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return ``1 file``, ``2 files``; ``1 match``, ``2 matches`` where the plural is told."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def csv_line(cells: Iterable[object]) -> str:
    """Return one line of CSV without its end."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="").writerow(cells)
    return buffer.getvalue()
