"""Prices found by name and by content."""

from __future__ import annotations

import numpy as np
import pytest

from engine.domain.import_layout import Role
from engine.storage.importers.detection.value_columns import (
    by_content,
    by_name,
    by_prefix,
    closes_only,
)
from tests.helpers.candles import random_bars


def columns(*names: str) -> dict[str, list[str]]:
    return {name: [name] for name in names}


def named(*names: str, symbols: tuple[str, ...] = (), adjusted: bool = False) -> dict[str, str]:
    values = by_name(columns(*names), symbols, adjusted)
    return {str(role): name for role, name in values.series[0].columns.items()}


def test_usual_name_goes_before_an_unusual_one() -> None:
    assert named("Price", "Close", "Last")["close"] == "Close"
    assert named("Open", "Price")["close"] == "Price"


@pytest.mark.parametrize(
    ("names", "symbol", "expected"),
    [
        (("close", "volume_btc", "volume"), "BTCUSD", "volume_btc"),
        (("close", "Volume USD", "Volume BTC"), "BTCUSD", "Volume BTC"),
        (("close", "Volume ETH", "Volume USDT"), "", "Volume ETH"),
        (("close", "volume", "quote_asset_volume", "taker_buy_volume"), "BTC", "volume"),
        (("close", "quote_volume"), "BTC", None),
        (("close", "Vol (SMA 20)", "Avg Volume"), "A", "Vol (SMA 20)"),
        (("close", "Turnover", "Amount"), "A", None),
    ],
)
def test_volume_is_what_was_traded_not_what_was_paid(
    names: tuple[str, ...], symbol: str, expected: str | None
) -> None:
    assert named(*names, symbols=(symbol,)).get("volume") == expected


def test_adjusted_close_alone_is_the_close() -> None:
    assert named("Open", "Adj Close") == {"open": "Open", "close": "Adj Close"}


def test_adjusted_columns_are_taken_when_asked_for() -> None:
    names = ("Open", "Close", "Volume", "Adj. Open", "Adj. Close", "Adj. Volume")
    assert named(*names)["close"] == "Close"
    assert named(*names, adjusted=True) == {
        "open": "Adj. Open",
        "close": "Adj. Close",
        "volume": "Adj. Volume",
    }


def test_without_adjusted_columns_the_raw_ones_are_taken_and_that_is_said() -> None:
    values = by_name(columns("Open", "Close"), (), adjusted=True)
    assert values.notes == ("there are no adjusted prices",)


def test_prefixes_are_symbols() -> None:
    values = by_prefix(columns("BTC-USD_Close", "BTC-USD_Open", "close.MSFT", "X volume", "Notes"))
    assert {entry.symbol: set(entry.columns) for entry in values} == {
        "BTC-USD": {Role.CLOSE, Role.OPEN},
        "MSFT": {Role.CLOSE},
    }


def test_columns_of_words_are_no_closes() -> None:
    values = closes_only(
        {"AAPL": ["1", "2"], "note": ["a", "b"], "MSFT": ["", "3"]}, is_newest_first=False
    )
    assert [entry.symbol for entry in values.series] == ["AAPL", "MSFT"]


@pytest.mark.parametrize("order", ["ohlc", "cohl", "ochl", "hloc"])
@pytest.mark.parametrize("is_newest_first", [False, True])
def test_order_of_prices_without_a_header_is_told_by_the_prices(
    order: str, is_newest_first: bool
) -> None:
    bars = random_bars(200)
    rng = np.random.default_rng(1)
    before = np.concatenate((bars.close[:1], bars.close[:-1]))
    open_ = before + rng.normal(0, 0.05, 200)
    high, low = np.maximum(open_, bars.close) + 1, np.minimum(open_, bars.close) - 1
    prices = {"o": open_, "h": high, "l": low, "c": bars.close}
    step = -1 if is_newest_first else 1
    samples = {letter: list(map(repr, prices[letter][::step].tolist())) for letter in order}
    samples["v"] = ["100"] * 200
    values = by_content(samples, is_newest_first).series[0].columns
    assert {str(role)[0]: name for role, name in values.items()} == {
        letter: letter for letter in "ohlcv"
    }


@pytest.mark.parametrize(
    ("n_columns", "roles"),
    [(1, ["close"]), (2, ["close", "volume"]), (3, ["high", "low", "close"])],
)
def test_few_columns_without_a_header_are_read_as_is_usual(
    n_columns: int, roles: list[str]
) -> None:
    values = by_content({str(n): ["1", "2"] for n in range(n_columns)}, False)
    assert [str(role) for role in values.series[0].columns] == roles


def test_no_number_is_no_price() -> None:
    assert by_content({"a": ["x"]}, False).series == ()
