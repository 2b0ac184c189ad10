"""Five years of 505 real symbols: the scan says exactly what pandas computes."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from engine.cli.main import main
from tests.helpers.sp500 import FORMULA, assert_same_matches, expected_matches, import_sp500

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def library(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return import_sp500(shared_data, tmp_path_factory.mktemp("sp500") / "sp500.fslib")


def test_command_line_finds_exactly_the_matches_of_pandas(library, shared_data, capsys, tmp_path):
    summary = tmp_path / "summary.json"
    words = ["scan", FORMULA, "--library", str(library), "--format", "csv"]
    assert main([*words, "--summary", str(summary)]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    found = [(row["symbol"], row["timestamp"][:10]) for row in rows]
    assert_same_matches(found, expected_matches(shared_data))
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
