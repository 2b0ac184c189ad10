"""Symbols in the names of files."""

from __future__ import annotations

import pytest

from engine.domain.timeframe import Timeframe
from engine.storage.importers.detection.file_names import read_name


@pytest.mark.parametrize(
    ("stem", "symbol"),
    [
        ("AAPL", "AAPL"),
        ("AAPL (1)", "AAPL"),
        ("AAPL_data", "AAPL"),
        ("AAPL Historical Data", "AAPL"),
        ("PETR4 Dados Históricos", "PETR4"),
        ("SPY.Last", "SPY"),
        ("ES 03-24.Last", "ES 03-24"),
        ("BTCUSDT-1m-2024-01", "BTCUSDT"),
        ("BTCUSDT-1d-2024-01-31", "BTCUSDT"),
        ("BTC-USD_1h", "BTC-USD"),
        ("DAT_MT_EURUSD_M1_2023", "EURUSD"),
        ("EURUSD_M15_202301020000_202312292345", "EURUSD"),
        ("EURUSD60", "EURUSD"),
        ("XBTUSD_1440", "XBTUSD"),
        ("AAPL_2020-01-01_2024-12-31", "AAPL"),
        ("BINANCE_BTCUSDT, 60", "BTCUSDT"),
        ("CME_MINI_ES1!, 5 (2)", "ES1!"),
        ("daily_adjusted_IBM", "IBM"),
        ("intraday_5min_IBM", "IBM"),
    ],
)
def test_what_programs_write_around_a_symbol_is_left_out(stem: str, symbol: str) -> None:
    assert read_name(stem).symbol == symbol


@pytest.mark.parametrize(
    "stem",
    [
        *("005930", "BRK-B", "BRK-W", "ES_202403", "BTCUSD_200925", "RUSSELL_2000", "3M", "1d"),
        *("data", "AAPL_2024-01-19", "SPX500", "AAPL.US", "^GSPC", "BTC_USDT_USDT", "EURUSD_bid"),
    ],
)
def test_what_may_belong_to_the_symbol_stays(stem: str) -> None:
    assert read_name(stem).symbol == stem


@pytest.mark.parametrize(
    ("stem", "timeframe"),
    [
        ("EURUSD_W1", Timeframe.W1),
        ("EURUSD_Weekly_202301010000_202312310000", Timeframe.W1),
        ("NASDAQ_AAPL, 1W", Timeframe.W1),
        ("NASDAQ_AAPL, 1M", Timeframe.MN1),
        ("BTCUSDT-1M-2024-01", Timeframe.MN1),
        ("monthly_IBM", Timeframe.MN1),
        ("EURUSD10080", Timeframe.W1),
        ("BTCUSDT-1m-2024-01", None),
        ("EURUSD_D1", None),
        ("AAPL", None),
    ],
)
def test_weeks_and_months_are_known_by_the_name(stem: str, timeframe: Timeframe | None) -> None:
    assert read_name(stem).timeframe is timeframe
