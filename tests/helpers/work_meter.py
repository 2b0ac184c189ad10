"""Counts what the GUI thread does between two looks at its event queue."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Self

from PySide6.QtCore import QAbstractEventDispatcher, QObject, Slot

if TYPE_CHECKING:
    from types import FrameType

MAX_CALLS = 100_000
"""Calls in one turn that keep a window lively; a loop over half a million rows has more."""


class WorkMeter(QObject):
    """Counts the calls of functions in each turn of the event loop; a context manager.

    What a turn takes in time depends on the machine and on what else runs there; the calls do not.
    Work on all rows of a table in Python is at least a call a row, a repaint some thousand. What
    one call does inside NumPy or Qt is not seen: the benchmarks measure that.

    Attributes
    ----------
    most_calls : int
        The calls of the busiest turn.
    """

    def __init__(self) -> None:
        super().__init__()
        self.most_calls = 0
        self._calls = 0

    def __enter__(self) -> Self:
        dispatcher = QAbstractEventDispatcher.instance()
        dispatcher.awake.connect(self._on_turn)
        dispatcher.aboutToBlock.connect(self._on_turn)
        sys.setprofile(self._count)
        return self

    def __exit__(self, *_: object) -> None:
        sys.setprofile(None)
        dispatcher = QAbstractEventDispatcher.instance()
        dispatcher.awake.disconnect(self._on_turn)
        dispatcher.aboutToBlock.disconnect(self._on_turn)
        self._on_turn()

    @Slot()
    def _on_turn(self) -> None:
        self.most_calls = max(self.most_calls, self._calls)
        self._calls = 0

    def _count(self, _frame: FrameType, event: str, _argument: Any) -> None:
        if event in ("call", "c_call"):
            self._calls += 1
