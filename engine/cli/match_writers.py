"""Matches as text, as they come: a table for people, CSV and JSON lines for programs."""

from __future__ import annotations

import csv
import json
import math
from typing import IO, TYPE_CHECKING, Protocol

import numpy as np

from engine.domain.series import PRICE_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from engine.domain.match import SignalMatches

_SECOND_NS = 1_000_000_000
_WIDTH = 12


class MatchWriter(Protocol):
    """Takes the matches of one symbol after the other."""

    def write(self, matches: SignalMatches) -> None:
        """Write the matches of one symbol."""

    def close(self) -> None:
        """Finish what was written."""


def column_names(value_names: Sequence[str]) -> list[str]:
    """Return the heading of a table of matches."""
    return ["symbol", "timestamp", *PRICE_COLUMNS, "signal_type", *value_names]


def iso_times(timestamps_ns: NDArray[np.int64]) -> list[str]:
    """Return times as ISO-8601 with a Z, to the second where nothing finer is there."""
    unit = "s" if not (timestamps_ns % _SECOND_NS).any() else "us"
    times = timestamps_ns.view("datetime64[ns]").astype(f"datetime64[{unit}]")
    return [f"{text}Z" for text in np.datetime_as_string(times).tolist()]


def numbers(
    matches: SignalMatches, value_names: Sequence[str]
) -> tuple[list[list[float]], list[list[float]]]:
    """Return the columns of prices and of values, as lists."""
    columns = matches.columns()
    unknown = np.full(len(matches), np.nan)
    prices = [columns.prices[name].tolist() for name in PRICE_COLUMNS]
    return prices, [columns.values.get(name, unknown).tolist() for name in value_names]


def rows(matches: SignalMatches, value_names: Sequence[str]) -> Iterator[tuple[object, ...]]:
    """Yield the matches as rows under :func:`column_names`."""
    prices, values = numbers(matches, value_names)
    times = iso_times(matches.timestamps_ns)
    symbol, kind = matches.symbol, str(matches.signal_type)
    n_prices = len(prices)
    for time, *row in zip(times, *prices, *values, strict=True):
        yield (symbol, time, *row[:n_prices], kind, *row[n_prices:])


class CsvWriter:
    """Comma-separated values with a heading; an unknown number is an empty field."""

    def __init__(self, stream: IO[str], value_names: Sequence[str]) -> None:
        self._value_names = value_names
        self._writer = csv.writer(stream, lineterminator="\n")
        self._writer.writerow(column_names(value_names))

    def write(self, matches: SignalMatches) -> None:
        """See :class:`MatchWriter`."""
        self._writer.writerows(
            ["" if value != value else value for value in row]  # noqa: PLR0124 - NaN
            for row in rows(matches, self._value_names)
        )

    def close(self) -> None:
        """See :class:`MatchWriter`."""


class JsonLinesWriter:
    """One JSON object a line; an unknown number is null."""

    def __init__(self, stream: IO[str], value_names: Sequence[str]) -> None:
        self._stream = stream
        self._value_names = value_names

    def write(self, matches: SignalMatches) -> None:
        """See :class:`MatchWriter`."""
        names = column_names(())
        for row in rows(matches, self._value_names):
            known = [_or_null(value) for value in row]
            record = dict(zip(names, known, strict=False))
            record["indicators"] = dict(zip(self._value_names, known[len(names) :], strict=True))
            self._stream.write(json.dumps(record, ensure_ascii=False) + "\n")

    def close(self) -> None:
        """See :class:`MatchWriter`."""


class TableWriter:
    """Aligned columns for people."""

    def __init__(self, stream: IO[str], value_names: Sequence[str]) -> None:
        self._stream = stream
        self._value_names = value_names
        self._names = column_names(value_names)[2:]
        self._widths = [max(_WIDTH, len(name)) for name in self._names]
        self._is_begun = False

    def write(self, matches: SignalMatches) -> None:
        """See :class:`MatchWriter`."""
        if not self._is_begun:
            self._is_begun = True
            self._write_row("symbol", "timestamp", self._names)
        for symbol, time, *cells in rows(matches, self._value_names):
            self._write_row(symbol, str(time).removesuffix("T00:00:00Z"), map(_cell, cells))

    def close(self) -> None:
        """See :class:`MatchWriter`."""

    def _write_row(self, symbol: object, time: object, cells: Iterable[str]) -> None:
        aligned = (f"{cell:>{width}}" for cell, width in zip(cells, self._widths, strict=True))
        self._stream.write(f"{symbol!s:<12} {time!s:<20} {' '.join(aligned)}\n")


def _or_null(value: object) -> object:
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _cell(value: object) -> str:
    if not isinstance(value, float):
        return str(value)
    return "-" if math.isnan(value) else f"{value:.10g}"


TEXT_WRITERS: dict[str, Callable[[IO[str], Sequence[str]], MatchWriter]] = {
    "table": TableWriter,
    "jsonl": JsonLinesWriter,
    "csv": CsvWriter,
}
