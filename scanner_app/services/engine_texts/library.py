"""Why a library, a workspace or another file cannot be used."""

from __future__ import annotations

CONTEXT = "EngineLibrary"

TEMPLATES = (
    "cannot be used",
    "there is no such {kind}",
    "the file is damaged or no library",
    "it has format {0}, written by a newer version; this program reads up to format {1}",
    "it is read-only",
    "another program is writing to it",
    "the disk is full, nothing was written",
    "{0} ({frame}) was adjusted by this factor for {1} before",
    "The history of {0} was replaced since this scan; run the scan again",
    "that is no file of this program",
    "the file is damaged or cut off; restore it from a copy",
    "the file is damaged; restore it from a copy",
    "SQLite says: {reason}",
    "that is a folder, not a library file",
    "the file or its folder cannot be opened for writing",
    "that is a database, but no {kind}",
    "the {kind} file is empty",
    "it has an older format, and bringing it up to date means writing to it",
    "the folder may not be written to",
    "cannot make the folder: {reason}",
    "cannot be written: {reason}",
    "a part of the transaction failed",
    "it was closed",
    "There is a watchlist '{0}' already",
    "There is no time zone '{0}'; names look like 'UTC' or 'America/New_York'",
    "Unknown timeframe '{0}'; known are {1}",
    "'{0}' are no trading hours; write 24/7, 09:30-16:00 or an exchange such as XNYS",
    "'{0}' is beyond the end of the day",
    "Candles of {frame} do not make whole candles of {frame2}",
    "A factor is a positive number, not {0}",
    "The range starts ({0}) after it ends ({1})",
    "The times of {0} do not increase",
    "there is no formula in it",
    "this is no text in UTF-8",
    "a sheet holds {0} rows only; choose .parquet or .csv instead",
    "Excel files need the package openpyxl (pip install openpyxl)",
)
