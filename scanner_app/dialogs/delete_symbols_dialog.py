"""Asks whether to delete symbols, and shows what goes with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QWidget

from scanner_app.texts import timeframe_text
from scanner_app.translations import numerus
from scanner_app.widgets.parts import column, dialog_buttons, label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MAX_NAMED = 12
_WIDTH = 420


class DeleteSymbolsDialog(QDialog):
    """Asks once; Cancel is what Enter does.

    Parameters
    ----------
    symbols : sequence of str
        Whom to delete.
    counts : mapping of str to int
        How many candles they have in each timeframe.
    timeframe : str
        The one on show.
    watchlists : sequence of str
        Lists that have some of them.

    Signals
    -------
    confirmed : bool, bool
        Only the candles on show shall go; the symbols shall go from the watchlists too.
    """

    confirmed = Signal(bool, bool)

    def __init__(
        self,
        symbols: Sequence[str],
        counts: Mapping[str, int],
        timeframe: str,
        watchlists: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("deleteSymbolsDialog")
        self.setWindowTitle(self.tr("Delete symbols"))
        self._counts, self._timeframe = counts, timeframe
        n_symbols = len(symbols)
        question = self.tr("Delete {n} symbols from the library?", "", n_symbols)
        head = label(question.format(n=f"{n_symbols:,}"), "title")
        named = ", ".join(symbols[:_MAX_NAMED]) + (" …" if n_symbols > _MAX_NAMED else "")
        self.loss = label("", "", "deletedCandles")
        self.is_only_shown = QCheckBox(
            self.tr("Only their {timeframe} candles").format(timeframe=timeframe_text(timeframe))
        )
        self.is_only_shown.setVisible(len(counts) > 1)
        text = self.tr("Take them off the watchlists too: {names}")
        self.is_off_lists = QCheckBox(text.format(names=", ".join(watchlists)))
        self.is_off_lists.setVisible(bool(watchlists))
        parts = (head, label(named, "muted"), self.loss, self.is_only_shown, self.is_off_lists)
        for part in (parts[1], self.loss):
            part.setWordWrap(True)
            part.setMinimumWidth(_WIDTH)
        self.setLayout(column(*parts, self._make_buttons(), spacing=10, margins=(16, 14, 16, 14)))
        self.is_only_shown.toggled.connect(self._show_loss)
        self._show_loss()

    @property
    def n_candles(self) -> int:
        """How many candles will go."""
        if self.is_only_shown.isChecked():
            return self._counts.get(self._timeframe, 0)
        return sum(self._counts.values())

    @Slot()
    def accept(self) -> None:
        """Emit what was chosen."""
        self.confirmed.emit(self.is_only_shown.isChecked(), self.is_off_lists.isChecked())
        super().accept()

    def _make_buttons(self) -> QDialogButtonBox:
        cancel = QDialogButtonBox.StandardButton.Cancel
        buttons = dialog_buttons(cancel)
        delete = buttons.addButton(self.tr("Delete"), QDialogButtonBox.ButtonRole.AcceptRole)
        delete.setObjectName("confirmDeleteButton")
        delete.setAutoDefault(False)
        buttons.button(cancel).setDefault(True)
        buttons.button(cancel).setFocus()
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    @Slot()
    def _show_loss(self) -> None:
        """Show how many candles go, and that they are gone for good."""
        n_candles = self.n_candles
        text = self.tr("{n} candles will be gone; this cannot be undone.", "", numerus(n_candles))
        by_frame = ", ".join(f"{frame}: {n:,}" for frame, n in self._counts.items())
        loss = text.format(n=f"{n_candles:,}")
        is_split = len(self._counts) > 1 and not self.is_only_shown.isChecked()
        self.loss.setText(f"{loss} ({by_frame})" if is_split else loss)
