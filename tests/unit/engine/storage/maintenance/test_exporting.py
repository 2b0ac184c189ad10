"""Files that import back identically."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from engine.domain.cancellation import CancellationToken
from engine.errors import ProcessingCancelledException
from engine.storage.importers.import_paths import import_paths
from engine.storage.library import Library, open_library
from engine.storage.maintenance.exporting import export_candles
from tests.helpers.candles import DAY_NS, MINUTE_NS, bars, candle, random_bars

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

AWKWARD = [
    "A",
    "BRK/B",
    "CON",
    "con",
    "CON.DE",
    "aux.l",
    "COM1.x.y",
    "LPT²",
    "CONE.DE",
    "a:b",
    "a?b",
    "005930",
    "BTC/USDT:USDT",
    "x.y",
    "삼성",
    "a,b",
    ".5",
    "NA",
    "NULL",
]
STEPS = {"1m": MINUTE_NS, "1d": DAY_NS, "1w": 7 * DAY_NS, "1M": 31 * DAY_NS}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "library.fslib", create=True) as library:
        for number, symbol in enumerate(AWKWARD):
            for timeframe, step_ns in STEPS.items():
                bars = random_bars(30, number, step_ns=step_ns)
                library.candles.save_arrays(symbol, timeframe, bars)
        library.candles.save_many("A", "1d", [candle(40, 1 / 3, open=float("nan"), volume=1e15)])
        yield library


def imported(path: Path, folder: Path, timeframe: str) -> Library:
    again = open_library(folder / f"again-{timeframe}.fslib", create=True)
    report = import_paths(again, [path])
    assert [entry.error for entry in report.files] == [None] * len(report.files)
    return again


@pytest.mark.parametrize("timeframe", STEPS)
@pytest.mark.parametrize("name", ["all.csv", "all.parquet", "csv", "parquet"])
def test_exported_candles_import_back_identically(
    tmp_path: Path, library: Library, name: str, timeframe: str
) -> None:
    output = tmp_path / "out" / name
    file_format = name if "." not in name else None
    paths = export_candles(library.candles, output, timeframe, file_format=file_format)
    assert len(paths) == (1 if "." in name else len(AWKWARD))
    with imported(output, tmp_path, timeframe) as again:
        assert again.candles.symbols(timeframe) == sorted(AWKWARD)
        for symbol in AWKWARD:
            expected = library.candles.get_range(symbol, timeframe)
            assert again.candles.get_range(symbol, timeframe) == expected


def test_table_has_the_columns_of_every_table_of_candles(tmp_path: Path, library: Library) -> None:
    export_candles(library.candles, tmp_path / "a.csv", "1d", ["A"])
    header, first = (tmp_path / "a.csv").read_text(encoding="utf-8").splitlines()[:2]
    assert header == "symbol,timestamp,open,high,low,close,volume"
    assert first.startswith("A,2024-01-01T00:00:00Z,")


def test_unknown_values_are_empty(tmp_path: Path, library: Library) -> None:
    export_candles(library.candles, tmp_path / "a.csv", "1d", ["A"])
    last = (tmp_path / "a.csv").read_text(encoding="utf-8").splitlines()[-1]
    assert last.split(",")[2] == ""


def test_fractions_of_a_second_survive(tmp_path: Path, library: Library) -> None:
    odd = bars([1, 2], step_ns=1_234_567_891, first_ns=1_700_000_000_000_000_001)
    library.candles.save_arrays("ODD", "1m", odd)
    export_candles(library.candles, tmp_path / "odd.csv", "1m", ["ODD"])
    with imported(tmp_path / "odd.csv", tmp_path, "1m") as again:
        times = again.candles.get_range("ODD", "1m").timestamps_ns
        np.testing.assert_array_equal(times, odd.timestamps)


def test_symbols_without_candles_are_left_out(tmp_path: Path, library: Library) -> None:
    paths = export_candles(library.candles, tmp_path / "out", "1d", ["A", "NOBODY"])
    assert [path.name for path in paths] == ["A.csv"]


def test_names_that_differ_in_case_only_get_files_of_their_own(
    tmp_path: Path, library: Library
) -> None:
    paths = export_candles(library.candles, tmp_path / "out", "1d", ["CON", "con"])
    assert [path.name for path in paths] == ["CON_.csv", "con_-2.csv"]


@pytest.mark.parametrize(
    ("symbol", "name"),
    [("CON.DE", "CON_.DE"), ("aux.l", "aux_.l"), ("COM1.x.y", "COM1_.x.y"), ("LPT²", "LPT²_"),
     ("CONE.DE", "CONE.DE")],
)  # fmt: skip
def test_names_of_devices_are_avoided_with_endings_too(
    tmp_path: Path, library: Library, symbol: str, name: str
) -> None:
    paths = export_candles(library.candles, tmp_path / "out", "1d", [symbol])
    assert [path.name for path in paths] == [f"{name}.csv"]


def test_progress_is_told(tmp_path: Path, library: Library) -> None:
    calls: list[tuple[int, int, str]] = []
    export_candles(
        library.candles, tmp_path / "out", "1d", ["A", "x.y"],
        progress=lambda *call: calls.append(call),
    )  # fmt: skip
    assert calls == [(1, 2, "A"), (2, 2, "x.y")]


def test_cancelled_export_leaves_no_half_file(tmp_path: Path, library: Library) -> None:
    token = CancellationToken()

    def cancel(done: int, *_: object) -> None:
        if done == 2:
            token.cancel()

    with pytest.raises(ProcessingCancelledException):
        export_candles(library.candles, tmp_path / "all.csv", "1d", progress=cancel, token=token)
    assert not list(tmp_path.glob("all.csv*"))


def test_earlier_file_stays_until_the_new_one_is_complete(tmp_path: Path, library: Library) -> None:
    (tmp_path / "all.csv").write_text("precious", encoding="utf-8")
    token = CancellationToken()
    token.cancel()
    with pytest.raises(ProcessingCancelledException):
        export_candles(library.candles, tmp_path / "all.csv", "1d", token=token)
    assert (tmp_path / "all.csv").read_text(encoding="utf-8") == "precious"


def test_large_export_is_written_in_groups(
    tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.storage.maintenance.exporting._GROUP_ROWS", 40)
    export_candles(library.candles, tmp_path / "all.parquet", "1d")
    with imported(tmp_path / "all.parquet", tmp_path, "1d") as again:
        assert again.candles.symbols("1d") == sorted(AWKWARD)
