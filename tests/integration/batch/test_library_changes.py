"""A library that is written to while it is read."""

from __future__ import annotations

import subprocess
import sys
import threading
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from engine.batch.engine import ProcessingEngine
from engine.domain.formula import Formula
from engine.domain.job import JobType, ProcessingJob
from engine.domain.result import Outcome
from engine.domain.series import CandleSeries
from engine.errors import StaleResultError
from engine.language.service import FormulaService
from engine.signals.aggregator import SignalAggregator
from engine.storage.library import open_library
from engine.storage.maintenance.removing import remove_symbols
from tests.helpers.scripts import with_repo_on_path
from tests.helpers.trouble import candles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from engine.storage.library import Library

pytestmark = pytest.mark.pool

SYMBOLS = [f"S{i}" for i in range(80)]
ABOVE = Formula(1, "", "close > sma(close, 5)")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "changing.fslib", create=True) as library:
        for symbol in SYMBOLS:
            library.candles.save_many(symbol, "1d", candles(symbol, 100)[:90])
        yield library


@pytest.fixture
def engine(library: Library) -> Iterator[ProcessingEngine]:
    with ProcessingEngine(library.candles, FormulaService(), 2) as engine:
        engine.warm_up()
        yield engine


def scan(engine: ProcessingEngine, symbols=SYMBOLS):
    return engine.process_batch(
        ProcessingJob("j", JobType.SCAN, list(symbols), "1d", formula=ABOVE)
    )


def as_alone(library: Library, symbol: str) -> list[int]:
    """Return the bars on which a fresh evaluation of all candles is true."""
    frame = library.candles.get_range(symbol, "1d").to_frame()
    truth = FormulaService().evaluate(ABOVE, frame)
    return [bar for bar, is_true in enumerate(truth) if is_true]


def test_warm_workers_see_candles_that_were_appended_between_scans(engine, library):
    scan(engine)
    for symbol in SYMBOLS:
        library.candles.save_many(symbol, "1d", candles(symbol, 100)[90:])
    results = scan(engine)
    assert all(r.matches.positions.tolist() == as_alone(library, r.symbol) for r in results)


def test_warm_workers_see_a_history_that_was_replaced_between_scans(engine, library):
    before = scan(engine)
    library.candles.save_many("S7", "1d", candles("S7", 90, seed=2))
    after = scan(engine)
    assert after[7].matches.positions.tolist() == as_alone(library, "S7")
    assert after[7].matches.positions.tolist() != before[7].matches.positions.tolist()
    assert after[8].matches.positions.tolist() == before[8].matches.positions.tolist()


FORMULAS = [
    "percentrank(close, 20) > 60 and correl(close, volume, 30) > 0",
    "percentrank(close / symbol('S7', close), 20) > 60",
    "xs_rank(percentrank(close, 20)) > 60",
    "xs_rank(close / symbol('S7', close)) > 60",
    "weekly(percentrank(close, 5)) > 50 and percentrank(close, 20) > 40",
]


def shifted(library: Library, start: int, end: int) -> None:
    """Raise some candles of S7 by half."""
    frame = library.candles.get_range("S7", "1d").to_frame().iloc[start:end]
    frame[["open", "high", "low", "close"]] *= 1.5
    library.candles.save_many("S7", "1d", CandleSeries.from_frame("S7", "1d", frame))


def halved_by_another_process(library: Library) -> None:
    words = ["adjust", "S7", "--split", "2:1", "--date", "2024-03-01", "--library"]
    subprocess.run(
        [sys.executable, "-m", "engine", *words, str(library.path)],
        check=True,
        capture_output=True,
        env=with_repo_on_path(),
    )


CHANGES = {
    "a candle in the middle": lambda library: shifted(library, 40, 41),
    "the last candle": lambda library: shifted(library, 89, 90),
    "a candle before all": lambda library: library.candles.save_many(
        "S7", "1d", [replace(candles("S7")[0], timestamp=datetime(2023, 12, 1, tzinfo=UTC))]
    ),
    "gone and back": lambda library: (
        library.candles.delete("S7", "1d"),
        library.candles.save_many("S7", "1d", candles("S7", 90, seed=3)),
    ),
    "adjusted by another process": halved_by_another_process,
}


