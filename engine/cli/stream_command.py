"""``formula-scan stream``: formulas over candles as they come in; hits as JSON lines."""

from __future__ import annotations

import json
import math
import signal
import sys
import threading
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from engine.cli.check_command import parse_parameters
from engine.cli.options import (
    formula_text,
    moment,
    positive_int,
    seconds,
    symbol_list,
    timeframe,
)
from engine.cli.tables import counted, listed
from engine.cli.workspace import default_workspace, saved_formula
from engine.command_lines import split_command
from engine.domain.date_range import DateRange
from engine.domain.formula import Formula
from engine.domain.hit_policy import HitPolicy
from engine.domain.series import PRICE_COLUMNS
from engine.domain.timeframe import parse_timeframe
from engine.errors import InputError
from engine.messages import Message
from engine.storage.library import open_library, open_workspace
from engine.stream.alerts.sinks import CommandSink, WebhookSink, sentence
from engine.stream.feeds.jsonl_timeframe import candle_timeframe
from engine.stream.session.packaged import open_sink
from engine.stream.session.session import CORRECTION
from engine.stream.session.setup import REPLAY, LiveOptions, open_session

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from engine.domain.alert import Alert
    from engine.domain.live_status import SessionStatus
    from engine.domain.match import SignalMatch
    from engine.storage.library import Library, Workspace
    from engine.stream.alerts.sinks import AlertSink
    from engine.stream.session.session import LiveSession

_DEFAULT_TIMEFRAME = "1d"
EXIT_DONE, EXIT_USAGE, EXIT_INTERRUPTED = 0, 2, 130


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("texts", nargs="*", type=formula_text, metavar="FORMULA", help="or @FILE")
    parser.add_argument(
        "--formula", action="append", default=[], metavar="NAME", help="one saved in the app"
    )
    parser.add_argument(
        "--param", action="append", default=[], metavar="n=20", help="value for a parameter"
    )
    _add_source(parser)
    _add_hits(parser)
    parser.add_argument(
        "--workspace",
        type=Path,
        default=default_workspace(),
        metavar="FILE",
        help="where formulas are saved and alerts are kept",
    )
    parser.add_argument(
        "--buffer",
        type=positive_int,
        default=500,
        metavar="N",
        help="candles kept of a symbol (%(default)s), more where a formula needs more",
    )
    parser.add_argument(
        "--min-data",
        type=positive_int,
        default=1,
        metavar="N",
        help="fewer candles of a symbol give no hits (%(default)s: as in a scan)",
    )


def _add_source(parser: argparse.ArgumentParser) -> None:
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--replay", action="store_true", help="play the library's candles again")
    source.add_argument(
        "--feed",
        metavar="SOURCE",
        help="ws://..., JSON lines: FILE, - or tcp://HOST:PORT, or NAME:ADDRESS of a package",
    )
    parser.add_argument(
        "--speed",
        type=_speed,
        default=math.inf,
        metavar="60|max",
        help="how much faster than time to replay (max)",
    )
    parser.add_argument(
        "--timeframe", type=timeframe, help=f"bars of the formulas ({_DEFAULT_TIMEFRAME})"
    )
    parser.add_argument(
        "--feed-timeframe", type=timeframe, metavar="1m", help="candles to build the bars from"
    )
    parser.add_argument("--symbols", type=symbol_list, metavar="A,B|@FILE", help="default: all")
    parser.add_argument("--from", dest="start", type=moment, metavar="DATE", help="replay")
    parser.add_argument("--to", dest="end", type=moment, metavar="DATE", help="replay")
    parser.add_argument("--follow", action="store_true", help="wait for more at a file's end")
    parser.add_argument("--rest", metavar="URL", help="where missed candles are fetched")
    parser.add_argument("--save", action="store_true", help="write closed candles to the library")


def _add_hits(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--every-bar", action="store_true", help="a hit on each bar that a formula holds"
    )
    parser.add_argument("--closed-only", action="store_true", help="no hits on forming bars")
    parser.add_argument(
        "--cool-down",
        type=seconds,
        default=0.0,
        metavar="S",
        help="least time between two hits of a symbol and formula",
    )
    parser.add_argument(
        "--alert-command", type=split_command, metavar="CMD", help="run on each hit"
    )
    parser.add_argument("--alert-webhook", metavar="URL", help="post each hit as JSON")
    parser.add_argument(
        "--alert",
        action="append",
        default=[],
        metavar="NAME[:TEXT]",
        help="an alert sink of an installed package; may be repeated",
    )
    parser.add_argument("--alert-log", action="store_true", help="a line on stderr for each hit")


def run(args: argparse.Namespace) -> int:
    """Stream until the source ends or the user interrupts; print a summary on stderr."""
    try:
        options = _options(args)
        with ExitStack() as stack:
            library = stack.enter_context(open_library(args.library, create=bool(args.feed)))
            return _stream(options, library, _workspace(args, stack))
    except ValueError as error:
        sys.stderr.write(f"formula-scan: {error}\n")
        return EXIT_USAGE


def _stream(options: LiveOptions, library: Library, workspace: Workspace | None) -> int:
    printer = _Printer()
    session = open_session(options, library, workspace, on_hits=printer.print)
    printer.session = session
    for name in session.status().unsettled:
        sys.stderr.write(f"{name}: takes more bars to settle than a stream keeps; near values\n")
    with _interrupts(session) as interrupted:
        session.run()
    sys.stderr.write(_sentence(session.status()) + "\n")
    if printer.error is not None:
        raise printer.error
    if interrupted.is_set():
        sys.stderr.write("Interrupted\n")
        return EXIT_INTERRUPTED
    return EXIT_DONE


