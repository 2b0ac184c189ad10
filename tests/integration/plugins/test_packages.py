"""Every door for parts of others, used by a package that is installed."""

from __future__ import annotations

import json
import struct
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from engine.domain.candle import Candle
from engine.storage.library import open_library
from tests.helpers.packages import Example, example_of, install, run_command

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

PAGES = ("feeds", "readers", "providers", "sinks", "indicators")
START = datetime(2024, 1, 2, tzinfo=UTC)
BROKEN = """
[project]
name = "broken"
version = "0.1"

[project.entry-points."formula_scanner.{group}"]
broken = "broken:PART"
"""


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    folder = tmp_path / "site-packages"
    folder.mkdir()
    return folder


def run(
    example: Example, packages: Path, folder: Path, *words: str
) -> subprocess.CompletedProcess[str]:
    """Install an example and run its command."""
    install(packages, example.code, example.project)
    return run_command(example.command, packages, folder, "--library", "library.fslib", *words)


def workspace(folder: Path) -> tuple[str, str]:
    return "--workspace", str(folder / "workspace.fslib")


def candles_of(folder: Path, symbol: str, timeframe: str = "1d") -> list[Candle]:
    with open_library(folder / "library.fslib") as library:
        return list(library.candles.get_range(symbol, timeframe))


@pytest.mark.parametrize("page", PAGES)
def test_an_example_has_at_most_fifty_lines(page: str) -> None:
    assert len(example_of(page).code.splitlines()) <= 50


def test_a_feed_of_a_package_streams(packages: Path, tmp_path: Path) -> None:
    done = run(example_of("feeds"), packages, tmp_path, *workspace(tmp_path))
    assert done.returncode == 0, done.stderr
    hits = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(hit["symbol"], hit["close"]) for hit in hits] == [("COUNT", 8.0), ("COUNT", 9.0)]


