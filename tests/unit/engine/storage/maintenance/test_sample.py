"""The synthetic library."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from engine.domain.cancellation import CancellationToken
from engine.errors import ProcessingCancelledException
from engine.storage.library import open_library
from engine.storage.maintenance.sample import write_sample

if TYPE_CHECKING:
    from pathlib import Path

    from engine.domain.series import CandleSeries


def sample(path: Path, symbol: str = "SYN0002", **options: object) -> CandleSeries:
    options = {"n_symbols": 3, "n_bars": 400} | options
    write_sample(path, **options)  # type: ignore[arg-type]
    with open_library(path) as library:
        return library.candles.get_range(symbol, str(options.get("timeframe", "1d")))


def test_same_seed_gives_the_same_candles(tmp_path: Path) -> None:
    assert sample(tmp_path / "a") == sample(tmp_path / "b")
    assert sample(tmp_path / "c", seed=8) != sample(tmp_path / "a")


def test_symbol_does_not_depend_on_how_many_there_are(tmp_path: Path) -> None:
    assert sample(tmp_path / "a", n_symbols=2) == sample(tmp_path / "b", n_symbols=5)


@pytest.mark.parametrize("timeframe", ["1m", "1h", "1d", "1w", "1M"])
def test_candles_are_as_many_as_asked_for_and_possible(tmp_path: Path, timeframe: str) -> None:
    series = sample(tmp_path / "a", timeframe=timeframe)
    assert len(series) == 400
    assert (series.low > 0).all()
    assert (series.high >= np.maximum(series.open, series.close)).all()
    assert (series.low <= np.minimum(series.open, series.close)).all()
    assert (series.volume >= 1).all()


def test_days_leave_weekends_out_and_some_others(tmp_path: Path) -> None:
    days = sample(tmp_path / "a", n_bars=1_500).timestamps.astype("datetime64[D]")
    assert np.is_busday(days).all()
    assert np.busday_count(days[0], days[-1]) > len(days) - 1


def test_symbols_have_names(tmp_path: Path) -> None:
    sample(tmp_path / "a")
    with open_library(tmp_path / "a") as library:
        assert [symbol.symbol_id for symbol in library.symbols.all()] == [
            "SYN0001",
            "SYN0002",
            "SYN0003",
        ]


def test_progress_is_told_symbol_by_symbol(tmp_path: Path) -> None:
    calls: list[tuple[int, int, str]] = []
    sample(tmp_path / "a", progress=lambda *call: calls.append(call))
    assert calls == [(1, 3, "SYN0001"), (2, 3, "SYN0002"), (3, 3, "SYN0003")]


def test_cancelled_sample_writes_nothing(tmp_path: Path) -> None:
    token = CancellationToken()
    with pytest.raises(ProcessingCancelledException):
        sample(tmp_path / "a", token=token, progress=lambda done, *_: done < 2 or token.cancel())
    with open_library(tmp_path / "a") as library:
        assert library.candles.symbols("1d") == []
        assert library.symbols.all() == []


def test_sample_is_written_twice_without_a_change(tmp_path: Path) -> None:
    sample(tmp_path / "a")
    with open_library(tmp_path / "a") as library:
        before = library.candles.versions("1d")
    sample(tmp_path / "a")
    with open_library(tmp_path / "a") as library:
        assert library.candles.versions("1d") == before
