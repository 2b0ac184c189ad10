"""``formula-scan copy``: copies candles from a database or another program's folder."""

from __future__ import annotations

import sys
from contextlib import closing
from typing import TYPE_CHECKING

from engine.cli.interrupts import interrupts
from engine.cli.options import symbol_list, timeframe
from engine.cli.progress_line import ProgressLine
from engine.domain.cancellation import CancellationToken
from engine.errors import ProcessingCancelledException
from engine.storage.library import used_library
from engine.storage.maintenance.copying import copy_candles
from engine.storage.sources.freqtrade import FreqtradeCandleRepository
from engine.storage.sources.postgres import CandleTable, PostgresCandleRepository
from engine.storage.sqlite.candles import SqliteCandleRepository

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from engine.domain.repositories import SaveCounts

    _ClosableRepository = (
        PostgresCandleRepository | FreqtradeCandleRepository | SqliteCandleRepository
    )

_COLUMNS = ("symbol", "time", "open", "high", "low", "close", "volume", "timeframe_column")


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument(
        "source", help="postgresql://..., a folder of freqtrade's Feather files, or a library"
    )
    parser.add_argument("--timeframe", type=timeframe, help="only these candles (all)")
    parser.add_argument("--symbols", type=symbol_list, metavar="A,B|@FILE", help="which (all)")
    table = parser.add_argument_group("tables of a database")
    table.add_argument("--table", default="candles", help="its name (%(default)s)")
    for name in _COLUMNS:
        option = "--" + name.replace("_", "-").removesuffix("-column") + "-column"
        table.add_argument(option, dest=name, metavar="NAME")


def run(args: Namespace) -> int:
    """Copy and say what was saved."""
    line = ProgressLine("symbols")
    token = CancellationToken()
    frames = [args.timeframe] if args.timeframe else None
    with closing(_open(args)) as source, used_library(args.library) as library:
        try:
            with interrupts(token):
                counts = copy_candles(
                    source, library, frames, args.symbols, progress=line, token=token
                )
        except ProcessingCancelledException:
            line.clear()
            sys.stderr.write("Interrupted: symbols that were finished stay\n")
            return 130
    line.clear()
    for frame, saved in counts.items():
        sys.stderr.write(f"{frame}: {_told(saved)}\n")
    return 0 if any(map(sum, counts.values())) else 1


def _open(args: Namespace) -> _ClosableRepository:
    if args.source.startswith(("postgresql://", "postgres://")):
        named = {name: getattr(args, name) for name in _COLUMNS if getattr(args, name)}
        frame = args.timeframe or "1d"
        return PostgresCandleRepository(
            args.source, CandleTable(args.table, timeframe=frame, **named)
        )
    if args.source.endswith(".fslib"):
        return SqliteCandleRepository(args.source)
    return FreqtradeCandleRepository(args.source)


def _told(saved: SaveCounts) -> str:
    return f"{saved.added:,} added, {saved.changed:,} changed, {saved.unchanged:,} unchanged"
