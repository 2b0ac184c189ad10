"""Types of command-line options that several commands share."""

from __future__ import annotations

import argparse
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from engine.calendars.sessions import parse_sessions
from engine.domain.timeframe import parse_timeframe
from engine.files import read_text


def positive_int(text: str) -> int:
    """Return `text` as a whole number above zero."""
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number <= 0:
        raise argparse.ArgumentTypeError(f"'{text}' is no whole number above zero")
    return number


def seconds(text: str) -> float:
    """Return `text` as a number of seconds above zero."""
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number < float("inf"):
        raise argparse.ArgumentTypeError(f"'{text}' is no number above zero")
    return number


def not_negative(text: str) -> float:
    """Return `text` as a number that is not below zero."""
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number < float("inf"):
        raise argparse.ArgumentTypeError(f"'{text}' is no number from zero on")
    return number


def moment(text: str) -> date | datetime:
    """Return `text` as a day, or as a time of a day."""
    for parse in (date.fromisoformat, datetime.fromisoformat):
        try:
            return parse(text)
        except ValueError:
            continue
    raise argparse.ArgumentTypeError(f"'{text}' is no date (2024-01-31 or 2024-01-31T09:30)")


def formula_text(word: str) -> str:
    """Return the formula itself, or the content of the file in ``@FILE``."""
    if not word.startswith("@"):
        return word
    try:
        return read_text(Path(word[1:]))
    except (OSError, UnicodeDecodeError) as error:
        raise argparse.ArgumentTypeError(f"cannot read {word[1:]}: {error}") from None


def timeframe(text: str) -> str:
    """Return `text` if it names a timeframe."""
    try:
        return str(parse_timeframe(text))
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def time_zone(text: str) -> str:
    """Return `text` if it names a time zone."""
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise argparse.ArgumentTypeError(f"there is no time zone '{text}'") from None
    return text


def trading_hours(text: str) -> str:
    """Return `text` if it tells trading hours."""
    try:
        parse_sessions(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    return text


def symbol_list(text: str) -> list[str]:
    """Return the symbols of ``A,B,C``, or of the file in ``@FILE`` (one a line or commas)."""
    if text.startswith("@"):
        try:
            text = read_text(Path(text[1:]))
        except (OSError, UnicodeDecodeError) as error:
            raise argparse.ArgumentTypeError(f"cannot read {text[1:]}: {error}") from None
    words = (word.strip() for word in text.replace("\n", ",").split(","))
    symbols = list(dict.fromkeys(word for word in words if word and not word.startswith("#")))
    if not symbols:
        raise argparse.ArgumentTypeError("no symbols are named")
    return symbols
