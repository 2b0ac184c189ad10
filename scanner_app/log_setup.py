"""Logging of the program: to a file of the profile and to the log window."""

from __future__ import annotations

import logging
from collections import deque
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from pathlib import Path

_FORMAT = "%(asctime)s %(levelname)-7s %(threadName)s %(name)s: %(message)s"
_MAX_BYTES = 2_000_000
_KEPT_FILES = 3
_KEPT_LINES = 5_000
_ROOTS = ("engine", "scanner_app")


class LogRelay(QObject):
    """Carries log lines to the GUI thread.

    Signals
    -------
    line_logged : str
        A finished line.
    """

    line_logged = Signal(str)


class _RelayHandler(logging.Handler):
    """Passes lines on and keeps the last of them."""

    def __init__(self, relay: LogRelay) -> None:
        super().__init__(logging.INFO)
        self._relay = relay
        self.lines: deque[str] = deque(maxlen=_KEPT_LINES)

    def emit(self, record: logging.LogRecord) -> None:
        line = self.format(record)
        self.lines.append(line)
        try:
            self._relay.line_logged.emit(line)
        except RuntimeError:  # the window is gone already
            return


class AppLog(QObject):
    """Handlers on the program's own loggers, from the start to :meth:`close`."""

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path = path
        self.relay = LogRelay(self)
        self._memory = _RelayHandler(self.relay)
        self._handlers: list[logging.Handler] = [self._memory]
        self._handlers.append(
            RotatingFileHandler(
                path, maxBytes=_MAX_BYTES, backupCount=_KEPT_FILES, encoding="utf-8", delay=True
            )
        )
        for handler in self._handlers:
            handler.setFormatter(logging.Formatter(_FORMAT))
            for name in _ROOTS:
                logging.getLogger(name).addHandler(handler)
        for name in _ROOTS:
            logging.getLogger(name).setLevel(logging.INFO)

    @property
    def lines(self) -> list[str]:
        """The last lines."""
        return list(self._memory.lines)

    def close(self) -> None:
        """Take the handlers away again."""
        for handler in self._handlers:
            for name in _ROOTS:
                logging.getLogger(name).removeHandler(handler)
            handler.close()
