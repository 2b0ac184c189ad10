"""``formula-scan adjust``: adjusts candles for a split."""

from __future__ import annotations

import argparse
import re
import sys
from datetime import date
from typing import TYPE_CHECKING

from engine.cli.options import timeframe
from engine.cli.tables import counted
from engine.storage.library import open_library
from engine.storage.maintenance.adjusting import adjust

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_SPLIT = re.compile(r"^(\d+(?:\.\d+)?)[:/](\d+(?:\.\d+)?)$")


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("symbol")
    parser.add_argument("--date", type=_day, required=True, help="first day in the new unit")
    how = parser.add_mutually_exclusive_group(required=True)
    how.add_argument("--split", type=_split, metavar="NEW:OLD", help="2:1 halves earlier prices")
    how.add_argument("--factor", type=float, help="what earlier prices are multiplied by")
    parser.add_argument("--timeframe", type=timeframe, help="only these candles (all)")
    parser.add_argument("--prices-only", action="store_true", help="leave volumes as they are")
    parser.add_argument("--again", action="store_true", help="although it was done before")


def run(args: Namespace) -> int:
    """Adjust and say how many candles were changed."""
    factor = args.factor if args.split is None else args.split
    with open_library(args.library) as library:
        try:
            changed = adjust(
                library,
                args.symbol,
                args.date,
                factor,
                [args.timeframe] if args.timeframe else None,
                adjusts_volume=not args.prices_only,
                again=args.again,
            )
        except ValueError as error:
            sys.stderr.write(f"formula-scan: {error}\n")
            return 2
    for frame, n_candles in changed.items():
        sys.stderr.write(f"{args.symbol} {frame}: {counted(n_candles, 'candle')} changed\n")
    if not changed:
        sys.stderr.write(f"{args.symbol} has no candles before {args.date}\n")
    return 0 if changed else 1


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no date such as 2020-08-31") from None


def _split(text: str) -> float:
    """Return the factor of ``2:1``, two new shares for one old."""
    match = _SPLIT.match(text)
    if match is None or not float(match[1]) or not float(match[2]):
        raise argparse.ArgumentTypeError(f"'{text}' is no split such as 2:1")
    return float(match[2]) / float(match[1])
