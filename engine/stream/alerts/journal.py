"""Keeps alerts in the workspace, and restores the hits of earlier sessions."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple, Protocol

from engine.domain.alert import Alert
from engine.domain.series import to_ns
from engine.errors import EngineError
from engine.stream.batch_worker import BatchWorker

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from engine.stream.evaluation.hit_filter import HitFilter

_MAX_ALERTS = 100_000


class Ended(NamedTuple):
    """The end of a hit: its formula holds no more on the symbol."""

    symbol: str
    formula_id: int | str | None
    timeframe: str
    moment: datetime


class AlertStore(Protocol):
    """Where alerts are kept; a workspace's ``alerts``."""

    def save_many(self, alerts: Iterable[Alert]) -> None:
        """Keep `alerts`."""

    def end_many(self, ended: Iterable[Ended]) -> None:
        """Set the end of the hits of these symbols and formulas."""

    def newest_of_each(self, timeframe: str) -> list[Alert]:
        """Return the last alert of each symbol and formula on bars of `timeframe`."""

    def trim(self, keep: int) -> int:
        """Forget all but the newest `keep` alerts."""


class AlertJournal:
    """Writes in a thread of its own.

    Parameters
    ----------
    store : AlertStore
        Where alerts are kept.
    """

    def __init__(self, store: AlertStore) -> None:
        self._store = store
        self.worker = BatchWorker[Alert | Ended]("alert-journal", self._write, is_lossy=False)

    def put(self, entries: Iterable[Alert | Ended]) -> None:
        """Keep alerts, and what ended, soon."""
        self.worker.put(entries)

    def restore(self, hit_filter: HitFilter, timeframe: str) -> None:
        """Restore `hit_filter` from earlier sessions, so that no hit is notified twice."""
        for alert in self._store.newest_of_each(timeframe):
            is_held = alert.left_at is None and alert.is_confirmed
            hit_ns = to_ns(alert.timestamp)
            hit_filter.restore(alert.symbol, alert.formula_id, hit_ns, is_held)

    def close(self) -> None:
        """Write the rest, delete very old alerts, and end the thread."""
        self.worker.close()
        with suppress(EngineError):  # another time will do
            self._store.trim(_MAX_ALERTS)

    def _write(self, entries: Sequence[Alert | Ended]) -> None:
        alerts = [entry for entry in entries if isinstance(entry, Alert)]
        ended = [entry for entry in entries if isinstance(entry, Ended)]
        if alerts:
            self._store.save_many(alerts)
        if ended:
            self._store.end_many(ended)
