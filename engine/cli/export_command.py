"""``formula-scan export``: writes candles to CSV or Parquet."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from engine.cli.options import symbol_list, timeframe
from engine.cli.progress_line import ProgressLine
from engine.cli.tables import counted
from engine.storage.library import open_library
from engine.storage.maintenance.exporting import FORMATS, export_candles, names_file

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--symbols", type=symbol_list, metavar="A,B|@FILE", help="which (all)")
    parser.add_argument("--timeframe", type=timeframe, default="1d")
    parser.add_argument(
        "--output",
        type=Path,
        required=True,
        metavar="DIR|FILE",
        help="a file ending in .csv or .parquet, or a folder for one file a symbol; in .csv names "
        "stand as they are: a spreadsheet would calculate one such as =1+1",
    )
    parser.add_argument("--format", choices=FORMATS, help="of the files in a folder (csv)")


def run(args: Namespace) -> int:
    """Export and say what was written."""
    if args.format is None and not _is_plain(args.output):
        sys.stderr.write(
            f"formula-scan: {args.output} ends neither in .csv nor in .parquet; "
            "for a folder of that name give --format too\n"
        )
        return 2
    line = ProgressLine("symbols")
    with open_library(args.library) as library:
        existing = set(library.candles.symbols(args.timeframe))
        missing = [symbol for symbol in args.symbols or () if symbol not in existing]
        if not existing.intersection(args.symbols or existing):
            sys.stderr.write(f"formula-scan: no candles of {args.timeframe} to export\n")
            return 1
        try:
            paths = export_candles(
                library.candles,
                args.output,
                args.timeframe,
                args.symbols,
                file_format=args.format,
                progress=line,
            )
        except OSError as error:
            line.clear()
            sys.stderr.write(f"formula-scan: {args.output} cannot be written: {error.strerror}\n")
            return 1
    line.clear()
    if missing:
        sys.stderr.write(f"no candles of {args.timeframe}: {', '.join(missing)}\n")
    n_symbols = len(existing) if args.symbols is None else len(set(args.symbols) & existing)
    sys.stderr.write(
        f"{counted(n_symbols, 'symbol')} in {counted(len(paths), 'file')}: {args.output}\n"
    )
    return 0


def _is_plain(output: Path) -> bool:
    """Return whether a path says by itself what it shall be: a file of ours, or a folder."""
    return output.is_dir() or not output.suffix or names_file(output)
