from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from engine.domain.formula import Formula
from scanner_app.models.live_holding_model import LiveHoldingModel
from scanner_app.models.live_watch_model import LiveWatchModel
from scanner_app.records.hits import Holding
from scanner_app.records.watched import EDITOR, Watched

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
RSI = Watched("rsi", Formula("rsi", "RSI", "rsi(close, 14) < 30"))
UP = Watched("up", Formula("up", "Up", "close > open"))
TYPED = Watched(EDITOR, Formula("editor-1", "In the editor", "close > 1"))


def test_editors_formula_comes_first_and_stays(qapp: object) -> None:
    model = LiveWatchModel()
    tester = QAbstractItemModelTester(model, FATAL)
    for entry in (RSI, UP, TYPED):
        model.put(entry)
    model.remove(EDITOR)
    model.remove("rsi")
    assert [entry.key for entry in model.entries] == [EDITOR, "up"]
    assert model.index(0, 0).data() == "In the editor"
    del tester


def test_check_box_switches_a_formula_off(qapp: object) -> None:
    model = LiveWatchModel()
    model.put(RSI)
    model.put(UP)
    changes = []
    model.entry_changed.connect(lambda before, now: changes.append((before.is_on, now.is_on)))
    off = Qt.CheckState.Unchecked
    assert model.setData(model.index(0, 0), off, Qt.ItemDataRole.CheckStateRole)
    assert [formula.id for formula in model.watched] == ["up"]
    assert changes == [(True, False)]


def test_edit_is_told_once_and_nothing_where_nothing_changes(qapp: object) -> None:
    model = LiveWatchModel()
    model.put(UP)
    changes = []
    model.entry_changed.connect(lambda before, now: changes.append(now.formula.expression))
    edited = replace(UP, formula=replace(UP.formula, expression="close > 2"))
    model.put(edited)
    model.put(edited)
    assert changes == ["close > 2"]


def test_formula_without_text_is_not_watched(qapp: object) -> None:
    model = LiveWatchModel()
    model.put(replace(TYPED, formula=Formula("", "", "  ")))
    assert model.watched == ()


def test_problem_is_shown_until_the_formula_is_another(qapp: object) -> None:
    model = LiveWatchModel()
    model.put(UP)
    model.show_problem("up", "there is no such name")
    assert model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == "there is no such name"
    model.put(UP)
    assert model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == "close > open"


def test_counts_stand_beside_the_formulas(qapp: object) -> None:
    model = LiveWatchModel()
    model.put(UP)
    model.show_counts({"up": (3, 1_200)})
    assert [model.index(0, column).data() for column in (1, 2)] == ["3", "1,200"]


def test_what_holds_now_is_shown_and_found_again(qapp: object) -> None:
    model = LiveHoldingModel()
    tester = QAbstractItemModelTester(model, FATAL)
    model.set_names({"A": "Alpha"})
    first = Holding("A", "up", "Up", 86_400_000_000_000, 12.5)
    model.show([first, Holding("B", "up", "Up", 0, float("nan"))])
    row = [model.index(0, column).data() for column in range(model.columnCount())]
    assert row == ["A", "Alpha", "Up", "1970-01-02", "12.50"]
    assert model.index(1, 3).data() == "before the start"
    model.show([Holding("C", "up", "Up", 1, 1.0), first._replace(price=13.0)])
    assert model.row_of(first) == 1
    assert model.row_of(first._replace(symbol="Z")) == -1
    del tester