def test_a_reader_of_a_package_reads_its_files_by_their_ending(
    packages: Path, tmp_path: Path
) -> None:
    days = [struct.pack("<I5d", 20240102 + n, 1.0 + n, 3.0 + n, 0.5, 2.0 + n, 9) for n in range(5)]
    (tmp_path / "ABC.bars").write_bytes(b"".join(days))
    done = run(example_of("readers"), packages, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    candles = candles_of(tmp_path, "ABC")
    assert [candle.close for candle in candles] == [2.0, 3.0, 4.0, 5.0, 6.0]
    assert candles[0].timestamp == START


def test_a_folder_is_searched_for_files_of_a_reader_too(packages: Path, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    record = struct.pack("<I5d", 20240102, 1.0, 3.0, 0.5, 2.0, 9)
    (tmp_path / "data" / "ABC.bars").write_bytes(record * 1 + record[:0])
    (tmp_path / "data" / "BAD.bars").write_bytes(b"short")
    example = example_of("readers")._replace(command="formula-scan import data")
    done = run(example, packages, tmp_path)
    assert "The reader 'bars' of the package bars-reader failed: error: " in (
        done.stdout + done.stderr
    )
    assert len(candles_of(tmp_path, "ABC")) == 1


def test_a_provider_of_a_package_is_downloaded_from(packages: Path, tmp_path: Path) -> None:
    done = run(example_of("providers"), packages, tmp_path)
    assert done.returncode == 0, done.stderr
    candles = candles_of(tmp_path, "DEMO")
    assert [candle.close for candle in candles] == [100.0 + n for n in range(100)]


def test_a_sink_of_a_package_gets_the_alerts(packages: Path, tmp_path: Path) -> None:
    with (tmp_path / "candles.jsonl").open("w") as file:
        for n in range(1, 6):
            moment = (START + timedelta(minutes=n)).isoformat()
            prices = dict.fromkeys(("open", "high", "low", "close"), float(n))
            file.write(json.dumps({"symbol": "A", "timestamp": moment, **prices}) + "\n")
    done = run(example_of("sinks"), packages, tmp_path, *workspace(tmp_path))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "alerts.txt").read_text() == "00:04 A 4\n"


def test_indicators_of_a_package_are_names_in_scans_and_their_workers(
    packages: Path, tmp_path: Path
) -> None:
    with open_library(tmp_path / "library.fslib", create=True) as library:
        for symbol in ("A", "B", "C"):
            rows = [
                Candle(START + timedelta(days=n), 10.0 + n % 2, 12.0, 9.0, 10.0, 1.0)
                for n in range(20)
            ]
            library.candles.save_many(symbol, "1d", rows)
    done = run(example_of("indicators"), packages, tmp_path, "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    days = [json.loads(line)["timestamp"][:10] for line in done.stdout.splitlines()]
    assert sorted(set(days)) == [f"2024-01-{2 + n:02}" for n in range(5, 20, 2)]
    assert len(days) == 3 * len(set(days))
    own = run_command(
        "formula-scan check 'gap_percent = 3; close > gap_percent'", packages, tmp_path
    )
    assert own.returncode == 0, own.stdout + own.stderr
    streamed = run_command(
        "formula-scan stream 'gap_percent > 0' --replay --every-bar", packages, tmp_path,
        "--library", "library.fslib", *workspace(tmp_path),
    )  # fmt: skip
    assert streamed.returncode == 0, streamed.stderr
    assert len(streamed.stdout.splitlines()) == 3 * 10


def test_parts_are_listed_and_a_broken_one_is_named_and_left_out(
    packages: Path, tmp_path: Path
) -> None:
    install(packages, "import no_such_module\n", BROKEN.format(group="readers"))
    example = example_of("readers")._replace(command="formula-scan plugins")
    listed = run(example, packages, tmp_path)
    assert listed.returncode == 1
    assert "reader,bars,bars-reader 1.0,ok" in listed.stdout
    assert "reader,broken,broken 0.1,cannot be loaded" in listed.stdout
    assert "The reader 'broken' of the package broken cannot be loaded: " in listed.stderr
    assert "no_such_module" in listed.stderr
    (tmp_path / "ABC.bars").write_bytes(struct.pack("<I5d", 20240102, 1.0, 3.0, 0.5, 2.0, 9))
    done = run_command(
        "formula-scan import ABC.bars", packages, tmp_path, "--library", "library.fslib"
    )
    assert done.returncode == 0, done.stderr


def test_a_feed_that_raises_ends_with_a_sentence(packages: Path, tmp_path: Path) -> None:
    code = "class PART:\n    def __init__(self, request):\n        raise RuntimeError('no key')\n"
    install(packages, code, BROKEN.format(group="feeds"))
    done = run_command(
        "formula-scan stream 'close > 1' --feed broken:x", packages, tmp_path,
        "--library", "library.fslib", *workspace(tmp_path),
    )  # fmt: skip
    assert done.returncode != 0
    sentence = "formula-scan: The feed 'broken' of the package broken failed: RuntimeError: no key"
    assert done.stderr.splitlines()[-1] == sentence


def test_a_sink_or_provider_that_no_package_has_is_refused(packages: Path, tmp_path: Path) -> None:
    done = run_command(
        "formula-scan download --provider none --symbols A", packages, tmp_path,
        "--library", "library.fslib",
    )  # fmt: skip
    assert done.returncode != 0
    assert "No installed package has a provider 'none'" in done.stderr


def test_a_part_of_another_shape_or_a_second_of_a_name_is_named_and_left_out(
    packages: Path, tmp_path: Path
) -> None:
    install(packages, "PART = 3\n", BROKEN.format(group="readers"))
    example = example_of("readers")
    second = example.project.replace("bars-reader", "later-reader").replace("bars_reader:", "x:")
    install(packages, "import sys; sys.exit(3)\n", second)
    done = run(example._replace(command="formula-scan plugins"), packages, tmp_path)
    assert done.returncode == 1
    assert "reader,bars,bars-reader 1.0,ok" in done.stdout
    assert done.stderr.splitlines() == [
        "The reader 'broken' of the package broken is none: see the page on it",
        "The reader 'bars' of the package later-reader is left out: bars-reader has one as well",
    ]


def test_a_formula_with_a_broken_indicator_says_which_package_is_broken(
    packages: Path, tmp_path: Path
) -> None:
    install(packages, "import no_such_module\n", BROKEN.format(group="indicators"))
    done = run_command("formula-scan check 'broken > 1'", packages, tmp_path)
    assert done.returncode != 0
    said = done.stdout + done.stderr
    assert "E201" in said
    assert "The indicator 'broken' of the package broken cannot be loaded" in said
