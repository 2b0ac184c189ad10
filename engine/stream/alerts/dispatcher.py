"""Hands alerts to their sinks without ever keeping the feed waiting."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.domain.alert import Alert
from engine.stream.batch_worker import BatchWorker

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from engine.stream.alerts.sinks import AlertSink

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SinkStatus:
    """How a sink fares.

    Attributes
    ----------
    name : str
        Which sink.
    delivered, failures : int
        Alerts that it told, and that it could not tell.
    dropped : int
        Alerts that it was too slow for.
    last_error : str
        Why it could not tell the last of those.
    """

    name: str
    delivered: int
    failures: int
    dropped: int
    last_error: str


class _Outlet:
    """One sink with its thread."""

    def __init__(self, sink: AlertSink) -> None:
        self._sink = sink
        self._delivered = self._failures = 0
        self._last_error = ""
        self.worker = BatchWorker[Alert](f"alert-{sink.name}", self._deliver)

    def status(self) -> SinkStatus:
        return SinkStatus(
            self._sink.name, self._delivered, self._failures, self.worker.dropped, self._last_error
        )

    def _deliver(self, alerts: Sequence[Alert]) -> None:
        for alert in alerts:
            try:
                self._sink.deliver(alert)
            except Exception as error:  # noqa: BLE001 - a sink may be anybody's code
                self._failures += 1
                self._last_error = str(error) or type(error).__name__
                _log.warning("alert by %s: %s", self._sink.name, self._last_error)
            else:
                self._delivered += 1


class AlertDispatcher:
    """A thread for each sink, so that a slow one does not hold up the others."""

    def __init__(self, sinks: Iterable[AlertSink] = ()) -> None:
        self._outlets = [_Outlet(sink) for sink in sinks]

    def put(self, alerts: Sequence[Alert]) -> None:
        """Deliver `alerts` soon; returns at once."""
        if alerts:
            for outlet in self._outlets:
                outlet.worker.put(alerts)

    def status(self) -> list[SinkStatus]:
        """Return how each sink fares."""
        return [outlet.status() for outlet in self._outlets]

    def flush(self) -> None:
        """Wait until every alert was delivered or given up."""
        for outlet in self._outlets:
            outlet.worker.flush()

    def close(self, timeout_s: float = 5.0) -> None:
        """Deliver what waits, for at most `timeout_s` a sink, and end the threads."""
        for outlet in self._outlets:
            outlet.worker.close(timeout_s)
