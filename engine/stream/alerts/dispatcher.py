"""Delivers alerts to sinks in threads of their own, so that the feed never waits."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from engine.domain.alert import Alert
from engine.domain.live_status import SinkStatus
from engine.stream.batch_worker import BatchWorker
from engine.system_messages import system_message

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from engine.stream.alerts.sinks import AlertSink

_log = logging.getLogger(__name__)


class _Outlet:
    """One sink with its thread."""

    def __init__(self, sink: AlertSink) -> None:
        self._sink = sink
        self._delivered = self._failures = 0
        self._is_over = False
        self._n_put = 0
        self._last_error = ""
        self.worker = BatchWorker[Alert](f"alert-{sink.name}", self._deliver)

    def status(self) -> SinkStatus:
        rest = self._n_put - self._delivered - self._failures
        dropped = rest if self._is_over else self.worker.dropped
        return SinkStatus(
            self._sink.name, self._delivered, self._failures, dropped, self._last_error
        )

    def close(self, timeout_s: float) -> None:
        """Deliver what waits, for at most `timeout_s`; the rest is dropped."""
        if not self.worker.close(timeout_s):
            self._is_over = True
            _log.warning("alert by %s is too slow: the rest is dropped", self._sink.name)

    def put(self, alerts: Sequence[Alert]) -> None:
        self._n_put += len(alerts)
        self.worker.put(alerts)

    def _deliver(self, alerts: Sequence[Alert]) -> None:
        for alert in alerts:
            if self._is_over:
                return
            try:
                self._sink.deliver(alert)
            except Exception as error:  # noqa: BLE001 - a sink may be anybody's code
                self._failures += 1
                self._last_error = system_message(error)
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
                outlet.put(alerts)

    def status(self) -> list[SinkStatus]:
        """Return the counts of each sink."""
        return [outlet.status() for outlet in self._outlets]

    def flush(self) -> None:
        """Wait until every alert was delivered or given up."""
        for outlet in self._outlets:
            outlet.worker.flush()

    def close(self, timeout_s: float = 5.0) -> None:
        """Deliver what waits, for at most `timeout_s`, and end the threads."""
        end_s = time.monotonic() + timeout_s
        for outlet in self._outlets:
            outlet.worker.close(0.0)  # all at once, so that they do not wait one after another
        for outlet in self._outlets:
            outlet.close(max(0.0, end_s - time.monotonic()))
