"""What an import did, file by file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTreeView, QWidget

from scanner_app.engine_messages import engine_text
from scanner_app.models.import_report_model import ImportReportModel
from scanner_app.translations import numerus
from scanner_app.widgets.parts import card, column, label, row, tool_button

if TYPE_CHECKING:
    from engine.domain.import_report import ImportReport
    from scanner_app.icons import Icons

_WIDTHS = (320, 80, 80, 80, 80)
_HEIGHT = 220


class ImportReportView(QWidget):
    """A summary over a tree of files with their problems; hidden until there is a report."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("importReport")
        self.summary = label("", "title", "importSummary")
        titles = (self.tr("File"), self.tr("Symbols"), self.tr("New"), self.tr("Changed"),
                  self.tr("Rejected"), self.tr("What happened"))  # fmt: skip
        self._files = ImportReportModel(titles, self.tr("line {n}"), engine_text, self)
        self.tree = QTreeView(uniformRowHeights=True)
        self.tree.setAlternatingRowColors(True)
        self.tree.setAccessibleName(self.tr("Report of the import, file by file"))
        self.tree.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.tree.setModel(self._files)
        for section, width in enumerate(_WIDTHS):
            self.tree.setColumnWidth(section, width)
        close = tool_button(icons, "close", self.tr("Close the report"))
        close.clicked.connect(self.hide)
        head = row(self.summary, None, close, margins=(10, 6, 6, 2))
        self.setLayout(column(card(column(head, self.tree, spacing=2))))
        self.setFixedHeight(_HEIGHT)
        self.hide()

    def show_report(self, report: ImportReport) -> None:
        """Show what became of each file; those with problems come first."""
        self.summary.setText(self._summary_text(report))
        self._files.set_files(report.files)
        self.show()

    def _summary_text(self, report: ImportReport) -> str:
        """Return the report in one line."""
        head = self.tr("Stopped: what was imported by then stays. ") if report.is_cancelled else ""
        n_files, n_failed = len(report.files), len(report.failed)
        files = self.tr("{n} files", "", n_files)
        added = self.tr("{n} new candles", "", numerus(report.added))
        rejected = self.tr("{n} rows rejected", "", numerus(report.rejected))
        text = self.tr("{files}: {added}, {changed} changed, {rejected}").format(
            files=files.format(n=f"{n_files:,}"),
            added=added.format(n=f"{report.added:,}"),
            changed=f"{report.changed:,}",
            rejected=rejected.format(n=f"{report.rejected:,}"),
        )
        if n_failed:
            failed = self.tr(", {n} files could not be read", "", n_failed)
            text += failed.format(n=f"{n_failed:,}")
        return head + text
