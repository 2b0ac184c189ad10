"""Watches how long the GUI thread is busy between two looks at its event queue."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import NamedTuple

from PySide6.QtCore import QAbstractEventDispatcher, QObject, Slot


class Pause(NamedTuple):
    """One round of the event loop: how long it took, and how much of it was the thread's own work.

    Attributes
    ----------
    wall_ms : float
        What the user waits; also counts other programs on the machine.
    cpu_ms : float
        What this thread has computed; does not depend on what else runs.
    """

    wall_ms: float
    cpu_ms: float


@dataclass(slots=True)
class Pauses:
    """All rounds of the event loop while it was watched."""

    rounds: list[Pause] = field(default_factory=list)

    @property
    def longest_cpu_ms(self) -> float:
        """The longest piece of work that the GUI thread did in one go."""
        return max((pause.cpu_ms for pause in self.rounds), default=0.0)

    @property
    def longest_wall_ms(self) -> float:
        """The longest time for which the window did not answer."""
        return max((pause.wall_ms for pause in self.rounds), default=0.0)

    def wall_share_above(self, limit_ms: float) -> float:
        """Return the share of time spent in rounds longer than `limit_ms`."""
        whole = sum(pause.wall_ms for pause in self.rounds)
        return sum(p.wall_ms for p in self.rounds if p.wall_ms > limit_ms) / (whole or 1.0)


class GuiMonitor(QObject):
    """Notes every round of the GUI thread's event loop while it is used as a context manager.

    A round lies between two signals of the event dispatcher. Dispatchers differ in what they do
    before they block and what after (timers, for one), so the thread's own work is counted in
    either; waiting costs it nothing. What the user waits is counted while the loop is awake.
    """

    def __init__(self) -> None:
        super().__init__()
        self.pauses = Pauses()
        self._began: tuple[float, float] | None = None
        self._is_awake = False

    def __enter__(self) -> Pauses:
        dispatcher = QAbstractEventDispatcher.instance()
        dispatcher.awake.connect(self._on_awake)
        dispatcher.aboutToBlock.connect(self._on_about_to_block)
        return self.pauses

    def __exit__(self, *_: object) -> None:
        dispatcher = QAbstractEventDispatcher.instance()
        dispatcher.awake.disconnect(self._on_awake)
        dispatcher.aboutToBlock.disconnect(self._on_about_to_block)

    @Slot()
    def _on_awake(self) -> None:
        self._note(is_awake=True)

    @Slot()
    def _on_about_to_block(self) -> None:
        self._note(is_awake=False)

    def _note(self, *, is_awake: bool) -> None:
        now = (time.perf_counter(), time.thread_time())
        if self._began is not None:
            wall_s = now[0] - self._began[0] if self._is_awake else 0.0
            cpu_s = now[1] - self._began[1]
            self.pauses.rounds.append(Pause(wall_s * 1e3, cpu_s * 1e3))
        self._began, self._is_awake = now, is_awake
