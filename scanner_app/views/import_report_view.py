"""What an import did, file by file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QTreeView, QWidget

from scanner_app.services.engine_texts.sentences import engine_text
from scanner_app.translations import numerus
from scanner_app.views.widgets import card, column, label, row, tool_button

if TYPE_CHECKING:
    from engine.storage.importers.report import FileReport, ImportReport
    from scanner_app.icons import Icons

_SAID = 5
_MAX_FILES = 2_000
_HEIGHT = 220


class _ReportModel(QStandardItemModel):
    """Translates what the engine says while it is painted: of many files few are ever seen."""

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """See Qt; the tool tip holds the whole of a sentence that is too long for its column."""
        is_said = index.column() == _SAID
        if is_said and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return engine_text(super().data(index, Qt.ItemDataRole.DisplayRole) or "")
        return super().data(index, role)


class ImportReportView(QWidget):
    """A summary over a tree of files with their problems; hidden until there is a report."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("importReport")
        self.summary = label("", "title", "importSummary")
        self._items = _ReportModel(self)
        self.tree = QTreeView(uniformRowHeights=True)
        self.tree.setAlternatingRowColors(True)
        self.tree.setAccessibleName(self.tr("Report of the import, file by file"))
        self.tree.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.tree.setModel(self._items)
        close = tool_button(icons, "close", self.tr("Close the report"))
        close.clicked.connect(self.hide)
        head = row(self.summary, None, close, margins=(10, 6, 6, 2))
        self.setLayout(column(card(column(head, self.tree, spacing=2))))
        self.setFixedHeight(_HEIGHT)
        self.hide()

    def show_report(self, report: ImportReport) -> None:
        """Show what became of each file; those with problems come first."""
        self.summary.setText(self._summary_text(report))
        self._items.clear()
        self._items.setHorizontalHeaderLabels(
            [self.tr("File"), self.tr("Symbols"), self.tr("New"), self.tr("Changed"),
             self.tr("Rejected"), self.tr("What happened")]
        )  # fmt: skip
        files = sorted(report.files, key=lambda entry: (entry.error is None, entry.rejected == 0))
        for entry in files[:_MAX_FILES]:
            self._items.appendRow(self._file_items(entry))
        for section, width in enumerate((320, 80, 80, 80, 80)):
            self.tree.setColumnWidth(section, width)
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

    def _file_items(self, entry: FileReport) -> list[QStandardItem]:
        """Return the row of a file, its problems below it."""
        notes = entry.error or "; ".join(entry.notes)
        numbers = (entry.n_symbols, entry.added, entry.changed, entry.rejected)
        head = QStandardItem(entry.file.replace("\\", "/").rpartition("/")[2])
        head.setToolTip(entry.file)
        for problem in entry.problems:
            place = self.tr("line {n}").format(n=problem.line)
            head.appendRow([QStandardItem(place), *(QStandardItem() for _ in numbers),
                            QStandardItem(problem.reason)])  # fmt: skip
        cells = [QStandardItem(f"{number:,}") for number in numbers]
        for cell in cells:
            cell.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return [head, *cells, QStandardItem(notes)]
