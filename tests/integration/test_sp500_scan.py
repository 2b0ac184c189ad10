"""Five years of 505 real symbols: the scan says exactly what pandas computes."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd
import pytest

from engine.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

FORMULA = "close > sma(close, 20)"


@pytest.fixture(scope="module")
def library(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sp500") / "sp500.fslib"
    archive = shared_data / "daily" / "sp500_daily_5yr_csv.zip"
    assert main(["import", str(archive), "--library", str(path)]) == 0
    return path


class Expected(NamedTuple):
    """What pandas says, as (symbol, date).

    On some bars the close equals its mean to the last decimal; there the rounding of binary
    fractions decides, in pandas as anywhere. They are found in whole ten-thousandths, exactly.
    """

    hits: set[tuple[str, str]]
    ties: set[tuple[str, str]]


@pytest.fixture(scope="module")
def expected(shared_data: Path) -> Expected:
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


def test_command_line_finds_exactly_the_matches_of_pandas(library, expected, capsys, tmp_path):
    summary = tmp_path / "summary.json"
    words = ["scan", FORMULA, "--library", str(library), "--format", "csv"]
    assert main([*words, "--summary", str(summary)]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert_same_matches([(row["symbol"], row["timestamp"][:10]) for row in rows], expected)
    counts = json.loads(summary.read_text(encoding="utf-8"))
    assert counts["symbols"] == counts["hits"] == 505
    assert counts["matches"] == len(rows)


def test_values_beside_a_match_are_those_of_pandas(library, shared_data, capsys):
    words = ["scan", FORMULA, "--symbols", "AAPL", "--format", "jsonl"]
    assert main([*words, "--library", str(library)]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    table = pd.read_parquet(shared_data / "daily" / "sp500_daily_5yr.parquet")
    apple = table[table["symbol"] == "AAPL"].set_index("date")
    mean = apple["close"].rolling(20).mean()
    for row in found:
        day = pd.Timestamp(row["timestamp"]).date()
        assert row["close"] == apple["close"][day]
        assert row["indicators"]["sma(close,20)"] == pytest.approx(mean[day], rel=1e-12)
