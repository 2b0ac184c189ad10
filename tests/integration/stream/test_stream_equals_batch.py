"""What the stream says of a bar is what a batch says of it, values to the last bit."""

from __future__ import annotations

import random
import tomllib
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from engine.domain.candle import Candle
from engine.domain.formula import Formula
from engine.domain.series import CandleSeries
from engine.errors import FormulaError
from engine.language.evaluation.evaluator import evaluate
from engine.language.functions.table import FUNCTIONS
from engine.language.service import FormulaService
from engine.stream.evaluation.processor import StreamProcessor
from tests.helpers.stream_cases import (
    batch_matches,
    columns_of,
    differences,
    formula_with,
    in_time_order,
    walk,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from engine.domain.match import SignalMatch
    from tests.helpers.stream_cases import Found

_PRESETS = Path(__file__).parents[3] / "resources" / "presets" / "presets.toml"
PRESETS = {
    preset["id"]: preset["expression"]
    for preset in tomllib.loads(_PRESETS.read_text(encoding="utf-8"))["preset"]
}
UNIVERSE = {"A": walk("A", 330, 2, dirty=True), "SPY": walk("SPY", 330, 1)}
SERVICE = FormulaService()


def _by_family() -> dict[str, list[str]]:
    """Return a formula for each function but the one that daily candles refuse, by family."""
    families: dict[str, list[str]] = {}
    for name, function in FUNCTIONS.items():
        if name != "vwap":
            families.setdefault(function.family, []).append(formula_with(function))
    return families


FAMILIES = _by_family()


def stream_of(text: str, buffer_size: int = 2_000, min_data: int = 1) -> StreamProcessor:
    processor = StreamProcessor(SERVICE, None, buffer_size, min_data, timeframe="1d")
    processor.add_formula(Formula(1, "f", text))
    return processor


def collect(found: Found, matches: Iterable[SignalMatch]) -> None:
    for match in matches:
        found[match.symbol, match.timestamp] = match.indicator_values


def streamed(processor: StreamProcessor, universe: Mapping[str, CandleSeries]) -> Found:
    found: Found = {}
    for symbol, candle in in_time_order(universe):
        collect(found, processor.process_candle(symbol, candle))
    for result in processor.advance(2**62):
        collect(found, result.matches)
    return found


@pytest.mark.parametrize("family", FAMILIES)
def test_every_function_of_the_language_has_the_batchs_values(family: str) -> None:
    universe = {symbol: series[:220] for symbol, series in UNIVERSE.items()}
    for text in FAMILIES[family]:
        expected = batch_matches(SERVICE.compile(text), universe)
        assert differences(expected, streamed(stream_of(text), universe)) == [], text
        assert len(expected) == 440


@pytest.mark.parametrize("family", FAMILIES)
def test_every_function_has_the_batchs_values_on_forming_bars_too(family: str) -> None:
    series = UNIVERSE["A"][:140]
    for text in FAMILIES[family]:
        compiled = SERVICE.compile(text)
        if compiled.other_symbols or compiled.cross_sections:
            continue  # such a formula waits for the bar to close
        processor = stream_of(text)
        processor.seed("A", series[:20])
        for bar, candle in enumerate(series[20:], 20):
            forming = _scaled(candle, 1.02)
            found: Found = {}
            collect(found, processor.process_candle("A", forming, closed=False))
            if bar % 24 == 0:
                history = CandleSeries.from_candles("A", "1d", [*series[:bar], forming])
                expected = batch_matches(compiled, {"A": history}, min_data=bar + 1)
                assert differences(expected, found) == [], text
            processor.process_candle("A", candle)


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_has_the_batchs_matches(name: str) -> None:
    text = PRESETS[name]
    expected = batch_matches(SERVICE.compile(text), UNIVERSE, min_data=200)
    assert differences(expected, streamed(stream_of(text, min_data=200), UNIVERSE)) == []


def test_all_presets_together_say_what_each_says_alone() -> None:
    processor = StreamProcessor(SERVICE, None, 2_000, 1, timeframe="1d")
    for name, text in PRESETS.items():
        processor.add_formula(Formula(name, name, text))
    found: dict[str, Found] = {name: {} for name in PRESETS}
    matches = [m for s, c in in_time_order(UNIVERSE) for m in processor.process_candle(s, c)]
    matches += [m for result in processor.advance(2**62) for m in result.matches]
    for match in matches:
        collect(found[str(match.formula_id)], [match])
    for name, text in PRESETS.items():
        assert differences(batch_matches(SERVICE.compile(text), UNIVERSE), found[name]) == []


SOME = [
    "close > sma(close, 20) and rsi(close, 14) < 60 and volume > sma(volume, 20)",
    "cross_above(ema(close, 12), ema(close, 26)) or atr(14) / close > 0.02",
    "streak(close > close[1]) >= 2 and obv() > sma(obv(), 10)",
    "any(supertrend(10, 3).dir > 0, 3) and weekly(close > sma(close, 3))",
]


@pytest.mark.parametrize("text", SOME)
def test_forming_bars_say_what_a_batch_over_them_would(text: str) -> None:
    """Each bar forms in three steps; the batch sees the history with the bar as it was then."""
    series = UNIVERSE["A"][:120]
    compiled = SERVICE.compile(text)
    processor = stream_of(text)
    for bar, candle in enumerate(series):
        for factor in (0.97, 1.04, 1.0):
            seen = _scaled(candle, factor)
            found: Found = {}
            collect(found, processor.process_candle("A", seen, closed=factor == 1.0))
            history = CandleSeries.from_candles("A", "1d", [*series[:bar], seen])
            expected = batch_matches(compiled, {"A": history}, min_data=bar + 1)
            assert differences(expected, found) == []


def _scaled(candle: Candle, factor: float) -> Candle:
    close = candle.close * factor
    return Candle(
        candle.timestamp, candle.open, max(candle.high, close), min(candle.low, close), close,
        candle.volume,
    )  # fmt: skip


@pytest.mark.parametrize("text", SOME)
@pytest.mark.parametrize("seed", range(3))
def test_corrections_gaps_late_and_double_candles_leave_the_batchs_matches(
    text: str, seed: int
) -> None:
    chance = random.Random(seed)
    series = UNIVERSE["A"][:150]
    compiled = SERVICE.compile(text)
    processor = stream_of(text)
    known: dict[object, Candle] = {}
    for candle in _disturbed(list(series), chance):
        newest = max(known, default=candle.timestamp)
        found: Found = {}
        collect(found, processor.process_candle("A", candle))
        known[candle.timestamp] = candle
        if candle.timestamp < newest:
            assert found == {}
            continue
        history = CandleSeries.from_candles("A", "1d", known.values())
        expected = batch_matches(compiled, {"A": history}, min_data=len(history))
        assert differences(expected, found) == []


def _disturbed(candles: list[Candle], chance: random.Random) -> Iterable[Candle]:
    """Yield candles out of order, twice, corrected, and with some left out."""
    waiting: list[Candle] = []
    for candle in candles:
        lot = chance.random()
        if lot < 0.08:
            waiting.append(candle)
            continue
        if lot < 0.12:
            continue
        yield candle
        if lot > 0.9:
            yield candle
        if lot > 0.95:
            yield _scaled(candle, 1.03)
        if waiting and lot < 0.4:
            yield waiting.pop()


@pytest.mark.parametrize("text", [PRESETS[name] for name in list(PRESETS)[:24]])
def test_buffer_shorter_than_the_history_stays_within_the_settle_tolerance(text: str) -> None:
    series = walk("A", 1_500, 7)
    compiled = SERVICE.compile(text)
    if compiled.settle is None:
        pytest.skip("remembers the whole past")
    expected = batch_matches(compiled, {"A": series}, min_data=300)
    processor = stream_of(text, 300, 300)
    found: Found = {}
    for number, candle in enumerate(series):
        collect(found, processor.process_candle("A", candle))
        if number % 400 == 399:  # a late candle makes the stream open anew from its buffer
            processor.process_candle("A", _scaled(series[number - 1], 1.0))
    assert found.keys() == expected.keys()
    for key, values in expected.items():
        for name, value in values.items():
            assert found[key][name] == pytest.approx(value, rel=1e-5, abs=1e-7, nan_ok=True)


def test_formula_added_late_says_what_a_batch_over_the_buffer_says() -> None:
    series = UNIVERSE["A"]
    text = SOME[2]
    processor = stream_of("close > 0")
    found: Found = {}
    for number, candle in enumerate(series):
        if number == 200:
            processor.add_formula(Formula(2, "late", text))
        matches = processor.process_candle("A", candle)
        collect(found, [match for match in matches if match.formula_id == 2])
    assert differences(batch_matches(SERVICE.compile(text), {"A": series}, 201), found) == []


def test_real_candles_with_their_defects_give_the_batchs_matches(shared_data: Path) -> None:
    universe = _real_candles(shared_data, ["BHF", "WRK", "O", "AAPL"])
    for text in (*SOME, PRESETS["golden_cross"], PRESETS["rsi_leaves_oversold"]):
        expected = batch_matches(SERVICE.compile(text), universe, min_data=100)
        assert expected
        found = streamed(stream_of(text, min_data=100), universe)
        assert differences(expected, found) == []


@pytest.mark.parametrize("symbol", ["AAPL", "O", "WRK"])
def test_every_preset_over_real_candles_says_what_a_batch_of_that_moment_would(
    shared_data: Path, symbol: str
) -> None:
    """Bars form, are corrected, come late, twice or never; all presets run at once."""
    series = _real_candles(shared_data, [symbol])[symbol][:460]
    compiled = {name: SERVICE.compile(text) for name, text in PRESETS.items()}
    alone = {n: c for n, c in compiled.items() if not (c.other_symbols or c.cross_sections)}
    assert len(alone) >= 40
    processor = StreamProcessor(SERVICE, None, 2_000, 1, timeframe="1d")
    for name in alone:
        processor.add_formula(Formula(name, name, PRESETS[name]))
    processor.seed(symbol, series[:300])
    known: dict[object, Candle] = {candle.timestamp: candle for candle in series[:300]}
    n_matches = 0
    for number, (candle, is_closed) in enumerate(_told(list(series[300:]), random.Random(5))):
        newest = max(known, default=candle.timestamp)
        matches = processor.process_candle(symbol, candle, closed=is_closed)
        known[candle.timestamp] = candle
        if candle.timestamp < newest:
            assert matches == []
        elif number % 3 == 0:
            n_matches += len(matches)
            history = CandleSeries.from_candles(symbol, "1d", known.values())
            for name, formula in alone.items():
                found: Found = {}
                collect(found, [match for match in matches if match.formula_id == name])
                expected = batch_matches(formula, {symbol: history}, min_data=len(history))
                assert differences(expected, found) == [], (name, number)
    assert n_matches > 100


def _told(candles: list[Candle], chance: random.Random) -> Iterable[tuple[Candle, bool]]:
    """Yield disturbed candles and whether they are closed; some are told while they form."""
    newest = candles[0].timestamp
    for candle in _disturbed(candles, chance):
        if candle.timestamp > newest and chance.random() < 0.5:
            yield _scaled(candle, 0.98), False
            yield _scaled(candle, 1.01), False
        newest = max(newest, candle.timestamp)
        yield candle, True


def _real_candles(folder: Path, symbols: list[str]) -> dict[str, CandleSeries]:
    import pyarrow.parquet as pq  # noqa: PLC0415 - only where the data is

    path = folder / "daily" / "sp500_daily_5yr.parquet"
    table = pq.read_table(path, filters=[("symbol", "in", symbols)]).to_pandas()
    universe = {}
    for symbol, frame in table.groupby("symbol", observed=True):
        times = frame["date"].to_numpy(dtype="datetime64[ns]")
        prices = [frame[n].to_numpy(np.float64) for n in ("open", "high", "low", "close", "volume")]
        universe[str(symbol)] = CandleSeries(str(symbol), "1d", times, *prices)
    return universe


def test_session_vwap_of_minutes_has_the_batchs_values() -> None:
    start = UNIVERSE["SPY"][0].timestamp
    minutes = [
        Candle(start + timedelta(hours=bar), c.open, c.high, c.low, c.close, c.volume)
        for bar, c in enumerate(UNIVERSE["SPY"][:100])
    ]
    processor = StreamProcessor(SERVICE, None, 500, 1, timeframe="1h")
    processor.add_formula("average = vwap(); close > average")
    series = CandleSeries.from_candles("A", "1h", minutes)
    compiled = SERVICE.compile("average = vwap(); close > average")
    batch = evaluate(compiled, columns_of(series), timeframe="1h", with_values=True)
    for bar, candle in enumerate(minutes):
        found = processor.process_candle("A", candle)
        assert bool(found) is bool(batch.is_true[bar])
        if found:
            assert found[0].indicator_values["average"] == batch.values["average"][bar]


def test_daily_candles_refuse_what_needs_intraday_ones() -> None:
    with pytest.raises(FormulaError, match="E605"):
        stream_of("close > vwap()")
