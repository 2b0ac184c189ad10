"""Keeps what is on the screen in a file, so that a crash or a restart loses nothing."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, Slot

from engine.domain.formula import Formula
from engine.domain.universe import UniverseChoice
from scanner_app.services.scan.scan_types import RangeKind, ScanRange
from scanner_app.session import Session, load_session, save_session

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import SignalInstance

    from scanner_app.presenters.formulas.protocols import EditedFormula
    from scanner_app.presenters.scan.protocols import ColumnsView, RangeView

_PAUSE_MS = 1_000
_FIRST_FORMULA = "close > sma(close, 50) and rsi(close, 14) < 45 and volume > sma(volume, 20)"


class EditorView(Protocol):
    """The editor."""

    text_changed: SignalInstance

    def restore_text(self, text: str) -> None:
        """Put the text of the last session into the editor, before it can be checked."""

    def focus_editor(self) -> None:
        """Move the focus to the editor."""


class LayoutView(Protocol):
    """Sizes and places in the window."""

    changed: SignalInstance

    def states(self) -> dict[str, str]:
        """Return sizes and places."""

    def restore(self, states: dict[str, str]) -> None:
        """Go back to earlier sizes and places."""


class ChosenUniverse(Protocol):
    """The universe that is chosen."""

    changed: SignalInstance

    @property
    def universe(self) -> UniverseChoice:
        """The chosen universe."""

    def choose(self, universe: UniverseChoice) -> None:
        """Choose another one."""


class SessionPresenter(QObject):
    """Restores the window at the start and saves it within a second of each change."""

    def __init__(
        self,
        editor: EditorView,
        panel: RangeView,
        columns: ColumnsView,
        layout: LayoutView,
        *,
        formula: EditedFormula,
        universe: ChosenUniverse,
        path: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._editor, self._panel = editor, panel
        self._columns, self._layout = columns, layout
        self._formula, self._universe, self._path = formula, universe, path
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
        self._editor.restore_text(session.text)
        if session.range_kind:
            self._panel.show_range(range_of(session))
        self._timeframe = session.timeframe
        self._layout.restore(session.layout)
        self._columns.restore(session.columns, session.column_order)
        self._universe.choose(universe_of(session))

    def restore_formula(self) -> None:
        """Check the formula of the last session; importing the language would delay the window.

        What has been typed into it meanwhile stays, and a formula that has been opened too.
        """
        session = self._session
        self.is_restored = True
        if not self._is_superseded:
            edited = self._formula.formula
            name, text = session.formula_name, edited.expression
            self._formula.load(
                Formula(session.formula_id, name, text, parameters=session.parameters)
            )
        self._editor.focus_editor()
        formula = self._formula
        changes = (self._editor.text_changed, self._panel.changed, formula.parameters_changed)
        places = (self._layout.changed, self._columns.changed, self._universe.changed)
        for signal in (*changes, *places, formula.identified):
            signal.connect(self._on_changed)

    def restore_timeframe(self) -> None:
        """Choose the timeframe of the last session, once the library offers its timeframes."""
        self._panel.show_timeframe(self._timeframe)
        self._timeframe = ""

    @Slot()
    def _on_identified(self) -> None:
        """Remember that another formula was opened before that of the last session could be."""
        self._is_superseded = True

    @Slot()
    def _on_changed(self) -> None:
        """Save in a second at the latest, however long the user goes on typing."""
        if not self._pause.isActive():
            self._pause.start()

    @Slot()
    def save(self) -> None:
        """Save what is on the screen."""
        self._pause.stop()
        if not self.is_restored:
            return  # closed at once: what is in the file is still the newest
        formula, state = self._formula.formula, self._panel.state()
        save_session(
            self._path,
            Session(
                formula_id=str(formula.id),
                formula_name=self._formula.name,
                text=formula.expression,
                parameters=dict(formula.parameters),
                timeframe=state.timeframe,
                universe=asdict(self._universe.universe),
                columns=self._columns.widths,
                column_order=self._columns.order,
                range_kind=state.range.kind.value,
                range_n=state.range.n_bars,
                range_start=str(state.range.start or ""),
                range_end=str(state.range.end or ""),
                range_with_stale=state.range.with_stale,
                layout=self._layout.states(),
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
        kind, n_bars = RangeKind(session.range_kind), int(session.range_n)
        return ScanRange(kind, n_bars, start, end, session.range_with_stale)
    except ValueError:
        return ScanRange()
