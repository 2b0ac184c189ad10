"""What a first start shows instead of an empty window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from scanner_app.icons import app_icon
from scanner_app.widgets.parts import button, column, label, row

if TYPE_CHECKING:
    from scanner_app.icons import Icons


class Welcome(QWidget):
    """Offers a sample library and an import, and tells in four lines how it goes on.

    Signals
    -------
    sample_requested, files_requested, folder_requested :
        The buttons.
    """

    sample_requested = Signal()
    files_requested = Signal()
    folder_requested = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcome")
        picture = QLabel(alignment=Qt.AlignmentFlag.AlignHCenter)
        picture.setPixmap(app_icon().pixmap(64, 64))
        title = label(self.tr("Scan thousands of symbols with one formula"), "hero")
        lead = label(
            self.tr("There are no candles in this library yet. Start with one of these:"), "muted"
        )
        sample = button(self.tr("Make a sample library"), "primary", "sampleButton")
        files = button(self.tr("Import files …"), name="welcomeImportButton")
        folder = button(self.tr("Import a folder …"), name="welcomeFolderButton")
        icons.attach(sample, "database", "accent_text")
        icons.attach(files, "import")
        icons.attach(folder, "import")
        hint = label(
            self.tr("The sample: 2,500 made-up symbols with 2,500 daily candles each, in seconds."),
            "muted",
        )
        inner = column(
            picture, row(None, title, None), row(None, lead, None), 6,
            row(None, sample, files, folder, None, spacing=10), row(None, hint, None), 18,
            row(None, self._tour(), None), spacing=8,
        )  # fmt: skip
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addLayout(inner)
        outer.addStretch(3)
        sample.clicked.connect(self.sample_requested)
        files.clicked.connect(self.files_requested)
        folder.clicked.connect(self.folder_requested)

    def _tour(self) -> QFrame:
        """Return the minute's tour."""
        write = self.tr(
            "a condition such as  close > sma(close, 20)  or take one from the library."
        )
        run = self.tr("with Ctrl+Enter. Every symbol gets an outcome, none is dropped silently.")
        look = self.tr("at the matches: the arrow keys flip through their charts.")
        refine = self.tr("with parameters, filter and sort; save the formula with Ctrl+S.")
        steps = (
            (self.tr("1  Write"), write),
            (self.tr("2  Run"), run),
            (self.tr("3  Look"), look),
            (self.tr("4  Refine"), refine),
        )
        frame = QFrame()
        frame.setObjectName("card")
        lines = [row(_fixed(head), label(text), None, spacing=10) for head, text in steps]
        frame.setLayout(column(*lines, spacing=7, margins=(18, 14, 24, 14)))
        return frame


def _fixed(text: str) -> QLabel:
    """Return a heading of the tour in its column."""
    heading = label(text, "title")
    heading.setFixedWidth(86)
    return heading
