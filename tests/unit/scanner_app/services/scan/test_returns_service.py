from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import numpy as np
import pytest

from engine.domain.cancellation import CancellationToken
from engine.errors import ProcessingCancelledException
from engine.storage.library import Library, open_library
from scanner_app.models.result_store import ResultStore, gather
from scanner_app.services.scan import returns_service
from scanner_app.services.scan.returns_service import ReturnsService, measure
from scanner_app.views.scan.returns_panel import ReturnsPanel
from tests.helpers.candles import bars
from tests.unit.scanner_app.models.conftest import make_matches

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "library.fslib", create=True) as library:
        library.candles.save_arrays("AAA", "1d", bars(np.arange(10.0, 40.0), first_ns=0))
        library.candles.save_arrays("BBB", "1d", bars(np.arange(40.0, 10.0, -1.0), first_ns=0))
        yield library


@pytest.fixture
def store() -> ResultStore:
    made = ResultStore()
    found = (("BBB", [3, 5, 29]), ("GONE", [2]), ("AAA", [0, 10]))
    made.append(gather([make_matches(symbol, rows) for symbol, rows in found]))
    return made


def test_only_the_rows_on_show_are_measured(library: Library, store: ResultStore) -> None:
    rows = np.array([5, 0, 2])  # the second match of AAA, the first and the last of BBB
    one, five, _ = measure(library, "1d", store, rows, CancellationToken())
    assert (one.matches.n_bars, one.n_too_recent, one.n_unknown) == (2, 1, 0)
    assert one.matches.median == pytest.approx((1 / 20 - 1 / 37) / 2)
    assert five.matches.share_up == 0.5
    assert one.baseline.n_bars == 2 * 26  # from the bar 3 to the bar before the last


def test_matches_of_symbols_that_are_gone_are_counted(library: Library, store: ResultStore) -> None:
    found = measure(library, "1d", store, np.arange(6), CancellationToken())[0]
    assert (found.matches.n_bars, found.n_too_recent, found.n_unknown) == (4, 1, 1)


def test_measuring_is_not_done_on_the_gui_thread(
    qtbot: QtBot, library: Library, store: ResultStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []

    def note_thread(*arguments: object) -> object:
        threads.append(threading.current_thread())
        return measure(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(returns_service, "measure", note_thread)
    service = ReturnsService()
    with qtbot.waitSignal(service.measured):
        service.measure(library, "1d", store, np.arange(6))
    service.close()
    assert len(threads) == 1
    assert threads[0] is not threading.main_thread()


def test_nobody_waits_for_what_was_cancelled(library: Library, store: ResultStore) -> None:
    token = CancellationToken()
    token.cancel()
    with pytest.raises(ProcessingCancelledException):
        measure(library, "1d", store, np.arange(6), token)


def test_a_library_that_cannot_be_read_measures_nothing(
    qtbot: QtBot, library: Library, store: ResultStore
) -> None:
    service = ReturnsService()
    library.close()
    with qtbot.waitSignal(service.measured) as told:
        service.measure(library, "1d", store, np.arange(6))
    assert told.args == [()]
    assert not service.is_running
    service.close()


def test_the_panel_shows_matches_beside_all_bars(
    qtbot: QtBot, library: Library, store: ResultStore
) -> None:
    panel = ReturnsPanel(200)
    qtbot.addWidget(panel)
    assert panel.isHidden()
    panel.show_returns(measure(library, "1d", store, np.arange(6), CancellationToken()))
    text = panel.numbers.text()
    for part in ("Median %", "all bars", "Rising %", "Non-overlapping", "Too recent", "Unknown"):
        assert part in text
    assert "without costs" in panel.note.text()
    panel.show_returns(measure(library, "1d", store, np.array([2]), CancellationToken()))
    assert "No candle has followed yet" in panel.note.text()
    panel.show_returns(measure(library, "1d", store, np.array([3]), CancellationToken()))
    assert "Unknown" in panel.numbers.text()
    for nothing in ((), measure(library, "1d", store, np.arange(0), CancellationToken())):
        panel.show_returns(nothing)
        assert panel.isHidden()


def test_the_panel_compares_matches_not_with_themselves(
    qtbot: QtBot, library: Library, store: ResultStore
) -> None:
    panel = ReturnsPanel(200)
    qtbot.addWidget(panel)
    one, *_ = measure(library, "1d", store, np.array([0]), CancellationToken())
    assert one.baseline.n_bars == one.matches.n_bars == 1
    panel.show_returns([one])
    assert panel.numbers.text().count("–") == 2
    assert "no bars but the matches" in panel.note.text()
