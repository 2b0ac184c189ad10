"""Feather files of freqtrade."""

from __future__ import annotations

import os
import pickle
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from engine.domain.repositories import ICandleRepository
from engine.domain.series import COLUMNS
from engine.errors import LibraryDamagedError, LibraryNotFoundError, LibraryReadOnlyError
from engine.storage.candle_arrays import CandleArrays
from engine.storage.sources.freqtrade import FreqtradeCandleRepository
from tests.helpers.candles import MINUTE_NS, candles, random_bars

if TYPE_CHECKING:
    from pathlib import Path

BARS = random_bars(500, step_ns=5 * MINUTE_NS)


def write(path: Path, bars: CandleArrays) -> None:
    """Write a file as freqtrade's handler for Feather does."""
    frame = pd.DataFrame(bars._asdict()).rename(columns={"timestamps": "date"})
    frame["date"] = pd.to_datetime(frame["date"], utc=True).dt.as_unit("ms")
    path.parent.mkdir(exist_ok=True, parents=True)
    columns = ["date", "open", "high", "low", "close", "volume"]
    frame[columns].to_feather(path, compression_level=9, compression="lz4")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "BTC_USDT-5m.feather", BARS)
    write(tmp_path / "ETH_USDT-5m.feather", BARS.take(slice(0, 100)))
    write(tmp_path / "BTC_USDT-1d.feather", random_bars(10))
    write(tmp_path / "futures" / "XRP_USDT_USDT-1h-futures.feather", random_bars(10))
    write(tmp_path / "futures" / "XRP_USDT_USDT-1h-funding_rate.feather", random_bars(10))
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    return tmp_path


def test_folder_answers_the_protocol(folder: Path) -> None:
    repository = FreqtradeCandleRepository(folder)
    assert isinstance(repository, ICandleRepository)
    assert repository.timeframes() == ["5m", "1h", "1d"]
    assert repository.symbols("5m") == ["BTC/USDT", "ETH/USDT"]
    assert repository.symbols("1h") == ["XRP/USDT:USDT"]


def test_candles_are_those_of_the_file(folder: Path) -> None:
    repository = FreqtradeCandleRepository(folder)
    found = repository.get_columns("BTC/USDT", "5m", COLUMNS)
    assert found is not None
    np.testing.assert_equal(CandleArrays(**found.columns), BARS)
    assert found.version.n_bars == 500
    assert len(repository.get_range("ETH/USDT", "5m")) == 100


def test_columns_cannot_be_written(folder: Path) -> None:
    found = FreqtradeCandleRepository(folder).get_columns("BTC/USDT", "5m", ("close",))
    assert found is not None
    with pytest.raises(ValueError, match="read-only"):
        found.columns["close"][0] = 0


def test_versions_tell_the_count_and_change_with_the_file(folder: Path) -> None:
    repository = FreqtradeCandleRepository(folder)
    before = repository.versions("5m")
    assert {name: version.n_bars for name, version in before.items()} == {
        "BTC/USDT": 500,
        "ETH/USDT": 100,
    }
    path = folder / "ETH_USDT-5m.feather"
    write(path, BARS.take(slice(0, 101)))
    os.utime(path, ns=(2 * 10**18, 2 * 10**18))
    after = repository.versions("5m", ["ETH/USDT", "X"])
    assert after["ETH/USDT"].n_bars == 101
    assert after["ETH/USDT"].revision != before["ETH/USDT"].revision
    assert list(after) == ["ETH/USDT"]


def test_unknown_pair_has_no_candles(folder: Path) -> None:
    repository = FreqtradeCandleRepository(folder)
    assert repository.get_columns("X", "5m", ("close",)) is None
    assert len(repository.get_range("X", "5m")) == 0


def test_repository_reaches_workers_by_its_folder(folder: Path) -> None:
    copy = pickle.loads(pickle.dumps(FreqtradeCandleRepository(folder)))
    assert copy.path == folder
    assert copy.symbols("5m") == ["BTC/USDT", "ETH/USDT"]
    copy.close()


def test_files_are_only_read(folder: Path) -> None:
    with pytest.raises(LibraryReadOnlyError, match="only read"):
        FreqtradeCandleRepository(folder).save_many("A", "5m", candles([0]))


def test_damaged_file_is_named(folder: Path) -> None:
    (folder / "ETH_USDT-5m.feather").write_bytes(b"ARROW1 but no more")
    repository = FreqtradeCandleRepository(folder)
    with pytest.raises(LibraryDamagedError, match="ETH_USDT-5m"):
        repository.get_range("ETH/USDT", "5m")
    with pytest.raises(LibraryDamagedError, match="ETH_USDT-5m"):
        repository.versions("5m", ["ETH/USDT"])


def test_folder_that_is_absent_is_named(tmp_path: Path) -> None:
    with pytest.raises(LibraryNotFoundError, match="no such folder"):
        FreqtradeCandleRepository(tmp_path / "no").symbols("5m")
