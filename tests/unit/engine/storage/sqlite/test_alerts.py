"""Alerts of a workspace."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from math import isnan, nan
from typing import TYPE_CHECKING

import pytest

from engine.domain.alert import Alert
from engine.storage.library import Workspace, open_workspace
from engine.storage.sqlite.schema import WORKSPACE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

START = datetime(2024, 1, 1, tzinfo=UTC)


def alert(minute: int, symbol: str = "A", formula_id: int | str = 1, **fields: object) -> Alert:
    moment = START + timedelta(minutes=minute)
    return Alert(symbol, formula_id, "breakout", moment, 10.0, moment, **fields)  # type: ignore[arg-type]


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with open_workspace(tmp_path / "own.fsws", create=True) as workspace:
        yield workspace


def test_alerts_are_there_after_the_file_is_opened_again(tmp_path: Path) -> None:
    told = alert(1, values={"r": 1.5})
    with open_workspace(tmp_path / "own.fsws", create=True) as workspace:
        workspace.alerts.save_many([told])
    with open_workspace(tmp_path / "own.fsws") as workspace:
        assert workspace.alerts.recent() == [told]


def test_newest_alerts_come_first_and_as_many_as_asked_for(workspace: Workspace) -> None:
    workspace.alerts.save_many([alert(minute) for minute in range(5)])
    assert workspace.alerts.recent(2) == [alert(4), alert(3)]


def test_the_same_bar_told_twice_is_one_alert(workspace: Workspace) -> None:
    workspace.alerts.save_many([alert(1, is_confirmed=False)])
    workspace.alerts.save_many([alert(1)])
    assert workspace.alerts.recent() == [alert(1)]


def test_unknown_values_and_prices_stay_unknown(workspace: Workspace) -> None:
    moment = START
    workspace.alerts.save_many([Alert("A", None, "f", moment, nan, moment, True, {"x": nan})])
    (found,) = workspace.alerts.recent()
    assert isnan(found.price)
    assert isnan(found.values["x"])
    assert found.formula_id is None


def test_what_ended_is_noted_on_the_open_alert_alone(workspace: Workspace) -> None:
    workspace.alerts.save_many([alert(1), alert(1, formula_id="1"), alert(9)])
    end = START + timedelta(minutes=5)
    workspace.alerts.end_many([("A", 1, "", end)])
    ended = {(a.formula_id, a.timestamp): a.left_at for a in workspace.alerts.recent()}
    assert ended == {
        (1, START + timedelta(minutes=1)): end,
        ("1", START + timedelta(minutes=1)): None,
        (1, START + timedelta(minutes=9)): None,
    }


def test_last_alert_of_each_symbol_and_formula_is_found(workspace: Workspace) -> None:
    workspace.alerts.save_many([alert(1), alert(3), alert(2, "B"), alert(1, formula_id=2)])
    workspace.alerts.save_many([alert(9, timeframe="5m")])
    newest = workspace.alerts.newest_of_each("")
    found = {(a.symbol, a.formula_id, a.timestamp.minute) for a in newest}
    assert found == {("A", 1, 3), ("B", 1, 2), ("A", 2, 1)}


def test_the_same_bar_of_another_timeframe_is_another_alert(workspace: Workspace) -> None:
    workspace.alerts.save_many([alert(0, timeframe="1m"), alert(0, timeframe="5m")])
    assert len(workspace.alerts.recent()) == 2
    (newest,) = workspace.alerts.newest_of_each("5m")
    assert newest.timeframe == "5m"
    workspace.alerts.end_many([("A", 1, "5m", START)])
    assert {a.timeframe: a.left_at for a in workspace.alerts.recent()} == {"1m": None, "5m": START}


def test_alerts_of_a_file_of_the_second_version_are_of_no_known_timeframe(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "old.fsws")
    for step in WORKSPACE.steps[:2]:
        connection.executescript(step)
    connection.execute(
        "INSERT INTO alert VALUES ('A', '1', 'f', 60000000000, 1.5, 0, 1, '{}', NULL)"
    )
    connection.execute(f"PRAGMA application_id={WORKSPACE.application_id}")
    connection.execute("PRAGMA user_version=2")
    connection.commit()
    connection.close()
    with open_workspace(tmp_path / "old.fsws") as workspace:
        (old,) = workspace.alerts.recent()
        assert (old.symbol, old.price, old.timeframe) == ("A", 1.5, "")
        workspace.alerts.save_many([alert(1, timeframe="1m")])
        assert len(workspace.alerts.recent()) == 2


def test_trimming_keeps_the_newest(workspace: Workspace) -> None:
    workspace.alerts.save_many([alert(minute) for minute in range(5)])
    assert workspace.alerts.trim(2) == 3
    assert [a.timestamp.minute for a in workspace.alerts.recent()] == [4, 3]
