"""``formula-scan scan``: finds the candles on which a formula is true."""

from __future__ import annotations

import argparse
import json
import sys
import time
import uuid
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from engine.batch.engine import ProcessingEngine
from engine.cli.check_command import parse_parameters
from engine.cli.interrupts import interrupts
from engine.cli.match_files import ENDINGS, open_writer
from engine.cli.match_flags import FLAG_NAMES, MatchFlags
from engine.cli.match_writers import TEXT_WRITERS
from engine.cli.options import (
    formula_text,
    moment,
    positive_int,
    seconds,
    symbol_list,
    timeframe,
)
from engine.cli.progress_line import ProgressLine
from engine.cli.tables import counted, listed
from engine.cli.workspace import default_workspace, saved_formula
from engine.domain.cancellation import CancellationToken
from engine.domain.date_range import DateRange
from engine.domain.formula import Formula
from engine.domain.job import JobType, ProcessingJob
from engine.domain.result import Outcome
from engine.errors import StaleResultError
from engine.language.service import FormulaService
from engine.storage.library import open_library

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from engine.cli.match_writers import MatchWriter
    from engine.domain.match import SignalMatches
    from engine.domain.progress import ProcessingProgress
    from engine.domain.result import ProcessingResult
    from engine.storage.library import Library

EXIT_DONE, EXIT_USAGE, EXIT_INTERRUPTED = 0, 2, 130


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("text", nargs="?", type=formula_text, metavar="FORMULA", help="or @FILE")
    what.add_argument("--formula", metavar="NAME", help="a formula that was saved in the app")
    parser.add_argument("--workspace", type=Path, default=default_workspace(), metavar="FILE")
    parser.add_argument("--timeframe", type=timeframe, default="1d")
    parser.add_argument("--symbols", type=symbol_list, metavar="A,B|@FILE", help="default: all")
    parser.add_argument("--from", dest="start", type=moment, metavar="DATE")
    parser.add_argument("--to", dest="end", type=moment, metavar="DATE")
    last = parser.add_mutually_exclusive_group()
    last.add_argument("--latest", action="store_true", help="only the last bar of each symbol")
    last.add_argument("--last", type=positive_int, metavar="N", help="the last N bars of each")
    parser.add_argument("--param", action="append", default=[], metavar="n=20")
    parser.add_argument("--workers", type=positive_int, metavar="N")
    parser.add_argument("--timeout", type=seconds, default=60.0, metavar="S", help="a symbol")
    parser.add_argument(
        "--flags", action="store_true", help="a column for each doubt about a match's candle"
    )
    parser.add_argument("--output", type=_output_file, metavar="FILE", help="|".join(ENDINGS))
    parser.add_argument("--format", choices=TEXT_WRITERS, help="of stdout (default: table)")
    parser.add_argument("--summary", type=Path, metavar="FILE.json")


def run(args: argparse.Namespace) -> int:
    """Scan, write the matches, and tell on stderr how it went."""
    if args.start is not None and args.end is not None and _is_reversed(args.start, args.end):
        sys.stderr.write("formula-scan: --from lies after --to\n")
        return EXIT_USAGE
    with open_library(args.library) as library:
        return _Scan(args, library).run()


