"""Timeframes by name."""

import pytest

from engine.domain.timeframe import Timeframe, parse_timeframe


def test_minute_and_month_differ_by_case():
    assert parse_timeframe("1m") is Timeframe.M1
    assert parse_timeframe("1M") is Timeframe.MN1


def test_unknown_name_lists_the_known_ones():
    with pytest.raises(ValueError, match=r"Unknown timeframe '7m'; known are 1m, 3m, .*, 1M"):
        parse_timeframe("7m")


def test_lengths_increase_in_order_of_definition():
    lengths = [timeframe.nominal_ns for timeframe in Timeframe]
    assert lengths == sorted(set(lengths))


def test_only_bars_shorter_than_a_day_are_intraday():
    assert Timeframe.H4.is_intraday
    assert not Timeframe.D1.is_intraday
