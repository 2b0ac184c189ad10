"""Prices far outside the range of their neighbours."""

from __future__ import annotations

import numpy as np

from engine.storage.candle_arrays import CandleArrays
from engine.storage.importers.import_paths import import_paths
from engine.storage.importers.rows.far_prices import far_bars


def bars_of(closes, **columns):
    close = np.array(closes, dtype=float)
    prices = [np.array(columns.get(name, close)) for name in ("open", "high", "low")]
    times = np.arange(close.size) * 86_400_000_000_000
    return CandleArrays(times, *prices, close, np.ones(close.size))


def test_price_without_its_decimal_mark_is_far():
    assert far_bars(bars_of([10.1, 10.2, 1030.0, 10.3, 10.2])).tolist() == [2]
    assert far_bars(bars_of([10.1, 10.2, 0.103, 10.3])).tolist() == [2]


def test_single_high_or_low_may_be_far():
    closes = [10.0, 10.0, 10.0]
    assert far_bars(bars_of(closes, high=[10.0, 101.0, 10.0])).tolist() == [1]
    assert far_bars(bars_of(closes, low=[10.0, 0.1, 10.0])).tolist() == [1]


def test_split_and_unknown_prices_are_not_far():
    assert far_bars(bars_of([100, 101, 10.1, 10.2])).size == 0
    assert far_bars(bars_of([10.0, np.nan, 10.0, 11.0])).size == 0
    assert far_bars(bars_of([1.0, 100.0])).size == 0


def test_report_says_where_the_first_of_them_is(tmp_path):
    path = tmp_path / "A.csv"
    closes = enumerate([10, 10, 1000, 10], start=2)
    rows = [f"2024-01-{day:02},10,11,9,{close}\n" for day, close in closes]
    path.write_text("date,open,high,low,close\n" + "".join(rows), encoding="utf-8", newline="\n")
    (entry,) = import_paths(None, [path], dry_run=True).files
    (note,) = [note for note in entry.notes if note.code == "import.far-prices"]
    assert (note.fields["symbol"], note.fields["time"]) == ("A", "2024-01-04")
