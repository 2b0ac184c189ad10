"""Five years of 505 real symbols, and what pandas says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from engine.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

FORMULA = "close > sma(close, 20)"


def import_sp500(shared_data: Path, library: Path) -> Path:
    """Import the archive of CSV files as a user would, and return the library."""
    archive = shared_data / "daily" / "sp500_daily_5yr_csv.zip"
    assert main(["import", str(archive), "--library", str(library)]) == 0
    return library


class Expected(NamedTuple):
    """What pandas says, as (symbol, date).

    On some bars the close equals its mean to the last decimal; there the rounding of binary
    fractions decides, in pandas as anywhere. They are found in whole ten-thousandths, exactly.
    """

    hits: set[tuple[str, str]]
    ties: set[tuple[str, str]]


def expected_matches(shared_data: Path) -> Expected:
    """Return every close above its 20-bar mean, and the ties."""
    table = pd.read_parquet(shared_data / "daily" / "sp500_daily_5yr.parquet")
    table["symbol"] = table["symbol"].astype(str)
    table["exact"] = (table["close"] * 10_000).round()
    by_symbol = table.groupby("symbol")
    hits = table["close"] > by_symbol["close"].transform(lambda close: close.rolling(20).mean())
    sums = by_symbol["exact"].transform(lambda close: close.rolling(20).sum())
    ties = table["exact"] * 20 == sums
    bars = pd.Series(zip(table["symbol"], table["date"].astype(str), strict=True))
    return Expected(set(bars[hits.to_numpy()]), set(bars[ties.to_numpy()]))


def assert_same_matches(found: list[tuple[str, str]], expected: Expected) -> None:
    """Fail unless `found` are pandas' matches, each once; ties may go either way."""
    assert len(expected.hits) > 350_000
    assert 0 < len(expected.ties) < 100
    assert len(found) == len(set(found))
    assert set(found) ^ expected.hits <= expected.ties
