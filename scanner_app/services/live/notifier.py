"""Announces hits in the window and on the desktop, a few words for many of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from scanner_app.models.result_columns import ColumnKind, number_text
from scanner_app.services.live.alerts import AlertOptions
from scanner_app.services.live.sound import has_player

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

    from scanner_app.records.hits import HitBatch

_PAUSE_MS = 2_000
_SHOWN_MS = 8_000
_MAX_NAMES = 5


class LiveNotifier(QObject):
    """Gathers hits and speaks of them every two seconds at most.

    Where the desktop has no tray, its notification becomes a notice in the window.

    Parameters
    ----------
    icon : QIcon
        Shown beside what is said.
    pause_ms : int
        How long to gather after something was said.

    Signals
    -------
    noticed : str, str
        A headline and the symbols.
    tray_clicked :
        The user has clicked the desktop's notification.
    """

    noticed = Signal(str, str)
    tray_clicked = Signal()

    def __init__(
        self, icon: QIcon, parent: QObject | None = None, *, pause_ms: int = _PAUSE_MS
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._options = AlertOptions()
        self._tray: QSystemTrayIcon | None = None
        self._count = 0
        self._newest: dict[str, str] = {}
        self._pause = QTimer(self, singleShot=True, interval=pause_ms)
        self._pause.timeout.connect(self._speak)

    @property
    def can_use_tray(self) -> bool:
        """Whether the desktop shows notifications."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def use(self, options: AlertOptions) -> None:
        """Speak as `options` say from now on; a tray that comes later gets the icon then."""
        self._options = options
        if options.tray and self._tray is None:
            self._tray = QSystemTrayIcon(self._icon, self)
            self._tray.setToolTip("Formula Scanner")
            self._tray.messageClicked.connect(self.tray_clicked)
            self._tray.activated.connect(self.tray_clicked)
            self._tray.show()
        elif not options.tray and self._tray is not None:
            self._drop_tray()

    def add(self, batch: HitBatch) -> None:
        """Announce new hits now, or with the next ones."""
        options = self._options
        if not (options.notice or options.tray or options.sound):
            return
        self._count += len(batch)
        closes = batch.prices["close"]
        for row in range(max(0, len(batch) - _MAX_NAMES), len(batch)):
            price = number_text(float(closes[row]), ColumnKind.PRICE)
            self._newest.pop(batch.symbols[row], None)
            self._newest[batch.symbols[row]] = f"{batch.symbols[row]} {price}"
        if not self._pause.isActive():
            self._speak()

    def close(self) -> None:
        """Take the icon away."""
        self._pause.stop()
        self._drop_tray()

    @Slot()
    def _speak(self) -> None:
        """Announce the gathered hits."""
        if not self._count:
            return
        title = self.tr("{n} hits", "", self._count).format(n=f"{self._count:,}")
        names = list(self._newest.values())[::-1]
        text = ", ".join(names[:_MAX_NAMES]) + (" …" if self._count > _MAX_NAMES else "")
        self._count, self._newest = 0, {}
        tray = self._tray if self.can_use_tray else None
        if self._options.notice or (self._options.tray and tray is None):
            self.noticed.emit(title, text)
        if self._options.sound and not has_player():
            QApplication.beep()
        if tray is not None:
            tray.showMessage(title, _without_markup(text), self._icon, _SHOWN_MS)
        self._pause.start()

    def _drop_tray(self) -> None:
        if self._tray is not None:
            self._tray.hide()
            self._tray.deleteLater()
            self._tray = None


def _without_markup(text: str) -> str:
    """Return `text` without tags: some desktops take a notification's text for HTML."""
    return re.sub(r"<(?=[a-zA-Z/!?])", "‹", text)
