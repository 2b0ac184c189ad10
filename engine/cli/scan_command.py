"""``formula-scan scan``: finds the candles on which a formula is true."""

from __future__ import annotations

import argparse
import json
import logging
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from engine.batch.engine import ProcessingEngine
from engine.cli.check_command import parse_parameters
from engine.cli.interrupts import interrupts
from engine.cli.options import (
    formula_text,
    moment,
    not_negative,
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
from engine.domain.result import Outcome
from engine.domain.scan_summary import ScanSummary, SymbolOutcome
from engine.domain.universe import UniverseChoice
from engine.errors import StaleResultError
from engine.language.service import FormulaService
from engine.language.syntax.diagnostics import render
from engine.scanning.choose_universe import choose_universe
from engine.scanning.history_warning import history_warning
from engine.scanning.match_flags import FLAG_NAMES, MatchFlags
from engine.scanning.match_writers import MATCH_ENDINGS, STREAM_WRITERS, open_matches
from engine.scanning.scan import Scan
from engine.scanning.scan_request import ScanRequest
from engine.scanning.table_files import replacing
from engine.storage.library import open_library

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from engine.domain.match import SignalMatches
    from engine.domain.progress import ProcessingProgress
    from engine.domain.result import ProcessingResult
    from engine.domain.universe import Universe
    from engine.language.evaluation.compiled import CompiledFormula
    from engine.scanning.match_writers import MatchWriter
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
    for name in ("--min-price", "--max-price", "--min-volume"):
        of = "mean volume of 20 bars" if name == "--min-volume" else "last close"
        parser.add_argument(name, type=not_negative, metavar="X", help=f"bound of the {of}")
    parser.add_argument("--from", dest="start", type=moment, metavar="DATE")
    parser.add_argument("--to", dest="end", type=moment, metavar="DATE")
    last = parser.add_mutually_exclusive_group()
    last.add_argument("--latest", action="store_true", help="only the latest bar of the universe")
    last.add_argument("--last", type=positive_int, metavar="N", help="the last N bars of each")
    parser.add_argument(
        "--stale", action="store_true", help="with --latest: symbols whose last bar is older, too"
    )
    parser.add_argument("--param", action="append", default=[], metavar="n=20")
    parser.add_argument("--workers", type=positive_int, metavar="N")
    parser.add_argument("--timeout", type=seconds, default=60.0, metavar="S", help="a symbol")
    parser.add_argument(
        "--flags", action="store_true", help="a column for each doubt about a match's candle"
    )
    parser.add_argument(
        "--output",
        type=_output_file,
        metavar="FILE",
        help=f"{'|'.join(MATCH_ENDINGS)}; in .csv names stand as they are: take .xlsx for "
        "spreadsheets, which would calculate a name such as =1+1",
    )
    parser.add_argument("--format", choices=STREAM_WRITERS, help="of stdout (default: table)")
    parser.add_argument("--summary", type=Path, metavar="FILE.json")


def run(args: argparse.Namespace) -> int:
    """Scan, write the matches, and tell on stderr how it went."""
    if args.start is not None and args.end is not None and _is_reversed(args.start, args.end):
        sys.stderr.write("formula-scan: --from lies after --to\n")
        return EXIT_USAGE
    if (
        args.min_price is not None
        and args.max_price is not None
        and args.min_price > args.max_price
    ):
        sys.stderr.write("formula-scan: --min-price lies above --max-price\n")
        return EXIT_USAGE
    # The report says what failed; without a handler Python would print the engine's warnings, too.
    logging.getLogger("engine.batch").addHandler(logging.NullHandler())
    with open_library(args.library) as library:
        return _ScanCommand(args, library).run()


class _ScanCommand:
    """One run of the command."""

    def __init__(self, args: argparse.Namespace, library: Library) -> None:
        self._args = args
        self._service = FormulaService()
        self._request = _request(args)
        self._token = CancellationToken()
        self._candles = library.candles
        self._flags = MatchFlags(library, args.timeframe) if args.flags else None
        self._began_s = time.perf_counter()

    def run(self) -> int:
        request = self._request
        compiled = self._service.compile(cast("Formula", request.formula), request.parameters)
        universe = choose_universe(request.universe, self._candles, request.timeframe)
        symbols = [*universe.symbols, *universe.missing]
        if not symbols:
            self._tell_nothing_to_scan()
        self._warn_of_short_history(compiled, symbols)
        with interrupts(self._token):
            results = self._process(symbols)
        summary = ScanSummary(len(symbols), elapsed_s=time.perf_counter() - self._began_s)
        summary.add(map(SymbolOutcome.of, results))
        is_whole = self._write(
            results, [*compiled.value_names, *(FLAG_NAMES if self._flags else ())]
        )
        self._report(summary, universe, is_whole=is_whole)
        return EXIT_INTERRUPTED if self._token.is_cancelled or not is_whole else EXIT_DONE

    def _process(self, symbols: Sequence[str]) -> list[ProcessingResult]:
        args, line = self._args, ProgressLine("symbols")

        def show(progress: ProcessingProgress) -> None:
            label = f"{progress.current_symbol}, {progress.errors_count} errors"
            # The engine leaves the start of the workers out of its estimate.
            left_s = progress.estimated_remaining_ms / 1e3
            line(progress.completed_symbols, progress.total_symbols, label, left_s)

        callback = show if sys.stderr.isatty() else None
        with ProcessingEngine(
            self._candles, self._service, args.workers, symbol_timeout_s=args.timeout
        ) as engine:
            results = Scan(engine, self._request, symbols).results(callback, self._token)
        line.clear()
        return results

    def _write(self, results: Sequence[ProcessingResult], names: Sequence[str]) -> bool:
        """Write all matches; returns whether nothing interrupted that."""
        args = self._args
        is_whole = True
        if args.output is not None:
            with open_matches(args.output, names) as writer:
                is_whole = self._write_all(writer, results)
        if args.output is None or args.format:
            stdout = STREAM_WRITERS[args.format or "table"](sys.stdout, names)
            is_whole &= self._write_all(stdout, results)
            sys.stdout.flush()
        return is_whole

    def _write_all(self, writer: MatchWriter, results: Sequence[ProcessingResult]) -> bool:
        """Write the matches of all results; returns whether nothing interrupted that."""
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

    def _report(self, summary: ScanSummary, universe: Universe, *, is_whole: bool) -> None:
        counts = summary.as_dict()
        if self._args.summary is not None:
            text = json.dumps(counts, indent=2, ensure_ascii=False)
            with replacing(self._args.summary) as draft:
                draft.write_text(text + "\n", encoding="utf-8")
        for symbol, error in counts["failed"].items():
            sys.stderr.write(f"{symbol}: {error}\n")
        if universe.missing:  # a typo looks like that
            names = listed(universe.missing)
            sys.stderr.write(f"No candles of {self._request.timeframe} for {names}\n")
        stale = [entry.symbol for entry in summary.ended_as(Outcome.STALE)]
        if stale:
            sys.stderr.write(f"The last bar is an older one (see --stale) of {listed(stale)}\n")
        sys.stderr.write(_sentence(counts) + "\n")
        if self._token.is_cancelled or not is_whole:
            sys.stderr.write("Interrupted: these are partial results\n")

    def _warn_of_short_history(self, compiled: CompiledFormula, symbols: Sequence[str]) -> None:
        warning = history_warning(compiled, self._candles, self._request.timeframe, symbols)
        if warning is not None:
            sys.stderr.write(render(compiled.text, [warning]) + "\n")

    def _tell_nothing_to_scan(self) -> None:
        library, timeframe = self._args.library, self._request.timeframe
        if self._candles.symbols(timeframe):
            sys.stderr.write("No symbol is within these bounds\n")
        else:
            sys.stderr.write(f"{library} has no candles of {timeframe}\n")


def _request(args: argparse.Namespace) -> ScanRequest:
    """Return what the options ask for."""
    universe = UniverseChoice(
        symbols=tuple(args.symbols or ()),
        min_price=args.min_price,
        max_price=args.max_price,
        min_volume=args.min_volume,
    )
    return ScanRequest(
        _formula(args),
        args.timeframe,
        universe,
        DateRange(args.start, args.end),
        last_bars=args.last,
        is_latest=args.latest,
        with_stale=args.stale,
        parameters=parse_parameters(args.param),
    )


def _sentence(counts: dict[str, Any]) -> str:
    nouns = {
        "no_hits": ("no hit", "no hits"),
        "short_history": ("short history", "short history"),
        "no_data": ("no data", "no data"),
        "stale": ("stale", "stale"),
        "errors": ("error", "errors"),
        "timeouts": ("timeout", "timeouts"),
        "cancelled": ("cancelled", "cancelled"),
    }
    rest = "".join(
        ", " + counted(counts[name], *forms) for name, forms in nouns.items() if counts[name]
    )
    return (
        f"{counted(counts['matches'], 'match', 'matches')} on {counts['hits']:,} of "
        f"{counted(counts['symbols'], 'symbol')}{rest}, {counts['wall_ms']:.0f} ms"
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
    if path.suffix.lower() not in MATCH_ENDINGS:
        raise argparse.ArgumentTypeError(f"'{text}' must end in {', '.join(MATCH_ENDINGS)}")
    return path
