"""Counts what the GUI thread does between two looks at its event queue."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Self

from PySide6.QtCore import QAbstractEventDispatcher, QObject, Slot

if TYPE_CHECKING:
    from types import FrameType

MAX_LINES = 300_000
"""Lines in one turn that keep a window lively; a loop over half a million rows runs more."""


class WorkMeter(QObject):
    """Counts the lines of Python that run in each turn of the event loop; a context manager.

    What a turn takes in time depends on the machine and on what else runs there; the lines do not.
    Work on all rows of a table in Python is at least a line a row, a repaint some twenty thousand.
    What happens inside NumPy or Qt is not seen: the benchmarks measure that.

    Attributes
    ----------
    most_lines : int
        The lines of the busiest turn.
    """

    def __init__(self) -> None:
        super().__init__()
        self.most_lines = 0
        self._lines = 0
        self._tracer: Any = None

    def __enter__(self) -> Self:
        dispatcher = QAbstractEventDispatcher.instance()
        dispatcher.awake.connect(self._on_turn)
        dispatcher.aboutToBlock.connect(self._on_turn)
        self._tracer = sys.gettrace()
        sys.settrace(self._count)
        return self

    def __exit__(self, *_: object) -> None:
        sys.settrace(self._tracer)
        dispatcher = QAbstractEventDispatcher.instance()
        dispatcher.awake.disconnect(self._on_turn)
        dispatcher.aboutToBlock.disconnect(self._on_turn)
        self._on_turn()

    @Slot()
    def _on_turn(self) -> None:
        self.most_lines = max(self.most_lines, self._lines)
        self._lines = 0

    def _count(self, _frame: FrameType, event: str, _argument: Any) -> Any:
        self._lines += event == "line"
        return self._count
