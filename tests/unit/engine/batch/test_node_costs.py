from __future__ import annotations

import numpy as np
import pytest

from engine.batch.node_costs import NodeCosts, SymbolCache
from engine.cache.indicator_cache import IndicatorCache


class Clock:
    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def indicators() -> IndicatorCache:
    return IndicatorCache(10)


def compute(indicators, costs, symbol: str, spent_us: float) -> bool:
    """Ask for a node and compute it where it is not kept; tells whether it was."""
    clock = Clock()
    cache = SymbolCache(indicators, symbol, costs, clock)
    if cache.get(b"node") is not None:
        return True
    clock.now_s += spent_us * 1e-6
    column = np.ones(2500)
    column.flags.writeable = False
    cache.set(b"node", column)
    return False


def test_cheap_node_is_never_kept_nor_counted(indicators):
    costs = NodeCosts()
    for i in range(50):
        compute(indicators, costs, f"S{i}", 8.0)
    assert len(indicators) == 0
    assert indicators.misses == 1
    assert not costs.may_pay([b"node"])


def test_expensive_node_is_kept_after_some_samples(indicators):
    costs = NodeCosts()
    for i in range(50):
        compute(indicators, costs, f"S{i}", 200.0)
    assert len(indicators) > 30
    assert [compute(indicators, costs, f"S{i}", 200.0) for i in range(20, 50)] == [True] * 30


def test_node_that_was_slow_by_accident_is_found_out(indicators):
    costs = NodeCosts()
    for i in range(20):
        compute(indicators, costs, f"S{i}", 200.0)
    compute(indicators, costs, "T", 8.0)
    assert not costs.may_pay([b"node"])


def test_other_data_never_meet_a_kept_column(indicators):
    costs = NodeCosts()
    for i in range(40):
        compute(indicators, costs, f"S{i}", 200.0)
    assert SymbolCache(indicators, ("S30", "other version"), costs).get(b"node") is None


def test_verdicts_are_forgotten_when_there_are_too_many(indicators, monkeypatch):
    monkeypatch.setattr("engine.batch.node_costs._MAX_NODES", 10)
    costs = NodeCosts()
    for i in range(30):
        costs.observe(str(i).encode(), 1.0, 100)
    assert costs.is_cheap(b"29")
    assert not costs.is_cheap(b"0")
