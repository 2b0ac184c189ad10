"""Versions and licences."""

from __future__ import annotations

import platform
from importlib import metadata
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QLabel, QTextBrowser, QWidget

from engine import __version__
from scanner_app.icons import app_icon
from scanner_app.widgets.parts import button, column, label, row

if TYPE_CHECKING:
    from collections.abc import Iterable
    from importlib.metadata import PackageMetadata

_PARTS = (
    "PySide6-Essentials", "shiboken6", "pyqtgraph", "numpy", "pandas", "TA-Lib", "pyarrow",
    "openpyxl", "python-calamine", "websockets", "cloudpickle", "psutil", "platformdirs", "tomli-w",
)  # fmt: skip
_UNSTATED = {"TA-Lib": "BSD-2-Clause"}
"""Licences of parts whose metadata name none."""


class AboutDialog(QDialog):
    """Shows what the program is and what it is made of."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("aboutDialog")
        self.setWindowTitle(self.tr("About Formula Scanner"))
        picture = QLabel()
        picture.setPixmap(app_icon().pixmap(64, 64))
        lead = column(
            label(f"Formula Scanner {__version__}", "hero"),
            label(self.tr("Scans thousands of symbols with a formula. MIT licence."), "muted"),
            spacing=2,
        )
        self.text = QTextBrowser()
        self.text.setHtml(versions_html(_PARTS))
        close = button(self.tr("Close"))
        close.clicked.connect(self.close)
        self.setLayout(
            column(row(picture, lead, None, spacing=14), self.text, row(None, close), spacing=12,
                   margins=(16, 16, 16, 16))
        )  # fmt: skip
        self.resize(560, 420)


def versions_html(parts: Iterable[str]) -> str:
    """Return a table of the versions and licences of what the program is made of."""
    rows = [("Python", platform.python_version(), "PSF"), ("Qt", qVersion() or "", "LGPL-3.0")]
    for part in parts:
        try:
            package = metadata.metadata(part)
        except metadata.PackageNotFoundError:
            continue
        rows.append((part, package["Version"], _licence_of(part, package)))
    lines = "".join("<tr>" + "".join(map(_cell, line)) + "</tr>" for line in rows)
    return f"<table>{lines}</table><p>{platform.platform()}</p>"


def _licence_of(part: str, package: PackageMetadata) -> str:
    """Return the licence that a part's metadata name, in one line."""
    stated = [*(package.get_all("License-Expression") or ()), *(package.get_all("License") or ())]
    named = next(filter(None, stated), "")
    if not named:
        licences = [c for c in package.get_all("Classifier") or () if c.startswith("License ::")]
        named = ", ".join(c.rpartition(" :: ")[2] for c in licences)
    return (named or _UNSTATED.get(part, "–")).splitlines()[0][:60]


def _cell(text: str) -> str:
    return f"<td style='padding:2px 18px 2px 0'>{text}</td>"
