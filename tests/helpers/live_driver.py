"""Drives the Live tab as its user does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLineEdit

from engine.domain.formula import Formula
from scanner_app.records.watched import EDITOR, Watched
from scanner_app.services.live.live_types import LiveState

if TYPE_CHECKING:
    from scanner_app.services.live.live_types import FeedKind
    from tests.helpers.app_driver import AppDriver

REAL_TIME, TOP_SPEED = 0, 7
ALL_BARS = 3

Hit = tuple[str, str, int]


class LiveDriver:
    """The Live tab of an open window."""

    def __init__(self, app: AppDriver) -> None:
        self.app = app
        self.feature = app.application.live
        self.tab = self.feature.tab
        self.service = self.feature.service
        app.window.tabs.setCurrentWidget(self.tab)

    @property
    def model(self):  # type: ignore[no-untyped-def]
        """The table's model."""
        return self.tab.hits_model

    def watch_only(self, **formulas: str) -> None:
        """Watch these formulas, by name, and not the one in the editor."""
        model = self.tab.watch_model
        model.put(Watched(EDITOR, model.find(EDITOR).formula, is_on=False))
        for name, text in formulas.items():
            model.put(Watched(name, Formula(name, name, text)))

    def choose_feed(self, kind: FeedKind, address: str = "", symbols: str = "") -> None:
        """Choose where candles come from."""
        feed = self.tab.controls.feed
        feed.feed.setCurrentIndex(feed.feed.findData(kind))
        self.app.find("liveAddress", QLineEdit).setText(address)
        feed.universe.setCurrentIndex(1 if symbols else 0)
        self.app.find("liveSymbols", QLineEdit).setText(symbols)

    def choose_replay(self, speed: int = TOP_SPEED, start: int = ALL_BARS) -> None:
        """Choose how to replay, by places in the lists."""
        self.app.find("liveSpeed", QComboBox).setCurrentIndex(speed)
        self.app.find("liveReplayStart", QComboBox).setCurrentIndex(start)

    def tell_every_bar(self) -> None:
        """Take every match for a hit."""
        self.app.find("liveEdge", QComboBox).setCurrentIndex(1)

    def start(self) -> None:
        """Press Start."""
        self.app.click("startLiveButton")
        self.app.wait(lambda: self.service.state is not LiveState.STARTING)

    def stop(self) -> None:
        """Press Stop and wait for the end."""
        self.app.click("stopLiveButton")
        self.wait_for_end()

    def wait_for_end(self) -> None:
        """Wait until no session is under way."""
        self.app.wait(lambda: not self.service.is_running)

    def wait_for_hits(self, count: int = 1) -> None:
        """Wait until the table has so many rows."""
        self.app.wait(lambda: self.model.rowCount() >= count)

    def wait_for_formula(self, text: str) -> None:
        """Wait until the session itself watches a formula of this text."""
        run = self.service._host._run
        processor = run.opened.session.processor
        self.app.wait(lambda: text in [formula.expression for formula in processor.formulas])

    def hits(self) -> list[Hit]:
        """Return formula, symbol and bar of every row, the newest first."""
        rows = range(self.model.rowCount())
        return [
            (self.model.formula_id_at(r), self.model.symbol_at(r), self.model.time_at(r))
            for r in rows
        ]

    def cell(self, row: int, column: int) -> str:
        """Return the text of a cell."""
        return str(self.model.index(row, column).data())
