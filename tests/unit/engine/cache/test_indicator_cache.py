from __future__ import annotations

import threading

import numpy as np
import pandas as pd
import pytest

from engine.cache.indicator_cache import IndicatorCache


def test_series_comes_back_equal():
    cache = IndicatorCache(max_size_mb=100)
    key = cache.make_key("005930", "1d", "sma", 20)
    values = pd.Series([1.0, 2.0, 3.0])
    cache.set(key, values)
    pd.testing.assert_series_equal(cache.get(key), values)


def test_early_keys_are_evicted_when_full():
    cache = IndicatorCache(max_size_mb=1)
    for i in range(1000):
        cache.set(f"key_{i}", pd.Series(range(1000)))
    assert cache.get("key_0") is None
    assert cache.get("key_999") is not None
    assert cache.size_mb <= 1


@pytest.mark.parametrize(
    "other",
    [
        {"symbol": "B"},
        {"timeframe": "1w"},
        {"indicator": "ema"},
        {"period": 21},
        {"data_version": (2, 100)},
        {"parameters": (("source", "open"),)},
    ],
    ids=lambda other: next(iter(other)),
)
def test_key_depends_on_everything_that_the_values_depend_on(other):
    same = {
        "symbol": "A",
        "timeframe": "1d",
        "indicator": "sma",
        "period": 20,
        "data_version": (1, 100),
        "parameters": (),
    }
    assert IndicatorCache.make_key(**same) == IndicatorCache.make_key(**same)
    assert IndicatorCache.make_key(**same) != IndicatorCache.make_key(**{**same, **other})


def test_order_of_named_parameters_does_not_change_the_key():
    one = IndicatorCache.make_key("A", "1d", "bbands", parameters={"n": 20, "k": 2.0})
    other = IndicatorCache.make_key("A", "1d", "bbands", parameters={"k": 2.0, "n": 20})
    assert one == other


def test_separators_in_names_cannot_make_two_keys_equal():
    assert IndicatorCache.make_key("A:1d", "1d", "x") != IndicatorCache.make_key("A", "1d:1d", "x")


def test_hit_rate_is_the_share_of_lookups_that_found_something():
    cache = IndicatorCache()
    assert cache.hit_rate == 0.0
    cache.set("a", np.ones(3))
    for key in "aaab":
        cache.get(key)
    assert cache.hit_rate == 0.75


def test_kept_array_cannot_be_changed_from_outside():
    cache = IndicatorCache()
    values = np.ones(3)
    cache.set("a", values)
    values[0] = 9.0
    kept = cache.get("a")
    assert kept[0] == 1.0
    with pytest.raises(ValueError, match="read-only"):
        kept[0] = 9.0


def test_array_that_is_locked_already_is_not_copied():
    cache = IndicatorCache()
    values = np.ones(3)
    values.flags.writeable = False
    cache.set("a", values)
    assert cache.get("a") is values


def test_changing_a_series_that_was_handed_out_changes_nothing_inside():
    cache = IndicatorCache()
    cache.set("a", pd.Series([1.0, 2.0]))
    handed_out = cache.get("a")
    handed_out.iloc[0] = 9.0
    assert cache.get("a").iloc[0] == 1.0


def test_clear_forgets_values_and_keeps_the_counts():
    cache = IndicatorCache()
    cache.set("a", np.ones(3))
    cache.get("a")
    cache.clear()
    assert (len(cache), cache.size_mb, cache.hits) == (0, 0.0, 1)


def test_threads_may_use_it_at_once():
    cache = IndicatorCache(max_size_mb=0.1)
    errors = []

    def work(seed: int) -> None:
        rng = np.random.default_rng(seed)
        try:
            for number in rng.integers(0, 200, 2000).tolist():
                found = cache.get(number)
                if found is None:
                    cache.set(number, np.full(100, number))
                elif found[0] != number:
                    errors.append(number)
        except Exception as error:  # noqa: BLE001 - a thread's failure must reach the test
            errors.append(error)

    threads = [threading.Thread(target=work, args=(seed,)) for seed in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert cache.size_mb <= 0.1
