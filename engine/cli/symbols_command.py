"""``formula-scan symbols``: lists the symbols of the library."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from engine.cli.options import timeframe
from engine.cli.tables import csv_line
from engine.domain.series import from_ns
from engine.storage.library import open_library

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from engine.storage.library import Library

_HEADER = "symbol,name,exchange,currency,timeframe,candles,first,last"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--timeframe", type=timeframe, help="only symbols with such candles")


def run(args: Namespace) -> int:
    """Print one line a symbol and timeframe."""
    with open_library(args.library) as library:
        frames = [args.timeframe] if args.timeframe else library.candles.timeframes()
        rows = [row for frame in frames for row in _rows(library, frame)]
    sys.stdout.write("\n".join([_HEADER, *rows]) + "\n")
    return 0


def _rows(library: Library, frame: str) -> list[str]:
    known = {symbol.symbol_id: symbol for symbol in library.symbols.all()}
    rows = []
    for entry in library.candles.coverage(frame):
        symbol = known.get(entry.symbol)
        told = [symbol.name, symbol.exchange, symbol.currency] if symbol else [""] * 3
        ends = [f"{from_ns(ns):%Y-%m-%dT%H:%M:%SZ}" for ns in (entry.first_ns, entry.last_ns)]
        rows.append(csv_line([entry.symbol, *told, frame, entry.n_bars, *ends]))
    return rows
