"""How spans of time, sizes and timeframes are written in the window's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import Qt

from engine.domain.timeframe import timeframe_name
from scanner_app.engine_messages import engine_text


def timeframe_text(name: str) -> str:
    """Return what the timeframe `name` is called in the window's language."""
    return engine_text(timeframe_name(name)) if name else ""


def duration_text(seconds: float) -> str:
    """Return a span of time as people write it: ``0.35 s``, ``12 s``, ``3 min 20 s``."""
    translate = QCoreApplication.translate
    if seconds < 60.0:
        decimals = 2 if seconds < 1.0 else 1 if seconds < 10.0 else 0
        return translate("Duration", "{s} s").format(s=f"{seconds:.{decimals}f}")
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return translate("Duration", "{m} min {s} s").format(m=minutes, s=rest)
    hours, minutes = divmod(minutes, 60)
    return translate("Duration", "{h} h {m} min").format(h=hours, m=minutes)


def size_text(n_bytes: int) -> str:
    """Return a file size as people write it: ``12.3 MB``."""
    size = float(n_bytes)
    for unit in ("B", "KB", "MB"):
        if size < 1000.0:
            return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"
        size /= 1000.0
    return f"{size:.2f} GB"


def tool_tip(text: str) -> str:
    """Return a tool tip that shows `text` as it is.

    Qt takes a text for HTML that looks like it and would open what a name of a symbol, read from
    somebody's file, gives as a picture.
    """
    return Qt.convertFromPlainText(text) if Qt.mightBeRichText(text) else text
