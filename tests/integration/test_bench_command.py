"""``formula-scan bench`` on a few candles: that all find the same, not how fast."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from engine.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

SMALL = ["--symbols", "12", "--bars", "600", "--repeat", "1", "--no-scaling", "--no-streaming"]


@pytest.fixture
def report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    rivals = ["--rivals", "talib loop", "specification"]
    assert main(["bench", *SMALL, *rivals, "--json", str(tmp_path / "bench.json")]) == 0
    found = json.loads((tmp_path / "bench.json").read_text(encoding="utf-8"))
    table = capsys.readouterr().out
    assert all(each["who"] in table for each in found["figures"])
    return found


def test_everybody_finds_the_same_matches_in_one_run(report) -> None:
    figures = {(each["who"], each["formula"]): each for each in report["figures"]}
    for name in report["formulas"]:
        n_ours = figures["ours", name]["n_matches"]
        assert figures["ours, repeated", name]["n_matches"] == n_ours
        for who in ("talib loop", "specification"):
            assert figures[who, name]["agreement"] > 0.999
    assert figures["ours", "F1"]["n_matches"] > 1000
    assert figures["ours, edited", "F1"]["n_matches"] < figures["ours", "F1"]["n_matches"]
