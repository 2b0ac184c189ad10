"""The measurements, one table after the other."""

from __future__ import annotations

import importlib.util
import os
import platform
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

import numpy as np

from engine import __version__
from engine.cli.benchmarks.data import FORMULAS, BenchData, agreement
from engine.cli.benchmarks.measure import Figure, figure, timed
from engine.cli.benchmarks.ours import (
    cancel_s,
    edits,
    first_results_s,
    memory_mb,
    our_scanner,
    progress_overhead,
    single_symbol_s,
)
from engine.cli.benchmarks.rivals import NOTES, RIVALS
from engine.cli.benchmarks.specification import SpecificationDesign
from engine.storage.library import open_library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from engine.cli.benchmarks.ours import OurScanner
    from engine.domain.result import ProcessingResult

    Tell = Callable[[str], object]
    Keys = dict[str, NDArray[np.int64]]

NEEDS = {"polars": "polars", "duckdb": "duckdb"}


def machine() -> dict[str, Any]:
    """Return what figures depend on besides the code."""
    packages = {name: _version(name) for name in ("numpy", "TA-Lib", "pandas", "polars", "duckdb")}
    return {
        "version": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "processor": platform.processor() or platform.machine(),
        "n_processors": os.cpu_count(),
        **packages,
    }


def our_figures(data: BenchData, n_workers: int, n_times: int) -> tuple[list[Figure], Keys]:
    """Return our figures for all formulas, and the matches to compare others with."""
    figures, keys = [], {}
    with our_scanner(data, n_workers, indicator_cache_mb=0) as fresh:
        for name in FORMULAS:
            spent, results = timed(partial(fresh.scan, name), n_times)
            keys[name] = data.keys_of([result.matches for result in results])
            note = "warm pool and candles, every indicator computed"
            figures.append(figure("ours", name, spent, _n_matches(results), note=note))
            spent, results = timed(partial(fresh.scan, name, latest=True), n_times)
            note = "the same, of the bars that it needs"
            figures.append(figure("ours, last bar", name, spent, _n_matches(results), note=note))
    with our_scanner(data, n_workers) as warm:
        for name in FORMULAS:
            figures += _again(warm, name, n_times)
    return figures, keys


def _again(warm: OurScanner, name: str, n_times: int) -> Iterator[Figure]:
    warm.scan(name)
    spent, results = timed(lambda: warm.scan(name), n_times)
    yield figure("ours, repeated", name, spent, _n_matches(results), note="matches kept")
    formulas = edits(name)
    warm.scan(next(formulas))
    spent, results = timed(lambda: warm.scan(next(formulas)), n_times)
    yield figure("ours, edited", name, spent, _n_matches(results), note="another number each time")


def rival_figures(
    data: BenchData, keys: Keys, n_times: int, requested: set[str], tell: Tell
) -> Iterator[Figure]:
    """Yield the figures of the others that are wanted and installed."""
    for who, scan in RIVALS.items():
        if who not in requested:
            continue
        if who in NEEDS and importlib.util.find_spec(NEEDS[who]) is None:
            tell(f"{who} is not installed and left out (pip install {NEEDS[who]})")
            continue
        for name in FORMULAS:
            note = NOTES.get((who, name), "")
            if note.startswith("cannot"):
                continue
            spent, matches = timed(partial(scan, data, name), n_times)
            same = None if note else agreement(data.keys(matches), keys[name])
            n_matches = sum(len(bars) for bars in matches.values())
            yield figure(who, name, spent, n_matches, agreement=same, note=note)


def specification_figures(
    data: BenchData, keys: Keys, n_workers: int, n_symbols: int
) -> Iterator[Figure]:
    """Yield the figures of the specification's design, from a part of the symbols."""
    design = SpecificationDesign(data, n_workers)
    part = data.symbols[:n_symbols]
    try:
        design.scan("F1", part[: 2 * n_workers])  # the pool is warm before it is measured
        for name in FORMULAS:
            spent, results = timed(partial(design.scan, name, part), 1)
            scale = len(data.symbols) / len(part)
            same = agreement(_keys_of_objects(data, results), _first(data, keys[name], len(part)))
            note = f"{len(part)} symbols, times {scale:g}"
            n_matches = int(scale * _n_matches(results))
            yield figure(
                "specification", name, [spent[0] * scale], n_matches, agreement=same, note=note
            )
    finally:
        design.close()


