"""Alerts of earlier sessions."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from engine.domain.alert import Alert
from scanner_app.presenters.live.alerts_presenter import LiveAlertsPresenter
from tests.helpers.presenter_fakes import FakeDialogs, FakeHitsView

DAY = datetime(2024, 1, 2, tzinfo=UTC)


class FakeWorkspace:
    def __init__(self, *alerts: Any) -> None:
        self.alerts = list(alerts)

    def run(self, work: Any, done: Any) -> None:
        recent = SimpleNamespace(recent=lambda limit: self.alerts[:limit])
        done(work(SimpleNamespace(alerts=recent)))


def alert(**facts: Any) -> Any:
    usual = {
        "symbol": "A", "formula_name": "F", "timestamp": DAY, "price": 1.5,
        "is_confirmed": True, "left_at": None, "created_at": DAY,
    }  # fmt: skip
    assert set(usual) <= set(Alert.__dataclass_fields__)
    return SimpleNamespace(**{**usual, **facts})


def test_alerts_are_listed_with_state_and_end(qapp: object) -> None:
    view, dialogs = FakeHitsView(), FakeDialogs()
    workspace = FakeWorkspace(alert(), alert(is_confirmed=False, left_at=DAY))
    presenter = LiveAlertsPresenter(view, dialogs, workspace)
    view.earlier_requested.emit()
    assert dialogs.titles == ["Alerts"]
    assert dialogs.rows[0][:6] == ("A", "F", "2024-01-02", "1.50", "closed", "")
    assert dialogs.rows[1][4:6] == ("forming", "2024-01-02")
    assert presenter is not None
