"""Lines of tables on stdout."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MAX_NAMED = 10


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return ``1 file``, ``2 files``; ``1 match``, ``2 matches`` where the plural is told."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def listed(names: Sequence[str]) -> str:
    """Return ``A, B, C``; of many names the first ones, and how many more there are."""
    n_more = len(names) - _MAX_NAMED
    more = f" and {n_more:,} more" if n_more > 0 else ""
    return ", ".join(names[:_MAX_NAMED]) + more


def csv_line(cells: Iterable[object]) -> str:
    """Return one line of CSV without its end."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="").writerow(cells)
    return buffer.getvalue()
