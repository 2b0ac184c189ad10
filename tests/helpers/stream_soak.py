"""Many symbols for a long time: a burst, then hours of minutes at full speed.

Everything a live session has is on: bars, edges, alerts, the journal and the library writer. What
must hold: every candle is in its buffer and in the library, hits are those that a batch over the
same candles has as edges, and memory stays what it was after the burst.
"""

from __future__ import annotations

import gc
import os
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
import psutil

from engine.domain.formula import Formula
from engine.domain.live_status import FeedStatus
from engine.domain.series import CandleSeries
from engine.language.evaluation.evaluator import evaluate
from engine.language.service import FormulaService
from engine.storage.library import open_library, open_workspace
from engine.stream.alerts.dispatcher import AlertDispatcher
from engine.stream.alerts.journal import AlertJournal
from engine.stream.bars.live_candle import LiveCandle
from engine.stream.evaluation.processor import StreamProcessor
from engine.stream.session.candle_writer import CandleWriter
from engine.stream.session.session import LiveSession
from engine.stream.session.session_parts import SessionParts
from tests.helpers.stream_cases import columns_of

if TYPE_CHECKING:
    from pathlib import Path

    from engine.domain.alert import Alert
    from engine.domain.candle import Candle
    from engine.domain.live_status import Health
    from engine.stream.feeds.protocol import FeedSink

START = datetime(2024, 1, 1, tzinfo=UTC)
FORMULAS = {
    "trend": "cross_above(sma(close, 5), sma(close, 20))",
    "dip": "close < lowest(low, 10)[1] and volume > sma(volume, 20)",
}
MIN_DATA = 60


@dataclass(frozen=True, slots=True)
class SoakReport:
    """What a soak gave; the counts are to be equal in pairs."""

    sent: int
    taken: int
    saved: int
    in_library: int
    hits: set[tuple[str, object, datetime]]
    expected_hits: set[tuple[str, object, datetime]]
    alerts_told: int
    alerts_kept: int
    mb_after_burst: float
    mb_at_end: float
    buffer_mb_after_burst: float
    buffer_mb_at_end: float
    health: Health


class _Told:
    """Counts alerts."""

    name = "count"

    def __init__(self) -> None:
        self.count = 0

    def deliver(self, alert: Alert) -> None:
        self.count += 1


def soak(folder: Path, n_symbols: int, n_burst: int, n_minutes: int) -> SoakReport:
    """Run a soak.

    Parameters
    ----------
    folder : path
        Where library and workspace are made.
    n_symbols : int
        How many symbols.
    n_burst : int
        Candles that come at once at the start, of all symbols together.
    n_minutes : int
        Minutes of candles that follow, of every symbol.
    """
    n_bars = n_burst // n_symbols
    universe = {f"S{n}": _walk(f"S{n}", n, n_bars + n_minutes) for n in range(n_symbols)}
    told = _Told()
    with (
        open_library(folder / "soak.fslib", create=True) as library,
        open_workspace(folder / "soak.fsws", create=True) as workspace,
    ):
        processor = StreamProcessor(FormulaService(), None, MIN_DATA, MIN_DATA, timeframe="1m")
        for name, text in FORMULAS.items():
            processor.add_formula(Formula(name, name, text))
        feed = _Feed(universe, n_bars, processor)
        writer = CandleWriter(library, "1m")
        parts = SessionParts(
            feed, processor, "1m", writer=writer,
            alerts=AlertDispatcher([told]), journal=AlertJournal(workspace.alerts),
        )  # fmt: skip
        session = LiveSession(parts, hit_capacity=10**6)
        session.run()
        feed.measure()
        hits = {(h.symbol, h.formula_id, h.timestamp) for h in session.hits.since(0).hits}
        health = session.status().health
        stored = sum(version.n_bars for version in library.candles.versions("1m").values())
        kept = len(workspace.alerts.recent(10**6))
    return SoakReport(
        sent=n_symbols * (n_bars + n_minutes),
        taken=health.candles,
        saved=writer.saved,
        in_library=stored,
        hits=hits,
        expected_hits=_expected(universe),
        alerts_told=told.count,
        alerts_kept=kept,
        mb_after_burst=feed.mb[0],
        mb_at_end=feed.mb[1],
        buffer_mb_after_burst=feed.buffer_mb[0],
        buffer_mb_at_end=feed.buffer_mb[1],
        health=health,
    )


class _Feed:
    """Sends the burst in one piece and then minute after minute."""

    def __init__(
        self, universe: dict[str, CandleSeries], n_burst: int, processor: StreamProcessor
    ) -> None:
        self._universe = universe
        self._n_burst = n_burst
        self._processor = processor
        self.mb: list[float] = []
        self.buffer_mb: list[float] = []

    def run(self, sink: FeedSink) -> None:
        n_bars = len(next(iter(self._universe.values())))
        burst = [pair for bar in range(self._n_burst) for pair in self._at(bar)]
        arrived = time.perf_counter_ns()
        for first in range(0, len(burst), 1_000):
            sink.on_candles(
                [LiveCandle(*pair, True, arrived) for pair in burst[first : first + 1_000]]
            )
        del burst
        half = self._n_burst + (n_bars - self._n_burst) // 2
        for bar in range(self._n_burst, n_bars):
            arrived = time.perf_counter_ns()
            sink.on_candles([LiveCandle(*pair, True, arrived) for pair in self._at(bar)])
            if bar == half:
                self.measure()

    def measure(self) -> None:
        """Note the memory of the process and of the buffers."""
        gc.collect()
        self.mb.append(psutil.Process(os.getpid()).memory_info().rss / 2**20)
        self.buffer_mb.append(self._processor.stats()["buffer_mb"])

    def stop(self) -> None:
        """Nobody stops it."""

    def status(self) -> FeedStatus:
        return FeedStatus()

    def _at(self, bar: int) -> list[tuple[str, Candle]]:
        return [(symbol, series[bar]) for symbol, series in self._universe.items()]


def _walk(symbol: str, seed: int, n_bars: int) -> CandleSeries:
    rng = np.random.default_rng(seed)
    close = 100 * np.exp(np.cumsum(rng.normal(0, 0.01, n_bars)))
    high, low = close * 1.01, close * 0.99
    times = np.datetime64(START.replace(tzinfo=None), "ns") + np.arange(n_bars) * np.timedelta64(
        1, "m"
    )
    volume = rng.lognormal(8, 1, n_bars)
    return CandleSeries(symbol, "1m", times, close, high, low, close, volume)


def _expected(universe: dict[str, CandleSeries]) -> set[tuple[str, object, datetime]]:
    """Return the bars on which a formula begins to hold, by a batch over all candles."""
    service = FormulaService()
    found: set[tuple[str, object, datetime]] = set()
    for name, text in FORMULAS.items():
        compiled = service.compile(text)
        for symbol, series in universe.items():
            is_true: Any = evaluate(compiled, columns_of(series), timeframe="1m").is_true.copy()
            is_true[: MIN_DATA - 1] = False
            begins = np.flatnonzero(is_true & ~np.concatenate([[False], is_true[:-1]]))
            found.update((symbol, name, START + timedelta(minutes=int(bar))) for bar in begins)
    return found
