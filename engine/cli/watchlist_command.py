"""``formula-scan watchlist``: shows, makes and changes lists of symbols."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from engine.cli.options import symbol_list
from engine.cli.tables import csv_line
from engine.cli.workspace import default_workspace
from engine.domain.watchlist import Watchlist
from engine.storage.library import open_workspace

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from engine.storage.sqlite.watchlists import SqliteWatchlistRepository


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("name", nargs="?", help="the list; without one, all lists are named")
    parser.add_argument("--workspace", type=Path, default=default_workspace(), metavar="FILE")
    change = parser.add_mutually_exclusive_group()
    change.add_argument("--set", type=symbol_list, metavar="A,B|@FILE", help="its symbols")
    change.add_argument("--add", type=symbol_list, metavar="A,B|@FILE", help="more symbols")
    change.add_argument("--remove", type=symbol_list, metavar="A,B|@FILE", help="fewer symbols")
    change.add_argument("--rename", metavar="NAME", help="another name")
    change.add_argument("--delete", action="store_true", help="forget the list")


def run(args: Namespace) -> int:
    """Show or change watchlists."""
    if args.name is None:
        return _list_all(args.workspace)
    makes = args.set is not None or args.add is not None
    with open_workspace(args.workspace, create=makes) as workspace:
        watchlists = workspace.watchlists
        if not makes and watchlists.get(args.name) is None:
            existing = ", ".join(watchlists.names()) or "none"
            sys.stderr.write(f"There is no watchlist '{args.name}'; there are {existing}\n")
            return 2
        try:
            _change(watchlists, args)
        except ValueError as error:
            sys.stderr.write(f"formula-scan: {error}\n")
            return 2
        watchlist = watchlists.get(args.rename or args.name)
    if watchlist is not None:
        sys.stdout.write("".join(f"{symbol}\n" for symbol in watchlist.symbols))
    return 0


def _list_all(path: Path) -> int:
    with open_workspace(path) as workspace:
        for entry in workspace.watchlists.all():
            sys.stdout.write(csv_line([entry.name, len(entry.symbols)]) + "\n")
    return 0


def _change(watchlists: SqliteWatchlistRepository, args: Namespace) -> None:
    if args.set is not None:
        watchlists.save(Watchlist(args.name, tuple(args.set)))
    elif args.add is not None:
        watchlists.add(args.name, args.add)
    elif args.remove is not None:
        watchlists.remove(args.name, args.remove)
    elif args.rename is not None:
        watchlists.rename(args.name, args.rename)
    elif args.delete:
        watchlists.delete(args.name)
