from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtTest import QAbstractItemModelTester

from engine.domain.series import PRICE_COLUMNS
from scanner_app.models.live_hits_model import HitColumn, LiveHitsModel
from scanner_app.records.hits import HitBatch, Marks

NONE = np.empty(0, dtype=np.int64)


def batch(first: int, count: int) -> HitBatch:
    """Return `count` hits; the bar's time, the symbol and the close tell their numbers."""
    numbers = np.arange(first, first + count)
    names, values = np.empty(count, object), np.empty(count, object)
    for place in range(count):
        names[place], values[place] = ("rsi(close,14)",), (float(first + place),)
    return HitBatch(
        first=first,
        symbols=np.array([f"S{n}" for n in numbers.tolist()], dtype=object),
        formulas=np.full(count, "f", dtype=object),
        formula_ids=np.full(count, "id", dtype=object),
        times=numbers.astype(np.int64),
        seen_ns=numbers.astype(np.int64),
        prices={name: numbers.astype(np.float64) for name in PRICE_COLUMNS},
        is_confirmed=numbers % 2 == 0,
        values=values,
        value_names=names,
    )


def model_of(capacity: int) -> tuple[LiveHitsModel, QAbstractItemModelTester]:
    model = LiveHitsModel(capacity)
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    return model, QAbstractItemModelTester(model, mode)


def times(model: LiveHitsModel) -> list[int]:
    return [model.time_at(row) for row in range(model.rowCount())]


def test_newest_hit_is_the_first_row(qapp: object) -> None:
    model, tester = model_of(10)
    model.append(batch(0, 3))
    model.append(batch(3, 2))
    assert times(model) == [4, 3, 2, 1, 0]
    assert model.symbol_at(0) == "S4"
    del tester


def test_oldest_hits_go_where_there_is_no_room(qapp: object) -> None:
    model, tester = model_of(4)
    for first in range(0, 12, 3):
        model.append(batch(first, 3))
    assert times(model) == [11, 10, 9, 8]
    assert model.total == 12
    del tester


def test_batch_larger_than_the_table_leaves_its_newest_hits(qapp: object) -> None:
    model, tester = model_of(4)
    model.append(batch(0, 2))
    model.append(batch(2, 9))
    assert times(model) == [10, 9, 8, 7]
    del tester


def test_hits_after_a_gap_begin_a_new_table(qapp: object) -> None:
    model, tester = model_of(10)
    model.append(batch(0, 3))
    model.append(batch(100, 2))
    assert times(model) == [101, 100]
    del tester


def test_cleared_table_takes_the_hits_that_follow(qapp: object) -> None:
    model, tester = model_of(4)
    model.append(batch(0, 6))
    model.clear()
    assert model.rowCount() == model.total == 0
    model.append(batch(6, 2))
    assert times(model) == [7, 6]
    del tester


def test_marks_show_what_holds_and_spare_hits_that_are_gone(qapp: object) -> None:
    model, tester = model_of(3)
    model.append(batch(0, 5))
    model.mark(Marks(entered=NONE, left=np.array([1, 3]), passed=np.array([0, 2])))
    words = [model.index(row, HitColumn.NOW).data() for row in range(3)]
    assert words == ["in", "left", ""]
    del tester


def test_cells_read_as_people_write(qapp: object) -> None:
    model, _ = model_of(3)
    model.set_names({"S1": "First"})
    model.append(batch(0, 2))
    row = [model.index(0, column).data() for column in range(model.columnCount())]
    assert row[: HitColumn.VALUES] == [
        "S1",
        "First",
        "f",
        "1970-01-01 00:00",
        "1.00",
        "in",
        "forming",
    ]
    assert row[HitColumn.VALUES] == "rsi(close,14) 1.00"


def test_snapshot_holds_all_rows_oldest_first(qapp: object) -> None:
    model, _ = model_of(4)
    model.append(batch(0, 6))
    hits = model.snapshot()
    assert hits.times.tolist() == [2, 3, 4, 5]
    assert hits.prices["close"].tolist() == [2.0, 3.0, 4.0, 5.0]
    model.append(batch(6, 4))
    assert hits.times.tolist() == [2, 3, 4, 5]


def test_burst_of_a_hundred_thousand_hits_leaves_the_newest_that_fit(qapp: object) -> None:
    model = LiveHitsModel(20_000)
    for first in range(0, 100_000, 5_000):
        model.append(batch(first, 5_000))
    assert (model.rowCount(), model.total) == (20_000, 100_000)
    assert (model.time_at(0), model.time_at(19_999)) == (99_999, 80_000)


@pytest.mark.parametrize("count", [0, 1, 7])
def test_empty_and_small_batches_are_taken(qapp: object, count: int) -> None:
    model, tester = model_of(5)
    model.append(batch(0, count))
    assert model.rowCount() == min(count, 5)
    del tester


def test_all_closes_of_a_symbol_have_the_decimals_of_the_finest(qapp: object) -> None:
    model, _ = model_of(4)
    hits = batch(0, 2)
    hits.symbols[:] = "S"
    hits.prices["close"][:] = (0.0000499, 0.00005)
    model.append(hits)
    closes = [model.index(row, HitColumn.CLOSE).data() for row in range(2)]
    assert closes == ["0.0000500", "0.0000499"]


def test_bars_of_minutes_show_the_time_of_day_at_midnight_too(qapp: object) -> None:
    model, _ = model_of(4)
    hits = batch(0, 2)
    hits.times[:] = (0, 60_000_000_000)
    model.append(hits)
    assert model.index(1, HitColumn.TIME).data() == "1970-01-01 00:00"
    assert model.index(0, HitColumn.TIME).data() == "1970-01-01 00:01"
