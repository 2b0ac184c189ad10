"""English texts on libraries, workspaces and work on them; codes begin with ``library.``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.messages import Template

TEXTS: dict[str, Template] = {
    "library": "library",
    "workspace": "workspace",
    "not-found": "there is no such {kind}",
    "foreign-file": "that is no file of this program",
    "damaged": "the file is damaged or cut off; restore it from a copy",
    "bad-format": "the file is damaged; restore it from a copy",
    "sqlite": "SQLite says: {reason}",
    "is-folder": "that is a folder, not a library file",
    "not-writable": "the file or its folder cannot be opened for writing",
    "not-readable": "reading it is not allowed",
    "foreign-database": "that is a database, but no {kind}",
    "empty-file": "the {kind} file is empty",
    "needs-upgrade": "it has an older format, and bringing it up to date means writing to it",
    "folder-not-writable": "the folder may not be written to",
    "no-folder": "cannot make the folder: {reason}",
    "part-failed": "a part of the transaction failed",
    "closed": "it was closed",
    "watchlist-exists": "There is a watchlist '{name}' already",
    "not-whole-candles": "Candles of {source} do not make whole candles of {target}",
    "bad-factor": "A factor is a positive number, not {factor}",
    "no-formula": "there is no formula in it",
    "not-utf8": "this is no text in UTF-8",
    "cannot-read": "cannot be read: {reason}",
    "freqtrade-read-only": "freqtrade's files are only read here",
    "folder-not-found": "there is no such folder",
    "not-read": "the file cannot be read: {reason}",
    "database-read-only": "the database is only read here",
    "postgres": "PostgreSQL says: {text}",
    "not-connected": "cannot connect: {text}",
    "needs-driver": "reading it needs another package: {command}",
}
