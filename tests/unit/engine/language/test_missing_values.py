"""What the language does with missing values."""

from __future__ import annotations

import numpy as np
import pytest

from tests.helpers.formulas import close_only, random_columns, values_of

NAN = np.nan


def check(text: str, columns: dict[str, object], expected: list[float]) -> None:
    np.testing.assert_allclose(values_of(text, columns), expected, rtol=1e-12)


def test_arithmetic_passes_missing_values_on() -> None:
    check("close + 1", close_only(1, NAN, 3), [2, NAN, 4])


@pytest.mark.parametrize(
    "text",
    [
        "close / 0",
        "0 / (close * 0)",
        "ln(-close)",
        "sqrt(-close)",
        "1e308 * 10 * close",
        "close % 0",
        "(-close) ^ 0.5",
    ],
)
def test_what_is_undefined_is_missing_not_infinite(text: str) -> None:
    check(text, close_only(1, 2), [NAN, NAN])


def test_infinite_prices_count_as_missing() -> None:
    check("sma(close, 2)", close_only(1, np.inf, 3, 5), [NAN, NAN, 2, 4])


def test_a_negated_condition_is_false_in_the_warm_up_too() -> None:
    columns = random_columns(30)
    assert not np.any(values_of("not (close > sma(close, 200))", columns) == 1)


def test_an_indicator_skips_a_missing_bar_and_goes_on() -> None:
    check("sma(close, 2)", close_only(1, 3, NAN, 5, 7), [NAN, 2, NAN, 4, 6])
    check("ema(close, 2)", close_only(1, 3, NAN, 5), [NAN, 2, NAN, 4])
    check("change(close)", close_only(1, 3, NAN, 5), [NAN, 2, NAN, 2])
    check("highestbars(close, 2)", close_only(3, 1, NAN, 0), [NAN, 1, NAN, 1])


def test_a_window_is_never_partial() -> None:
    check("highest(close, 3)", close_only(5, 1, 2, 3), [NAN, NAN, 5, 3])


def test_high_low_and_close_must_be_known_together() -> None:
    columns = random_columns(60)
    columns["low"] = columns["low"].copy()
    columns["low"][30] = NAN
    without = {name: np.delete(values, 30) for name, values in columns.items()}
    result = values_of("atr(5)", columns)
    assert np.isnan(result[30])
    np.testing.assert_allclose(np.delete(result, 30), values_of("atr(5)", without))


def test_an_offset_counts_bars_known_or_not() -> None:
    check("close[1]", close_only(1, NAN, 3, 4), [NAN, 1, NAN, 3])
    check("(close > 2)[1]", close_only(1, NAN, 3, 4), [NAN, 0, NAN, 1])


def test_a_cross_bridges_a_gap_and_needs_two_observations() -> None:
    check("close crosses above 2", close_only(1, NAN, 3, 1, 2, 3), [NAN, NAN, 1, 0, 0, 1])
    check("close crosses below 2", close_only(3, NAN, 1, 2, 1), [NAN, NAN, 1, 0, 1])


def test_counting_skips_or_refuses_unknown_bars_as_each_function_says() -> None:
    columns = close_only(3, NAN, 3, 1, 3)
    check("sum(close > 2, 2)", columns, [NAN, NAN, 2, 1, 1])
    check("count(close > 2, 2)", columns, [NAN, NAN, NAN, 1, 1])
    check("any(close > 2, 2)", columns, [1, 1, 1, 1, 1])
    check("all(close > 2, 2)", columns, [NAN, NAN, NAN, 0, 0])
    check("score(close > 2, close > 0)", columns, [2, NAN, 2, 1, 2])


def test_since_functions_wait_for_the_first_time() -> None:
    columns = close_only(1, NAN, 3, 1, 4, NAN, 1)
    check("barssince(close > 2)", columns, [NAN, NAN, 0, 1, 0, 1, 2])
    check("streak(close > 0)", columns, [1, 0, 1, 2, 3, 0, 1])
    check("valuewhen(close > 2, close)", columns, [NAN, NAN, 3, 3, 4, 4, 4])
    check("valuewhen(close > 2, close, 2)", columns, [NAN, NAN, NAN, NAN, 3, 3, 3])
    check("highest_since(close == 3, close)", columns, [NAN, NAN, 3, 3, 4, 4, 4])
    check("lowest_since(close == 3, close)", columns, [NAN, NAN, 3, 1, 1, 1, 1])


def test_isna_and_nz_look_at_missing_values() -> None:
    columns = close_only(1, NAN, 3)
    check("isna(close)", columns, [0, 1, 0])
    check("nz(close)", columns, [1, 0, 3])
    check("nz(close, 7)", columns, [1, 7, 3])
    check("isna(close > 2)", columns, [0, 1, 0])


@pytest.mark.parametrize(
    "text",
    [
        "rsi(close, 5)", "stoch(5, 3, 3).k", "willr(5)", "bbands(close, 5, 2).pctb", "cci(5)",
        "mfi(5)",
        "correl(close, volume, 5)", "adx(5)", "plus_di(5)", "minus_di(5)", "rsi_sma(close, 5)",
        "cmo(close, 5)", "stochrsi(close, 5, 5).k", "er(close, 5)", "bop()", "ultosc(3, 5, 7)",
    ],
)  # fmt: skip
@pytest.mark.parametrize("price", [0.1, 5.26e-05, 123.456, 1e8])
def test_a_price_that_stands_still_gives_no_oscillator(text: str, price: float) -> None:
    assert np.isnan(values_of(text, close_only(*[price] * 60))).all()


@pytest.mark.parametrize("price", [0.1, 5.26e-05, 123.456, 1e8])
def test_the_deviation_of_a_price_that_stands_still_is_exactly_zero(price: float) -> None:
    columns = close_only(*np.linspace(price, 2 * price, 37), *[price] * 40)
    assert (values_of("stdev(close, 20)", columns)[-20:] == 0).all()


def test_an_oscillator_comes_back_when_the_price_moves_again() -> None:
    result = values_of("rsi(close, 2)", close_only(5, 5, 5, 5, 6, 5))
    assert np.isnan(result[:4]).all()
    assert result[4] == 100.0
    assert 0 < result[5] < 100


def test_a_long_halt_does_not_read_as_oversold() -> None:
    moving = 100 + np.cumsum(np.random.default_rng(1).normal(size=100))
    result = values_of("rsi(close, 14)", close_only(*moving, *[moving[-1]] * 3000))
    assert not np.any(result[100:] < 1e-9)


def test_money_flow_of_bars_without_range_is_zero_not_missing() -> None:
    columns = random_columns(30)
    for name in ("open", "high", "low"):
        columns[name] = columns["close"]
    assert (values_of("cmf(5)", columns)[4:] == 0).all()


def test_relative_volume_counts_the_volumes_that_are_known() -> None:
    volume = np.array([1.0, 2.0, 3.0, np.nan, 8.0, 5.0])
    columns = dict(close_only(*[1.0] * 6), volume=volume)
    expected = [np.nan, np.nan, 2.0, np.nan, 8 / 2.5, 5 / 5.5]
    np.testing.assert_allclose(values_of("rvol(2)", columns), expected)


def test_no_volume_before_leaves_relative_volume_unknown() -> None:
    columns = dict(close_only(*[1.0] * 4), volume=np.array([0.0, 0.0, 3.0, 3.0]))
    np.testing.assert_array_equal(values_of("rvol(2)", columns), [np.nan, np.nan, np.nan, 2.0])
