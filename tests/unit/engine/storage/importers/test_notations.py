"""Prices in other notations: fixed point, 32nds, signs that mean something else."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.storage.importers.cells.numbers import are_thirty_seconds
from engine.storage.importers.import_paths import import_paths
from engine.storage.library import open_library


def imported(tmp_path, text, timeframe="1d"):
    path = tmp_path / "ZN.csv"
    path.write_text(text, encoding="utf-8", newline="\n")
    with open_library(tmp_path / "library.fslib", create=True) as library:
        (entry,) = import_paths(library, [path]).files
        (symbol,) = library.candles.symbols(timeframe)
        return entry, library.candles.get_range(symbol, timeframe)


def test_billionths_of_market_data_messages_are_prices(tmp_path):
    text = (
        "ts_event,rtype,publisher_id,instrument_id,open,high,low,close,volume,symbol\n"
        "1704205800000000000,33,2,38,189330000000,189500000000,189300000000,189400000000,1200,A\n"
        "1704205860000000000,33,2,38,189400000000,189600000000,189350000000,189550000000,1300,A\n"
    )
    entry, series = imported(tmp_path, text, "1m")
    assert [candle.close for candle in series] == [189.4, 189.55]
    assert [candle.volume for candle in series] == [1200, 1300]
    assert [note.code for note in entry.notes] == ["import.billionths"]


def test_prices_of_a_hundred_million_stay_what_they_are(tmp_path):
    text = "date,open,high,low,close,volume\n" + "".join(
        f"2024-01-0{day},150000000,151000000,149000000,150500000,12\n" for day in range(1, 9)
    )
    _, series = imported(tmp_path, text)
    assert series[0].close == 150_500_000.0


def test_quotes_in_32nds_are_read_and_told(tmp_path):
    text = (
        "date,open,high,low,close,volume\n"
        "2024-01-02,112'165,112'20,110'04,112'16+,900\n"
        "2024-01-03,112'16,113'00,112'31,112'317,800\n"
    )
    entry, series = imported(tmp_path, text)
    first, second = series
    assert (first.open, first.high, first.low) == (112 + 16.5 / 32, 112.625, 110.125)
    assert (first.close, second.close) == (112 + 16.5 / 32, 112 + 31.75 / 32)
    assert first.volume == 900
    assert "import.thirty-seconds" in [note.code for note in entry.notes]


def test_swiss_thousands_are_no_32nds(tmp_path):
    text = (
        "date,open,high,low,close,volume\n"
        "2024-01-02,11'245.50,11'300.00,11'200.00,11'280.00,1'200\n"
        "2024-01-03,11'280.00,11'350.00,11'250.00,11'340.00,1'300\n"
    )
    _, series = imported(tmp_path, text)
    assert [candle.close for candle in series] == [11_280.0, 11_340.0]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["112'165", "110'04"], True),
        (["110-04", "110-31"], True),
        (["112'165", "112'160", "112'172", "112'005"], True),
        (["112'165", "112'999", "112'172", "112'005"], False),
        (["112'165"], False),
        (["1'112'165", "112'16"], False),
        (["2024-01"], True),
        (["12.5", "110'04"], False),
        (["", "-"], False),
    ],
)
def test_what_32nds_look_like(texts, expected):
    assert are_thirty_seconds(texts) is expected


@given(
    st.lists(
        st.tuples(st.integers(90, 140), st.integers(0, 31), st.sampled_from("0257")), min_size=4
    )
)
def test_any_quotes_in_32nds_are_known(quotes):
    assert are_thirty_seconds([f"{whole}'{part:02}{eighth}" for whole, part, eighth in quotes])


def test_means_of_bid_and_ask_lose_their_sign(tmp_path):
    text = "date,permno,askhi,bidlo,prc,vol\n2024-01-02,1,11,9,10,5\n2024-01-03,1,12,9,-10.5,0\n"
    path = tmp_path / "ZN.csv"
    path.write_text(text, encoding="utf-8", newline="\n")
    with open_library(tmp_path / "library.fslib", create=True) as library:
        (entry,) = import_paths(library, [path]).files
        (symbol,) = library.candles.symbols("1d")
        closes = library.candles.get_range(symbol, "1d").close
    np.testing.assert_array_equal(closes, [10.0, 10.5])
    assert "import.mean-of-quotes" in [note.code for note in entry.notes]


def test_oil_may_be_below_zero(tmp_path):
    text = (
        "date,open,high,low,close,volume\n"
        "2020-04-17,19.8,20.1,17.9,18.27,9\n"
        "2020-04-20,17.73,17.85,-40.32,-37.63,8\n"
        "2020-04-21,-14,13.86,-16.74,10.01,7\n"
    )
    _, series = imported(tmp_path, text)
    assert [candle.close for candle in series] == [18.27, -37.63, 10.01]
