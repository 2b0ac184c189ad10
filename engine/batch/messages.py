"""English texts on scans, their symbols and their workers; codes begin with ``scan.``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.messages import Template

TEXTS: dict[str, Template] = {
    "no-saved-formulas": "no formula named '{name}' is saved; there are: none",
    "no-such-formula": "no formula named '{name}' is saved; there are: {names}",
    "begun-in-worker": (
        "A scan begins while a worker process imports the main module; "
        "put what the program does below: if __name__ == '__main__':"
    ),
    "not-written": "cannot be written: {reason}",
    "needs-openpyxl": "needs the package openpyxl (pip install openpyxl)",
    "sheet-full": "a sheet holds {n:,} rows only; write .parquet or .csv instead",
    "too-few-last-bars": "The last {n} bars are none; at least one bar must be looked at",
}
