"""States of all series of a timeframe, read again only after somebody has written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from engine.storage.sqlite.series_table import all_versions

if TYPE_CHECKING:
    import sqlite3

    from engine.domain.repositories import DataVersion


class _Known(NamedTuple):
    connection: sqlite3.Connection
    counter: int
    versions: dict[str, DataVersion]


class KnownVersions:
    """What every scan asks first.

    SQLite counts for each connection how often the file was changed by others. While that counter
    stands still, the answer is the same; it is read in the transaction that would read the table.
    """

    def __init__(self) -> None:
        self._known: dict[str, _Known] = {}

    def of(self, connection: sqlite3.Connection, timeframe: str) -> dict[str, DataVersion]:
        """Return the state of each symbol that has candles; not to be changed by the caller."""
        (counter,) = connection.execute("PRAGMA data_version").fetchone()
        cached = self._known.get(timeframe)
        if cached is None or cached.connection is not connection or cached.counter != counter:
            versions = all_versions(connection, timeframe)
            cached = self._known[timeframe] = _Known(connection, counter, versions)
        return cached.versions
