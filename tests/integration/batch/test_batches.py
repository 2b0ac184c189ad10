"""Whole batches on a real pool over a real library."""

from __future__ import annotations

import asyncio
import logging
import math
import pickle
import threading
from datetime import date

import numpy as np
import pytest

from engine.batch import progress_calls as progress
from engine.batch.engine import ProcessingEngine
from engine.domain.date_range import DateRange
from engine.domain.formula import Formula, FormulaCategory
from engine.domain.job import JobType, ProcessingJob
from engine.domain.match import SignalType
from engine.domain.result import Outcome
from engine.errors import FormulaError, InputError, RepositoryError
from engine.language.presets import load_presets
from engine.language.service import FormulaService
from engine.storage.in_memory import InMemoryCandleRepository
from engine.storage.library import open_library
from engine.storage.sqlite.candles import SqliteCandleRepository
from tests.helpers.candles import random_bars
from tests.helpers.patience import PATIENCE_S
from tests.helpers.trouble import candles

pytestmark = pytest.mark.pool

ABOVE = Formula(1, "above its mean", "close > sma(close, 20)")
OVERSOLD = Formula(
    2, "oversold", "m = sma(close, 20)\nrsi(close, 14) < 40 and close < m", FormulaCategory.ENTRY
)


def job_of(symbols, formula=ABOVE, **options) -> ProcessingJob:
    return ProcessingJob("j", JobType.SCAN, list(symbols), "1d", formula=formula, **options)


@pytest.fixture(scope="module")
def symbols(library) -> list[str]:
    return library.candles.symbols("1d")


@pytest.fixture(scope="module")
def in_pandas(library, symbols) -> dict[str, list[int]]:
    """Return the bars on which each symbol closes above its mean, as the service computes it."""
    service, found = FormulaService(), {}
    for symbol in symbols:
        frame = library.candles.get_range(symbol, "1d").to_frame()
        found[symbol] = np.flatnonzero(service.evaluate(ABOVE, frame)).tolist()
    return found


def day_of(library, symbol: str, bar: int) -> date:
    times = library.candles.get_range(symbol, "1d").timestamps
    return times[bar].astype("datetime64[D]").item()


def positions(results) -> dict[str, list[int]]:
    return {result.symbol: result.matches.positions.tolist() for result in results}


def test_results_come_in_the_order_of_the_job_with_the_matches_of_a_plain_evaluation(
    engine, symbols, in_pandas
):
    reversed_symbols = symbols[::-1]
    results = engine.process_batch(job_of(reversed_symbols))
    assert [result.symbol for result in results] == reversed_symbols
    assert positions(results) == in_pandas
    assert all(result.processing_time_ms > 0 for result in results)


def test_number_of_workers_and_their_start_do_not_change_the_results(library, symbols, in_pandas):
    with ProcessingEngine(library.candles, FormulaService(), 3, result_cache_mb=0) as other:
        cold = positions(other.process_batch(job_of(symbols)))
        other.warm_up()
        warm = positions(other.process_batch(job_of(symbols)))
    assert cold == warm == in_pandas


def test_duplicate_symbols_are_processed_once(engine, symbols):
    first, second = symbols[:2]
    results = engine.process_batch(job_of([second, first, second, first]))
    assert [result.symbol for result in results] == [second, first]


def test_unknown_symbol_has_no_data(engine, symbols):
    result = engine.process_batch(job_of([symbols[0], "NOPE"]))[1]
    assert (result.outcome, result.error) == (Outcome.NO_DATA, "No data available")
    assert len(result.matches) == 0


def test_outcomes_add_up_to_the_symbols(engine, symbols):
    results = engine.process_batch(job_of([*symbols, "NOPE"]))
    assert len(results) == len(symbols) + 1
    assert {result.outcome for result in results} <= set(Outcome)


def test_job_without_formula_only_looks_for_candles(engine, symbols):
    results = engine.process_batch(job_of([symbols[0], "NOPE"], formula=None))
    assert [result.outcome for result in results] == [Outcome.NO_HIT, Outcome.NO_DATA]