def scaling(
    folder: Path, data: BenchData, n_workers: int, n_times: int, tell: Tell
) -> dict[str, list[dict[str, Any]]]:
    """Return tables of how time grows with workers, symbols and bars (F3, fresh)."""
    tables: dict[str, list[dict[str, Any]]] = {"workers": [], "symbols": [], "bars": []}
    for n in sorted({1, 2, 4, n_workers}):
        if n > (os.cpu_count() or 1):
            continue
        tell(f"scaling: {n} workers")
        with our_scanner(data, n, indicator_cache_mb=0) as scanner:
            tables["workers"].append(_row("workers", n, scanner, data.symbols, n_times))
    with our_scanner(data, n_workers, indicator_cache_mb=0) as scanner:
        for share in (0.1, 0.25, 0.5, 1.0):
            part = data.symbols[: max(1, int(len(data.symbols) * share))]
            tables["symbols"].append(_row("symbols", len(part), scanner, part, n_times))
    for share in (0.1, 0.4, 1.0, 4.0):
        n_bars = max(60, int(data.n_bars * share))
        tell(f"scaling: {n_bars} bars")
        n_symbols = max(1, data.n_symbols // 5)
        other = BenchData(_fresh(folder / f"bars{n_bars}"), n_symbols, n_bars).write()
        with our_scanner(other, n_workers, indicator_cache_mb=0) as scanner:
            tables["bars"].append(_row("bars", n_bars, scanner, other.symbols, n_times))
    return tables


def latencies(data: BenchData, n_workers: int, n_times: int) -> dict[str, float]:
    """Return what somebody who waits notices, and the memory of all processes."""
    with our_scanner(data, n_workers) as scanner:
        scanner.scan("F1")
        figures = {
            "single symbol ms": 1e3 * single_symbol_s(scanner),
            "first results ms": 1e3 * first_results_s(scanner),
            "cancel ms": 1e3 * max(cancel_s(scanner) for _ in range(n_times)),
        }
        caches = scanner.engine.cache_statistics()
        figures |= {"memory MB": memory_mb(), "indicator caches MB": caches["size_mb"]}
    with our_scanner(data, n_workers, indicator_cache_mb=0) as scanner:
        figures["progress overhead %"] = 100 * progress_overhead(scanner, 2 * n_times + 1)
    return figures


def _row(
    what: str, n: int, scanner: OurScanner, symbols: list[str], n_times: int
) -> dict[str, Any]:
    spent, results = timed(lambda: scanner.scan("F3", symbols), n_times)
    seconds = sorted(spent)[len(spent) // 2]
    return {what: n, "seconds": seconds, "us a symbol": 1e6 * seconds / len(results)}


def _n_matches(results: list[ProcessingResult]) -> int:
    return sum(len(result.matches) for result in results)


def _keys_of_objects(data: BenchData, results: list[ProcessingResult]) -> NDArray[np.int64]:
    """Return sorted numbers of matches that are plain lists, by the times of their bars."""
    number = {symbol: code for code, symbol in enumerate(data.symbols)}
    bars_by_code = {}
    with open_library(data.library) as library:
        for result in results:
            series = library.candles.get_range(result.symbol, "1d")
            bar_of = {candle.timestamp: bar for bar, candle in enumerate(series)}
            bars = [bar_of[match.timestamp] for match in result.matches]
            bars_by_code[number[result.symbol]] = np.array(bars, dtype=np.int64)
    return data.keys(bars_by_code)


def _first(data: BenchData, keys: NDArray[np.int64], n_symbols: int) -> NDArray[np.int64]:
    return keys[keys < n_symbols * data.n_bars]


def _fresh(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
