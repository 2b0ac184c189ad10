"""Splits."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from engine.errors import AdjustmentError
from engine.storage.library import Library, open_library
from engine.storage.maintenance.adjusting import adjust
from tests.helpers.candles import MINUTE_NS, bars

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SPLIT_DAY = date(2024, 1, 3)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "library.fslib", create=True) as library:
        library.candles.save_arrays("A", "1d", bars([100, 102, 51, 52]))
        library.candles.save_arrays("A", "1m", bars([100, 102], step_ns=MINUTE_NS))
        yield library


def test_prices_before_the_day_are_multiplied_and_volumes_divided(library: Library) -> None:
    assert adjust(library, "A", SPLIT_DAY, 0.5) == {"1m": 2, "1d": 2}
    series = library.candles.get_range("A", "1d")
    assert series.close.tolist() == [50, 51, 51, 52]
    assert series.open.tolist() == [49.75, 50.75, 50.5, 51.5]
    assert series.high.tolist() == [50.5, 51.5, 52, 53]
    assert series.low.tolist() == [49.5, 50.5, 50, 51]
    assert series.volume.tolist() == [200, 200, 100, 100]


def test_volume_can_be_left_alone(library: Library) -> None:
    adjust(library, "A", SPLIT_DAY, 0.5, ["1d"], adjusts_volume=False)
    assert library.candles.get_range("A", "1d").volume.tolist() == [100] * 4


def test_revision_grows_so_that_no_cache_answers_from_old_prices(library: Library) -> None:
    before = library.candles.versions("1d")["A"].revision
    adjust(library, "A", SPLIT_DAY, 0.5)
    assert library.candles.versions("1d")["A"].revision > before


def test_same_split_is_not_applied_twice_by_mistake(library: Library) -> None:
    adjust(library, "A", SPLIT_DAY, 0.5)
    with pytest.raises(AdjustmentError, match="2024-01-03 before"):
        adjust(library, "A", SPLIT_DAY, 0.5)
    assert library.candles.get_range("A", "1d").close.tolist() == [50, 51, 51, 52]


def test_same_split_can_be_applied_again_on_purpose(library: Library) -> None:
    adjust(library, "A", SPLIT_DAY, 0.5, ["1d"])
    adjust(library, "A", SPLIT_DAY, 0.5, ["1d"], again=True)
    assert library.candles.get_range("A", "1d").close.tolist() == [25, 25.5, 51, 52]
    assert [entry.factor for entry in library.adjustments.all("A")] == [0.5, 0.5]


def test_split_that_is_refused_for_one_timeframe_changes_none(library: Library) -> None:
    adjust(library, "A", SPLIT_DAY, 0.5, ["1d"])
    with pytest.raises(AdjustmentError):
        adjust(library, "A", SPLIT_DAY, 0.5)
    assert library.candles.get_range("A", "1m").close.tolist() == [100, 102]


def test_moment_of_the_day_counts(library: Library) -> None:
    moment = datetime(2024, 1, 1, 0, 1, tzinfo=UTC)
    assert adjust(library, "A", moment, 2.0, ["1m"]) == {"1m": 1}


def test_symbol_without_candles_before_the_day_is_not_logged(library: Library) -> None:
    assert adjust(library, "A", date(2020, 1, 1), 0.5) == {}
    assert adjust(library, "X", SPLIT_DAY, 0.5) == {}
    assert library.adjustments.all("A") == []


@pytest.mark.parametrize("factor", [0, -1, float("nan"), float("inf")])
def test_factor_is_a_positive_number(library: Library, factor: float) -> None:
    with pytest.raises(ValueError, match="positive"):
        adjust(library, "A", SPLIT_DAY, factor)
