"""Sinks that remember what a feed delivered."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from engine.stream.bars.live_candle import LiveCandle, Tick


class RecordingSink:
    """Keeps everything; `until` is asked after each delivery whether that was enough."""

    def __init__(self, until: Callable[[RecordingSink], bool] | None = None) -> None:
        self.candles: list[LiveCandle] = []
        self.ticks: list[Tick] = []
        self.times: list[int] = []
        self.restarts: list[datetime] = []
        self.enough = threading.Event()
        self.stop: Callable[[], None] = lambda: None
        self._until = until

    @property
    def closed(self) -> list[tuple[str, datetime, float]]:
        """Symbol, time and close of the closed candles, in the order in which they came."""
        return [(c.symbol, c.candle.timestamp, c.candle.close) for c in self.candles if c.is_closed]

    def on_candles(self, candles: Sequence[LiveCandle]) -> None:
        self.candles += candles
        self._ask()

    def on_ticks(self, ticks: Sequence[Tick]) -> None:
        self.ticks += ticks
        self._ask()

    def on_time(self, now_ns: int) -> None:
        self.times.append(now_ns)

    def on_restart(self, moment: datetime) -> None:
        self.restarts.append(moment)

    def _ask(self) -> None:
        if self._until is not None and self._until(self):
            self.enough.set()
            self.stop()
