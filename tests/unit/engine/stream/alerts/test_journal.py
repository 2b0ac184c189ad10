"""Alerts that survive a restart."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from engine.domain.alert import Alert
from engine.domain.candle import Candle
from engine.domain.match import SignalMatch
from engine.domain.series import to_ns
from engine.storage.library import open_workspace
from engine.stream.alerts.journal import AlertJournal, Ended
from engine.stream.evaluation.hit_filter import BarResult, HitFilter

if TYPE_CHECKING:
    from pathlib import Path

START = datetime(2024, 1, 1, tzinfo=UTC)


def at(minute: int) -> datetime:
    return START + timedelta(minutes=minute)


def alert(symbol: str, minute: int) -> Alert:
    return Alert(symbol, 1, "f", at(minute), 1.0, at(minute), timeframe="1m")


def holds(symbol: str, minute: int) -> BarResult:
    match = SignalMatch(symbol, at(minute), Candle(at(minute), 1, 1, 1, 1, 1), formula_id=1)
    return BarResult(symbol, to_ns(at(minute)), True, (1,), [match])


def test_next_session_tells_nothing_twice_and_what_began_anew(tmp_path: Path) -> None:
    with open_workspace(tmp_path / "w", create=True) as workspace:
        journal = AlertJournal(workspace.alerts)
        journal.put([alert("HELD", 5), alert("LEFT", 5)])
        journal.put([Ended("LEFT", 1, "1m", at(6))])
        journal.close()
    with open_workspace(tmp_path / "w") as workspace:
        journal, edges = AlertJournal(workspace.alerts), HitFilter()
        journal.restore(edges, "1m")
        journal.close()
    assert edges.filter(holds("HELD", 7)).hits == []
    assert len(edges.filter(holds("LEFT", 7)).hits) == 1
    assert edges.filter(holds("LEFT", 5)).hits == []


def test_entries_of_one_batch_keep_their_order(tmp_path: Path) -> None:
    with open_workspace(tmp_path / "w", create=True) as workspace:
        journal = AlertJournal(workspace.alerts)
        journal.put([alert("A", 1), Ended("A", 1, "1m", at(2)), alert("A", 3)])
        journal.close()
        found = [(a.timestamp, a.left_at) for a in workspace.alerts.recent()]
    assert found == [(at(3), None), (at(1), at(2))]
