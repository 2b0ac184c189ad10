"""How often a window is painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from scanner_app.views.live import repaint_limiter
from scanner_app.views.live.repaint_limiter import INTERVAL_S, RepaintLimiter

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from pytestqt.qtbot import QtBot


class Counted(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.paints = 0

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        self.paints += 1


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(repaint_limiter, "time", made)
    return made


@pytest.fixture
def window(qtbot: QtBot) -> Counted:
    made = Counted()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.paints > 0)
    return made


def ask(window: Counted, times: int = 5) -> None:
    """Ask for a repaint again and again, as the steps of a layout do."""
    for _ in range(times):
        window.update()
        QCoreApplication.sendPostedEvents()


def test_repaints_that_come_too_soon_are_made_as_one_when_it_is_time(
    window: Counted, qtbot: QtBot, clock: Clock
) -> None:
    limiter = RepaintLimiter(window)
    limiter.set_on(True)
    before = window.paints
    ask(window)
    assert window.paints == before + 1
    clock.now += INTERVAL_S
    qtbot.waitUntil(lambda: window.paints == before + 2)
    clock.now += INTERVAL_S
    QCoreApplication.sendPostedEvents()
    assert window.paints == before + 2
    limiter.set_on(False)


def test_repaint_that_was_held_back_is_made_when_the_limit_ends(
    window: Counted, qtbot: QtBot, clock: Clock
) -> None:
    assert clock.now
    limiter = RepaintLimiter(window)
    limiter.set_on(True)
    before = window.paints
    ask(window)
    limiter.set_on(False)
    qtbot.waitUntil(lambda: window.paints == before + 2)
    ask(window, 3)
    assert window.paints == before + 5


def test_whoever_types_is_not_kept_waiting(window: Counted, qtbot: QtBot, clock: Clock) -> None:
    assert clock.now
    limiter = RepaintLimiter(window)
    limiter.set_on(True)
    before = window.paints
    for _ in range(3):
        qtbot.keyClick(window, Qt.Key.Key_A)
        ask(window, 1)
    assert window.paints == before + 3
    limiter.set_on(False)