def test_both_ends_of_the_range_bound_the_matches_and_warm_up_comes_from_before(
    engine, library, symbols, in_pandas
):
    first, last = day_of(library, symbols[0], 100), day_of(library, symbols[0], 140)
    results = engine.process_batch(job_of(symbols, date_range=DateRange(first, last)))
    for result in results:
        times = library.candles.get_range(result.symbol, "1d").timestamps.astype("datetime64[D]")
        bars = [bar for bar in in_pandas[result.symbol] if first <= times[bar].item() <= last]
        assert result.matches.positions.tolist() == bars


def test_range_without_candles_has_no_data(engine, symbols):
    span = DateRange(date(1950, 1, 1), date(1950, 12, 31))
    results = engine.process_batch(job_of(symbols, date_range=span))
    assert {result.outcome for result in results} == {Outcome.NO_DATA}


def test_range_too_early_for_the_lookback_is_a_short_history(engine, library, symbols):
    last = day_of(library, symbols[0], 10)
    result = engine.process_batch(job_of(symbols, date_range=DateRange(None, last)))[0]
    assert (result.outcome, result.error) == (Outcome.SHORT_HISTORY, None)


def test_match_tells_candle_and_values_of_its_bar(engine, library, symbols):
    results = engine.process_batch(job_of(symbols, OVERSOLD))
    result = next(result for result in results if len(result.matches) > 2)
    series = library.candles.get_range(result.symbol, "1d")
    frame = series.to_frame()
    service = FormulaService()
    match, bar = result.matches[-1], result.matches.positions[-1]
    assert match.candle == series[int(bar)]
    assert match.timestamp == series[int(bar)].timestamp
    assert match.signal_type is SignalType.ENTRY
    assert match.formula_id == 2
    mean = service.evaluate("sma(close, 20)", frame).iloc[bar]
    rsi = service.evaluate("rsi(close, 14)", frame).iloc[bar]
    assert match.indicator_values == {
        "m": mean,
        "sma(close,20)": mean,
        "rsi(close,14)": rsi,
    } or match.indicator_values == {"m": mean, "rsi(close,14)": rsi}


def test_latest_scan_finds_what_the_full_scan_finds_on_the_last_bar(engine, library, symbols):
    for formula in (ABOVE, OVERSOLD):
        full = engine.process_batch(job_of(symbols, formula))
        latest = engine.process_batch(job_of(symbols, formula), latest=True, with_stale=True)
        for one, other in zip(full, latest, strict=True):
            last = len(library.candles.get_range(one.symbol, "1d")) - 1
            expected = [bar for bar in one.matches.positions.tolist() if bar == last]
            assert other.matches.positions.tolist() == expected
            if expected:
                assert other.matches[0].candle == one.matches[-1].candle


@pytest.mark.parametrize("last_day", [None, 300])
@pytest.mark.parametrize("formula", [ABOVE, OVERSOLD])
def test_scan_of_the_last_bars_finds_what_the_full_scan_finds_there(
    engine, library, symbols, last_day, formula
):
    span = DateRange(None, last_day and day_of(library, symbols[0], last_day))
    full = engine.process_batch(job_of(symbols, formula, date_range=span))
    tail = engine.process_batch(job_of(symbols, formula, date_range=span, last_bars=7))
    n_hits = 0
    for one, other in zip(full, tail, strict=True):
        end = len(library.candles.get_range(one.symbol, "1d", None, span.end))
        expected = [bar for bar in one.matches.positions.tolist() if bar >= end - 7]
        assert other.matches.positions.tolist() == expected
        candles_of_all = [match.candle for match in one.matches]
        assert [m.candle for m in other.matches] == candles_of_all[
            len(one.matches) - len(expected) :
        ]
        assert other.outcome is (Outcome.HIT if expected else Outcome.NO_HIT)
        n_hits += len(expected)
    assert n_hits > 0


def test_scan_of_no_last_bars_is_refused(symbols):
    with pytest.raises(InputError, match="at least one bar"):
        job_of(symbols, last_bars=0)


