"""The last resort: an exception that nobody caught becomes a report, not a crash."""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, qVersion

from engine import __version__

if TYPE_CHECKING:
    from types import TracebackType

_LOG = logging.getLogger(__name__)


class ExceptionHook(QObject):
    """Stands before ``sys.excepthook`` and its sibling for threads while it is installed.

    Signals
    -------
    caught : str, str
        A sentence and the whole report; arrives on the GUI thread.
    """

    caught = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._before = (sys.excepthook, threading.excepthook)

    def install(self) -> None:
        """Catch from now on; whoever caught before is told too."""
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception

    def remove(self) -> None:
        """Leave exceptions to those who caught them before."""
        sys.excepthook, threading.excepthook = self._before

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if not issubclass(kind, Exception):  # Ctrl-C and exits are no errors
            sys.__excepthook__(kind, error, trace)
            return
        _LOG.error("Unexpected", exc_info=(kind, error, trace))
        self._before[0](kind, error, trace)
        self.caught.emit(sentence_of(error), report_of(error))

    def _on_thread_exception(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self._on_exception(caught.exc_type, caught.exc_value, caught.exc_traceback)


def sentence_of(error: BaseException) -> str:
    """Return what happened in one line."""
    text = str(error).strip().splitlines()
    return text[0] if text else type(error).__name__


def report_of(error: BaseException) -> str:
    """Return everything that somebody needs who is to mend it."""
    versions = (
        f"Formula Scanner {__version__}, Python {platform.python_version()}, Qt {qVersion()}, "
        f"{platform.platform()}"
    )
    trace = "".join(traceback.format_exception(error))
    return f"{versions}\n\n{trace}"
