"""Alerts in a workspace file: hits that were notified, and which of them still hold."""

from __future__ import annotations

import json
from math import isfinite, nan
from typing import TYPE_CHECKING, Any

from engine.domain.alert import Alert
from engine.domain.series import from_ns, to_ns
from engine.storage.sqlite.repository import SqliteRepository, readable
from engine.storage.sqlite.schema import WORKSPACE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

_FIELDS = (
    "symbol, formula_id, formula_name, bar_ns, price, created_ns, is_confirmed, value_json, "
    "left_ns, timeframe"
)
_PLACES = ", ".join("?" * len(_FIELDS.split(",")))
_SAVE = f"INSERT OR REPLACE INTO alert ({_FIELDS}) VALUES ({_PLACES})"  # noqa: S608
_RECENT = f"SELECT {_FIELDS} FROM alert ORDER BY bar_ns DESC, created_ns DESC LIMIT ?"  # noqa: S608
_NEWEST = (
    f"SELECT {_FIELDS}, MAX(bar_ns) FROM alert WHERE timeframe = ? "  # noqa: S608
    "GROUP BY symbol, formula_id"
)
_END = (
    "UPDATE alert SET left_ns = ? "
    "WHERE symbol = ? AND formula_id = ? AND timeframe = ? AND left_ns IS NULL AND bar_ns <= ?"
)


class SqliteAlertRepository(SqliteRepository):
    """Alerts of one workspace file; of the same symbol, formula and bar the last one stays."""

    kind = WORKSPACE

    def save_many(self, alerts: Iterable[Alert]) -> None:
        """Keep `alerts`, in one transaction."""
        rows = [_to_row(alert) for alert in alerts]
        with self._db.writing() as connection:
            connection.executemany(_SAVE, rows)

    def end_many(self, ended: Iterable[tuple[str, int | str | None, str, datetime]]) -> None:
        """Record the end of alerts: symbol, formula id, timeframe, and bar."""
        rows = []
        for symbol, formula_id, timeframe, moment in ended:
            ns = to_ns(moment)
            rows.append((ns, symbol, json.dumps(formula_id), timeframe, ns))
        with self._db.writing() as connection:
            connection.executemany(_END, rows)

    def recent(self, limit: int = 1_000) -> list[Alert]:
        """Return the newest alerts, newest first."""
        with self._db.reading() as connection:
            return list(readable(connection.execute(_RECENT, (limit,)), _to_alert))

    def newest_of_each(self, timeframe: str) -> list[Alert]:
        """Return the last alert of each symbol and formula on bars of `timeframe`."""
        with self._db.reading() as connection:
            return list(
                readable(connection.execute(_NEWEST, (timeframe,)), lambda row: _to_alert(row[:-1]))
            )

    def trim(self, keep: int) -> int:
        """Forget all but the newest `keep` alerts; returns how many were forgotten."""
        with self._db.writing() as connection:
            cursor = connection.execute(
                "DELETE FROM alert WHERE rowid NOT IN "
                "(SELECT rowid FROM alert ORDER BY bar_ns DESC, created_ns DESC LIMIT ?)",
                (keep,),
            )
            return cursor.rowcount


def _to_row(alert: Alert) -> tuple[Any, ...]:
    # JSON has no NaN: an unknown value is null.
    values = {name: value if isfinite(value) else None for name, value in alert.values.items()}
    return (
        alert.symbol,
        json.dumps(alert.formula_id),
        alert.formula_name,
        to_ns(alert.timestamp),
        alert.price,
        to_ns(alert.created_at),
        alert.is_confirmed,
        json.dumps(values),
        None if alert.left_at is None else to_ns(alert.left_at),
        alert.timeframe,
    )


def _to_alert(row: tuple[Any, ...]) -> Alert:
    symbol, formula_id, name, bar_ns, price, created_ns, is_confirmed, values, left_ns, frame = row
    return Alert(
        symbol,
        json.loads(formula_id),
        name,
        from_ns(bar_ns),
        nan if price is None else price,
        from_ns(created_ns),
        bool(is_confirmed),
        {key: nan if value is None else value for key, value in json.loads(values).items()},
        None if left_ns is None else from_ns(left_ns),
        frame,
    )
