"""The Live tab over a replay of the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton

from engine.storage.library import open_library
from scanner_app.models.live_hits_model import HitColumn
from scanner_app.records.watched import Watched
from scanner_app.services.live.live_host import _MAX_HITS as MAX_HITS
from scanner_app.services.live.live_settings import load_live_settings
from scanner_app.services.live.live_types import LiveState
from tests.helpers.live_driver import REAL_TIME, TOP_SPEED, LiveDriver

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.helpers.app_driver import AppDriver

pytestmark = pytest.mark.gui
ABOVE = "close > sma(close, 20)"


@pytest.fixture
def live(app: AppDriver) -> LiveDriver:
    """Return the Live tab on the sample library."""
    return LiveDriver(app)


def matches_of(path: Path) -> set[tuple[str, int]]:
    """Return symbol and bar wherever the close is above its average."""
    return _found(path, lambda close: close > close.rolling(20).mean())


def entries_of(path: Path) -> set[tuple[str, int]]:
    """Return symbol and bar wherever the close comes to be above its average."""

    def begins(close: pd.Series) -> pd.Series:
        holds = close > close.rolling(20).mean()
        return holds & ~holds.shift(fill_value=False)

    return _found(path, begins)


def _found(path: Path, rule: Callable[[pd.Series], pd.Series]) -> set[tuple[str, int]]:
    found = set()
    with open_library(path) as library:
        for symbol in library.candles.symbols("1d"):
            close = library.candles.get_range(symbol, "1d").to_frame()["close"]
            found |= {(symbol, pd.Timestamp(time).value) for time in close.index[rule(close)]}
    return found


def bar_before_the_end(path: Path, n_bars: int) -> int:
    """Return the time of the bar `n_bars` before the end of the longest symbol."""
    with open_library(path) as library:
        longest = max(library.candles.coverage("1d"), key=lambda entry: entry.n_bars)
        return int(library.candles.get_range(longest.symbol, "1d").timestamps_ns[-n_bars])


def test_replay_on_every_bar_tells_exactly_the_matches_of_the_batch(
    live: LiveDriver, sample_library: Path
) -> None:
    live.watch_only(above=ABOVE)
    live.choose_replay()
    live.tell_every_bar()
    live.start()
    live.wait_for_end()
    told = [(symbol, ns) for _, symbol, ns in live.hits()]
    assert len(told) == len(set(told))
    assert set(told) == matches_of(sample_library)


def test_replay_tells_where_the_formula_begins_to_hold(
    live: LiveDriver, sample_library: Path
) -> None:
    live.watch_only(above=ABOVE)
    live.choose_replay()
    live.start()
    live.wait_for_end()
    assert {(symbol, ns) for _, symbol, ns in live.hits()} == entries_of(sample_library)


def test_replay_of_the_last_bars_knows_what_lies_before_them(
    live: LiveDriver, sample_library: Path
) -> None:
    live.watch_only(above=ABOVE)
    live.choose_replay(start=0)
    live.start()
    live.wait_for_end()
    began = bar_before_the_end(sample_library, 50)
    expected = {hit for hit in entries_of(sample_library) if hit[1] >= began}
    assert {(symbol, ns) for _, symbol, ns in live.hits()} == expected


def test_newest_hits_stand_first_and_say_whether_they_hold_now(
    live: LiveDriver, sample_library: Path
) -> None:
    live.watch_only(above=ABOVE)
    live.choose_replay()
    live.start()
    live.wait_for_end()
    times = [ns for _, _, ns in live.hits()]
    assert times == sorted(times, reverse=True)
    last = {s: max(ns for symbol, ns in matches_of(sample_library) if symbol == s)
            for s in {symbol for _, symbol, _ in live.hits()}}  # fmt: skip
    newest_bar = max(last.values())
    said: dict[str, str] = {}
    for row, (_, symbol, _) in enumerate(live.hits()):
        said.setdefault(symbol, live.cell(row, HitColumn.NOW))
    assert {s for s, word in said.items() if word == "in"} == {
        s for s, ns in last.items() if ns == newest_bar
    }
    assert live.tab.holding_model.rowCount() == sum(word == "in" for word in said.values())


def test_several_formulas_are_watched_at_once_and_counted(live: LiveDriver) -> None:
    live.watch_only(above=ABOVE, below="close < sma(close, 20)")
    live.choose_replay()
    live.start()
    live.wait_for_end()
    counts = {name: sum(f == name for f, _, _ in live.hits()) for name in ("above", "below")}
    table = live.tab.watch_model
    shown = {
        table.index(row, 0).data(): table.index(row, 2).data() for row in range(table.rowCount())
    }
    assert all(counts.values())
    assert {name: shown[name] for name in counts} == {n: f"{c:,}" for n, c in counts.items()}


def test_stopped_session_can_be_started_again_from_an_empty_table(live: LiveDriver) -> None:
    live.watch_only(above=ABOVE)
    live.choose_replay()
    live.start()
    live.wait_for_hits()
    live.stop()
    assert live.app.find("startLiveButton", QPushButton).isEnabled()
    live.start()
    live.wait_for_end()
    first = live.hits()
    live.start()
    live.wait_for_end()
    assert live.hits() == first


def test_formula_edited_while_running_applies_to_the_next_bar(
    live: LiveDriver, sample_library: Path
) -> None:
    live.watch_only(it="close < 0")
    live.choose_replay(REAL_TIME)
    live.tell_every_bar()
    live.start()
    assert live.service.state is LiveState.RUNNING
    known = live.tab.watch_model.find("it")
    edited = Watched("it", type(known.formula)("it", "it", ABOVE))
    live.tab.watch_model.put(edited)
    live.choose_replay(TOP_SPEED)
    live.wait_for_end()
    assert {(symbol, ns) for _, symbol, ns in live.hits()} == matches_of(sample_library)


def test_formula_taken_away_while_running_tells_nothing_more(live: LiveDriver) -> None:
    live.watch_only(above=ABOVE, always="close > 0")
    live.choose_replay(REAL_TIME)
    live.start()
    live.tab.watch_model.remove("above")
    live.choose_replay(TOP_SPEED)
    live.wait_for_end()
    assert {formula for formula, _, _ in live.hits()} == {"always"}


def test_editors_formula_is_followed_while_it_is_typed(live: LiveDriver) -> None:
    live.app.write("close < 0")
    live.choose_replay(REAL_TIME)
    live.start()
    live.app.write(ABOVE)
    live.choose_replay(TOP_SPEED)
    live.wait_for_end()
    assert live.hits()


def test_formula_with_a_fault_is_marked_and_the_others_go_on(live: LiveDriver) -> None:
    live.watch_only(good=ABOVE, bad="close > smaa(close, 3)")
    live.choose_replay()
    live.start()
    live.wait_for_end()
    assert {formula for formula, _, _ in live.hits()} == {"good"}
    assert "smaa" in live.tab.watch_model.find("bad").problem


def test_paused_replay_stands_still_until_it_goes_on(live: LiveDriver) -> None:
    live.watch_only(above=ABOVE)
    live.choose_replay(REAL_TIME)
    live.start()
    live.app.click("livePause")
    state = live.app.find("liveState", QLabel)
    live.app.wait(lambda: state.text() == "Paused")
    live.choose_replay(TOP_SPEED)
    live.app.click("livePause")
    live.wait_for_end()
    assert live.hits()


def test_replay_goes_where_the_slider_is_put(live: LiveDriver, sample_library: Path) -> None:
    live.watch_only(above=ABOVE)
    live.choose_replay(REAL_TIME)
    live.start()
    slider = live.tab.controls.details.replay.place
    live.app.wait(lambda: live.tab.controls.details.replay._span[1])
    slider.setValue(slider.maximum() * 9 // 10)
    target = live.tab.controls.details.replay._moment()
    slider.sliderReleased.emit()
    live.choose_replay(TOP_SPEED)
    live.wait_for_end()
    began = round(target.timestamp()) * 1_000_000_000
    expected = {hit for hit in entries_of(sample_library) if hit[1] >= began}
    assert {(symbol, ns) for _, symbol, ns in live.hits()} == expected


def test_chart_of_the_selected_hit_moves_with_its_candles(
    live: LiveDriver, sample_library: Path
) -> None:
    live.watch_only(above=ABOVE)
    live.choose_replay()
    live.start()
    live.wait_for_end()
    canvas = live.tab.chart.canvas
    live.app.wait(lambda: canvas.data is not None)
    with open_library(sample_library) as library:
        times = library.candles.get_range(canvas.data.symbol, "1d").timestamps_ns
    live.app.wait(lambda: canvas.data.timestamps[-1] == times[-1])
    data = canvas.data
    marked = {int(data.timestamps[bar]) for bar in data.matches.tolist()}
    told = {ns for _, symbol, ns in live.hits() if symbol == data.symbol}
    assert marked == {ns for ns in told if ns >= int(data.timestamps[0])}
    assert [plot.name for plot in data.plots] == ["sma(close,20)"]


def test_figures_are_shown_at_the_end(live: LiveDriver) -> None:
    live.watch_only(above=ABOVE)
    live.choose_replay()
    live.start()
    live.wait_for_end()
    figures = {key: label.text() for key, label in live.tab.health.figures.items()}
    assert figures["symbols"] == "60"
    assert figures["hits"] == f"{len(live.hits()):,}"
    assert figures["late"] == figures["dropped"] == "0"
    assert "–" not in figures["latency"]
    assert live.app.find("liveState", QLabel).text() == "Ended"


def test_hits_of_a_replay_at_top_speed_come_in_pieces(live: LiveDriver) -> None:
    live.watch_only(above=ABOVE, below="close < sma(close, 20)")
    live.choose_replay()
    live.tell_every_bar()
    sizes: list[int] = []
    live.service.updated.connect(lambda u: sizes.append(0 if u.hits is None else len(u.hits.times)))
    live.start()
    live.wait_for_end()
    assert live.model.rowCount() == sum(sizes) > 20_000
    assert max(sizes) <= MAX_HITS


def test_closing_the_window_in_mid_replay_leaves_nothing_behind(live: LiveDriver) -> None:
    live.watch_only(above=ABOVE)
    live.choose_replay()
    live.tell_every_bar()
    live.start()
    live.wait_for_hits()
    live.app.close()  # the fixtures of every test fail on what is left


def test_settings_of_the_tab_are_there_the_next_time(
    open_app: Callable[..., AppDriver], sample_library: Path
) -> None:
    first = open_app("--library", str(sample_library))
    first.wait_until_ready()
    live = LiveDriver(first)
    live.watch_only(above=ABOVE)
    live.tell_every_bar()
    live.choose_replay(speed=2, start=0)
    first.close()
    again = open_app("--library", str(sample_library))
    again.wait_until_ready()
    tab = LiveDriver(again).tab
    assert [(e.key, e.is_on) for e in tab.watch_model.entries] == [
        ("editor", False),
        ("above", True),
    ]
    assert tab.hit_policy.value.is_every_bar
    assert tab.controls.details.replay.speed.currentIndex() == 2
    assert tab.controls.feed.timeframe.currentText() == "1d"


def test_settings_are_written_down_while_the_window_is_open(
    live: LiveDriver, tmp_path: Path
) -> None:
    live.choose_replay(speed=2, start=0)
    live.tell_every_bar()
    live.app.find("liveCommand", QLineEdit).setText("say {symbol}")
    path = tmp_path / "profile" / "live.json"

    def is_written() -> bool:
        written = load_live_settings(path)
        is_replay = (written.speed, written.replay_start) == (2, 0)
        return is_replay and written.hits.is_every_bar and written.alerts.command == "say {symbol}"

    live.app.wait(is_written)


def test_in_now_table_shows_what_holds(live: LiveDriver) -> None:
    live.watch_only(always="close > 0")
    live.choose_replay()
    live.start()
    live.wait_for_end()
    live.app.click("liveHoldingTab")
    assert live.tab.holding_model.rowCount() == 60
    assert live.app.find("liveHoldingTab", QToolButton).text() == "In now 60"


def test_hit_rule_changed_while_running_applies_at_once(
    live: LiveDriver, sample_library: Path
) -> None:
    live.watch_only(above=ABOVE)
    live.choose_replay(REAL_TIME)
    live.start()
    live.tell_every_bar()
    live.choose_replay(TOP_SPEED)
    live.wait_for_end()
    assert {(symbol, ns) for _, symbol, ns in live.hits()} == matches_of(sample_library)


def test_symbols_of_a_watchlist_are_the_universe(live: LiveDriver) -> None:
    live.app.services.watchlists.save("Mine", ["SYN0003", "SYN0005"])
    universe = live.tab.controls.feed.universe
    universe.setCurrentIndex(universe.findText("Mine"))
    live.watch_only(always="close > 0")
    live.choose_replay()
    live.start()
    live.wait_for_end()
    assert {symbol for _, symbol, _ in live.hits()} == {"SYN0003", "SYN0005"}
