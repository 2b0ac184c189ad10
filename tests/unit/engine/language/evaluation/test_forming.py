"""The coarse bar that is still forming, against a plain recomputation."""

from __future__ import annotations

import numpy as np
import pytest

from engine.calendars.period_closes import WEEKDAYS, bar_ends, period_ends
from engine.domain.timeframe import Timeframe
from tests.helpers.formulas import Columns, head, random_columns, values_of

COLUMNS = random_columns(160)
EXPRESSIONS = (
    "close",
    "high - low",
    "close > open",
    "sma(close, 4)",
    "ema(close, 3)",
    "close > sma(close, 4) and volume > volume[1]",
    "barssince(close > open)",
    "rsi(close, 3)",
    "open[2]",
)


def bars_so_far(columns: Columns) -> Columns:
    """Return weekly bars, the last one made of the days so far."""
    ends = bar_ends(columns["timestamps"], Timeframe.D1, WEEKDAYS)
    keys = period_ends(ends, Timeframe.W1, WEEKDAYS)
    parts = [np.flatnonzero(keys == key) for key in np.unique(keys)]
    return {
        "timestamps": np.array([columns["timestamps"][part[0]] for part in parts]),
        "open": np.array([columns["open"][part[0]] for part in parts]),
        "high": np.array([columns["high"][part].max() for part in parts]),
        "low": np.array([columns["low"][part].min() for part in parts]),
        "close": np.array([columns["close"][part[-1]] for part in parts]),
        "volume": np.array([columns["volume"][part].sum() for part in parts]),
    }


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_each_bar_sees_the_week_as_built_so_far(expression: str) -> None:
    found = values_of(f"weekly({expression}, forming=true)", COLUMNS)
    expected = [
        values_of(expression, bars_so_far(head(COLUMNS, n)), "1w")[-1]
        for n in range(1, len(COLUMNS["close"]) + 1)
    ]
    np.testing.assert_allclose(found, expected, rtol=1e-6)


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_where_the_week_is_over_the_forming_value_is_the_completed_one(expression: str) -> None:
    forming = values_of(f"weekly({expression}, forming=true)", COLUMNS)
    completed = values_of(f"weekly({expression})", COLUMNS)
    fridays = (COLUMNS["timestamps"] // 86_400_000_000_000) % 7 == 1
    np.testing.assert_array_equal(forming[fridays], completed[fridays])


def test_gaps_in_the_candles_do_not_shorten_the_memory() -> None:
    columns = {name: values.copy() for name, values in COLUMNS.items()}
    columns["close"][60:75] = np.nan
    found = values_of("weekly(sma(close, 4), forming=true)", columns)
    assert np.isfinite(found[-1])
    assert np.isnan(found[65])
