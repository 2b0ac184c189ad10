"""``formula-scan sample``: writes a library of synthetic candles."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from engine.cli.options import positive_int, timeframe
from engine.cli.progress_line import ProgressLine
from engine.cli.tables import counted
from engine.storage.maintenance.sample import write_sample

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--symbols", type=positive_int, default=2500, metavar="N")
    parser.add_argument("--bars", type=positive_int, default=2500, metavar="N")
    parser.add_argument("--timeframe", type=timeframe, default="1d")
    parser.add_argument("--seed", type=int, default=7, help="the same seed gives the same candles")


def run(args: Namespace) -> int:
    """Write the sample and say where it is."""
    line = ProgressLine("symbols")
    started = time.monotonic()
    write_sample(args.library, args.symbols, args.bars, args.timeframe, args.seed, progress=line)
    line.clear()
    sys.stderr.write(
        f"{args.library}: {counted(args.symbols, 'symbol')} of {counted(args.bars, 'candle')} "
        f"({args.timeframe}), written in {time.monotonic() - started:.1f} s\n"
    )
    return 0
