from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import numpy as np
import pytest

from engine.errors import LibraryError
from engine.storage.library import open_library
from engine.storage.maintenance.sample import write_sample
from scanner_app.services.library.library_service import Contents, LibraryService
from scanner_app.services.scan.chart_service import ChartRequest, ChartService, prepare
from scanner_app.services.scan.pane_groups import Curve, group_curves
from tests.helpers.patience import PATIENCE_S

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from engine.storage.library import Library
    from scanner_app.services.formulas.language_service import LanguageService
    from scanner_app.services.task_runner import TaskRunner

NO_MATCHES = np.empty(0, dtype=np.int64)
SYMBOL = "SYN0003"


@pytest.fixture
def service(qtbot: QtBot, tasks: TaskRunner) -> Iterator[LibraryService]:
    made = LibraryService(tasks)
    yield made
    tasks.close()
    made.close()


@pytest.fixture
def library(small_library: Path) -> Iterator[Library]:
    with open_library(small_library) as opened:
        yield opened


def request(formula: str, timestamp_ns: int | None = None, symbol: str = SYMBOL) -> ChartRequest:
    return ChartRequest(symbol, "Three", "1d", timestamp_ns, formula, {}, NO_MATCHES)


def test_opening_tells_what_is_in_the_library(
    qtbot: QtBot, service: LibraryService, small_library: Path
) -> None:
    with qtbot.waitSignal(service.contents_changed) as told:
        service.open(small_library)
    contents: Contents = told.args[0]
    assert contents.timeframes == ("1d",)
    assert len(contents.symbols_of("1d")) == 8
    assert contents.name_of("SYN0001") == "Synthetic 1"
    assert contents.name_of("X") == ""
    assert contents.size_bytes > 0
    assert not contents.is_empty


def test_a_missing_library_is_made_empty(
    qtbot: QtBot, service: LibraryService, tmp_path: Path
) -> None:
    with qtbot.waitSignal(service.contents_changed) as told:
        service.open(tmp_path / "new" / "a.fslib")
    assert told.args[0].is_empty


def test_a_damaged_library_leaves_the_old_one_open(
    qtbot: QtBot, service: LibraryService, small_library: Path, tmp_path: Path
) -> None:
    with qtbot.waitSignal(service.contents_changed):
        service.open(small_library)
    bad = tmp_path / "bad.fslib"
    bad.write_bytes(b"garbage" * 100)
    with qtbot.waitSignal(service.failed) as failed:
        service.open(bad)
    assert "bad.fslib" in str(failed.args[0])
    assert service.library is not None
    assert service.library.path == small_library


def test_a_refresh_sees_what_was_imported(
    qtbot: QtBot, service: LibraryService, tmp_path: Path
) -> None:
    path = tmp_path / "a.fslib"
    with qtbot.waitSignal(service.contents_changed):
        service.open(path)
    write_sample(path, 2, 30)
    with qtbot.waitSignal(service.contents_changed) as told:
        service.refresh()
    assert told.args[0].symbols_of("1d") == ["SYN0001", "SYN0002"]


def test_chart_has_candles_curves_and_matches(library: Library, language: LanguageService) -> None:
    data, selected = prepare(
        library, language, request("close > sma(close, 20) and rsi(close, 14) > 50")
    )
    close = data.prices["close"]
    sma = data.plots[0].values
    assert [plot.pane for plot in data.plots] == ["price", "rsi(close,14)"]
    assert np.allclose(sma[19:], [close[n - 19 : n + 1].mean() for n in range(19, len(close))])
    assert (close[data.matches] > sma[data.matches]).all()
    assert selected == data.n_bars - 1


def test_chart_selects_the_bar_of_the_match(library: Library, language: LanguageService) -> None:
    data, _ = prepare(library, language, request(""))
    again, selected = prepare(library, language, request("", int(data.timestamps[33])))
    assert selected == 33
    assert again.plots == ()


def test_curves_of_which_nothing_is_known_are_left_out(
    library: Library, language: LanguageService
) -> None:
    data, _ = prepare(library, language, request("xs_rank(roc(close, 5)) > 50"))
    assert [plot.name for plot in data.plots] == ["roc(close,5)"]


