from __future__ import annotations

import numpy as np
import pytest

from engine.batch.evaluation.node_costs import NodeCosts, SymbolCache
from engine.cache.indicator_cache import IndicatorCache
from engine.language.service import FormulaService


class Clock:
    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def indicators() -> IndicatorCache:
    return IndicatorCache(10)


def compute(indicators, costs, symbol: str, spent_us: float, column=None) -> bool:
    """Ask for a node and compute it where it is not kept; tells whether it was."""
    clock = Clock()
    cache = SymbolCache(indicators, symbol, costs, clock)
    if costs.may_pay([b"node"]) and cache.get(b"node") is not None:
        return True
    clock.now_s += spent_us * 1e-6
    column = np.ones(2500) if column is None else column
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
    monkeypatch.setattr("engine.batch.evaluation.node_costs._MAX_NODES", 10)
    costs = NodeCosts()
    for i in range(30):
        costs.observe(str(i).encode(), 1.0, 100)
    assert not costs.may_pay([b"29"])
    assert costs.may_pay([b"0"])


def test_condition_is_kept_where_numbers_of_the_same_cost_are_not(indicators):
    costs = NodeCosts()
    for i in range(50):
        compute(indicators, costs, f"S{i}", 20.0, np.ones(2500, dtype=bool))
    assert len(indicators) > 30


def test_condition_costs_what_it_is_made_of(indicators):
    costs, clock = NodeCosts(), Clock()
    for i in range(20):
        cache = SymbolCache(indicators, f"S{i}", costs, clock)
        for digest, column in ((b"mean", np.ones(2500)), (b"above", np.ones(2500, dtype=bool))):
            clock.now_s += 10e-6
            cache.set(digest, column)
    assert not costs.may_pay([b"mean"])
    assert costs.pays(b"above")


def test_plan_asks_only_for_what_may_pay(indicators):
    costs, plan = (
        NodeCosts(),
        FormulaService().compile("rsi(close, 14) < 30").plan(with_values=False),
    )
    digests = [step.digest for step in plan.steps if step.digest is not None]
    assert [digest for digest, _ in costs.planned(plan).keyed] == digests
    costs.observe(digests[0], 1.0, 20_000)
    assert [digest for digest, _ in costs.planned(plan).keyed] == digests[1:]


def test_scan_does_not_ask_for_what_it_is_the_first_to_compute(indicators):
    costs = NodeCosts()
    service = FormulaService()
    first, edited = (
        service.compile(f"rsi(close, 14) < {level}").plan(with_values=False) for level in (30, 35)
    )
    mean, old = (step.digest for step in first.steps if step.digest is not None)
    costs.begin_scan(1)
    for digest in (mean, old):
        costs.observe(digest, 200.0, 2_500)
    assert costs.planned(first).requested == []
    costs.begin_scan(2)
    assert [digest for digest, _ in costs.planned(first).requested] == [mean, old]
    assert [digest for digest, _ in costs.planned(edited).requested] == [mean]
    assert len(costs.planned(edited).keyed) == 2
