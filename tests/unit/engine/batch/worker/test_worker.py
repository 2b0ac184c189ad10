"""The worker's side of the border, in this process."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

from engine.batch.evaluation.symbol_scan import OPEN_RANGE
from engine.batch.wire.messages import (
    NOT_DONE,
    OUTCOMES,
    Budget,
    RepositoryMissing,
    RepositoryRef,
    ScanSpec,
)
from engine.batch.wire.positions import decode
from engine.batch.wire.repository_ref import RepositoryCarrier
from engine.batch.wire.scan_input import ScanInput
from engine.batch.wire.slot import Slot
from engine.batch.worker import worker
from engine.batch.worker.failures import failure
from engine.batch.worker.worker_state import WorkerState
from engine.domain.result import Outcome
from engine.language.service import FormulaService
from engine.storage.in_memory import InMemoryCandleRepository
from tests.helpers.trouble import candles

BUDGET = Budget(1 << 20, 1 << 20)
ABOVE = "close > sma(close, 5)"


@pytest.fixture
def repository() -> InMemoryCandleRepository:
    repository = InMemoryCandleRepository()
    for symbol in "ABC":
        repository.save_many(symbol, "1d", candles(symbol, 80))
    return repository


def spec_of(formula: str | None = ABOVE, key: str = "k", **options) -> ScanSpec:
    return ScanSpec(key, formula, (), "1d", *OPEN_RANGE, **options)


def input_of(repository, symbols="ABC", spec=None) -> ScanInput:
    versions = repository.versions("1d")
    states = np.array([versions.get(symbol, (1, 1)) for symbol in symbols])
    ref = RepositoryCarrier(repository).current()
    return ScanInput(spec or spec_of(), ref, list(symbols), states[:, 0], states[:, 1])


def run(repository, scan_input, state=None, slot=None, scan=1):
    state = state or WorkerState()
    state.use(repository)
    request = scan_input.request(7, scan, BUDGET, slice(None))
    return worker.ChunkRun(state, slot or Slot(), request).result()


def outcomes(result) -> list[Outcome | None]:
    return [None if code == NOT_DONE else OUTCOMES[code] for code in result.outcomes]


def matches(result, row: int) -> list[int]:
    begin = result.ends[row - 1] if row else 0
    encoded = result.encoded[begin : result.ends[row]]
    found = decode(encoded, int(result.counts[row]), int(result.n_scanned[row]))
    return (found + result.first_bars[row]).tolist()


def test_answer_has_the_matches_of_each_symbol(repository):
    result = run(repository, input_of(repository))
    for row, symbol in enumerate("ABC"):
        frame = repository.get_range(symbol, "1d").to_frame()
        expected = FormulaService().evaluate(ABOVE, frame)
        assert matches(result, row) == np.flatnonzero(expected).tolist()
    assert (result.elapsed_us > 0).all()


def test_messages_survive_the_border(repository):
    scan_input = input_of(repository)
    request = pickle.loads(pickle.dumps(scan_input.request(7, 1, BUDGET, [0, 2])))
    assert request.symbols == ("A", "C")
    answer = worker.run_chunk(request)
    again = pickle.loads(pickle.dumps(answer))
    np.testing.assert_array_equal(again.counts, answer.counts)
    assert again.encoded == answer.encoded


def test_request_without_a_repository_that_is_not_here_is_sent_back(repository):
    scan_input = input_of(repository)
    bare = ScanInput(
        scan_input.spec,
        RepositoryRef("unknown", None),
        scan_input.symbols,
        scan_input.revisions,
        scan_input.n_bars,
    )
    answer = worker.run_chunk(bare.request(7, 1, BUDGET, slice(None)))
    assert answer == RepositoryMissing("unknown")


def test_unknown_symbol_has_no_data(repository):
    assert outcomes(run(repository, input_of(repository, "AX"))) == [Outcome.HIT, Outcome.NO_DATA]


def test_job_without_formula_finds_nothing(repository):
    result = run(repository, input_of(repository, spec=spec_of(None)))
    assert outcomes(result) == [Outcome.NO_HIT] * 3


def test_formula_longer_than_the_history_is_short_of_it(repository):
    result = run(repository, input_of(repository, spec=spec_of("close > sma(close, 80)")))
    assert outcomes(result) != [Outcome.SHORT_HISTORY] * 3
    result = run(repository, input_of(repository, spec=spec_of("close > sma(close, 81)")))
    assert outcomes(result) == [Outcome.SHORT_HISTORY] * 3


def test_formula_that_is_known_and_false_is_no_short_history(repository):
    result = run(repository, input_of(repository, spec=spec_of("close < 0")))
    assert outcomes(result) == [Outcome.NO_HIT] * 3


def test_formula_that_cannot_be_compiled_here_fails_each_symbol(repository):
    result = run(repository, input_of(repository, spec=spec_of("nope(close) > 1")))
    assert outcomes(result) == [Outcome.ERROR] * 3
    assert "E202" in result.errors[0]


def test_rest_of_a_cancelled_chunk_is_left_out(repository):
    slot = Slot()
    slot.skip(7)
    result = run(repository, input_of(repository), slot=slot)
    assert outcomes(result) == [None] * 3


def test_slot_tells_where_the_worker_is(repository):
    slot = Slot()
    assert slot.place() == (None, None)
    slot.enter(7)
    slot.move(2)
    assert slot.place() == (7, 2)
    slot.leave()
    assert slot.place() == (None, None)


def test_slot_remembers_as_many_skips_as_a_worker_has_chunks():
    slot = Slot()
    slot.skip(1)
    slot.skip(2)
    assert slot.is_skipped(1)
    assert slot.is_skipped(2)
    slot.skip(3)
    assert not slot.is_skipped(1)


def test_symbol_that_raises_is_an_error_and_the_others_go_on(repository, monkeypatch):
    original = InMemoryCandleRepository.get_columns

    def get_columns(self, symbol, timeframe, names):
        if symbol == "B":
            raise OSError("disk on fire")
        return original(self, symbol, timeframe, names)

    monkeypatch.setattr(InMemoryCandleRepository, "get_columns", get_columns)
    result = run(repository, input_of(repository))
    assert outcomes(result) == [Outcome.HIT, Outcome.ERROR, Outcome.HIT]
    assert result.errors == {1: "OSError: disk on fire"}


@pytest.mark.parametrize(("n_failures", "outcome"), [(1, Outcome.HIT), (2, Outcome.ERROR)])
def test_caches_are_dropped_and_the_symbol_tried_again_when_memory_is_short(
    repository, monkeypatch, n_failures, outcome
):
    original, failures = InMemoryCandleRepository.get_columns, []

    def get_columns(self, symbol, timeframe, names):
        if symbol == "B" and len(failures) < n_failures:
            failures.append(symbol)
            raise MemoryError
        return original(self, symbol, timeframe, names)

    monkeypatch.setattr(InMemoryCandleRepository, "get_columns", get_columns)
    result = run(repository, input_of(repository))
    assert outcomes(result) == [Outcome.HIT, outcome, Outcome.HIT]
    assert result.errors == ({} if outcome is Outcome.HIT else {1: "Out of memory"})


def test_repeated_scan_is_answered_from_memory(repository):
    state, scan_input = WorkerState(), input_of(repository)
    first = run(repository, scan_input, state)
    again = run(repository, scan_input, state, scan=2)
    assert (first.cache_hits, again.cache_hits, again.cache_misses) == (0, 3, 0)
    assert again.encoded == first.encoded
    assert 0 < again.cache_bytes < 1 << 20


def test_changed_candles_never_meet_an_old_answer(repository):
    state = WorkerState()
    run(repository, input_of(repository), state)
    repository.save_many("B", "1d", candles("B", 80, seed=2))
    again = run(repository, input_of(repository), state, scan=2)
    expected = FormulaService().evaluate(ABOVE, repository.get_range("B", "1d").to_frame())
    assert matches(again, 1) == np.flatnonzero(expected).tolist()


def test_same_question_in_other_words_has_the_same_answer_in_memory(repository):
    state = WorkerState()
    run(repository, input_of(repository), state)
    other = input_of(repository, spec=spec_of("sma(close, 5) < close", key="other"))
    assert run(repository, other, state, scan=2).cache_hits == 3


def test_smaller_budget_takes_effect_at_the_next_chunk(repository):
    state, scan_input = WorkerState(), input_of(repository)
    run(repository, scan_input, state)
    state.begin_scan(2, Budget(0, 0))
    assert state.kept_bytes == 0


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (ValueError("bad"), "ValueError: bad"),
        (ValueError(), "ValueError"),
        (MemoryError("2 GB"), "Out of memory: 2 GB"),
        (SystemExit(5), "SystemExit: 5"),
    ],
)
def test_error_is_a_message_with_the_class_where_it_is_not_ours(error, text):
    assert failure(error) == text


def test_numbers_of_a_cross_section_reach_to_the_end_of_the_range(repository):
    compiled = FormulaService().compile("xs_rank(roc(close, 3)) > 50")
    spec = spec_of("xs_rank(roc(close, 3)) > 50", section=compiled.cross_sections[0].key)
    result = run(repository, input_of(repository, spec=spec))
    numbers = np.frombuffer(result.encoded).reshape(3, 80)
    close = repository.get_range("B", "1d").close
    np.testing.assert_allclose(numbers[1, 3:], 100 * (close[3:] / close[:-3] - 1))
