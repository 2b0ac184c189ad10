"""English texts of the exceptions in :mod:`engine.errors`; codes begin with ``error.``."""

from __future__ import annotations

TEXTS = {
    "engine": "The engine cannot do this",
    "indicator": "Registered indicator '{name}' {reason}",
    "library": "{path}: {reason}",
    "library-unusable": "cannot be used",
    "library-not-found": "there is no such library",
    "library-damaged": "the file is damaged or no library",
    "library-version": (
        "it has format {version}, written by a newer version; "
        "this program reads up to format {supported}"
    ),
    "library-read-only": "it is read-only",
    "library-busy": "another program is writing to it",
    "library-full": "the disk is full, nothing was written",
    "adjusted-before": "{symbol} ({timeframe}) was adjusted by this factor for {day} before",
    "source": "{file}: {reason}",
    "source-line": "{file}, line {line}: {reason}",
    "repository": "{repository} cannot be handed to worker processes: {reason}",
    "engine-closed": "The engine was shut down; make a new one",
    "stale-result": "The history of {symbol} was replaced since this scan; run the scan again",
    "cancelled": "Cancelled after {n} finished symbols",
    "formula": "line {line}, column {column}: {code} {message}",
    "formula-hint": "line {line}, column {column}: {code} {message} ({hint})",
}
