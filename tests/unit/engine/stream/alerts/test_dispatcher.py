"""Alerts on their way to the sinks."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

from engine.domain.alert import Alert
from engine.stream.alerts.dispatcher import AlertDispatcher

MOMENT = datetime(2024, 1, 1, tzinfo=UTC)


def alerts(count: int) -> list[Alert]:
    return [Alert("A", number, "f", MOMENT, 1.0, MOMENT) for number in range(count)]


class Keeping:
    """Keeps alerts; raises for those that it is told to."""

    def __init__(self, name: str, *failing: int) -> None:
        self.name = name
        self.got: list[object] = []
        self._failing = failing

    def deliver(self, alert: Alert) -> None:
        if alert.formula_id in self._failing:
            raise OSError("unreachable")
        self.got.append(alert.formula_id)


class Waiting(Keeping):
    """Delivers nothing until it is let go."""

    def __init__(self) -> None:
        super().__init__("slow")
        self.is_asked, self.release = threading.Event(), threading.Event()

    def deliver(self, alert: Alert) -> None:
        self.is_asked.set()
        self.release.wait()
        super().deliver(alert)


def test_slow_sink_holds_up_neither_the_feed_nor_the_others() -> None:
    slow, quick = Waiting(), Keeping("quick")
    dispatcher = AlertDispatcher([slow, quick])
    dispatcher.put(alerts(3))
    dispatcher._outlets[1].worker.flush()
    assert quick.got == [0, 1, 2]
    assert slow.got == []
    slow.release.set()
    dispatcher.close()
    assert slow.got == [0, 1, 2]


def test_alerts_that_wait_at_the_end_are_dropped_and_counted() -> None:
    slow, quick = Waiting(), Keeping("quick")
    dispatcher = AlertDispatcher([slow, quick])
    dispatcher.put(alerts(3))
    slow.is_asked.wait()
    dispatcher._outlets[1].worker.flush()
    dispatcher.close(0.0)
    assert dispatcher.status()[0].dropped == 3
    slow.release.set()
    dispatcher.flush()
    status, _ = dispatcher.status()
    assert (status.delivered, status.dropped, status.undelivered) == (1, 2, 2)
    assert slow.got == [0]
    assert quick.got == [0, 1, 2]


def test_failure_is_counted_and_the_next_alert_delivered() -> None:
    sink = Keeping("hook", 1)
    dispatcher = AlertDispatcher([sink])
    dispatcher.put(alerts(3))
    dispatcher.flush()
    (status,) = dispatcher.status()
    assert sink.got == [0, 2]
    assert (status.name, status.delivered, status.failures) == ("hook", 2, 1)
    assert (status.undelivered, status.last_error) == (1, "unreachable")
    dispatcher.close()


def test_nothing_to_tell_wakes_nobody() -> None:
    sink = Keeping("hook")
    dispatcher = AlertDispatcher([sink])
    dispatcher.put([])
    dispatcher.close()
    assert sink.got == []
