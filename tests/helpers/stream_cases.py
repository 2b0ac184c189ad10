"""Candles to stream, and what a batch says of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np

from engine.calendars.symbol_calendar import NO_CALENDAR
from engine.domain.series import PRICE_COLUMNS, CandleSeries
from engine.language.evaluation.evaluator import evaluate
from engine.language.evaluation.other_symbols import percent_ranks
from engine.language.functions.spec import REQUIRED, Takes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from engine.calendars.symbol_calendar import SymbolCalendar
    from engine.domain.candle import Candle
    from engine.language.evaluation.compiled import CompiledFormula
    from engine.language.functions.spec import Function, Param

START = datetime(2024, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)


def walk(symbol: str, n_bars: int, seed: int = 0, *, dirty: bool = False) -> CandleSeries:
    """Return a random walk; a dirty one has flat stretches, holes in its columns and in time."""
    rng = np.random.default_rng(seed)
    close = 100 * np.exp(np.cumsum(rng.normal(0, 0.02, n_bars)))
    if dirty:
        close[40:75] = close[40]
        close[n_bars // 2 : n_bars // 2 + 25] = close[n_bars // 2]
    close = close.round(2)
    opened = np.concatenate([close[:1], close[:-1]]) * (1 + rng.normal(0, 0.004, n_bars))
    high = np.maximum(opened, close) * (1 + rng.exponential(0.004, n_bars))
    low = np.minimum(opened, close) * (1 - rng.exponential(0.004, n_bars))
    volume = rng.lognormal(10, 1, n_bars).round()
    days = np.arange(n_bars)
    if dirty:
        for column in (opened, high, low, close, volume):
            column[rng.random(n_bars) < 0.01] = np.nan
        volume[60:90] = 0.0
        high[50:70] = low[50:70] = opened[50:70] = close[50:70]
        days = np.sort(rng.choice(np.arange(int(n_bars * 1.2)), n_bars, replace=False))
    times = np.datetime64("2020-01-01", "ns") + days * np.timedelta64(1, "D")
    return CandleSeries(symbol, "1d", times, opened, high, low, close, volume)


def columns_of(series: CandleSeries) -> dict[str, np.ndarray]:
    """Return the columns as the evaluator takes them."""
    columns = {name: getattr(series, name) for name in PRICE_COLUMNS}
    columns["timestamps"] = series.timestamps_ns
    return columns


def in_time_order(universe: Mapping[str, CandleSeries]) -> Iterator[tuple[str, Candle]]:
    """Yield the candles of all symbols, by time and then by symbol."""
    rows = [(c.timestamp, symbol, c) for symbol, series in universe.items() for c in series]
    for _, symbol, candle in sorted(rows, key=lambda row: row[:2]):
        yield symbol, candle


Found = dict[tuple[str, datetime], dict[str, float]]


def batch_matches(
    compiled: CompiledFormula, universe: Mapping[str, CandleSeries], min_data: int = 1
) -> Found:
    """Return symbol and time of each match of a batch, with its values."""
    provider = _Everything(universe, compiled)
    found: Found = {}
    for symbol, series in universe.items():
        evaluation = evaluate(
            compiled, columns_of(series), timeframe="1d", symbol=symbol,
            universe=provider, with_values=True,
        )  # fmt: skip
        for bar in np.flatnonzero(evaluation.is_true[min_data - 1 :]) + min_data - 1:
            values = {name: float(column[bar]) for name, column in evaluation.values.items()}
            found[symbol, series[int(bar)].timestamp] = values
    return found


def differences(expected: Found, found: Found) -> list[str]:
    """Return what differs, values compared to the last bit."""
    problems = [f"missing {key}" for key in expected.keys() - found.keys()]
    problems += [f"surplus {key}" for key in found.keys() - expected.keys()]
    for key in expected.keys() & found.keys():
        for name, value in expected[key].items():
            other = found[key].get(name)
            if other is None or not (value == other or (value != value and other != other)):
                problems.append(f"{key} {name}: {value!r} != {other!r}")
    return sorted(problems)


class _Everything:
    """Answers for other symbols as a scan does."""

    def __init__(self, universe: Mapping[str, CandleSeries], compiled: CompiledFormula) -> None:
        self._universe = universe
        self._ranks = {}
        for section in compiled.cross_sections:
            pairs = []
            for symbol, series in universe.items():
                number = evaluate(
                    section.formula,
                    columns_of(series),
                    timeframe="1d",
                    symbol=symbol,
                    universe=self,
                ).number
                pairs.append((series.timestamps_ns, number))
            ranks = percent_ranks(pairs)
            self._ranks[section.key] = dict(zip(universe, ranks, strict=True))

    def _number(self, formula: CompiledFormula, symbol: str, series: CandleSeries) -> np.ndarray:
        columns = columns_of(series)
        return evaluate(formula, columns, timeframe="1d", symbol=symbol, universe=self).number

    def columns(self, symbol: str, timeframe: str) -> Mapping[str, np.ndarray] | None:
        series = self._universe.get(symbol)
        return None if series is None else columns_of(series)

    def calendar(self, symbol: str) -> SymbolCalendar:
        return NO_CALENDAR

    def cross_rank(self, key: bytes, symbol: str, timestamps: Iterable[int]) -> np.ndarray:
        return self._ranks[key][symbol]


def formula_with(function: Function) -> str:
    """Return a formula that holds on every bar and carries all outputs of `function` as values."""
    call = f"{function.name}({', '.join(_argument(p, i) for i, p in enumerate(function.params))})"
    outputs = [f"{call}.{output.name}" for output in function.outputs] or [call]
    lines = [f"v{number} = {output}" for number, output in enumerate(outputs)]
    return "; ".join([*lines, "true"])


def _argument(param: Param, place: int) -> str:
    """Return something to give for a parameter."""
    given = {
        Takes.SERIES: "close" if place == 0 else "open",
        Takes.CONDITION: "close > open",
        Takes.ANY: "close",
        Takes.TEXT: '"SPY"' if param.name == "s" else '"1w"',
        Takes.FLAG: "false",
    }.get(param.takes)
    if given is None:
        given = str(param.default if param.default is not REQUIRED else max(3, param.low))
    return given
