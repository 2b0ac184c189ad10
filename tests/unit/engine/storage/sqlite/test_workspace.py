"""Formulas, watchlists and past scans of a workspace."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from engine.domain.formula import Formula, FormulaCategory
from engine.domain.repositories import IFormulaRepository
from engine.domain.scan_record import ScanRecord
from engine.domain.watchlist import Watchlist
from engine.storage.in_memory import InMemoryFormulaRepository
from engine.storage.library import Workspace, open_workspace
from engine.storage.sqlite.formulas import SqliteFormulaRepository

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    Formulas = InMemoryFormulaRepository | SqliteFormulaRepository

GOLDEN = Formula(
    1, "Golden cross", "cross_above(sma(close, 50), sma(close, 200))", FormulaCategory.ENTRY,
    "A classic", {"n": 20, "ratio": 1.5},
)  # fmt: skip


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with open_workspace(tmp_path / "own.fsws", create=True) as workspace:
        yield workspace


@pytest.fixture(params=["memory", "sqlite"])
def formulas(request: pytest.FixtureRequest, workspace: Workspace) -> Formulas:
    return InMemoryFormulaRepository() if request.param == "memory" else workspace.formulas


def test_repository_answers_the_protocol(formulas: Formulas) -> None:
    assert isinstance(formulas, IFormulaRepository)


def test_saved_formula_comes_back_whole(formulas: Formulas) -> None:
    assert formulas.save(GOLDEN) == GOLDEN
    assert formulas.get(1) == GOLDEN


def test_number_and_text_are_two_ids(formulas: Formulas) -> None:
    formulas.save(GOLDEN)
    formulas.save(Formula("1", "Another", "close > open"))
    assert formulas.get("1") == Formula("1", "Another", "close > open")
    assert formulas.get(1) == GOLDEN


def test_formula_with_the_same_id_is_replaced(formulas: Formulas) -> None:
    formulas.save(GOLDEN)
    formulas.save(Formula(1, "New", "close > 1"))
    assert [formula.name for formula in formulas.all()] == ["New"]


def test_formulas_are_sorted_by_name_without_regard_to_case(formulas: Formulas) -> None:
    for number, name in enumerate(["beta", "Alpha", "gamma"]):
        formulas.save(Formula(number, name, "close > 1"))
    assert [formula.name for formula in formulas.all()] == ["Alpha", "beta", "gamma"]


def test_deleted_formula_is_gone(formulas: Formulas) -> None:
    formulas.save(GOLDEN)
    assert formulas.delete(1)
    assert not formulas.delete(1)
    assert formulas.get(1) is None


def test_formulas_reach_another_process_by_pickle(formulas: Formulas) -> None:
    formulas.save(GOLDEN)
    copy = pickle.loads(pickle.dumps(formulas))
    assert copy.get(1) == GOLDEN
    if isinstance(copy, SqliteFormulaRepository):
        copy.close()


def test_watchlist_keeps_the_order_and_each_symbol_once(workspace: Workspace) -> None:
    workspace.watchlists.save(Watchlist("Tech", ("B", "A", "B")))
    assert workspace.watchlists.get("tech") == Watchlist("Tech", ("B", "A"))


def test_symbols_are_added_behind_and_taken_out(workspace: Workspace) -> None:
    workspace.watchlists.add("Tech", ["B", "A"])
    workspace.watchlists.add("TECH", ["A", "C"])
    workspace.watchlists.remove("Tech", ["B", "X"])
    assert workspace.watchlists.all() == [Watchlist("Tech", ("A", "C"))]


def test_saving_replaces_the_symbols(workspace: Workspace) -> None:
    workspace.watchlists.save(Watchlist("Tech", ("A", "B")))
    workspace.watchlists.save(Watchlist("Tech", ("C",)))
    assert workspace.watchlists.all() == [Watchlist("Tech", ("C",))]


def test_renamed_watchlist_keeps_its_symbols(workspace: Workspace) -> None:
    workspace.watchlists.save(Watchlist("Tech", ("A",)))
    assert workspace.watchlists.rename("Tech", "TECHNOLOGY")
    assert not workspace.watchlists.rename("Tech", "x")
    assert workspace.watchlists.all() == [Watchlist("TECHNOLOGY", ("A",))]


def test_only_the_case_of_a_name_may_be_changed(workspace: Workspace) -> None:
    workspace.watchlists.add("tech", ["A"])
    assert workspace.watchlists.rename("tech", "Tech")
    assert workspace.watchlists.names() == ["Tech"]


def test_name_of_another_watchlist_is_refused(workspace: Workspace) -> None:
    workspace.watchlists.add("A", ["1"])
    workspace.watchlists.add("B", ["2"])
    with pytest.raises(ValueError, match="'B' already"):
        workspace.watchlists.rename("A", "b")


def test_deleted_watchlist_leaves_no_symbols_behind(workspace: Workspace) -> None:
    workspace.watchlists.add("A", ["1"])
    assert workspace.watchlists.delete("a")
    assert not workspace.watchlists.delete("a")
    workspace.watchlists.add("A", [])
    assert workspace.watchlists.get("A") == Watchlist("A")


def test_watchlists_reach_another_process_by_pickle(workspace: Workspace) -> None:
    workspace.watchlists.add("A", ["1"])
    copy = pickle.loads(pickle.dumps(workspace.watchlists))
    assert copy.names() == ["A"]
    copy._db.close()


def scan(minute: int, **fields: object) -> ScanRecord:
    moment = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
    return ScanRecord(moment, "Breakout", "close > 1", "1d", **fields)  # type: ignore[arg-type]


def test_past_scans_come_newest_first(workspace: Workspace) -> None:
    saved = [workspace.history.save(scan(minute)) for minute in (1, 3, 2)]
    assert workspace.history.recent() == [saved[1], saved[2], saved[0]]
    assert workspace.history.recent(1) == [saved[1]]


def test_record_of_a_scan_comes_back_whole(workspace: Workspace) -> None:
    record = scan(
        1, formula_id="f", parameters={"n": 20}, summary={"hits": 2}, hit_symbols=("A", "B")
    )
    saved = workspace.history.save(record)
    assert saved.id is not None
    assert workspace.history.recent() == [saved]


def test_old_scans_are_forgotten(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.storage.sqlite.scan_history._KEPT", 3)
    for minute in range(5):
        workspace.history.save(scan(minute))
    assert [record.started_at.minute for record in workspace.history.recent()] == [4, 3, 2]


def test_scans_can_be_forgotten(workspace: Workspace) -> None:
    first = workspace.history.save(scan(1))
    workspace.history.save(scan(2))
    assert workspace.history.delete(first.id or 0)
    assert not workspace.history.delete(first.id or 0)
    workspace.history.clear()
    assert workspace.history.recent() == []


def test_history_reaches_another_process_by_pickle(workspace: Workspace) -> None:
    workspace.history.save(scan(1))
    copy = pickle.loads(pickle.dumps(workspace.history))
    assert len(copy.recent()) == 1
    copy._db.close()


def test_pickled_workspace_opens_the_same_file(workspace: Workspace) -> None:
    workspace.watchlists.add("A", ["1"])
    with pickle.loads(pickle.dumps(workspace)) as copy:
        assert copy.watchlists.names() == ["A"]


ODD_IDS = ["no json", "[1]", "[" * 100_000, b"\xff", "null"]


@pytest.mark.parametrize("key", ODD_IDS, ids=range(len(ODD_IDS)))
def test_formula_whose_id_cannot_be_read_is_left_out_alone(workspace, key):
    workspace.formulas.save(GOLDEN)
    with workspace.formulas._db.writing() as connection:
        connection.execute("INSERT INTO formula VALUES (?, 'a', 'b', 'scan', '', '{}')", (key,))
    assert workspace.formulas.all() == [GOLDEN]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("category", "of a newer program"), ("parameters", "no json"), ("parameters", "[]"),
        ("parameters", "[" * 100_000),
    ],
    ids=range(4),
)  # fmt: skip
def test_formula_keeps_its_text_whatever_else_of_it_is_odd(workspace, column, value):
    workspace.formulas.save(GOLDEN)
    with workspace.formulas._db.writing() as connection:
        connection.execute(f"UPDATE formula SET {column} = ?", (value,))
    formula = workspace.formulas.get(GOLDEN.id)
    assert workspace.formulas.all() == [formula]
    assert (formula.name, formula.expression) == (GOLDEN.name, GOLDEN.expression)


def test_scan_that_cannot_be_read_is_left_out_alone(workspace):
    record = ScanRecord(datetime(2024, 1, 2, tzinfo=UTC), "A", "close > 1", "1d")
    good, bad = (workspace.history.save(record) for _ in range(2))
    with workspace.history._db.writing() as connection:
        connection.execute("UPDATE scan SET parameters = 'no json' WHERE id = ?", (bad.id,))
    assert workspace.history.recent() == [good]
