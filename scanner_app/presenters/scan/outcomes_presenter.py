"""Lists the symbols of each outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from engine.domain.result import Outcome
from scanner_app.engine_messages import engine_text
from scanner_app.services.scan.outcome_groups import LEFT_OUT, MISSING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scanner_app.presenters.protocols import Cell, Questions
    from scanner_app.presenters.scan.protocols import OutcomesView
    from scanner_app.services.library.library_service import LibraryService
    from scanner_app.services.scan.scan_service import ScanService


class OutcomesPresenter(QObject):
    """Opens the list of an outcome.

    Signals
    -------
    explain_requested : str
        The user wants an explanation for a symbol of a list.
    """

    explain_requested = Signal(str)

    def __init__(
        self,
        view: OutcomesView,
        questions: Questions,
        *,
        scans: ScanService,
        library: LibraryService,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._questions = view, questions
        self._scans, self._library = scans, library
        view.outcome_clicked.connect(self.show)

    @Slot(str)
    def show(self, key: str) -> None:
        """List the symbols that ended so."""
        is_plain = key in (LEFT_OUT, MISSING)
        titles = [self.tr("Symbol"), self.tr("Name")]
        if not is_plain:
            titles += [self.tr("Matches"), self.tr("Reason")]
        rows = self._plain_rows(key) if is_plain else self._outcome_rows(Outcome(key))
        symbols = [str(row[0]) for row in rows]
        self._questions.show_list(
            self._view.outcome_title(key),
            self.tr("{n} symbols", "", len(rows)).format(n=f"{len(rows):,}"),
            titles,
            rows,
            action=self.tr("Why (not)?"),
            on_chosen=lambda number: self.explain_requested.emit(symbols[number]),
        )

    def _plain_rows(self, key: str) -> Sequence[tuple[Cell, ...]]:
        """Return the symbols that have no outcome."""
        request, contents = self._scans.request, self._library.contents
        missing = request.missing if request is not None else ()
        symbols = self._scans.left_out() if key == LEFT_OUT else missing
        return [(symbol, contents.name_of(symbol)) for symbol in symbols]

    def _outcome_rows(self, outcome: Outcome) -> Sequence[tuple[Cell, ...]]:
        contents = self._library.contents
        return [
            (o.symbol, contents.name_of(o.symbol), o.n_matches, engine_text(o.error))
            for o in self._scans.outcomes(outcome)
        ]
