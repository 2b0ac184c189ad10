"""Doubts about single candles."""

from __future__ import annotations

import numpy as np
import pytest

from engine.storage.candle_arrays import CandleArrays, no_candles
from engine.storage.quality.flags import (
    FLAG_HELP,
    Flag,
    close_ratios,
    count_flags,
    flag_columns,
    flag_name,
    flags_of,
)
from engine.storage.quality.splits import likely_split
from tests.helpers.candles import bars

NAN = float("nan")


def one(open_: float, high: float, low: float, close: float, volume: float = 5.0) -> CandleArrays:
    columns = (np.array([value]) for value in (open_, high, low, close, volume))
    return CandleArrays(np.array([0]), *columns)


@pytest.mark.parametrize(
    ("candle", "expected"),
    [
        (one(1, 2, 0.5, 1.5), Flag(0)),
        (one(NAN, 2, 0.5, 1.5), Flag.MISSING_PRICE),
        (one(1, NAN, NAN, 1.5), Flag.MISSING_PRICE),
        (one(NAN, NAN, NAN, 1.5), Flag.MISSING_PRICE),
        (one(NAN, NAN, NAN, 1.5, NAN), Flag.MISSING_PRICE),
        (one(NAN, NAN, NAN, 1.5, 0), Flag.SUSPENDED | Flag.NO_VOLUME),
        (one(1, 1, 2, 1), Flag.HIGH_BELOW_LOW | Flag.OUTSIDE_RANGE),
        (one(3, 2, 0.5, 1.5), Flag.OUTSIDE_RANGE),
        (one(1, 2, 0.5, 0.4), Flag.OUTSIDE_RANGE),
        (one(1, 2, 0.5, 2 + 1e-12), Flag(0)),
        (one(0, 2, 0, 1.5), Flag.NOT_POSITIVE),
        (one(-3, -1, -4, -2), Flag.NOT_POSITIVE),
        (one(1, 2, 0.5, 1.5, 0), Flag.NO_VOLUME),
        (one(1, 2, 0.5, 1.5, NAN), Flag(0)),
    ],
)
def test_candle_has_the_flags_that_it_deserves(candle: CandleArrays, expected: Flag) -> None:
    assert Flag(int(flags_of(candle)[0])) == expected


def test_bar_after_missing_ones_has_a_gap() -> None:
    flags = flags_of(bars([10, 11, 12]), np.array([0, 0, 3]))
    assert (flags == [0, 0, Flag.GAP]).all()


def test_move_beyond_forty_per_cent_is_a_jump() -> None:
    flags = flags_of(bars([100, 141, 142, 85, 86]))
    assert ((flags & np.uint16(Flag.JUMP)) > 0).tolist() == [False, True, False, True, False]


def test_price_that_is_not_positive_makes_no_jump() -> None:
    assert close_ratios(bars([1, 0, 1, -1, 2])).tolist() == [1, 1, 1, 1, 1]


def test_fifth_of_equal_candles_is_flat() -> None:
    flags = flags_of(bars([7, 7, 7, 7, 7, 7, 8, 8]))
    is_flat = (flags & np.uint16(Flag.FLAT)) > 0
    assert is_flat.tolist() == [False, False, False, False, True, True, False, False]


def test_columns_and_counts_go_by_name() -> None:
    flags = flags_of(one(NAN, 2, 0.5, 1.5, 0))
    columns = flag_columns(flags)
    assert [name for name, column in columns.items() if column[0]] == ["missing_price", "no_volume"]
    assert count_flags(flags)["missing_price"] == 1
    assert list(columns) == [flag_name(flag) for flag in Flag]


def test_each_flag_is_explained() -> None:
    assert set(FLAG_HELP) == set(Flag)


def test_no_candles_have_no_flags() -> None:
    assert flags_of(no_candles()).size == 0


@pytest.mark.parametrize(
    ("ratio", "split"),
    [
        (0.5, "2:1"),
        (0.52, "2:1"),
        (0.335, "3:1"),
        (0.02, "50:1"),
        (2.0, "1:2"),
        (0.665, "3:2"),
        (0.44, ""),
        (1.4, ""),
    ],
)
def test_ratio_tells_the_split(ratio: float, split: str) -> None:
    assert likely_split(ratio) == split
