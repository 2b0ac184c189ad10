"""``formula-scan quality``: tells which candles are doubtful."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from engine.cli.options import symbol_list, timeframe
from engine.cli.progress_line import ProgressLine
from engine.cli.quality_tables import detail_lines, iso, symbol_lines, told_totals
from engine.cli.tables import csv_line
from engine.domain.series import COLUMNS
from engine.storage.candle_arrays import CandleArrays
from engine.storage.library import open_library
from engine.storage.quality.assessment import QualityCheck, assess
from engine.storage.quality.flags import FLAG_HELP, Flag, flag_name

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from engine.storage.library import Library

_DETAIL_HEADER = "symbol,timestamp,flag,detail"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--symbols", type=symbol_list, metavar="A,B|@FILE", help="which (all)")
    parser.add_argument("--timeframe", type=timeframe, default="1d")
    parser.add_argument("--details", action="store_true", help="gaps and jumps one by one")
    parser.add_argument("--candles", action="store_true", help="every doubtful candle")


def run(args: Namespace) -> int:
    """Print a table of doubtful symbols, or of what is doubtful about them."""
    line = ProgressLine("symbols")
    with open_library(args.library) as library:
        if args.candles:
            for row in _candle_lines(library, args):
                sys.stdout.write(row + "\n")
            return 0
        report = assess(library, args.timeframe, args.symbols, progress=line)
    line.clear()
    rows = list(symbol_lines(report))
    if args.details:
        details = (row for entry in report.symbols for row in detail_lines(entry))
        rows = [_DETAIL_HEADER, *details]
    sys.stdout.write("\n".join(rows) + "\n")
    sys.stderr.write(told_totals(report))
    return 0


def _candle_lines(library: Library, args: Namespace) -> Iterator[str]:
    """Yield every candle with a flag, one line a flag."""
    yield _DETAIL_HEADER
    check = QualityCheck(library, args.timeframe)
    for symbol, columns in library.candles.iter_columns(args.timeframe, COLUMNS, args.symbols):
        bars = CandleArrays(**columns.columns)
        flags = check.flags(symbol, bars)
        for row in flags.nonzero()[0].tolist():
            moment = iso(int(bars.timestamps[row]))
            for flag in Flag(int(flags[row])):
                yield csv_line([symbol, moment, flag_name(flag), FLAG_HELP[flag]])
