"""The published targets for scans, as ratios within one run; minutes, so run by hand:

``python -m pytest tests/benchmarks/test_scan_targets.py``
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import pytest

from engine.cli.benchmarks import run as bench
from engine.cli.benchmarks.data import FORMULAS, BenchData
from engine.cli.benchmarks.ours import our_scanner
from engine.signals.aggregator import SignalAggregator

if TYPE_CHECKING:
    from engine.cli.benchmarks.measure import Figure

pytestmark = pytest.mark.timeout(1800)

N_WORKERS, N_TIMES = 2, 5
AT_MOST_BARE = {"F1": 2.0, "F2": 1.5, "F3": 1.5}
FASTER_THAN_POLARS = {"F1": 4, "F2": 8, "F3": 12}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> BenchData:
    return BenchData(tmp_path_factory.mktemp("bench"), 2500, 2500).write()


@pytest.fixture(scope="module")
def figures(data: BenchData) -> dict[tuple[str, str], Figure]:
    found, keys = bench.our_figures(data, N_WORKERS, N_TIMES)
    found += bench.rival_figures(data, keys, N_TIMES, {"talib loop", "polars"}, print)
    found += bench.specification_figures(data, keys, N_WORKERS, 40)
    return {(figure.who, figure.formula): figure for figure in found}


@pytest.fixture(scope="module")
def latencies(data: BenchData) -> dict[str, float]:
    return bench.latencies(data, N_WORKERS, N_TIMES)


@pytest.mark.parametrize("formula", FORMULAS)
def test_scan_takes_little_more_than_a_bare_loop(figures, formula):
    ratio = figures["ours", formula].seconds / figures["talib loop", formula].seconds
    assert ratio <= AT_MOST_BARE[formula]


@pytest.mark.parametrize("formula", FORMULAS)
def test_scan_is_many_times_faster_than_polars(figures, formula):
    if ("polars", formula) not in figures:
        pytest.skip("polars is not installed")
    ratio = figures["polars", formula].seconds / figures["ours", formula].seconds
    assert ratio >= FASTER_THAN_POLARS[formula]


@pytest.mark.parametrize("formula", FORMULAS)
def test_scan_is_hundreds_of_times_faster_than_the_specification_s_design(figures, formula):
    ratio = figures["specification", formula].seconds / figures["ours", formula].seconds
    assert ratio >= 300


@pytest.mark.parametrize("formula", FORMULAS)
def test_repeated_scan_is_faster_still(figures, formula):
    assert figures["ours, repeated", formula].seconds < figures["ours", formula].seconds


@pytest.mark.parametrize("who", ["talib loop", "polars", "specification"])
@pytest.mark.parametrize("formula", FORMULAS)
def test_everybody_finds_the_same(figures, who, formula):
    figure = figures.get((who, formula))
    if figure is None or figure.agreement is None:
        pytest.skip("not comparable")
    assert figure.agreement > 0.999


@pytest.mark.parametrize(
    ("what", "limit"),
    [
        ("single symbol ms", 5),
        ("first results ms", 100),
        ("cancel ms", 100),
        ("progress overhead %", 5),
        ("memory MB", 2048),
    ],
)
def test_who_waits_does_not_wait_long(latencies, what, limit):
    assert latencies[what] <= limit


def test_three_million_matches_are_sorted_by_any_column_within_a_second(data):
    with our_scanner(data, N_WORKERS) as scanner:
        results = scanner.scan("F1")
        signals = SignalAggregator().aggregate(results)
        for column in ("timestamp", "symbol", "close", "sma(close,20)"):
            began_s = time.perf_counter()
            signals.sorted_by(column)
            assert time.perf_counter() - began_s < 1.0, column


def test_batches_at_once_take_no_longer_than_one_after_the_other(data):
    with our_scanner(data, N_WORKERS, indicator_cache_mb=0) as scanner:

        async def together() -> None:
            jobs = [scanner.engine.process_batch_async(scanner.job(name)) for name in FORMULAS]
            await asyncio.gather(*jobs)

        began_s = time.perf_counter()
        for name in FORMULAS:
            scanner.scan(name)
        alone_s = time.perf_counter() - began_s
        began_s = time.perf_counter()
        asyncio.run(together())
        assert time.perf_counter() - began_s < 1.5 * alone_s
