"""The field that chooses a timeframe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox

from scanner_app.texts import timeframe_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget


class TimeframeBox(QComboBox):
    """Offers timeframes by what they are called in the window's language.

    Signals
    -------
    chosen_changed : str
        Another timeframe is chosen; an empty string where none is left.
    """

    chosen_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentIndexChanged.connect(self._on_index_changed)

    @property
    def chosen(self) -> str:
        """The public name of the chosen timeframe; empty where there is none."""
        return self.currentData() or ""

    @property
    def offered(self) -> tuple[str, ...]:
        """The public names of the timeframes to choose from."""
        return tuple(self.itemData(number) for number in range(self.count()))

    def offer(self, names: Sequence[str], usual: str = "") -> None:
        """Offer these timeframes; the chosen one stays, else the `usual` or the first is taken."""
        if self.offered == (*names,):
            return
        selected = self.chosen if self.chosen in names else usual
        self.clear()
        for name in names:
            self.addItem(timeframe_text(name), name)
        self.choose(selected)

    def choose(self, name: str) -> None:
        """Choose the timeframe `name` where it is offered."""
        place = self.findData(name)
        if place >= 0:
            self.setCurrentIndex(place)

    @Slot()
    def _on_index_changed(self) -> None:
        self.chosen_changed.emit(self.chosen)
