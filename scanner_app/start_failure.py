"""Why no window can be opened, in a sentence: Qt itself aborts the process."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QtMsgType, qFormatLogMessage, qInstallMessageHandler

from scanner_app.system_libraries import describe_missing, missing_libraries

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

CANNOT_OPEN = "Formula Scanner cannot open its window: "
_NO_SCREEN = (
    "there is no screen, for neither DISPLAY nor WAYLAND_DISPLAY is set.\n"
    "formula-scan runs the same scans in a terminal."
)


@contextmanager
def explain_start_failure() -> Iterator[None]:
    """End the program with a sentence, not with Qt's abort, where no application can be made.

    Qt's fatal message is the last that is heard of it, so the handler itself ends the process.
    What Qt says while it tries is kept back: it is shown where the application was made after all.
    """
    messages: list[tuple[str, str]] = []

    def receive(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        if kind is QtMsgType.QtFatalMsg:
            reason = reason_of_failure([plain for plain, _ in messages] + [text], os.environ)
            _write(CANNOT_OPEN + reason)
            os._exit(1)
        messages.append((text, qFormatLogMessage(kind, context, text)))

    before = qInstallMessageHandler(receive)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
        for _, line in messages:
            _write(line)


def _write(line: str) -> None:
    if sys.stderr is not None:
        print(line, file=sys.stderr, flush=True)


def reason_of_failure(messages: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return why Qt found no way to show windows."""
    platforms = _platforms(environment)
    if not platforms:
        return _NO_SCREEN
    missing = missing_libraries(*platforms)
    return describe_missing(missing) if missing else messages[0].strip()


def _platforms(environment: Mapping[str, str]) -> list[str]:
    """Return the plug-ins that Qt tries."""
    named = environment.get("QT_QPA_PLATFORM", "")
    if named:
        return [name.partition(":")[0].partition("-")[0] for name in named.split(";")]
    variables = {"xcb": "DISPLAY", "wayland": "WAYLAND_DISPLAY"}
    return [name for name, variable in variables.items() if environment.get(variable)]
