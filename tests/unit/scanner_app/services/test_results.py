from __future__ import annotations

import csv
import threading
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np
import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook

from engine.domain.cancellation import CancellationToken
from engine.errors import ProcessingCancelledException, SourceError
from engine.scanning.table_files import iso_times
from scanner_app.models.ordering import SortKey
from scanner_app.models.result_columns import columns_for
from scanner_app.models.result_store import ResultStore, gather
from scanner_app.services.scan.match_export import export_matches, table_text
from scanner_app.services.scan.result_summary import summarise, symbols_in_order
from scanner_app.services.scan.results_service import ResultsService
from tests.unit.scanner_app.models.conftest import DAY, make_matches

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from scanner_app.services.task_runner import TaskRunner

VALUE = "rsi(close,14)"


@pytest.fixture
def store() -> ResultStore:
    made = ResultStore((VALUE,), {"AAA": "Alpha, Inc"})
    made.append(gather([make_matches("BBB", [3, 5, 8], 10.0), make_matches("AAA", [1, 5], 50.0)]))
    return made


@pytest.fixture
def service(qtbot: QtBot, tasks: TaskRunner) -> ResultsService:
    return ResultsService(tasks)


def fill(qtbot: QtBot, service: ResultsService) -> None:
    service.begin((VALUE,), {"AAA": "Alpha"})
    service.add(gather([make_matches("BBB", [3, 5, 8], 10.0)]))
    service.add(gather([make_matches("AAA", [1, 5], 50.0)]))
    with qtbot.waitSignal(service.finished):
        service.finish()


def symbols(service: ResultsService) -> list[str]:
    return [service.model.index(row, 0).data() for row in range(service.model.rowCount())]


def test_rows_are_sorted_when_the_scan_is_over(qtbot: QtBot, service: ResultsService) -> None:
    service.begin((VALUE,), {})
    service.add(gather([make_matches("BBB", [3]), make_matches("AAA", [1])]))
    assert symbols(service) == ["BBB", "AAA"]
    service.add(gather([make_matches("CCC", [7])]))
    with qtbot.waitSignal(service.finished):
        service.finish()
    assert symbols(service) == ["CCC", "BBB", "AAA"]
    assert service.is_settled


def test_a_header_sorts_and_shift_adds_a_key(qtbot: QtBot, service: ResultsService) -> None:
    fill(qtbot, service)
    with qtbot.waitSignal(service.view_changed):
        service.model.sort(0)
    assert service.sort_keys[0] == SortKey("symbol")
    service.sort_by([SortKey("symbol")])
    with qtbot.waitSignal(service.view_changed):
        service.add_sort_key("timestamp")
    assert symbols(service) == ["AAA", "AAA", "BBB", "BBB", "BBB"]
    service.add_sort_key("timestamp")
    assert service.sort_keys == (SortKey("symbol"), SortKey("timestamp", is_descending=True))


def test_a_filter_narrows_what_is_there_and_what_comes(
    qtbot: QtBot, service: ResultsService
) -> None:
    fill(qtbot, service)
    service.set_filter_text("alpha")
    qtbot.waitUntil(lambda: symbols(service) == ["AAA", "AAA"])
    service.begin((VALUE,), {"AAA": "Alpha"})
    service.add(gather([make_matches("BBB", [3]), make_matches("AAA", [1])]))
    qtbot.waitUntil(lambda: symbols(service) == ["AAA"])
    service.set_filter_text("")
    qtbot.waitUntil(lambda: len(symbols(service)) == 2)


def test_an_unknown_column_in_the_filter_is_told(qtbot: QtBot, service: ResultsService) -> None:
    fill(qtbot, service)
    with qtbot.waitSignal(service.filter_problem) as told:
        service.set_filter_text("foo>1")
    assert told.args == [["foo"], []]


def test_days_and_symbols_can_be_chosen(qtbot: QtBot, service: ResultsService) -> None:
    fill(qtbot, service)
    service.set_days((5 * DAY, 5 * DAY))
    qtbot.waitUntil(lambda: service.model.rowCount() == 2)
    service.set_symbols(frozenset({"AAA"}))
    qtbot.waitUntil(lambda: symbols(service) == ["AAA"])


def test_what_is_on_the_screen_is_loaded_off_the_gui_thread(
    qtbot: QtBot, service: ResultsService
) -> None:
    threads = []
    service.begin((VALUE,), {})
    found = make_matches("AAA", [1])
    read = found._source.columns
    found._source.columns = lambda rows: (
        threads.append(threading.current_thread().name) or read(rows)
    )
    service.add(gather([found]))
    assert service.model.index(0, 6).data() == "…"
    qtbot.waitUntil(lambda: service.model.index(0, 6).data() == "4.00")
    assert threads == ["test"]


def test_a_key_that_the_next_scan_lacks_is_forgotten(qtbot: QtBot, service: ResultsService) -> None:
    fill(qtbot, service)
    service.sort_by([SortKey(VALUE)])
    service.begin((), {})
    assert VALUE not in [key.column for key in service.sort_keys]