class EndsOnly(SqliteCandleRepository):
    """Refuses to read a whole history."""

    def get_columns(self, symbol, timeframe, names):
        raise AssertionError(f"All of {symbol} is read")


@pytest.mark.parametrize("formula", [ABOVE, OVERSOLD])
def test_of_a_long_history_only_warm_up_and_the_last_bars_are_read(tmp_path, formula):
    path = tmp_path / "long.fslib"
    with open_library(path, create=True) as library:
        for seed, name in enumerate("ABCD"):
            library.candles.save_arrays(name, "1d", random_bars(20_000, seed))
        with ProcessingEngine(library.candles, FormulaService(), 1) as engine:
            full = engine.process_batch(job_of("ABCD", formula))
        repository = EndsOnly(path)
        with ProcessingEngine(repository, FormulaService(), 1, result_cache_mb=0) as engine:
            tail = engine.process_batch(job_of("ABCD", formula, last_bars=50))
            for one, other in zip(full, tail, strict=True):
                expected = [bar for bar in one.matches.positions.tolist() if bar >= 19_950]
                assert other.error is None
                assert other.matches.positions.tolist() == expected
                matches = list(one.matches)[len(one.matches) - len(expected) :]
                assert [m.timestamp for m in other.matches] == [m.timestamp for m in matches]
                assert [m.candle for m in other.matches] == [m.candle for m in matches]
                for mine, theirs in zip(other.matches, matches, strict=True):
                    assert mine.indicator_values == pytest.approx(theirs.indicator_values, rel=1e-5)
    repository.close()
    assert sum(len(result.matches) for result in tail) > 0


def test_latest_scan_agrees_with_the_full_scan_on_every_preset():
    repository, names = InMemoryCandleRepository(), [f"S{i}" for i in range(24)]
    for name in ("SPY", *names):
        repository.save_many(name, "1d", candles(name, 1200))
    n_hits = 0
    with ProcessingEngine(repository, FormulaService(), 1, result_cache_mb=0) as engine:
        for preset in load_presets():
            job = job_of(names, preset.formula)
            full, latest = engine.process_batch(job), engine.process_batch(job, latest=True)
            for one, other in zip(full, latest, strict=True):
                expected = [bar for bar in one.matches.positions.tolist() if bar == 1199]
                assert other.matches.positions.tolist() == expected, preset.name
                if expected:
                    values = one.matches[-1].indicator_values
                    assert other.matches[0].indicator_values == pytest.approx(values, rel=1e-5)
                    n_hits += 1
    assert n_hits > 50


def test_wrong_formula_raises_before_any_symbol_is_touched(engine, symbols):
    seen = []
    with pytest.raises(FormulaError, match="E202"):
        engine.process_batch(job_of(symbols, Formula(1, "", "nope(close) > 1")), seen.append)
    assert seen == []


def test_number_is_no_condition(engine, symbols):
    with pytest.raises(FormulaError, match="E306"):
        engine.process_batch(job_of(symbols, Formula(1, "", "close")))


def test_unknown_timeframe_is_refused(engine, symbols):
    job = ProcessingJob("j", JobType.SCAN, symbols, "7d", formula=ABOVE)
    with pytest.raises(ValueError, match="Unknown timeframe '7d'"):
        engine.process_batch(job)


def test_parameters_of_the_job_go_before_those_of_the_formula(engine, symbols):
    text = "param n = 5; close > sma(close, n)"
    own = Formula(1, "", text, parameters={"n": 10})
    plain = Formula(1, "", "close > sma(close, 20)")
    expected = positions(engine.process_batch(job_of(symbols, plain)))
    assert positions(engine.process_batch(job_of(symbols, own, parameters={"n": 20}))) == expected
    assert positions(engine.process_batch(job_of(symbols, own))) != expected


def test_single_symbol_in_this_process_gives_the_result_of_the_batch(engine, symbols, in_pandas):
    result = engine.process_symbol(symbols[3], "1d", DateRange(), ABOVE)
    assert result.matches.positions.tolist() == in_pandas[symbols[3]]
    assert engine.process_symbol("NOPE", "1d", DateRange(), ABOVE).outcome is Outcome.NO_DATA


