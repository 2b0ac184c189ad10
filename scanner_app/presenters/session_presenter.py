"""Keeps what is on the screen in a file, so that a crash or a restart loses nothing."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from engine.domain.formula import Formula
from engine.domain.universe import UniverseChoice
from scanner_app.services.scan.scan_types import RangeKind, ScanRange
from scanner_app.session import Session, load_session, save_session
from scanner_app.window_layout import WindowLayout

if TYPE_CHECKING:
    from pathlib import Path

    from scanner_app.main_window import MainWindow
    from scanner_app.presenters.formulas.protocols import EditedFormula
    from scanner_app.presenters.scan.universe_presenter import UniversePresenter

_PAUSE_MS = 1_000
_FIRST_FORMULA = "close > sma(close, 50) and rsi(close, 14) < 45 and volume > sma(volume, 20)"


class SessionPresenter(QObject):
    """Restores the window at the start and writes it down within a second of each change."""

    def __init__(
        self,
        window: MainWindow,
        formula: EditedFormula,
        universe: UniversePresenter,
        path: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._formula, self._path = window, formula, path
        self._universe = universe
        self.layout = WindowLayout(window, self)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.save)
        self._timeframe = ""
        self._session = Session()
        self.is_restored = self._is_superseded = False
        formula.identified.connect(self._on_identified)

    def restore(self) -> None:
        """Show what was on the screen last, or a first formula."""
        is_first, remark = not self._path.exists(), self.tr("a pullback in an up trend")
        self._session = session = load_session(self._path)
        if is_first:
            session.text = f"# {remark}\n{_FIRST_FORMULA}"
        self._window.scan_tab.formula.editor.setPlainText(session.text)
        if session.range_kind:
            self._window.scan_tab.panel.range.choose(range_of(session))
        self._timeframe = session.timeframe
        self.layout.restore(session.layout)
        self._window.scan_tab.results.restore_columns(session.columns, session.column_order)
        self._universe.choose(universe_of(session))

    def restore_formula(self) -> None:
        """Check the formula of the last session; importing the language would delay the window.

        What has been typed into it meanwhile stays, and a formula that has been opened too.
        """
        session, typed = self._session, self._window.scan_tab.formula.editor.text
        self.is_restored = True
        if not self._is_superseded:
            known = Formula(session.formula_id, session.formula_name, typed)
            self._formula.load(replace(known, parameters=session.parameters))
        panel, editor = self._window.scan_tab.panel, self._window.scan_tab.formula.editor
        editor.setFocus()
        formula = self._formula
        changes = (editor.textChanged, panel.changed, formula.parameters_changed)
        places = (self.layout.changed, self._window.scan_tab.results.columns_changed)
        for signal in (*changes, *places, formula.identified):
            signal.connect(self._on_changed)

    def restore_timeframe(self) -> None:
        """Choose the timeframe of the last session, once the library has told which there are."""
        box = self._window.scan_tab.panel.timeframe
        box.choose(self._timeframe)
        self._timeframe = ""

    @Slot()
    def _on_identified(self) -> None:
        """Note that another formula was opened before that of the last session could be."""
        self._is_superseded = True

    @Slot()
    def _on_changed(self) -> None:
        """Save in a second at the latest, however long the user goes on typing."""
        if not self._pause.isActive():
            self._pause.start()

    @Slot()
    def save(self) -> None:
        """Write down what is on the screen."""
        self._pause.stop()
        if not self.is_restored:
            return  # closed at once: what is in the file is still the newest
        formula, panel = self._formula.formula, self._window.scan_tab.panel
        chosen = panel.range.value
        save_session(
            self._path,
            Session(
                formula_id=str(formula.id),
                formula_name=self._formula.name,
                text=formula.expression,
                parameters=dict(formula.parameters),
                timeframe=panel.timeframe.chosen,
                universe=asdict(self._universe.universe),
                columns=self._window.scan_tab.results.column_widths(),
                column_order=self._window.scan_tab.results.column_order(),
                range_kind=chosen.kind.value,
                range_n=chosen.n_bars,
                range_start=str(chosen.start or ""),
                range_end=str(chosen.end or ""),
                layout=self.layout.states(),
            ),
        )


def universe_of(session: Session) -> UniverseChoice:
    """Return the universe of a session; what cannot be read is every symbol."""
    values = session.universe
    return UniverseChoice(
        include=_texts(values.get("include")),
        exclude=_texts(values.get("exclude")),
        symbols=_texts(values.get("symbols")),
        min_price=_number(values.get("min_price")),
        max_price=_number(values.get("max_price")),
        min_volume=_number(values.get("min_volume")),
    )


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else ()


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def range_of(session: Session) -> ScanRange:
    """Return the range of a session; what cannot be read is the default."""
    try:
        days = [date.fromisoformat(t) for t in (session.range_start, session.range_end) if t]
        start, end = days if len(days) == 2 else (None, None)
        return ScanRange(RangeKind(session.range_kind), int(session.range_n), start, end)
    except ValueError:
        return ScanRange()
