"""Past scans in a workspace file."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

from engine.domain.scan_record import ScanRecord
from engine.storage.sqlite.repository import SqliteRepository, readable
from engine.storage.sqlite.schema import WORKSPACE

_KEPT = 500
_FIELDS = (
    "id, started_at, formula_id, formula_name, expression, timeframe, parameters, summary, "
    "hit_symbols"
)
_SAVE = f"INSERT INTO scan ({_FIELDS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - constant
_RECENT = f"SELECT {_FIELDS} FROM scan ORDER BY started_at DESC, id DESC LIMIT ?"  # noqa: S608
_PRUNE = (
    "DELETE FROM scan WHERE id NOT IN "
    "(SELECT id FROM scan ORDER BY started_at DESC, id DESC LIMIT ?)"
)


class SqliteScanHistory(SqliteRepository):
    """Scans of one workspace file; the newest 500 are kept."""

    kind = WORKSPACE

    def save(self, record: ScanRecord) -> ScanRecord:
        """Keep `record`; returns it with its id."""
        row = (
            record.started_at.isoformat(),
            json.dumps(record.formula_id),
            record.formula_name,
            record.expression,
            record.timeframe,
            json.dumps(record.parameters),
            json.dumps(record.summary),
            json.dumps(record.hit_symbols),
        )
        with self._db.writing() as connection:
            cursor = connection.execute(_SAVE, (record.id, *row))
            connection.execute(_PRUNE, (_KEPT,))
        return replace(record, id=cursor.lastrowid)

    def recent(self, limit: int = 100) -> list[ScanRecord]:
        """Return the newest scans, newest first."""
        with self._db.reading() as connection:
            return list(readable(connection.execute(_RECENT, (limit,)), _to_record))

    def delete(self, scan_id: int) -> bool:
        """Forget a scan; return whether there was one."""
        with self._db.writing() as connection:
            return connection.execute("DELETE FROM scan WHERE id = ?", (scan_id,)).rowcount > 0

    def clear(self) -> None:
        """Forget all scans."""
        with self._db.writing() as connection:
            connection.execute("DELETE FROM scan")


def _to_record(row: tuple[Any, ...]) -> ScanRecord:
    key, started, formula, name, expression, timeframe, parameters, summary, hits = row
    return ScanRecord(
        started_at=datetime.fromisoformat(started),
        formula_name=name,
        expression=expression,
        timeframe=timeframe,
        formula_id=json.loads(formula),
        parameters=json.loads(parameters),
        summary=json.loads(summary),
        hit_symbols=tuple(json.loads(hits)),
        id=key,
    )
