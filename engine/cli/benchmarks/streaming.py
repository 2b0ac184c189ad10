"""How many candles a second a stream takes, and how long after a candle its hits are told.

The three formulas of the other tables run together over buffers of 500 candles in one thread. Who
is compared: the stream as it is; the same buffers with every formula computed over the whole buffer
on each candle; and the specification's design, a data frame a candle. All must find the same.
"""

from __future__ import annotations

import time
from collections import deque
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from engine.cli.benchmarks.data import FORMULAS
from engine.domain.candle import Candle
from engine.domain.formula import Formula
from engine.domain.hit_policy import HitPolicy
from engine.domain.live_status import FeedStatus
from engine.domain.match import SignalMatch
from engine.indicators.pipeline import IndicatorPipeline
from engine.language.evaluation.evaluator import evaluate_many
from engine.language.service import FormulaService
from engine.stream.bars.live_candle import LiveCandle
from engine.stream.evaluation.buffer import CandleBuffer
from engine.stream.evaluation.processor import StreamProcessor
from engine.stream.session.session import LiveSession
from engine.stream.session.session_parts import SessionParts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.stream.feeds.protocol import FeedSink

    Arrival = tuple[str, Candle]

BUFFER = 500
N_SYMBOLS = 20
_INTERVAL_NS = 1_000_000
_START = datetime(2024, 1, 1, tzinfo=UTC)