def test_results_can_be_pickled_with_their_matches(engine, symbols):
    result = engine.process_batch(job_of(symbols[:1], OVERSOLD))[0]
    assert pickle.loads(pickle.dumps(result)) == result


def test_asked_indicators_stand_beside_the_values(engine, symbols):
    results = engine.process_batch(job_of(symbols[:3]), indicators=("ema_12", "atr(14)"))
    values = results[0].matches[-1].indicator_values
    assert {"ema_12", "atr(14)", "sma(close,20)"} <= set(values)
    assert set(results[0].computed_indicators) == {"ema_12", "atr(14)"}


# Progress


def test_progress_counts_every_symbol_in_order_up_to_100_percent(engine, symbols):
    seen = []
    engine.process_batch(job_of([*symbols, "NOPE"]), seen.append)
    n = len(symbols) + 1
    assert [progress.completed_symbols for progress in seen] == list(range(1, n + 1))
    assert {progress.current_symbol for progress in seen} == {*symbols, "NOPE"}
    assert {progress.total_symbols for progress in seen} == {n}
    elapsed = [progress.elapsed_time_ms for progress in seen]
    assert elapsed == sorted(elapsed)
    assert (seen[-1].percentage, seen[-1].estimated_remaining_ms) == (100.0, 0.0)


def test_job_without_symbols_reports_once_at_100_percent(engine):
    seen = []
    assert engine.process_batch(job_of([]), seen.append) == []
    assert [(p.total_symbols, p.percentage) for p in seen] == [(0, 100.0)]


def test_callback_that_raises_is_logged_and_called_again(engine, symbols, caplog):
    seen = []

    def callback(progress):
        seen.append(progress)
        raise RuntimeError("no paper left")

    with caplog.at_level(logging.ERROR, "engine"):
        results = engine.process_batch(job_of(symbols[:40]), callback)
    assert len(results) == len(seen) == 40
    assert "no paper left" in caplog.text


def test_callback_that_blocks_is_abandoned_with_a_warning(engine, symbols, caplog, monkeypatch):
    monkeypatch.setattr(progress, "LAST_CALL_S", 1.0)
    gate = threading.Event()
    with caplog.at_level(logging.WARNING, "engine"):
        results = engine.process_batch(job_of(symbols[:40]), lambda _: gate.wait(PATIENCE_S))
    gate.set()
    assert len(results) == 40
    assert "The progress callback is too slow: 39 of 40 calls were left out" in caplog.text


# Other ways to run


def test_iterating_gives_the_same_results(engine, symbols, in_pandas):
    assert positions(engine.iter_batch(job_of(symbols))) == in_pandas


def test_leaving_the_iteration_early_ends_the_batch(engine, symbols):
    for result in engine.iter_batch(job_of(symbols)):
        assert result.error is None
        break
    assert len(engine.process_batch(job_of(symbols))) == len(symbols)


def test_event_loop_stays_free_while_a_batch_runs(engine, symbols, in_pandas):
    async def main():
        ticks = 0
        work = asyncio.ensure_future(engine.process_batch_async(job_of(symbols)))
        while not work.done():
            ticks += 1
            await asyncio.sleep(0)
        return ticks, await work

    ticks, results = asyncio.run(main())
    assert ticks > 1
    assert positions(results) == in_pandas


