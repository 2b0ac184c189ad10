"""The Data tab: what is in the library, and how more gets in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QTableView, QWidget

from scanner_app.models.symbols_model import SymbolsModel
from scanner_app.texts import size_text
from scanner_app.translations import numerus
from scanner_app.view_states import DataState
from scanner_app.views.data.import_report_view import ImportReportView
from scanner_app.views.data.suspicious_bars_view import SuspiciousBarsView
from scanner_app.views.data.watchlists_panel import WatchlistsPanel
from scanner_app.widgets.elided_label import ElidedLabel
from scanner_app.widgets.parts import (
    button,
    call,
    card,
    column,
    label,
    row,
    set_up_table,
    tool_button,
)
from scanner_app.widgets.timeframe_box import TimeframeBox

if TYPE_CHECKING:
    from pathlib import Path

    from engine.domain.import_report import ImportReport
    from engine.domain.quality_report import QualityReport, SymbolQuality
    from scanner_app.icons import Icons
    from scanner_app.services.library.library_service import Contents

_WIDTHS = (90, 220, 90, 80, 80, 128, 128, 180)


class DataTab(QWidget):
    """Shows one timeframe of the library.

    Signals
    -------
    import_files_requested, import_folder_requested, sample_requested, open_requested,
    export_requested, quality_requested, resample_requested :
        The buttons.
    symbol_chosen : str, str
        A symbol and the timeframe on show, to be drawn.
    delete_requested : list of str
        The user wants to delete these symbols.
    symbol_opened :
        The current symbol was double-clicked: the user wants to see its chart.
    bar_chosen : str, str, int
        The user wants to see this bar of a symbol and timeframe; nanoseconds since 1970 UTC.
    """

    import_files_requested = Signal()
    import_folder_requested = Signal()
    sample_requested = Signal()
    open_requested = Signal()
    export_requested = Signal()
    quality_requested = Signal()
    resample_requested = Signal()
    symbol_chosen = Signal(str, str)
    delete_requested = Signal(list)
    symbol_opened = Signal()
    bar_chosen = Signal(str, str, object)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dataTab")
        self._contents: Contents | None = None
        self._path: Path | None = None
        self._reports: dict[str, QualityReport] = {}
        self.model = SymbolsModel(self)
        self.table = QTableView()
        self.table.setObjectName("symbolsTable")
        self.table.setAccessibleName(self.tr("Symbols in the library"))
        set_up_table(self.table)
        self.table.setModel(self.model)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.timeframe = TimeframeBox()
        self.timeframe.setAccessibleName(self.tr("Timeframe"))
        self.filter = QLineEdit(placeholderText=self.tr("Find a symbol"), clearButtonEnabled=True)
        self.delete = QAction(self.tr("Delete symbols …"), self.table)
        self.delete.setShortcut(QKeySequence(Qt.Key.Key_Delete))
        self.delete.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.delete.setEnabled(False)
        self.table.addAction(self.delete)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.path = label("", "muted", "libraryPath")
        self.path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.quality = ElidedLabel("muted", "qualitySummary")
        self.summary = label("", "title", "librarySummary")
        self._empty = label(
            self.tr("No candles yet. Import files or a folder, or drop them onto this window."),
            "muted",
        )
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        self.report = ImportReportView(icons)
        self.suspicious = SuspiciousBarsView(icons)
        self.watchlists = WatchlistsPanel(icons)
        self._lay_out(icons)
        for section, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(section, width)
        self.timeframe.chosen_changed.connect(self._on_timeframe_changed)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.doubleClicked.connect(call(self.symbol_opened.emit))
        self.filter.textChanged.connect(self.model.set_filter)
        self.filter.textChanged.connect(self.suspicious.set_filter)
        self.suspicious.bar_chosen.connect(self.bar_chosen)
        self.table.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self.table.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.model.modelReset.connect(self._on_selection_changed)
        self.delete.triggered.connect(self._on_delete)

    def state(self) -> DataState:
        """Return what is on show."""
        return DataState(self.timeframe.chosen)

    def show_import(self, report: ImportReport) -> None:
        """Show what became of the imported files."""
        self.report.show_report(report)

    def show_contents(self, contents: Contents, path: Path | None) -> None:
        """Show what the library holds."""
        self._contents = contents
        if path != self._path:
            self.clear_quality()
        self._path = path
        self.path.setText(str(path or ""))
        self._stack.setCurrentWidget(self._empty if contents.is_empty else self.table)
        n_candles = sum(entry.n_bars for group in contents.coverage.values() for entry in group)
        n_symbols = len({entry.symbol for group in contents.coverage.values() for entry in group})
        parts = (
            self.tr("{n} symbols", "", n_symbols).format(n=f"{n_symbols:,}"),
            self.tr("{n} candles", "", numerus(n_candles)).format(n=f"{n_candles:,}"),
            self.tr("{size} on disk").format(size=size_text(contents.size_bytes)),
        )
        self.summary.setText(" · ".join(parts))
        self.timeframe.blockSignals(True)
        self.timeframe.offer(contents.timeframes)
        self.timeframe.blockSignals(False)
        self._on_timeframe_changed()

    def show_quality(self, report: QualityReport) -> None:
        """Show beside each symbol what is doubtful about its candles, and which ones."""
        self._reports[report.timeframe] = report
        self.timeframe.choose(report.timeframe)
        self._show_quality()

    def clear_quality(self) -> None:
        """Remove what was doubtful about other candles."""
        self._reports.clear()
        self._show_quality()

    def _show_quality(self) -> None:
        """Show what is doubtful about the symbols that have not been deleted since."""
        timeframe = self.timeframe.chosen
        report = self._reports.get(timeframe)
        coverage = self._contents.coverage.get(timeframe, ()) if self._contents else ()
        symbols = {entry.symbol for entry in coverage}
        judged = [entry for entry in report.symbols if entry.symbol in symbols] if report else []
        suspicious = [entry for entry in judged if entry.is_suspicious]
        self.model.set_flags({entry.symbol: self._quality_text(entry) for entry in suspicious})
        self.suspicious.show_bars(suspicious, timeframe, self._suspicion_titles())
        n_missing = sum(entry.n_missing for entry in judged)
        text = self.tr(
            "Doubtful: {n} of {all} symbols; missing candles: {missing}", "", len(judged)
        ).format(n=f"{len(suspicious):,}", all=f"{len(judged):,}", missing=f"{n_missing:,}")
        self.quality.setText(text if report else "")

    def _suspicion_titles(self) -> dict[str, str]:
        """Return what the doubts about a candle are called."""
        return {
            "missing_price": self.tr("price missing"),
            "suspended": self.tr("suspended"),
            "high_below_low": self.tr("high below low"),
            "outside_range": self.tr("outside range"),
            "not_positive": self.tr("not positive"),
            "no_volume": self.tr("no volume"),
            "gap": self.tr("gap"),
            "jump": self.tr("jump"),
            "flat": self.tr("flat"),
        }

    def _quality_text(self, entry: SymbolQuality) -> str:
        """Return what is doubtful about a symbol, the most frequent first."""
        titles = self._suspicion_titles()
        counts = sorted(entry.counts.items(), key=lambda item: -item[1])
        parts = [f"{titles.get(name, name)} {count:,}" for name, count in counts if count]
        return ", ".join(([self.tr("stale")] if entry.is_stale else []) + parts)

    def _lay_out(self, icons: Icons) -> None:
        """Put the parts together."""
        buttons = {
            "import": (self.tr("Import files …"), "import", self.import_files_requested),
            "importFolder": (self.tr("Import a folder …"), "import", self.import_folder_requested),
            "exportCandles": (self.tr("Export …"), "export", self.export_requested),
            "resample": (self.tr("Build weekly, monthly …"), "chart", self.resample_requested),
            "checkQuality": (self.tr("Check quality"), "why", self.quality_requested),
            "openLibrary": (self.tr("Open library …"), "database", self.open_requested),
            "makeSample": (self.tr("Sample library"), "plus", self.sample_requested),
        }
        row_of_buttons = []
        for name, (text, icon, signal) in buttons.items():
            widget = button(text, "primary" if name == "import" else "", f"{name}Button")
            icons.attach(widget, icon, "accent_text" if name == "import" else "text")
            widget.clicked.connect(signal)
            row_of_buttons.append(widget)
        about = row(self.summary, 10, self.path, None)
        head = card(column(about, row(*row_of_buttons, None), spacing=8, margins=(12, 10, 12, 10)))
        delete = tool_button(icons, "trash", self.tr("Delete the selected symbols (Del)"))
        delete.setObjectName("deleteSymbolsButton")
        delete.setEnabled(False)
        delete.clicked.connect(self.delete.trigger)
        self.delete.enabledChanged.connect(delete.setEnabled)
        tools = row(
            label(self.tr("Timeframe"), "muted"), self.timeframe, 10, self.filter, 10, self.quality,
            delete,
        )  # fmt: skip
        body = row(column(tools, self._stack, spacing=8), self.watchlists, spacing=10)
        parts = (head, body, self.suspicious, self.report)
        self.setLayout(column(*parts, spacing=8, margins=(10, 10, 10, 8)))

    @Slot()
    def _on_timeframe_changed(self) -> None:
        if self._contents is not None:
            coverage = self._contents.coverage.get(self.timeframe.chosen, ())
            self.model.set_contents(coverage, self._contents.symbols)
        self._show_quality()

    @property
    def selected_symbols(self) -> list[str]:
        """The symbols whose rows are selected, from the top down."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self.model.symbol_at(row) for row in rows]

    @Slot()
    def _on_selection_changed(self) -> None:
        self.delete.setEnabled(self.table.selectionModel().hasSelection())

    @Slot()
    def _on_delete(self) -> None:
        self.delete_requested.emit(self.selected_symbols)

    @Slot()
    def _on_current_changed(self) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            self.symbol_chosen.emit(self.model.symbol_at(index.row()), self.timeframe.chosen)
