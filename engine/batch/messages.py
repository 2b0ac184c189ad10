"""English texts on scans, their symbols and their workers; codes begin with ``scan.``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.messages import Template

TEXTS: dict[str, Template] = {
    "timeout": "No result within {seconds:g} s",
    "ended-twice": "The worker ended twice: {reason}",
    "ended-each-time": "The worker ended each time: {reason}",
    "cancellation-ignored": "it did not heed a cancellation",
    "too-much-memory": "it took more than {mb} MB of memory",
    "stopped": "it was stopped by the system",
    "ended": "it ended",
    "exit-code": "exit code {exit_code}",
    "killed-by-signal": "killed by signal {number}",
    "killed-by": "killed by {signal}",
    "chunk-cancelled": "cancelled",
    "executor-broke": "its executor broke",
    "out-of-memory": "Out of memory",
    "out-of-memory-for": "Out of memory: {reason}",
    "raised": "{kind}: {reason}",
    "raised-nothing-else": "{kind}",
    "not-picklable": (
        "it cannot be pickled ({reason}); give it a __reduce__ that returns what opens it anew"
    ),
    "no-worker": "max_workers is {n}; at least one worker is needed",
    "limit-not-positive": "{limit} is {value}; it must be above zero",
    "limit-negative": "{limit} is {value}; 0 turns it off, and less cannot be kept",
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
