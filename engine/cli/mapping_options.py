"""Options that correct what the importer understands of a file."""

from __future__ import annotations

import argparse

from engine.domain.import_mapping import ImportMapping
from engine.storage.importers.cells.time_formats import check_time_format

_DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|", "space": " "}


def add_mapping_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    group = parser.add_argument_group(
        "corrections", "remembered in the library for files like these"
    )
    group.add_argument("--encoding", help="of text files, for example cp949")
    group.add_argument("--delimiter", type=_delimiter, help="a character, or comma, tab, space...")
    group.add_argument("--skip-lines", type=int, metavar="N", help="lines before the header")
    group.add_argument("--header-lines", type=int, metavar="N", help="0 where there is no header")
    group.add_argument(
        "--column",
        type=_column,
        action="append",
        default=[],
        metavar="ROLE=NAME",
        help="the column of time, clock, open, high, low, close, volume, symbol, zone or part "
        "(of the symbol)",
    )
    group.add_argument(
        "--time-format",
        type=_time_format,
        metavar="FORMAT",
        help="as %%d.%%m.%%Y %%H:%%M or epoch_ms",
    )
    order = group.add_mutually_exclusive_group()
    order.add_argument("--day-first", action="store_true", default=None, help="01/02 is 1 February")
    order.add_argument("--month-first", dest="day_first", action="store_false", help="2 January")
    group.add_argument("--decimal", choices=[".", ","])
    group.add_argument("--adjusted", action="store_true", help="take the adjusted prices")
    group.add_argument("--forget", action="store_true", help="read anew, drop remembered ones")
    group.add_argument("--no-remembered", action="store_true", help="neither use nor keep them")


def mapping_of(args: argparse.Namespace) -> ImportMapping:
    """Return the corrections that the options say."""
    return ImportMapping(
        encoding=args.encoding,
        delimiter=args.delimiter,
        skip_lines=args.skip_lines,
        header_lines=args.header_lines,
        columns=dict(args.column),
        time_format=args.time_format,
        day_first=args.day_first,
        decimal=args.decimal,
        adjusted=args.adjusted,
    )


def _delimiter(text: str) -> str:
    mark = _DELIMITERS.get(text, text.encode().decode("unicode_escape"))
    if len(mark) != 1:
        raise argparse.ArgumentTypeError(f"'{text}' is not one character")
    return mark


def _time_format(text: str) -> str:
    try:
        check_time_format(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    return text


def _column(text: str) -> tuple[str, str]:
    role, mark, name = text.partition("=")
    try:
        ImportMapping(columns={role: name})
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    if not mark:
        raise argparse.ArgumentTypeError(f"'{text}' is not ROLE=NAME")
    return role, name
