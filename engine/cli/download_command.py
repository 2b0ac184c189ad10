"""``formula-scan download``: fetches candles from a data provider."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from engine.cli.interrupts import interrupts
from engine.cli.options import moment, symbol_list, timeframe
from engine.cli.progress_line import ProgressLine
from engine.cli.tables import counted, csv_line
from engine.domain.cancellation import CancellationToken
from engine.storage.downloads.downloading import download, waits_for
from engine.storage.downloads.providers import BINANCE, open_provider
from engine.storage.library import used_library

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from engine.storage.downloads.downloading import DownloadReport
    from engine.storage.downloads.provider import CandleProvider


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's options."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--symbols", type=symbol_list, metavar="A,B|@FILE", help="which to fetch")
    what.add_argument("--list", action="store_true", help="list the provider's symbols")
    parser.add_argument("--timeframe", type=timeframe, default="1d")
    parser.add_argument("--from", dest="start", type=moment, metavar="DATE", help="first candle")
    parser.add_argument("--to", dest="end", type=moment, metavar="DATE", help="last candle")
    parser.add_argument(
        "--provider", default=BINANCE, metavar="NAME", help="%(default)s, or one of a package"
    )
    parser.add_argument("--url", default="", help="another server that speaks the same")


def run(args: Namespace) -> int:
    """Fetch what the library lacks and say what was saved."""
    token = CancellationToken()
    provider = open_provider(args.provider, args.url, waits_for(token))
    if args.list:
        for symbol in provider.symbols():
            sys.stdout.write(csv_line([symbol.symbol_id, symbol.name, symbol.currency]) + "\n")
        return 0
    with interrupts(token):
        report = _download(args, provider, token)
    for name, counts in report.counts.items():
        reason = report.failed.get(name)
        saved = f"{counted(counts.added, 'candle')} added, {counts.changed:,} changed"
        sys.stdout.write(f"{name}: {saved}{'; ' + reason if reason else ''}\n")
    if report.is_cancelled:
        sys.stderr.write("Interrupted: what was fetched is kept, another download goes on\n")
        return 130
    is_useless = len(report.failed) == len(report.counts)
    return 1 if is_useless else 0


def _download(
    args: Namespace, provider: CandleProvider, token: CancellationToken
) -> DownloadReport:
    line = ProgressLine("symbols")
    with used_library(args.library) as library:
        report = download(
            library,
            provider,
            args.symbols,
            args.timeframe,
            start=args.start,
            end=args.end,
            progress=line,
            token=token,
        )
    line.clear()
    return report
