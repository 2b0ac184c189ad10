"""How files of earlier imports had to be read, in a library file."""

from __future__ import annotations

import hashlib

from engine.storage.sqlite.repository import SqliteRepository
from engine.storage.sqlite.schema import LIBRARY


class SqliteImportMappings(SqliteRepository):
    """Corrections by the signature of the files that they were made for.

    The texts are those of ``ImportMapping.to_json``.
    """

    kind = LIBRARY

    def has_any(self) -> bool:
        """Whether any corrections are kept."""
        with self._db.reading() as connection:
            row = connection.execute("SELECT 1 FROM import_mapping LIMIT 1").fetchone()
        return row is not None

    def get(self, signature: str) -> str | None:
        """Return the corrections for files of this signature, or None."""
        with self._db.reading() as connection:
            row = connection.execute(
                "SELECT mapping FROM import_mapping WHERE signature = ?", (_key(signature),)
            ).fetchone()
        return row[0] if row else None

    def save(self, signature: str, mapping: str) -> None:
        """Keep corrections for files of this signature."""
        with self._db.writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO import_mapping VALUES (?, ?)", (_key(signature), mapping)
            )

    def remove(self, signature: str) -> None:
        """Forget the corrections for files of this signature."""
        with self._db.writing() as connection:
            connection.execute("DELETE FROM import_mapping WHERE signature = ?", (_key(signature),))

    def clear(self) -> None:
        """Forget all corrections."""
        with self._db.writing() as connection:
            connection.execute("DELETE FROM import_mapping")


def _key(signature: str) -> str:
    # Headers may be long and are of no use to anybody who reads the table.
    return hashlib.blake2b(signature.encode(), digest_size=16).hexdigest()