def streaming(n_candles: int = 60_000, n_slow: int = 400, seconds: float = 5.0) -> dict[str, Any]:
    """Return candles a second of each design, and latencies at 1,000 candles a second.

    Parameters
    ----------
    n_candles : int
        Candles that the fast designs take.
    n_slow : int
        Candles that the specification's design takes.
    seconds : float
        How long candles come at 1,000 a second.
    """
    n_bars = BUFFER + -(-n_candles // N_SYMBOLS)
    arrivals = _arrivals(n_bars)
    warm, measured = arrivals[: BUFFER * N_SYMBOLS], arrivals[BUFFER * N_SYMBOLS :]
    ours, answers = _rate(_Ours(), warm, measured)
    whole, same = _rate(_WholeBuffers(), warm, measured[: n_candles // 6])
    slow, few = _rate(_Specification(), warm, measured[:n_slow])
    p50, p99 = latency_ms(measured, seconds)
    return {
        "candles_per_s": round(ours),
        "whole_buffer_per_s": round(whole),
        "specification_per_s": round(slow),
        "times_the_specification": round(ours / slow, 1),
        "agree": answers[: len(same)] == same and answers[: len(few)] == few,
        "matches": sum(map(len, answers)),
        "latency_p50_ms": round(p50, 3),
        "latency_p99_ms": round(p99, 3),
    }


def latency_ms(arrivals: Sequence[Arrival], seconds: float) -> tuple[float, float]:
    """Return median and 99th percentile from arrival to hit, at 1,000 candles a second."""
    processor = StreamProcessor(FormulaService(), None, BUFFER, 1, timeframe="1m")
    for name, text in FORMULAS.items():
        processor.add_formula(Formula(name, name, text))
    feed = _Paced(arrivals, int(seconds * 1_000))
    policy = HitPolicy(is_every_bar=True)
    session = LiveSession(SessionParts(feed, processor, "1m", policy=policy))
    session.run()
    health = session.status().health
    return health.latency_p50_ms, health.latency_p99_ms


class _Paced:
    """A feed of a thousand candles a second, handed over as soon as the system lets it."""

    def __init__(self, arrivals: Sequence[Arrival], count: int) -> None:
        self._arrivals = arrivals
        self._count = count

    def run(self, sink: FeedSink) -> None:
        begun, sent = time.perf_counter_ns(), 0
        while sent < self._count:
            arrived = time.perf_counter_ns()
            due = min((arrived - begun) // _INTERVAL_NS, self._count)
            if due == sent:
                time.sleep(_INTERVAL_NS / 1e9)
                continue
            numbers = range(sent, due)
            pairs = [self._arrivals[number % len(self._arrivals)] for number in numbers]
            sink.on_candles([LiveCandle(*pair, True, arrived) for pair in pairs])
            sent = due

    def stop(self) -> None:
        """Nobody stops it."""

    def status(self) -> FeedStatus:
        """Nobody asks."""
        return FeedStatus()


def _arrivals(n_bars: int) -> list[Arrival]:
    """Return the candles of all symbols in the order in which they come."""
    rng = np.random.default_rng(11)
    columns = [_walk(rng, n_bars) for _ in range(N_SYMBOLS)]
    return [
        (f"S{number}", Candle(_START + timedelta(minutes=bar), *rows[bar]))
        for bar in range(n_bars)
        for number, rows in enumerate(columns)
    ]


def _walk(rng: np.random.Generator, n_bars: int) -> list[tuple[float, float, float, float, float]]:
    close = 100 * np.exp(np.cumsum(rng.normal(0, 0.02, n_bars)))
    opened = close * (1 + rng.normal(0, 0.005, n_bars))
    high = np.maximum(opened, close) * (1 + rng.exponential(0.01, n_bars))
    low = np.minimum(opened, close) * (1 - rng.exponential(0.01, n_bars))
    volume = rng.lognormal(10, 1, n_bars)
    columns = [column.tolist() for column in (opened, high, low, close, volume)]
    return list(zip(*columns, strict=True))


class _Design(Protocol):
    """A way to tell which formulas hold on each candle."""

    def fill(self, symbol: str, candle: Candle) -> None:
        """Take a candle that is not measured."""

    def take(self, symbol: str, candle: Candle) -> list[str]:
        """Take a candle and return the names of the formulas that hold on it."""


def _rate(
    design: _Design, warm: Sequence[Arrival], measured: Sequence[Arrival]
) -> tuple[float, list[list[str]]]:
    """Return candles a second over `measured`, and which formulas held on each."""
    for symbol, candle in warm:
        design.fill(symbol, candle)
    for symbol, candle in measured[:N_SYMBOLS]:
        design.take(symbol, candle)
    answers, take = [], design.take
    begun = time.perf_counter()
    for symbol, candle in measured[N_SYMBOLS:]:
        answers.append(take(symbol, candle))
    return len(answers) / (time.perf_counter() - begun), answers


class _Ours:
    """The stream processor."""

    def __init__(self) -> None:
        self._processor = StreamProcessor(FormulaService(), None, BUFFER, 1, timeframe="1m")
        for name, text in FORMULAS.items():
            self._processor.add_formula(Formula(name, name, text))

    def fill(self, symbol: str, candle: Candle) -> None:
        self._processor.process_candle(symbol, candle)

    def take(self, symbol: str, candle: Candle) -> list[str]:
        matches = self._processor.process_candle(symbol, candle)
        return [str(match.formula_id) for match in matches]


class _WholeBuffers:
    """The same buffers, all formulas as one graph over the whole of them on each candle."""

    def __init__(self) -> None:
        self._batch = FormulaService().compile_many(list(FORMULAS.values()))
        self._buffers: dict[str, CandleBuffer] = {}

    def fill(self, symbol: str, candle: Candle) -> None:
        self._buffers.setdefault(symbol, CandleBuffer(BUFFER)).insert(candle)

    def take(self, symbol: str, candle: Candle) -> list[str]:
        buffer = self._buffers[symbol]
        buffer.insert(candle)
        columns = buffer.columns(len(buffer))
        evaluations = evaluate_many(self._batch, columns, timeframe="1m", symbol=symbol)
        pairs = zip(FORMULAS, evaluations, strict=True)
        return [name for name, evaluation in pairs if evaluation.is_true[-1]]


class _Specification:
    """A deque of candles and a data frame a candle, as the specification draws it."""

    def __init__(self) -> None:
        self._service = FormulaService()
        self._indicators = IndicatorPipeline()
        self._buffers: dict[str, deque[Candle]] = {}

    def fill(self, symbol: str, candle: Candle) -> None:
        self._buffers.setdefault(symbol, deque(maxlen=BUFFER)).append(candle)

    def take(self, symbol: str, candle: Candle) -> list[str]:
        import pandas as pd  # noqa: PLC0415 - the design's own choice

        self.fill(symbol, candle)
        frame = pd.DataFrame([asdict(candle) for candle in self._buffers[symbol]])
        frame = frame.set_index("timestamp")
        matches = {}
        for name, text in FORMULAS.items():
            if self._service.evaluate(text, frame).iloc[-1]:
                values = self._indicators.compute(frame)
                latest = {name: float(column.iloc[-1]) for name, column in values.items()}
                matches[name] = SignalMatch(
                    symbol, candle.timestamp, candle, indicator_values=latest
                )
        return list(matches)