def test_two_batches_at_once_share_the_pool(engine, symbols, in_pandas):
    found = {}

    def scan(name):
        found[name] = positions(engine.process_batch(job_of(symbols)))

    threads = [threading.Thread(target=scan, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == dict.fromkeys("abc", in_pandas)


def test_python_indicator_travels_to_the_workers(library, symbols):
    service = FormulaService()
    factor = 1.5
    service.registry.register("stretched", lambda df: df["close"].rolling(3).mean() * factor)
    with ProcessingEngine(library.candles, service, 2) as engine:
        results = engine.process_batch(job_of(symbols, Formula(1, "", "stretched > 1.4 * close")))
    frame = library.candles.get_range(symbols[0], "1d").to_frame()
    expected = frame["close"].rolling(3).mean() * factor > 1.4 * frame["close"]
    assert results[0].matches.positions.tolist() == np.flatnonzero(expected).tolist()
    assert {result.outcome for result in results} == {Outcome.HIT}


def test_registered_expression_is_known_to_the_workers(library, symbols, in_pandas):
    service = FormulaService()
    service.registry.register("my_mean", "sma(close, 20)")
    with ProcessingEngine(library.candles, service, 2) as engine:
        results = engine.process_batch(job_of(symbols, Formula(1, "", "close > my_mean")))
    assert positions(results) == in_pandas


def test_ranks_do_not_depend_on_workers_or_order(library, symbols):
    formula = Formula(1, "", "xs_rank(roc(close, 10)) > 90")
    found = []
    for n_workers, order in ((1, symbols), (3, symbols[::-1])):
        with ProcessingEngine(library.candles, FormulaService(), n_workers) as engine:
            found.append(positions(engine.process_batch(job_of(order, formula))))
    assert found[0] == found[1]
    share = sum(map(len, found[0].values())) / sum(
        version.n_bars for version in library.candles.versions("1d").values()
    )
    assert 0.05 < share < 0.12


def test_rank_of_a_match_can_be_looked_up(engine, symbols):
    formula = Formula(1, "", "xs_rank(close) > 95")
    results = engine.process_batch(job_of(symbols, formula))
    match = next(result.matches[0] for result in results if len(result.matches))
    assert match.indicator_values["xs_rank(close)"] > 95


def test_formula_may_look_at_another_symbol(engine, symbols):
    formula = Formula(1, "", f'close > symbol("{symbols[0]}", close)')
    results = engine.process_batch(job_of(symbols[1:4], formula))
    values = next(r.matches[0].indicator_values for r in results if len(r.matches))
    assert f'symbol("{symbols[0]}",close)' in values


def test_other_symbol_without_candles_is_an_error_of_the_formula(engine, symbols):
    with pytest.raises(FormulaError, match="E601 There are no candles of 'NOPE'"):
        engine.process_batch(job_of(symbols, Formula(1, "", 'close > symbol("NOPE", close)')))


# Repositories


def test_repository_in_memory_travels_by_pickle_and_again_after_a_change():
    repository = InMemoryCandleRepository()
    names = [f"S{i}" for i in range(80)]
    for name in names:
        repository.save_many(name, "1d", candles(name, 80))
    with ProcessingEngine(repository, FormulaService(), 2) as engine:
        before = engine.process_batch(job_of(names))
        repository.save_many("S1", "1d", candles("S1", 90, seed=2))
        repository.save_many("NEW", "1d", candles("NEW", 80))
        after = engine.process_batch(job_of([*names, "NEW"]))
    assert positions(before)["S0"] == positions(after)["S0"]
    assert positions(before)["S1"] != positions(after)["S1"]
    assert after[-1].outcome is Outcome.HIT


def test_repository_that_cannot_be_pickled_is_refused_with_a_way_out():
    repository = InMemoryCandleRepository()
    repository.connection = threading.Lock()
    with pytest.raises(RepositoryError, match="cannot be handed to worker processes"):
        ProcessingEngine(repository, FormulaService(), 1)


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        ({"max_workers": 0}, "at least one worker is needed"),
        ({"symbol_timeout_s": 0}, "symbol_timeout_s is 0; it must be above zero"),
        ({"symbol_timeout_s": math.nan}, "it must be above zero"),
        ({"memory_limit_mb": -1}, "memory_limit_mb is -1; it must be above zero"),
        ({"indicator_cache_mb": -5}, "0 turns it off, and less cannot be kept"),
        ({"result_cache_mb": -5}, "result_cache_mb is -5"),
    ],
)
def test_limits_under_which_nothing_could_be_done_are_refused(limits, message):
    with pytest.raises(ValueError, match=message):
        ProcessingEngine(InMemoryCandleRepository(), FormulaService(), **limits)
