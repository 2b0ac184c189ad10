"""The field that chooses a timeframe, and what timeframes are called in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QComboBox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

TIMEFRAMES = "Timeframes"
"""Translation context of the public names; in English they are what is shown."""


def timeframe_text(name: str) -> str:
    """Return what the timeframe `name` is called in the window's language."""
    return QCoreApplication.translate(TIMEFRAMES, name) if name else ""


class TimeframeBox(QComboBox):
    """Shows what timeframes are called, and tells their public names.

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
        wanted = self.chosen if self.chosen in names else usual
        self.clear()
        for name in names:
            self.addItem(timeframe_text(name), name)
        self.choose(wanted)

    def choose(self, name: str) -> None:
        """Choose the timeframe `name` where it is offered."""
        found = self.findData(name)
        if found >= 0:
            self.setCurrentIndex(found)

    @Slot()
    def _on_index_changed(self) -> None:
        self.chosen_changed.emit(self.chosen)
