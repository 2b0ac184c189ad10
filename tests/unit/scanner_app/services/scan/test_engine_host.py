from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from engine.domain.formula import Formula
from engine.domain.match import no_matches
from engine.domain.result import Outcome, ProcessingResult
from engine.scanning.scan_request import ScanRequest
from scanner_app.services.scan import engine_host
from scanner_app.services.scan.engine_host import FLUSH_INTERVAL_S, EngineHost
from scanner_app.services.scan.scan_types import RangeKind, ScanBatch, ScanRange, WindowScan
from tests.unit.scanner_app.models.conftest import make_matches

if TYPE_CHECKING:
    from collections.abc import Iterator


class FoundAlready:
    """Has found matches on `hits` of so many symbols as soon as it is asked."""

    def __init__(self, n_symbols: int, hits: tuple[int, ...]) -> None:
        self._n_symbols, self._hits = n_symbols, hits

    def iter_batch(self, *_: Any, **__: Any) -> Iterator[ProcessingResult]:
        for number in range(self._n_symbols):
            is_hit = number in self._hits
            matches = make_matches(f"S{number}", [1]) if is_hit else no_matches(f"S{number}")
            outcome = Outcome.HIT if is_hit else Outcome.NO_HIT
            yield ProcessingResult(f"S{number}", matches, {}, 0.1, None, outcome)


@pytest.fixture
def no_interval_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_host, "FLUSH_INTERVAL_S", 1e9)


@pytest.fixture
def moments(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return when the host looks at its clock; a 64th of a second passes at each look."""
    moments = [0.0]

    def perf_counter() -> float:
        moments.append(moments[-1] + 1 / 64)  # of which sums are exact
        return moments[-1]

    monkeypatch.setattr(engine_host, "time", SimpleNamespace(perf_counter=perf_counter))
    return moments


def batches_of(engine: FoundAlready, n_symbols: int) -> list[ScanBatch]:
    """Return what the window is told of a scan."""
    host, batches = EngineHost(), []
    host._engine = engine  # type: ignore[assignment]
    host.advanced.connect(batches.append)
    symbols = tuple(f"S{number}" for number in range(n_symbols))
    request = ScanRequest(Formula("", "", "x"), "1d")
    host.start(WindowScan(1, request, symbols, ScanRange(RangeKind.ALL)))
    return batches


@pytest.mark.usefixtures("no_interval_passes")
def test_the_first_match_is_told_at_once_and_the_others_together() -> None:
    batches = batches_of(FoundAlready(9, (3, 5, 7)), 9)
    assert [sizes(batch) for batch in batches] == [(4, 1), (5, 2)]


def test_the_window_is_told_twenty_times_a_second(moments: list[float]) -> None:
    batches = batches_of(FoundAlready(200, ()), 200)
    assert moments[-1] > 2.0
    assert {len(batch.outcomes) for batch in batches[:-1]} == {4}
    assert len(batches) <= 1 + moments[-1] / FLUSH_INTERVAL_S


@pytest.mark.usefixtures("no_interval_passes")
def test_a_batch_has_no_more_rows_than_the_window_takes_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(engine_host, "_MAX_ROWS", 3)
    batches = batches_of(FoundAlready(10, tuple(range(10))), 10)
    assert [sizes(batch)[1] for batch in batches] == [1, 3, 3, 3, 0]


def sizes(batch: ScanBatch) -> tuple[int, int]:
    return len(batch.outcomes), len(batch.new.timestamps)