@pytest.mark.parametrize("change", CHANGES)
def test_no_formula_meets_a_candle_as_it_was_before_a_change(engine, library, change):
    jobs = [
        (ProcessingJob("j", JobType.SCAN, SYMBOLS, "1d", formula=Formula(1, "", text)), is_latest)
        for text in FORMULAS
        for is_latest in (False, True)
    ]

    def found(by: ProcessingEngine) -> list[dict[str, list[int]]]:
        batches = [by.process_batch(job, latest=is_latest) for job, is_latest in jobs]
        return [{r.symbol: r.matches.positions.tolist() for r in batch} for batch in batches]

    before = [found(engine) for _ in range(2)]
    CHANGES[change](library)
    after = found(engine)
    with (
        open_library(library.path) as opened,
        ProcessingEngine(opened.candles, FormulaService(), 1) as fresh,
    ):
        assert after == found(fresh)
    assert before[0] == before[1]
    assert after[::2] != before[0][::2]


def test_deleted_symbols_are_found_nowhere_any_more(engine, library):
    before = scan(engine)
    remove_symbols(library, ["S3", "S4"])
    after = scan(engine)
    assert [r.symbol for r in after if r.outcome is Outcome.NO_DATA] == ["S3", "S4"]
    assert [len(r.matches) for r in after[5:]] == [len(r.matches) for r in before[5:]]
    with pytest.raises(StaleResultError):
        before[3].matches[0]


def test_symbols_deleted_during_a_scan_have_all_their_matches_or_none(engine, library):
    expected = len(as_alone(library, "S0"))
    is_done = threading.Event()

    def delete_and_save() -> None:
        while not is_done.is_set():
            remove_symbols(library, SYMBOLS)
            for symbol in SYMBOLS:
                library.candles.save_many(symbol, "1d", candles(symbol, 100)[:90])

    writer = threading.Thread(target=delete_and_save)
    writer.start()
    try:
        results = [scan(engine) for _ in range(15)]
    finally:
        is_done.set()
        writer.join()
    outcomes = {r.outcome for batch in results for r in batch}
    assert outcomes <= {Outcome.HIT, Outcome.NO_DATA}
    assert {len(batch[0].matches) for batch in results} <= {0, expected}


def test_matches_show_the_candles_of_their_scan_though_some_were_appended(engine, library):
    results = scan(engine)
    expected = as_alone(library, "S3")
    library.candles.save_many("S3", "1d", candles("S3", 100)[90:])
    assert [match.candle for match in results[3].matches] == [
        library.candles.get_range("S3", "1d")[bar] for bar in expected
    ]


def test_matches_whose_history_was_replaced_say_so(engine, library):
    results = scan(engine)
    library.candles.save_many("S3", "1d", candles("S3", 90, seed=2))
    with pytest.raises(StaleResultError, match="The history of S3 was replaced since this scan"):
        results[3].matches[0]
    assert results[4].matches[0].symbol == "S4"


def test_aggregate_leaves_stale_symbols_out_and_names_them(engine, library, caplog):
    results = scan(engine)
    library.candles.save_many("S3", "1d", candles("S3", 90, seed=2))
    signals = SignalAggregator().aggregate(results)
    assert signals.table.stale == ("S3",)
    assert "S3" not in SignalAggregator().get_statistics(signals).by_symbol
    assert "The history of S3 was replaced" in caplog.text


def test_symbol_written_during_a_scan_is_read_whole_old_or_new(engine, library):
    old, new = candles("S0", 90), candles("S0", 90, seed=2)
    states = []
    for series in (old, new):
        library.candles.save_many("S0", "1d", series)
        states.append(as_alone(library, "S0"))
    is_done = threading.Event()

    def write() -> None:
        number = 0
        while not is_done.is_set():
            number += 1
            library.candles.save_many("S0", "1d", (old, new)[number % 2])

    writer = threading.Thread(target=write)
    writer.start()
    try:
        found = [scan(engine)[0].matches.positions.tolist() for _ in range(20)]
    finally:
        is_done.set()
        writer.join()
    assert all(state in states for state in found)