class _Printer:
    """Writes hits to stdout, from the session's threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.session: LiveSession | None = None
        self.error: OSError | None = None

    def print(self, hits: Sequence[SignalMatch]) -> None:
        """Write a line for each hit; where nobody reads any more, end the session."""
        lines = "".join(_line(hit) for hit in hits)
        with self._lock:
            try:
                sys.stdout.write(lines)
                sys.stdout.flush()
            except OSError as error:
                self.error = error
                if self.session is not None:
                    self.session.stop()


class _StderrSink:
    """Writes a line for each alert."""

    name = "log"

    def deliver(self, alert: Alert) -> None:
        """See :class:`~engine.stream.alerts.sinks.AlertSink`."""
        sys.stderr.write(sentence(alert) + "\n")


def _line(hit: SignalMatch) -> str:
    prices = {name: _or_null(getattr(hit.candle, name)) for name in PRICE_COLUMNS}
    record = {
        "symbol": hit.symbol,
        "timestamp": hit.timestamp.isoformat().replace("+00:00", "Z"),
        **prices,
        "signal_type": str(hit.signal_type),
        "indicators": {name: _or_null(value) for name, value in hit.indicator_values.items()},
        "formula": hit.formula_id,
        "confirmed": hit.metadata["confirmed"],
    }
    if CORRECTION in hit.metadata:
        record[CORRECTION] = True
    return json.dumps(record, ensure_ascii=False) + "\n"


def _or_null(number: float) -> float | None:
    return number if math.isfinite(number) else None


def _sentence(status: SessionStatus) -> str:
    health, feed = status.health, status.feed
    counts = {
        "notified before": health.repeated,
        "late": health.late,
        "dropped": health.dropped,
        "duplicates": health.duplicates,
        "reconnects": feed.reconnects,
        "recovered": feed.recovered,
        "saved": status.saved,
        "not saved": status.unsaved,
    }
    rest = "".join(f", {count:,} {name}" for name, count in counts.items() if count)
    delay = "" if math.isnan(health.latency_p99_ms) else f", p99 {health.latency_p99_ms:.2f} ms"
    absent = health.absent_symbols
    nothing = f"\nno candles came of {listed(absent)}" if absent else ""
    fault = f"\n{status.save_error}" if status.save_error else ""
    undelivered = "".join(
        f"\n{sink.name}: {counted(sink.undelivered, 'alert')} not delivered"
        f" ({sink.last_error or 'too slow'})"
        for sink in status.sinks
        if sink.undelivered
    )
    hits = f"{counted(health.hits, 'hit')} on {counted(health.candles, 'candle')}"
    return f"{hits}{rest}{delay}{nothing}{fault}{undelivered}"


@contextmanager
def _interrupts(session: LiveSession) -> Iterator[threading.Event]:
    """Stop the session at the first Ctrl-C or request to end."""
    interrupted = threading.Event()

    def on_signal(*_: object) -> None:
        interrupted.set()
        session.stop()

    before = {}
    if threading.current_thread() is threading.main_thread():
        before = {n: signal.signal(n, on_signal) for n in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield interrupted
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _options(args: argparse.Namespace) -> LiveOptions:
    policy = HitPolicy(args.every_bar, args.cool_down, not args.closed_only)
    return LiveOptions(
        formulas=_formulas(args),
        source=REPLAY if args.replay else args.feed,
        timeframe=args.timeframe or _DEFAULT_TIMEFRAME,
        feed_timeframe=args.feed_timeframe or _shorter_timeframe(args),
        symbols=args.symbols,
        date_range=DateRange(args.start, args.end),
        speed=args.speed,
        follow=args.follow,
        saves=args.save,
        policy=policy,
        sinks=_sinks(args),
        buffer_size=args.buffer,
        min_data=args.min_data,
        rest_url=args.rest,
        hit_capacity=0,  # they are printed, nobody asks for them later
    )


def _shorter_timeframe(args: argparse.Namespace) -> str | None:
    """Return the length of the candles of a file, where bars are to be built from them."""
    if args.timeframe is None or not args.feed:
        return None
    arriving = candle_timeframe(args.feed)
    if arriving is None or arriving.nominal_ns >= parse_timeframe(args.timeframe).nominal_ns:
        return None
    sys.stderr.write(f"bars of {args.timeframe} are built from candles of {arriving}\n")
    return arriving


def _formulas(args: argparse.Namespace) -> list[Formula]:
    parameters = parse_parameters(args.param)
    formulas = [Formula(text, text, text) for text in args.texts]
    formulas += [saved_formula(args.workspace, name) for name in args.formula]
    if not formulas:
        raise InputError(Message("live.no-formula"))
    return [replace(f, parameters={**f.parameters, **parameters}) for f in formulas]


def _sinks(args: argparse.Namespace) -> list[AlertSink]:
    sinks: list[AlertSink] = []
    if args.alert_log:
        sinks.append(_StderrSink())
    if args.alert_command:
        sinks.append(CommandSink(args.alert_command))
    if args.alert_webhook:
        sinks.append(WebhookSink(args.alert_webhook))
    return [*sinks, *map(open_sink, args.alert)]


def _workspace(args: argparse.Namespace, stack: ExitStack) -> Workspace | None:
    """Open the workspace, in which alerts of a live source are kept."""
    if args.replay:
        return None
    return stack.enter_context(open_workspace(args.workspace, create=True))


def _speed(text: str) -> float:
    return math.inf if text.casefold() == "max" else seconds(text)
