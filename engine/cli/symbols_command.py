"""``formula-scan symbols``: lists the library's symbols, reads a list of them, deletes some."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from engine.cli.options import symbol_list, time_zone, timeframe, trading_hours
from engine.cli.quality_tables import iso
from engine.cli.tables import counted, csv_line, listed
from engine.storage.library import open_library, used_library
from engine.storage.maintenance.removing import remove_symbols

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from engine.storage.library import Library

_HEADER = "symbol,name,exchange,currency,timeframe,candles,first,last"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--timeframe", type=timeframe, help="only such candles")
    parser.add_argument("--groups", action="store_true", help="list groups and their symbols")
    change = parser.add_argument_group("changes")
    change.add_argument(
        "--import",
        dest="list_file",
        type=Path,
        metavar="FILE",
        help="read symbols with name, exchange, currency, time zone, sessions, group (sector)",
    )
    change.add_argument("--set", type=symbol_list, metavar="A,B|@FILE", help="whom to set")
    change.add_argument("--tz", type=time_zone, help="the time zone of their exchange")
    change.add_argument(
        "--sessions",
        type=trading_hours,
        metavar="RULE",
        help="24/7, 09:30-16:00, or an exchange such as XNYS, whose calendar then tells gaps",
    )
    change.add_argument(
        "--delete",
        type=symbol_list,
        metavar="A,B|@FILE",
        help="delete symbols with all their candles, or with those of --timeframe only",
    )


def run(args: Namespace) -> int:
    """Print one line a symbol and timeframe, or change what is known of symbols."""
    if args.list_file is not None:
        return _import(args)
    if args.delete is not None:
        return _delete(args)
    if args.set is not None:
        with open_library(args.library) as library:
            library.symbols.set_sessions(args.set, tz=args.tz, sessions=args.sessions)
        return 0
    with open_library(args.library) as library:
        rows = _groups(library) if args.groups else _symbols(library, args.timeframe)
    sys.stdout.write("\n".join(rows) + "\n")
    return 0


def _import(args: Namespace) -> int:
    from engine.storage.importers.symbol_lists import (  # noqa: PLC0415 - Arrow only where needed
        import_symbol_list,
    )

    with used_library(args.library) as library:
        n_symbols = import_symbol_list(library, args.list_file)
    sys.stderr.write(f"{args.list_file}: {counted(n_symbols, 'symbol')}\n")
    return 0


def _delete(args: Namespace) -> int:
    with open_library(args.library) as library:
        removed = remove_symbols(library, args.delete, args.timeframe)
    n_symbols, n_candles = len(removed.symbols), removed.n_candles
    text = f"{counted(n_symbols, 'symbol')}, {counted(n_candles, 'candle')} deleted"
    unknown = [symbol for symbol in args.delete if symbol not in removed.symbols]
    if unknown:
        text += f"; without such candles: {listed(unknown)}"
    sys.stderr.write(f"{text}\n")
    return 0 if n_symbols else 1


def _groups(library: Library) -> list[str]:
    pairs = [(name, symbol) for name, all_ in library.symbols.groups().items() for symbol in all_]
    return ["group,symbol", *map(csv_line, pairs)]


def _symbols(library: Library, frame: str | None) -> list[str]:
    symbols = {symbol.symbol_id: symbol for symbol in library.symbols.all()}
    rows = [_HEADER]
    for timeframe_name in [frame] if frame else library.candles.timeframes():
        for entry in library.candles.coverage(timeframe_name):
            symbol = symbols.get(entry.symbol)
            details = [symbol.name, symbol.exchange, symbol.currency] if symbol else [""] * 3
            ends = [iso(entry.first_ns), iso(entry.last_ns)]
            rows.append(csv_line([entry.symbol, *details, timeframe_name, entry.n_bars, *ends]))
    return rows
