from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from engine.domain.import_report import FileReport, LineProblem
from scanner_app.models.import_report_model import ImportReportModel

pytestmark = pytest.mark.usefixtures("qapp")
TITLES = ("File", "Symbols", "New", "Changed", "Rejected", "What happened")


@pytest.fixture
def model() -> ImportReportModel:
    good = FileReport("data/good.csv", added=1_200, n_symbols=2, notes=["one", "two"])
    doubtful = FileReport("data/doubtful.csv")
    doubtful.add_problem(LineProblem(7, "all prices are zero", is_rejected=True))
    bad = FileReport("data\\bad.csv", error="the file is empty")
    model = ImportReportModel(TITLES, "line {n}", str)
    model.set_files([good, doubtful, bad])
    return model


def texts(model: ImportReportModel, row: int) -> list[str]:
    return [model.index(row, column).data() for column in range(model.columnCount())]


def test_model_keeps_the_rules_of_qt(model: ImportReportModel) -> None:
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_files_that_went_wrong_come_first(model: ImportReportModel) -> None:
    assert [texts(model, row)[0] for row in range(3)] == ["bad.csv", "doubtful.csv", "good.csv"]
    assert texts(model, 0)[5] == "the file is empty"


def test_numbers_and_notes_of_a_file_stand_in_its_row(model: ImportReportModel) -> None:
    assert texts(model, 2) == ["good.csv", "2", "1,200", "0", "0", "one; two"]


def test_problems_stand_below_their_file(model: ImportReportModel) -> None:
    file = model.index(1, 0)
    assert [model.rowCount(model.index(row, 0)) for row in range(3)] == [0, 1, 0]
    line, reason = model.index(0, 0, file), model.index(0, 5, file)
    assert (line.data(), reason.data()) == ("line 7", "all prices are zero")
    assert line.parent() == file
    assert model.rowCount(line) == 0


def test_tool_tips_hold_the_path_and_the_whole_sentence(model: ImportReportModel) -> None:
    assert model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == "data\\bad.csv"
    assert model.index(0, 5).data(Qt.ItemDataRole.ToolTipRole) == "the file is empty"


def test_many_files_come_as_the_user_scrolls() -> None:
    model = ImportReportModel(TITLES, "line {n}", str)
    model.set_files([FileReport(f"{number}.csv") for number in range(1_200)])
    counts = [model.rowCount()]
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
        counts.append(model.rowCount())
    assert counts == [500, 1_000, 1_200]
    assert texts(model, 1_199)[0] == "1199.csv"
