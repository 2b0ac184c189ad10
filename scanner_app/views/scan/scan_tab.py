"""The Scan tab: library, formula, scan bar, results and chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from scanner_app.views.editor.formula_panel import FormulaPanel
from scanner_app.views.editor.library_view import LibraryView
from scanner_app.views.scan.chart_view import ChartView
from scanner_app.views.scan.progress_panel import ProgressPanel
from scanner_app.views.scan.results_view import ResultsView
from scanner_app.views.scan.scan_panel import ScanPanel
from scanner_app.widgets.parts import card, column, splitter

if TYPE_CHECKING:
    from scanner_app.icons import Icons
    from scanner_app.models.results_model import ResultsModel
    from scanner_app.services.formulas.language_types import EditorLanguage
    from scanner_app.theme import Theme

_CARD_MARGINS = (8, 8, 8, 8)


class ScanTab(QWidget):
    """Lays the parts of a scan out; each of them speaks for itself."""

    def __init__(
        self,
        language: EditorLanguage,
        results: ResultsModel,
        icons: Icons,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("scanTab")
        self.library = LibraryView(icons)
        self.formula = FormulaPanel(language, icons, theme)
        self.panel = ScanPanel(icons)
        self.progress = ProgressPanel()
        self.results = ResultsView(results, icons, theme)
        self.chart = ChartView(icons, theme)
        self._lay_out()

    def _lay_out(self) -> None:
        """Put the parts between splitters."""
        bar = card(column(self.panel, self.progress, spacing=8, margins=_CARD_MARGINS))
        upper = QWidget()
        upper.setLayout(column(self.formula, bar))
        self.results_splitter = splitter(
            Qt.Orientation.Horizontal,
            card(column(self.results, margins=_CARD_MARGINS)),
            card(column(self.chart)),
            sizes=[650, 700],
            name="resultsSplitter",
        )
        self.formula_splitter = splitter(
            Qt.Orientation.Vertical,
            upper,
            self.results_splitter,
            sizes=[270, 640],
            name="formulaSplitter",
        )
        self.main_splitter = splitter(
            Qt.Orientation.Horizontal,
            card(column(self.library, margins=_CARD_MARGINS)),
            self.formula_splitter,
            sizes=[230, 1320],
            name="mainSplitter",
        )
        self.setLayout(column(self.main_splitter, margins=(8, 8, 8, 6)))

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of `theme`."""
        self.formula.set_theme(theme)
        self.chart.set_theme(theme)
        self.results.set_theme(theme)