class _Scan:
    """One run of the command."""

    def __init__(self, args: argparse.Namespace, library: Library) -> None:
        self._args = args
        self._service = FormulaService()
        self._parameters = parse_parameters(args.param)
        self._formula = _formula(args)
        self._token = CancellationToken()
        self._candles = library.candles
        self._flags = MatchFlags(library, args.timeframe) if args.flags else None
        self._began_s = time.perf_counter()

    def run(self) -> int:
        compiled = self._service.compile(self._formula, self._parameters)
        job = self._job()
        with interrupts(self._token):
            results = self._process(job)
        wall_ms = (time.perf_counter() - self._began_s) * 1e3
        added = FLAG_NAMES if self._flags else ()
        is_whole = self._write(results, [*compiled.value_names, *added])
        self._report(_summary(job, results, wall_ms), is_whole)
        return EXIT_INTERRUPTED if self._token.is_cancelled or not is_whole else EXIT_DONE

    def _job(self) -> ProcessingJob:
        args = self._args
        symbols = args.symbols or self._candles.symbols(args.timeframe)
        if not symbols:
            sys.stderr.write(f"{args.library} has no candles of {args.timeframe}\n")
        span = DateRange(args.start, args.end)
        name = str(uuid.uuid4())
        return ProcessingJob(
            name,
            JobType.SCAN,
            symbols,
            args.timeframe,
            span,
            self._formula,
            self._parameters,
            last_bars=args.last,
        )

    def _process(self, job: ProcessingJob) -> list[ProcessingResult]:
        args, line = self._args, ProgressLine("symbols")

        def show(progress: ProcessingProgress) -> None:
            label = f"{progress.current_symbol}, {progress.errors_count} errors"
            line(progress.completed_symbols, progress.total_symbols, label)

        callback = show if sys.stderr.isatty() else None
        with ProcessingEngine(
            self._candles, self._service, args.workers, symbol_timeout_s=args.timeout
        ) as engine:
            results = engine.process_batch(job, callback, self._token, latest=args.latest)
        line.clear()
        return results

    def _write(self, results: Sequence[ProcessingResult], names: Sequence[str]) -> bool:
        """Write all matches; tells whether nothing interrupted that."""
        args = self._args
        is_whole = True
        if args.output is not None:
            with open_writer(args.output, names) as writer:
                is_whole = self._write_all(writer, results)
        if args.output is None or args.format:
            stdout = TEXT_WRITERS[args.format or "table"](sys.stdout, names)
            is_whole &= self._write_all(stdout, results)
            sys.stdout.flush()
        return is_whole

    def _write_all(self, writer: MatchWriter, results: Sequence[ProcessingResult]) -> bool:
        """Write the matches of all results; tells whether nothing interrupted that."""
        try:
            for result in results:
                if len(result.matches):
                    self._write_one(writer, cast("SignalMatches", result.matches))
        except KeyboardInterrupt:
            return False
        return True

    def _write_one(self, writer: MatchWriter, matches: SignalMatches) -> None:
        try:
            writer.write(self._flags.added_to(matches) if self._flags else matches)
        except StaleResultError as error:
            sys.stderr.write(f"{error}\n")
        matches.forget()  # all of them together may not fit into memory

    def _report(self, summary: dict[str, Any], is_whole: bool) -> None:
        if self._args.summary is not None:
            text = json.dumps(summary, indent=2, ensure_ascii=False)
            self._args.summary.write_text(text + "\n", encoding="utf-8")
        for symbol, error in summary["failed"].items():
            sys.stderr.write(f"{symbol}: {error}\n")
        self._tell_unknown()
        sys.stderr.write(_sentence(summary) + "\n")
        if self._token.is_cancelled or not is_whole:
            sys.stderr.write("Interrupted: these are partial results\n")

    def _tell_unknown(self) -> None:
        """Name symbols that were asked for and are not in the library; a typo looks like that."""
        asked, timeframe = self._args.symbols or (), self._args.timeframe
        known = set(self._candles.symbols(timeframe)) if asked else ()
        unknown = [symbol for symbol in dict.fromkeys(asked) if symbol not in known]
        if unknown:
            sys.stderr.write(f"No candles of {timeframe} for {listed(unknown)}\n")


def _summary(
    job: ProcessingJob, results: Sequence[ProcessingResult], wall_ms: float
) -> dict[str, Any]:
    counts = Counter(result.outcome for result in results)
    n_symbols = len(set(job.symbols))
    failures = (Outcome.ERROR, Outcome.TIMEOUT)
    return {
        "symbols": n_symbols,
        "hits": counts[Outcome.HIT],
        "no_hits": counts[Outcome.NO_HIT],
        "short_history": counts[Outcome.SHORT_HISTORY],
        "no_data": counts[Outcome.NO_DATA],
        "errors": counts[Outcome.ERROR],
        "timeouts": counts[Outcome.TIMEOUT],
        "cancelled": n_symbols - len(results),
        "matches": sum(len(result.matches) for result in results),
        "wall_ms": round(wall_ms, 3),
        "failed": {r.symbol: r.error for r in results if r.outcome in failures},
    }


def _sentence(summary: dict[str, Any]) -> str:
    told = {
        "no_hits": ("no hit", "no hits"),
        "short_history": ("short history", "short history"),
        "no_data": ("no data", "no data"),
        "errors": ("error", "errors"),
        "timeouts": ("timeout", "timeouts"),
        "cancelled": ("cancelled", "cancelled"),
    }
    rest = "".join(
        ", " + counted(summary[name], *nouns) for name, nouns in told.items() if summary[name]
    )
    return (
        f"{counted(summary['matches'], 'match', 'matches')} on {summary['hits']:,} of "
        f"{counted(summary['symbols'], 'symbol')}{rest}, {summary['wall_ms']:.0f} ms"
    )


def _formula(args: argparse.Namespace) -> Formula:
    if args.formula is None:
        return Formula("cli", "command line", args.text)
    return saved_formula(args.workspace, args.formula)


def _is_reversed(start: date | datetime, end: date | datetime) -> bool:
    try:
        DateRange(start, end)
    except ValueError:
        return True
    return False


def _output_file(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower() not in ENDINGS:
        raise argparse.ArgumentTypeError(f"'{text}' must end in {', '.join(ENDINGS)}")
    return path
