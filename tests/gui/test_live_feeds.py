"""The Live tab over lines of JSON and over a WebSocket on loopback."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QToolButton

from engine.domain.candle import Candle
from engine.storage.library import open_library, open_workspace
from scanner_app.dialogs.error_dialog import ErrorDialog
from scanner_app.dialogs.list_dialog import ListDialog
from scanner_app.models.live_hits_model import HitColumn
from scanner_app.services.live.live_types import FeedKind
from scanner_app.views.live.formula_dialog import LiveFormulaDialog
from tests.helpers.kline_server import KlineClient, KlineServer
from tests.helpers.live_driver import LiveDriver

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tests.helpers.app_driver import AppDriver

pytestmark = pytest.mark.gui
FIRST = datetime(2024, 3, 4, 9, 0, tzinfo=UTC)


@pytest.fixture
def live(open_app: Callable[..., AppDriver], tmp_path: Path) -> LiveDriver:
    """Return the Live tab on a library that is empty."""
    app = open_app("--library", str(tmp_path / "empty.fslib"))
    app.wait(lambda: app.services.library.library)
    return LiveDriver(app)


def write_lines(path: Path, closes: Sequence[float], symbol: str = "ABC") -> None:
    """Write a closed one-minute candle for each of `closes`."""
    with path.open("w") as file:
        for number, close in enumerate(closes):
            moment = FIRST + timedelta(minutes=number)
            record = {
                "symbol": symbol, "timestamp": moment.isoformat(), "open": close, "high": close,
                "low": close, "close": close, "volume": 10,
            }  # fmt: skip
            file.write(json.dumps(record) + "\n")


def test_lines_of_a_file_give_hits(live: LiveDriver, tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    write_lines(path, [1, 2, 30, 31, 4, 50])
    live.watch_only(high="close > 20")
    live.choose_feed(FeedKind.LINES, str(path))
    live.start()
    live.wait_for_end()
    bars = [round(ns / 1e9 - FIRST.timestamp()) // 60 for _, _, ns in live.hits()]
    assert bars == [5, 2]
    assert live.cell(0, HitColumn.BAR) == "closed"


def test_commands_that_were_not_run_are_counted(live: LiveDriver, tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    write_lines(path, [1, 30, 1, 30])
    live.watch_only(high="close > 20")
    live.app.find("liveCommand", QLineEdit).setText(str(tmp_path / "absent"))
    live.choose_feed(FeedKind.LINES, str(path))
    live.start()
    live.wait_for_end()
    assert live.tab.health.figures["hits"].text() == "2"
    assert live.tab.health.figures["undelivered"].text() == "2"
    assert "Command: 2" in live.tab.health.figures["undelivered"].toolTip()


def test_lines_that_cannot_be_read_are_counted(live: LiveDriver, tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    write_lines(path, [1, 30])
    with path.open("a") as file:
        file.write("no candle\n{}\n")
    live.watch_only(high="close > 20")
    live.choose_feed(FeedKind.LINES, str(path))
    live.start()
    live.wait_for_end()
    assert live.tab.health.figures["dropped"].text() == "2"
    assert live.tab.health.figures["dropped"].toolTip().startswith("2 could not be read")
    detail = live.app.find("liveDetail", QLabel).text()
    assert detail == "line 4 could not be read: 'symbol' is missing"


def test_file_that_is_not_there_is_named(live: LiveDriver, tmp_path: Path) -> None:
    live.watch_only(high="close > 20")
    live.choose_feed(FeedKind.LINES, str(tmp_path / "absent.jsonl"))
    live.start()
    live.wait_for_end()
    assert live.app.find("liveState", QLabel).text() == "Failed"
    assert "absent.jsonl" in live.app.find("liveDetail", QLabel).text()


@pytest.mark.parametrize("kind", [FeedKind.SOCKET, FeedKind.LINES])
def test_feed_without_an_address_says_what_is_missing(live: LiveDriver, kind: FeedKind) -> None:
    live.choose_feed(kind, "  ", symbols="BTCUSDT")
    live.app.click("startLiveButton")
    live.wait_for_end()
    assert "address" in live.app.find("liveDetail", QLabel).text()
    assert live.app.window.findChild(ErrorDialog) is None


def test_address_of_another_kind_is_not_taken_for_a_file(live: LiveDriver) -> None:
    live.choose_feed(FeedKind.SOCKET, "http://localhost", symbols="BTCUSDT")
    live.app.click("startLiveButton")
    assert "starts with ws://" in live.app.find("liveDetail", QLabel).text()


@pytest.mark.parametrize(
    ("kind", "address", "symbols", "said"),
    [
        (FeedKind.SOCKET, "ws://localhost:1", "", "no symbols"),
        (FeedKind.REPLAY, "", "NONE", "no 1d candles"),
    ],
)
def test_choices_that_do_not_fit_are_told_in_a_sentence(
    live: LiveDriver, kind: FeedKind, address: str, symbols: str, said: str
) -> None:
    live.choose_feed(kind, address, symbols)
    live.app.click("startLiveButton")
    live.wait_for_end()
    assert live.app.find("liveState", QLabel).text() == "Failed"
    assert said in live.app.find("liveDetail", QLabel).text()
    assert live.app.window.findChild(ErrorDialog) is None


def test_closed_candles_are_saved_in_the_library(live: LiveDriver, tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    write_lines(path, [1, 2, 30])
    live.watch_only(high="close > 20")
    live.choose_feed(FeedKind.LINES, str(path))
    live.app.find("liveSave", QCheckBox).setChecked(True)
    live.start()
    live.wait_for_end()
    live.app.wait(lambda: live.app.services.library.contents.timeframes == ("1m",))
    with open_library(tmp_path / "empty.fslib") as library:
        assert library.candles.get_range("ABC", "1m").close.tolist() == [1, 2, 30]


def test_alerts_are_kept_in_the_workspace_and_run_the_users_command(
    live: LiveDriver, tmp_path: Path
) -> None:
    path, told = tmp_path / "feed.jsonl", tmp_path / "told.json"
    write_lines(path, [1, 30])
    copy = f"import sys; open({str(told)!r}, 'wb').write(sys.stdin.buffer.read())"
    live.watch_only(high="close > 20")
    live.choose_feed(FeedKind.LINES, str(path))
    live.app.find("liveCommand", QLineEdit).setText(f'"{sys.executable}" -c "{copy}"')
    live.app.wait(lambda: live.service.sinks.all[2].target is not None)
    live.start()
    live.wait_for_end()
    assert json.loads(told.read_bytes())["symbol"] == "ABC"
    with open_workspace(live.service.request.workspace) as workspace:
        assert [(a.symbol, a.formula_name) for a in workspace.alerts.recent()] == [("ABC", "high")]


def test_alerts_of_an_earlier_session_are_listed(live: LiveDriver, tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    write_lines(path, [1, 30, 1])
    live.watch_only(high="close > 20")
    live.choose_feed(FeedKind.LINES, str(path))
    live.start()
    live.wait_for_end()
    live.app.click("liveEarlierButton")
    live.app.wait(lambda: live.app.window.findChild(ListDialog))
    dialog = live.app.window.findChild(ListDialog)
    row = [dialog.model.index(0, column).data() for column in range(6)]
    assert row == ["ABC", "high", "2024-03-04 09:01", "30.00", "closed", "2024-03-04 09:02"]
    dialog.close()


def test_formula_is_edited_beside_the_running_feed(live: LiveDriver, tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    write_lines(path, [1, 30])
    live.watch_only(high="close > 100")
    live.choose_feed(FeedKind.LINES, str(path))
    live.app.find("liveFollow", QCheckBox).setChecked(True)
    live.start()
    live.app.wait(lambda: live.tab.health.figures["symbols"].text() == "1")
    live.tab.watch.table.setCurrentIndex(live.tab.watch_model.index(1, 0))
    live.app.click("liveEditFormula")
    dialog = live.tab.findChild(LiveFormulaDialog)
    dialog.editor.replace_text("close > 20 and volume >")
    live.app.wait(lambda: not dialog.apply.isEnabled())
    dialog.editor.replace_text("close > 20")
    live.app.wait(dialog.apply.isEnabled)
    dialog.apply.click()
    dialog.close()
    live.wait_for_formula("close > 20")
    with path.open("a") as file:
        line = path.read_text(encoding="utf-8").splitlines()[-1].replace("09:01", "09:02")
        file.write(line + "\n")
    live.wait_for_hits()
    live.stop()
    assert live.tab.watch_model.find("high").formula.expression == "close > 20"


def test_choices_of_the_feed_are_there_the_next_time(
    open_app: Callable[..., AppDriver], tmp_path: Path
) -> None:
    first = open_app("--library", str(tmp_path / "empty.fslib"))
    first.wait(lambda: first.services.library.library)
    first.services.watchlists.save("Mine", ["A", "B"])
    live = LiveDriver(first)
    live.choose_feed(FeedKind.LINES, "tcp://127.0.0.1:9")
    universe = live.tab.controls.feed.universe
    universe.setCurrentIndex(universe.findText("Mine"))
    live.app.find("liveFeedTimeframe", QComboBox).setCurrentText("5m")
    live.app.find("liveFollow", QCheckBox).setChecked(True)
    live.app.find("liveSave", QCheckBox).setChecked(True)
    first.close()
    again = open_app("--library", str(tmp_path / "empty.fslib"))
    again.wait(lambda: again.services.library.library)
    feature = LiveDriver(again).feature
    options = feature.presenter.feed_options()
    assert (options.kind, options.address) == (FeedKind.LINES, "tcp://127.0.0.1:9")
    assert (options.feed_timeframe, options.follows, options.saves) == ("5m", True, True)
    assert options.symbols == ("A", "B")


def test_webhook_that_is_no_address_is_refused_at_once(live: LiveDriver) -> None:
    live.app.find("liveWebhook", QLineEdit).setText("example.org")
    problem = live.app.find("liveAlertProblem", QLabel)
    live.app.wait(lambda: "http" in problem.text())


def test_notice_tells_of_a_hit(live: LiveDriver, tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    write_lines(path, [1, 30])
    live.watch_only(high="close > 20")
    live.choose_feed(FeedKind.LINES, str(path))
    live.app.window.tabs.setCurrentIndex(0)
    live.feature.tab.controls.feed.start.click()
    live.app.wait(live.feature.notice.isVisible)
    assert live.feature.notice.title.text() == "1 hit"
    assert "ABC 30.00" in live.feature.notice.text.text()


def test_hits_are_exported_with_their_values(live: LiveDriver, tmp_path: Path) -> None:
    path, out = tmp_path / "feed.jsonl", tmp_path / "hits.csv"
    write_lines(path, [1, 30, 1, 40])
    live.watch_only(high="close > 2 * sma(close, 2) - 20 and close > 20")
    live.choose_feed(FeedKind.LINES, str(path))
    live.start()
    live.wait_for_end()
    live.feature.hits.export(str(out))
    live.app.wait(lambda: "exported" in live.app.find("liveHitsCount", QLabel).text())
    head, *rows = out.read_text(encoding="utf-8-sig").splitlines()
    assert head.startswith("symbol,timestamp,open,high,low,close,volume,formula,confirmed,seen,")
    assert [row.split(",")[5] for row in rows] == ["40.0", "30.0"]
    assert live.app.find("liveExportButton", QToolButton).isEnabled()


def test_websocket_marks_forming_and_confirmed_bars(live: LiveDriver) -> None:
    now = datetime.now(UTC).replace(second=0, microsecond=0)

    def minute(number: int, close: float) -> Candle:
        return Candle(now + timedelta(minutes=number), close, close + 1, close - 1, close, 10.0)

    async def script(client: KlineClient) -> None:
        await client.expect_subscription(2)
        await client.send("BTCUSDT", minute(0, 10.0))
        await client.send("ETHUSDT", minute(0, 10.0))
        await client.send("BTCUSDT", minute(1, 50.0), closed=False)
        await client.send("ETHUSDT", minute(1, 60.0))
        await client.stay()

    with KlineServer([script]) as server:
        live.watch_only(high="close > 20")
        live.choose_feed(FeedKind.SOCKET, server.url, symbols="btcusdt, ETHUSDT")
        live.start()
        live.wait_for_hits(2)
        live.app.wait(lambda: live.app.find("liveState", QLabel).text() == "Live")
        live.stop()
    bars = {live.model.symbol_at(row): live.cell(row, HitColumn.BAR) for row in range(2)}
    assert bars == {"BTCUSDT": "forming", "ETHUSDT": "closed"}


def test_broken_connection_is_shown_and_made_again(live: LiveDriver) -> None:
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    later = Candle(now + timedelta(minutes=2), 50.0, 51.0, 49.0, 50.0, 10.0)

    async def breaks(client: KlineClient) -> None:
        await client.expect_subscription(1)
        client.break_line()

    async def goes_on(client: KlineClient) -> None:
        await client.expect_subscription(1)
        await client.send("BTCUSDT", later)
        await client.stay()

    with KlineServer([breaks, goes_on]) as server:
        live.watch_only(high="close > 20")
        live.choose_feed(FeedKind.SOCKET, server.url, symbols="BTCUSDT")
        live.start()
        state = live.app.find("liveState", QLabel)
        live.app.wait(lambda: state.text() == "Reconnecting")
        live.wait_for_hits(1)
        live.stop()


def test_closing_the_window_on_a_silent_websocket_leaves_nothing_behind(live: LiveDriver) -> None:
    async def script(client: KlineClient) -> None:
        await client.expect_subscription(1)
        await client.stay()

    with KlineServer([script]) as server:
        live.choose_feed(FeedKind.SOCKET, server.url, symbols="BTCUSDT")
        live.start()
        live.app.wait(lambda: server.connections == 1)
        live.app.close()
