from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from engine.domain.formula import Formula
from engine.domain.match import no_matches
from engine.domain.result import Outcome, ProcessingResult
from scanner_app.services.scan import engine_host
from scanner_app.services.scan.engine_host import EngineHost
from scanner_app.services.scan.scan_types import RangeKind, ScanBatch, ScanRange, ScanRequest
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


@pytest.mark.usefixtures("no_interval_passes")
def test_the_first_match_is_told_at_once_and_the_others_together() -> None:
    host, batches = EngineHost(), []
    host._engine = FoundAlready(9, (3, 5, 7))  # type: ignore[assignment]
    host.advanced.connect(batches.append)
    counts = {f"S{number}": 10 for number in range(9)}
    host.start(ScanRequest(1, Formula("", "", "x"), "1d", ScanRange(RangeKind.ALL), counts))
    assert [sizes(batch) for batch in batches] == [(4, 1), (5, 2)]


def sizes(batch: ScanBatch) -> tuple[int, int]:
    return len(batch.outcomes), len(batch.new.timestamps)
