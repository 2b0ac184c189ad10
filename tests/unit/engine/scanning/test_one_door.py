"""Command line, window and use case find the same for the same request."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import pytest

from engine.batch.engine import ProcessingEngine
from engine.cli.main import main
from engine.domain.formula import Formula
from engine.domain.series import from_ns
from engine.domain.universe import UniverseChoice
from engine.language.service import FormulaService
from engine.scanning.batch_scan import BatchScanRequest, BatchScanUseCase
from engine.scanning.choose_universe import choose_universe
from engine.scanning.scan_request import ScanRequest
from engine.storage.library import open_library
from engine.storage.maintenance.sample import write_sample
from scanner_app.services.scan.engine_host import EngineHost
from scanner_app.services.scan.scan_types import RangeKind, ScanBatch, ScanRange, WindowScan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from engine.storage.library import Library

TEXT = "close > sma(close, 20)"
Found = set[tuple[str, str]]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("door") / "sample.fslib"
    write_sample(path, n_symbols=30, n_bars=120)
    return path


@pytest.fixture(scope="module")
def library(path: Path) -> Iterator[Library]:
    with open_library(path) as library:
        yield library


@pytest.fixture(scope="module")
def engine(library: Library) -> Iterator[ProcessingEngine]:
    with ProcessingEngine(library.candles, FormulaService(), 1) as engine:
        engine.warm_up()  # a pool that a test starts would be one that it leaves behind
        yield engine


@pytest.fixture(scope="module")
def middle(library: Library) -> float:
    """Return a last close with symbols on both sides of it."""
    symbols = library.candles.symbols("1d")
    return sorted(float(library.candles.get_range(s, "1d").close[-1]) for s in symbols)[15]


def by_command_line(
    path: Path, capsys: pytest.CaptureFixture[str], symbols: tuple[str, ...], *words: str
) -> Found:
    named = ["--symbols", ",".join(symbols)] if symbols else []
    library = ["--library", str(path)]
    assert main(["scan", TEXT, *named, *words, *library, "--format", "jsonl"]) == 0
    lines = map(json.loads, capsys.readouterr().out.splitlines())
    return {(line["symbol"], line["timestamp"]) for line in lines}


def by_window(
    engine: ProcessingEngine, library: Library, universe: UniverseChoice, chosen: ScanRange
) -> Found:
    request = ScanRequest(
        Formula("", "", TEXT),
        "1d",
        universe,
        chosen.date_range,
        chosen.last_bars,
        is_latest=chosen.kind is RangeKind.LATEST,
    )
    symbols = tuple(choose_universe(universe, library.candles, "1d").symbols)
    host, batches = EngineHost(), list[ScanBatch]()
    host._engine = engine
    host.advanced.connect(batches.append)
    host.start(WindowScan(1, request, symbols, chosen))
    return {
        (matches.symbol, _iso(ns))
        for batch in batches
        for matches in batch.new.matches
        for ns in matches.timestamps_ns.tolist()
    }


def by_use_case(engine: ProcessingEngine, library: Library, **request: object) -> Found:
    use_case = BatchScanUseCase(engine, library.symbols)
    asked = BatchScanRequest(formula=Formula("", "", TEXT), **request)  # type: ignore[arg-type]
    signals = asyncio.run(use_case.execute(asked)).signals
    return {(row["symbol"], f"{row['timestamp']:%Y-%m-%dT%H:%M:%SZ}") for row in signals.matches}


def _iso(ns: int) -> str:
    return f"{from_ns(ns):%Y-%m-%dT%H:%M:%SZ}"


SOME = ("SYN0003", "syn0001", "NOPE")


@pytest.mark.parametrize("symbols", [(), SOME])
@pytest.mark.parametrize(
    ("chosen", "words", "options"),
    [
        (ScanRange(RangeKind.ALL), (), {}),
        (ScanRange(RangeKind.LATEST), ("--latest",), {"latest": True}),
        (ScanRange(RangeKind.LAST_N, 3), ("--last", "3"), {"last_bars": 3}),
    ],
)
def test_all_doors_find_the_same(
    path, capsys, engine, library, middle, symbols, chosen, words, options
):
    for bound in (None, middle):
        limit = [] if bound is None else ["--min-price", repr(bound), "--min-volume", "1"]
        lines = by_command_line(path, capsys, symbols, *words, *limit)
        min_volume = None if bound is None else 1.0
        universe = UniverseChoice(symbols=symbols, min_price=bound, min_volume=min_volume)
        named = symbols or library.candles.symbols("1d")
        signals = by_use_case(
            engine, library, symbols=named, min_price=bound, min_volume=min_volume, **options
        )
        assert lines == by_window(engine, library, universe, chosen) == signals
        assert lines or words or bound
