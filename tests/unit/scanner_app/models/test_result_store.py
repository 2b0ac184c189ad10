from __future__ import annotations

import numpy as np

from scanner_app.models.result_columns import NAME, SYMBOL, TIME
from scanner_app.models.result_store import ResultStore, gather
from tests.unit.scanner_app.models.conftest import DAY, StaleSource, make_matches


def test_rows_come_symbol_by_symbol_in_the_order_of_arrival(matches: list) -> None:
    store = ResultStore(("rsi(close,14)",))
    store.append(gather(matches[:1]))
    store.append(gather(matches[1:]))
    assert [store.symbol_at(row) for row in range(len(store))] == ["BBB"] * 3 + ["AAA"] * 2 + [
        "CCC"
    ]
    assert (store.timestamps // DAY).tolist() == [3, 5, 8, 1, 5, 8]
    assert store.rows_of("AAA").tolist() == [3, 4]
    assert store.rows_of("ZZZ").tolist() == []


def test_candles_are_read_only_for_symbols_somebody_looks_at(matches: list) -> None:
    store = ResultStore(("rsi(close,14)",))
    store.append(gather(matches))
    assert store.number_at(4, "close") is None
    store.put(store.load([1]))
    assert store.number_at(4, "close") == 58.0
    assert store.number_at(4, "rsi(close,14)") == 45.0
    assert store.number_at(0, "close") is None
    assert [m._source.reads for m in matches] == [0, 1, 0]


def test_a_whole_column_is_in_the_order_of_the_rows(matches: list) -> None:
    store = ResultStore(("rsi(close,14)",))
    store.append(gather(matches))
    close = store.numbers("close")
    assert close.tolist() == [16.0, 18.0, 21.0, 54.0, 58.0, 11.0]
    store.append(gather([make_matches("DDD", [1])]))
    assert len(store.numbers("close")) == 7


def test_a_value_that_a_symbol_lacks_is_unknown(matches: list) -> None:
    store = ResultStore(("other",))
    store.append(gather(matches))
    store.put(store.load([0]))
    assert np.isnan(store.number_at(0, "other"))
    assert np.isnan(store.numbers("other")).all()


def test_replaced_history_makes_numbers_unknown_and_raises_nothing() -> None:
    store = ResultStore()
    store.append(gather([make_matches("X", [1, 2], source=StaleSource)]))
    store.put(store.load([0]))
    assert np.isnan(store.number_at(0, "close"))
    assert np.isnan(store.numbers("close")).all()


def test_sort_keys_rank_symbols_and_names(matches: list) -> None:
    store = ResultStore((), {"AAA": "zeta", "BBB": "Alpha", "CCC": "mid"})
    store.append(gather(matches))
    assert store.sort_key(SYMBOL).tolist() == [1, 1, 1, 0, 0, 2]
    assert store.sort_key(NAME).tolist() == [0, 0, 0, 2, 2, 1]
    assert store.sort_key(TIME) is not None


def test_nothing_gathered_is_an_empty_batch() -> None:
    new = gather([])
    assert len(new.timestamps) == 0
    store = ResultStore()
    store.append(new)
    assert len(store) == 0
    assert len(store.numbers("close")) == 0
    assert len(store.sort_key(SYMBOL)) == 0
