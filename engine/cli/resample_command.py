"""``formula-scan resample``: makes candles of a longer timeframe from shorter ones."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from engine.calendars.sessions import parse_sessions
from engine.cli.options import symbol_list, time_zone, timeframe, trading_hours
from engine.cli.progress_line import ProgressLine
from engine.cli.tables import counted
from engine.storage.library import open_library
from engine.storage.maintenance.resampling import resample_library

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--from", dest="source", type=timeframe, required=True, metavar="TIMEFRAME")
    parser.add_argument(
        "--to", type=_timeframes, required=True, metavar="A,B", help="one or several timeframes"
    )
    parser.add_argument("--symbols", type=symbol_list, metavar="A,B|@FILE", help="which (all)")
    parser.add_argument(
        "--sessions",
        type=trading_hours,
        metavar="RULE",
        help="24/7, hours such as 09:30-16:00, or an exchange such as XNYS (each symbol's own)",
    )
    parser.add_argument("--tz", type=time_zone, help="time zone of the hours and of the day")


def run(args: Namespace) -> int:
    """Resample and say how many candles were made."""
    line = ProgressLine("symbols")
    rule = None
    if args.sessions is not None or args.tz is not None:
        rule = parse_sessions(args.sessions or "", args.tz or "")
    with open_library(args.library) as library:
        try:
            counts = resample_library(
                library, args.source, args.to, args.symbols, rule=rule, progress=line
            )
        except ValueError as error:
            sys.stderr.write(f"formula-scan: {error}\n")
            return 2
    line.clear()
    for frame, saved in counts.items():
        sys.stderr.write(
            f"{frame}: {counted(saved.added, 'candle')} added, {saved.changed:,} changed, "
            f"{saved.unchanged:,} unchanged\n"
        )
    return 0


def _timeframes(text: str) -> list[str]:
    return [timeframe(word.strip()) for word in text.split(",")]
