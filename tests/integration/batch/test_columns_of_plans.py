"""Every function through the pool, which loads only the columns that a formula's plan names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from engine.batch.engine import ProcessingEngine
from engine.domain.formula import Formula
from engine.domain.job import JobType, ProcessingJob
from engine.domain.result import Outcome
from engine.language.evaluation.evaluator import evaluate
from engine.language.functions.table import FUNCTIONS
from engine.language.reference import sample_call
from engine.language.service import FormulaService
from engine.storage.in_memory import InMemoryCandleRepository
from tests.helpers.formulas import SmallUniverse
from tests.helpers.trouble import candles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.language.functions.spec import Function

pytestmark = pytest.mark.pool

SYMBOLS = ("AAA", "BBB", "CCC")
SERIES = {symbol: candles(symbol, n_bars=70) for symbol in SYMBOLS}
COLUMNS = {
    symbol: {
        "timestamps": series.timestamps.view(np.int64),
        **{name: getattr(series, name) for name in ("open", "high", "low", "close", "volume")},
    }
    for symbol, series in SERIES.items()
}
SERVICE = FormulaService()
ON_OTHER_BARS = frozenset({"weekly", "monthly", "tf", "symbol", "xs_rank"})
WRAPPERS = {
    "own bars": "{}",
    "weekly": "weekly({})",
    "weekly, forming": "weekly({}, forming=true)",
    "monthly": "monthly({})",
    "monthly, forming": "monthly({}, forming=true)",
    "tf": 'tf("1w", {})',
    "tf, forming": 'tf("1w", {}, forming=true)',
    "another symbol": 'symbol("BBB", {})',
    "weeks of another symbol, forming": 'symbol("BBB", weekly({}, forming=true))',
}
RANKED = {
    "ranked": "xs_rank({})",
    "ranked weeks, forming": "xs_rank(weekly({}, forming=true))",
}


class ElsewhereRepository(InMemoryCandleRepository):
    """Candles of somebody else, which the engine never reads in its own process."""


@pytest.fixture(scope="module")
def pool() -> Iterator[ProcessingEngine]:
    repository = ElsewhereRepository()
    for symbol, series in SERIES.items():
        repository.save_many(symbol, "1d", series)
    with ProcessingEngine(repository, SERVICE, 1, result_cache_mb=0) as engine:
        engine.warm_up()
        yield engine


def condition_of(function: Function, wrapper: str) -> str | None:
    """Return a condition that reads all that the call does; None where there is no such call."""
    call = sample_call(function, 3 if function.name != "vwap" else 5)
    call = wrapper.format(call)
    if SERVICE.check(call):
        return None
    if SERVICE.compile(call).is_condition:
        return call
    return f"x = {call}\nx >= x[1]"


def outcomes(engine: ProcessingEngine, text: str) -> dict[str, list[int]]:
    job = ProcessingJob("j", JobType.SCAN, list(SYMBOLS), "1d", formula=Formula(1, "f", text))
    results = engine.process_batch(job)
    failed = {result.symbol: result.error for result in results if result.error}
    assert not failed, text
    assert {result.outcome for result in results} <= {
        Outcome.HIT, Outcome.NO_HIT, Outcome.SHORT_HISTORY,
    }, text  # fmt: skip
    return {result.symbol: result.matches.positions.tolist() for result in results}


def with_all_columns(text: str) -> dict[str, list[int]]:
    compiled, universe = SERVICE.compile(text), SmallUniverse(COLUMNS)
    return {
        symbol: np.flatnonzero(
            evaluate(compiled, columns, timeframe="1d", symbol=symbol, universe=universe).is_true
        ).tolist()
        for symbol, columns in COLUMNS.items()
    }


@pytest.mark.parametrize("wrapper", WRAPPERS.values(), ids=WRAPPERS)
def test_a_scan_finds_what_an_evaluation_with_all_columns_finds(
    pool: ProcessingEngine, wrapper: str
) -> None:
    texts = [condition_of(f, wrapper) for f in FUNCTIONS.values() if f.name not in ON_OTHER_BARS]
    sound = [text for text in texts if text is not None]
    assert len(sound) > 0.95 * len(texts)
    for text in sound:
        assert outcomes(pool, text) == with_all_columns(text), text


@pytest.mark.parametrize("wrapper", RANKED.values(), ids=RANKED)
def test_every_function_can_be_ranked_in_a_scan(pool: ProcessingEngine, wrapper: str) -> None:
    texts = [condition_of(f, wrapper) for f in FUNCTIONS.values() if f.name not in ON_OTHER_BARS]
    sound = [text for text in texts if text is not None]
    assert len(sound) > 0.6 * len(texts)
    matches = [outcomes(pool, text) for text in sound]
    assert any(any(bars.values()) for bars in matches)
