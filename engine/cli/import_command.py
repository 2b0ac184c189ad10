"""``formula-scan import``: reads files of candles into the library."""

from __future__ import annotations

import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from engine.cli.interrupts import interrupts
from engine.cli.mapping_options import add_mapping_arguments, mapping_of
from engine.cli.options import time_zone, timeframe
from engine.cli.progress_line import ProgressLine
from engine.cli.quality_tables import told_totals
from engine.cli.tables import counted
from engine.domain.cancellation import CancellationToken
from engine.storage.importers.import_paths import import_paths
from engine.storage.library import open_library, used_library

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from engine.domain.import_report import FileReport, ImportReport

_SHOWN_PROBLEMS = 5


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files, folders, zips")
    parser.add_argument("--timeframe", type=timeframe, help="of the candles (from their times)")
    parser.add_argument("--symbol", help="the symbol of the file (its column or its name)")
    parser.add_argument("--tz", type=time_zone, help="zone of times that name none (UTC)")
    parser.add_argument("--dry-run", action="store_true", help="read and report, write nothing")
    add_mapping_arguments(parser)


def run(args: Namespace) -> int:
    """Import and print a report for each file."""
    started = time.monotonic()
    line = ProgressLine("bytes")
    with ExitStack() as stack:
        library = None
        if not args.dry_run:
            library = stack.enter_context(used_library(args.library))
        elif args.library.exists():
            library = stack.enter_context(open_library(args.library))
        token = CancellationToken()
        stack.enter_context(interrupts(token))
        report = import_paths(
            library,
            args.paths,
            timeframe=args.timeframe,
            symbol=args.symbol,
            tz=args.tz,
            dry_run=args.dry_run,
            mapping=mapping_of(args),
            remember=not args.no_remembered,
            is_fresh=args.forget,
            progress=line,
            token=token,
        )
    line.clear()
    for entry in report.files:
        sys.stdout.write(_told(entry) + (_understood(entry) if args.dry_run else ""))
    sys.stderr.write(_summary(report, time.monotonic() - started))
    if report.is_cancelled:
        return 130
    return 1 if report.has_read_nothing else 0


def _told(entry: FileReport) -> str:
    """Return the report of one file."""
    if entry.error is not None:
        return f"{entry.file}: {entry.error}\n"
    named = entry.symbols[0] if entry.n_symbols == 1 else f"{entry.n_symbols:,} symbols"
    head = (
        f"{entry.file}: {named} {entry.timeframe}, {counted(entry.rows_read, 'row')} read, "
        f"{entry.kept:,} kept, {entry.rejected:,} rejected"
    )
    counts = {
        "of the same time": entry.duplicates,
        "with something unknown": entry.unknown,
        "suspended": entry.suspended,
        "out of order": entry.out_of_order,
        "changed": entry.changed,
    }
    counts_text = "".join(f", {count:,} {what}" for what, count in counts.items() if count)
    opening = [] if entry.taken_for is None else [entry.taken_for]
    notes = "".join(f"  {note}\n" for note in (*opening, *entry.notes))
    first_problems = entry.problems[:_SHOWN_PROBLEMS]
    problems = "".join(f"  line {problem.line}: {problem.reason}\n" for problem in first_problems)
    left = entry.n_problems - len(first_problems)
    more = f"  and {left:,} more\n" if left else ""
    return f"{head}{counts_text}\n{notes}{problems}{more}"


def _understood(entry: FileReport) -> str:
    """Return what a file was taken for."""
    layout = entry.layout
    if layout is None:
        return ""
    columns = ", ".join(f"{name} = {role}" for name, role in layout.roles().items())
    numbers = f"decimal '{layout.numbers.decimal}', thousands '{layout.numbers.thousands}'"
    return f"  read as: {columns}; times {layout.time_format}; {numbers}\n"


def _summary(report: ImportReport, seconds: float) -> str:
    if not report.files and not report.is_cancelled:
        return "There is no file of candles in it\n"
    added, changed = ("to add", "to change") if report.is_dry_run else ("added", "changed")
    text = (
        f"{counted(len(report.files), 'file')}, {counted(report.rows_read, 'row')} in "
        f"{seconds:.1f} s: {counted(report.kept, 'candle')} ({report.added:,} {added}, "
        f"{report.changed:,} {changed}, {report.unchanged:,} unchanged); "
        f"{counted(report.rejected, 'row')} rejected, "
        f"{counted(len(report.failed), 'file')} unusable\n"
    )
    for quality in report.quality:
        text += told_totals(quality)
    if report.rejected_file is not None:
        text += f"the rejected rows are kept in {report.rejected_file}\n"
    return text + ("cancelled; what is finished stays imported\n" if report.is_cancelled else "")