def export(store: ResultStore, path: Path) -> Path:
    rows = np.array([4, 0])
    return export_matches(
        path,
        store,
        rows,
        columns_for((VALUE,)),
        progress=lambda *_: None,
        token=CancellationToken(),
    )


def test_csv_has_the_rows_on_show_in_their_order(store: ResultStore, tmp_path: Path) -> None:
    path = export(store, tmp_path / "m.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    assert lines[0] == [
        "symbol",
        "name",
        "timestamp",
        "open",
        "high",
        "low",
        "close",
        "volume",
        VALUE,
    ]
    assert lines[1] == [
        "AAA",
        "Alpha, Inc",
        "1970-01-06T00:00:00Z",
        "55.0",
        "56.0",
        "57.0",
        "58.0",
        "59.0",
        "45.0",
    ]
    assert lines[2][0] == "BBB"


def test_parquet_and_excel_hold_the_same(store: ResultStore, tmp_path: Path) -> None:
    table = pq.read_table(export(store, tmp_path / "m.parquet"))
    assert table["symbol"].to_pylist() == ["AAA", "BBB"]
    assert table["close"].to_pylist() == [58.0, 16.0]
    sheet = load_workbook(export(store, tmp_path / "m.xlsx")).active
    assert [cell.value for cell in sheet[2]][:1] == ["AAA"]
    assert sheet[1][2].value == "timestamp (UTC)"
    assert sheet[2][2].value == datetime(1970, 1, 6)
    assert table["timestamp"].to_pylist()[0].isoformat() == "1970-01-06T00:00:00+00:00"
    assert sheet.max_row == 3


def test_a_name_without_ending_becomes_csv(store: ResultStore, tmp_path: Path) -> None:
    assert export(store, tmp_path / "matches").name == "matches.csv"


def test_a_file_that_cannot_be_written_is_told_and_nothing_is_left(
    store: ResultStore, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SourceError, match="cannot be written"):
        export(store, tmp_path / "file" / "m.csv")
    assert list(tmp_path.iterdir()) == [tmp_path / "file"]


def test_a_cancelled_export_leaves_no_file(store: ResultStore, tmp_path: Path) -> None:
    token = CancellationToken()
    token.cancel()
    with pytest.raises(ProcessingCancelledException):
        export_matches(
            tmp_path / "m.csv",
            store,
            np.arange(5),
            columns_for(()),
            progress=lambda *_: None,
            token=token,
        )
    assert list(tmp_path.iterdir()) == []


def test_more_rows_than_a_sheet_holds_are_refused(store: ResultStore, tmp_path: Path) -> None:
    rows = np.zeros(1_048_576, dtype=np.int64)
    with pytest.raises(SourceError, match="parquet"):
        export_matches(
            tmp_path / "m.xlsx", store, rows, columns_for(()), progress=lambda *_: None,
            token=CancellationToken(),
        )  # fmt: skip


def test_copied_rows_have_tabs_and_titles(store: ResultStore) -> None:
    columns = [columns_for(())[0], columns_for(())[6]]
    assert table_text(store, np.array([3, 0]), columns, ["Symbol", "Close"]) == (
        "Symbol\tClose\nAAA\t54.0\nBBB\t16.0"
    )


def test_copied_names_are_no_formulas_where_they_are_pasted() -> None:
    store = ResultStore((), {})
    store.append(gather([make_matches("=1+1", [3])]))
    columns = columns_for(())[:1]
    assert table_text(store, np.array([0]), columns, ["Symbol"]) == "Symbol\n'=1+1"


def test_times_between_seconds_keep_their_fractions() -> None:
    assert iso_times(np.array([1_500_000_000])) == ["1970-01-01T00:00:01.500000Z"]


def test_symbols_of_rows_come_once_in_the_order_of_the_rows(store: ResultStore) -> None:
    codes = [store.symbol_at(row) for row in range(len(store))]
    backwards = np.arange(len(store))[::-1]
    assert symbols_in_order(store, backwards) == list(dict.fromkeys(codes[::-1]))
    assert symbols_in_order(store, np.arange(len(store))) == list(dict.fromkeys(codes))
    assert symbols_in_order(store, np.empty(0, dtype=np.int64)) == []


def test_summary_counts_days_and_symbols(store: ResultStore) -> None:
    summary = summarise(store, np.arange(len(store)))
    assert summary.days.tolist() == [1, 3, 5, 8]
    assert summary.per_day.tolist() == [1, 1, 2, 1]
    assert summary.symbols == ("BBB", "AAA")
    assert summary.per_symbol.tolist() == [3, 2]
    assert (summary.busiest, summary.median_per_day) == (2, 1.0)
    empty = summarise(ResultStore(), np.empty(0, dtype=np.int64))
    assert (empty.busiest, empty.median_per_day, empty.symbols) == (0, 0.0, ())