def test_chart_looks_at_other_symbols(library: Library, language: LanguageService) -> None:
    data, _ = prepare(
        library, language, request('ratio = close / symbol("SYN0001", close); ratio > 0')
    )
    assert data.note == ""
    assert np.isfinite(data.plots[0].values[-1])


def test_chart_of_a_ranking_formula_marks_the_matches_of_the_scan(
    library: Library, language: LanguageService
) -> None:
    times = library.candles.get_range(SYMBOL, "1d").timestamps_ns
    asked = request("xs_rank(roc(close, 5)) > 80")._replace(match_times=times[[50, 60]])
    data, _ = prepare(library, language, asked)
    assert data.matches.tolist() == [50, 60]


def test_a_match_whose_candle_is_gone_marks_no_other_bar(
    library: Library, language: LanguageService
) -> None:
    times = library.candles.get_range(SYMBOL, "1d").timestamps_ns
    asked = request("xs_rank(roc(close, 5)) > 80")
    between = times[[50, 60]] - 3_600_000_000_000
    data, _ = prepare(library, language, asked._replace(match_times=between))
    assert data.matches.tolist() == []


def test_chart_draws_what_the_formula_compares_with(
    library: Library, language: LanguageService
) -> None:
    data, _ = prepare(library, language, request("close > highest(high, 20)[1]"))
    assert [(plot.name, plot.pane) for plot in data.plots] == [("highest(high,20)[1]", "price")]
    assert (data.prices["close"][data.matches] > data.plots[0].values[data.matches]).all()


def test_a_wrong_formula_still_shows_candles_and_says_why(
    library: Library, language: LanguageService
) -> None:
    data, _ = prepare(library, language, request("close > foo(3)"))
    assert data.n_bars == 120
    assert "foo" in data.note


def test_an_unknown_symbol_is_an_empty_chart(library: Library, language: LanguageService) -> None:
    data, selected = prepare(library, language, request("close > 0", symbol="NONE"))
    assert data.n_bars == 0
    assert selected is None


def test_of_several_charts_the_last_one_is_told(
    qtbot: QtBot,
    service: LibraryService,
    language: LanguageService,
    tasks: TaskRunner,
    small_library: Path,
) -> None:
    charts, told = ChartService(service, language, tasks), []
    charts.loaded.connect(lambda data, selected: told.append(data.symbol))
    charts.request(request(""))
    with qtbot.waitSignal(service.contents_changed):
        service.open(small_library)
    for number in (1, 2, 4):
        charts.request(request("close > sma(close, 5)", symbol=f"SYN000{number}"))
    qtbot.waitUntil(lambda: "SYN0004" in told)
    assert told[-1] == "SYN0004"


def test_outputs_of_one_call_share_a_pane_and_others_do_not() -> None:
    wave = np.sin(np.arange(50.0))
    panes = group_curves(
        [
            Curve("m.line", wave), Curve("m.signal", wave * 0.8), Curve("m.hist", wave * 0.3),
            Curve("b.width", 0.1 + 0.01 * wave), Curve("b.pctb", 50 + wave),
            Curve("lowest(b.width,126)", 0.1 + 0.01 * wave), Curve("rsi(close,14)", 50 + 20 * wave),
            Curve("unknown", np.full(50, np.nan)),
        ]
    )  # fmt: skip
    assert panes["m.line"] == panes["m.signal"] == panes["m.hist"]
    assert panes["b.width"] == panes["lowest(b.width,126)"] != panes["b.pctb"]
    assert panes["rsi(close,14)"] == "rsi(close,14)"


def test_library_that_nobody_waits_for_is_closed(
    service: LibraryService,
    tasks: TaskRunner,
    small_library: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[Library] = []
    is_made = threading.Event()

    def remember(path: Path, *, create: bool) -> Library:
        made.append(open_library(path, create=create))
        is_made.set()
        return made[-1]

    monkeypatch.setattr("scanner_app.services.library.library_service.open_library", remember)
    service.open(small_library)
    assert is_made.wait(PATIENCE_S)  # without the event loop, which would take the answer
    tasks.close()  # waits until it is open; the answer comes too late
    service.close()
    with pytest.raises(LibraryError, match="closed"):
        made[0].candles.symbols("1d")
