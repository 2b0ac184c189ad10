"""Symbols in the folders and archives around a file."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.domain.timeframe import Timeframe
from engine.storage.importers.detection.symbol_places import Place, name_in, says_nothing
from engine.storage.importers.import_paths import import_paths

if TYPE_CHECKING:
    from pathlib import Path

CSV = "Date,Open,High,Low,Close,Volume\n" + "".join(
    f"2024-01-{day:02},1,2,.5,{{price}},9\n" for day in range(2, 9)
)


def symbols(folder: Path, names: list[str], chosen: list[str] | None = None) -> set[str]:
    """Return the symbols of files with these names, which may lie in a zip."""
    archives: dict[Path, io.BytesIO] = {}
    for number, name in enumerate(names, start=1):
        text = CSV.format(price=number)
        outer, mark, inner = name.partition(".zip/")
        path = folder / (outer + ".zip" if mark else name)
        path.parent.mkdir(parents=True, exist_ok=True)
        if mark:
            content = archives.setdefault(path, io.BytesIO())
            with zipfile.ZipFile(content, "a") as archive:
                archive.writestr(inner, text)
        else:
            path.write_text(text)
    for path, content in archives.items():
        path.write_bytes(content.getvalue())
    paths = [folder / name for name in chosen] if chosen else [folder]
    files = import_paths(None, paths, dry_run=True).files
    assert not [entry.error for entry in files if entry.error]
    return {symbol for entry in files for symbol in entry.symbols}


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["AAPL/daily.csv", "MSFT/daily.csv"], {"AAPL", "MSFT"}),
        (["BTCUSDT/1h.csv", "ETHUSDT/1h.csv"], {"BTCUSDT", "ETHUSDT"}),
        (["AAPL/2023.csv", "AAPL/2024.csv"], {"AAPL"}),
        (["AAPL/2024/prices_01.csv", "MSFT/2024/prices_01.csv"], {"AAPL", "MSFT"}),
        (["BTC-USD/1d/2024-01.csv", "BTC-USD/1d/2024-02.csv"], {"BTC-USD"}),
        (["symbol=AAPL/part-0.csv", "symbol=MSFT/part-0.csv"], {"AAPL", "MSFT"}),
        (["ticker=005930/year=2024/part-00000-c000.csv"], {"005930"}),
        (["timeframe=1d/symbol=SPY/a3f1.csv"], {"SPY"}),
        (["AAPL.zip/prices.csv", "MSFT.zip/prices.csv"], {"AAPL", "MSFT"}),
        (["AAPL.zip/table.csv", "MSFT.zip/chart.csv"], {"AAPL", "MSFT"}),
        (["AAPL.zip/x.csv"], {"AAPL"}),
        (["all.zip/AAPL/daily.csv", "all.zip/MSFT/daily.csv"], {"AAPL", "MSFT"}),
        (["all.zip/AAPL/foo.csv", "all.zip/MSFT/foo.csv"], {"AAPL", "MSFT"}),
        (["AAPL/foo.csv", "MSFT/foo.csv"], {"AAPL", "MSFT"}),
        (["삼성전자/일봉.csv", "카카오/일봉.csv"], {"삼성전자", "카카오"}),
        (["apple/eod.csv", "microsoft/eod.csv"], {"apple", "microsoft"}),
        (["AAPL_daily/data.csv"], {"AAPL"}),
        # What says something stays, whatever is around it.
        (["2023/AAPL.csv", "2024/AAPL.csv"], {"AAPL"}),
        (["nasdaq/AAPL.csv", "backup/AAPL.csv"], {"AAPL"}),
        (["2023/apple.csv", "2024/apple.csv"], {"apple"}),
        (["nasdaq/apple.csv", "nasdaq/ibm.csv", "old/apple.csv", "old/ibm.csv"], {"apple", "ibm"}),
        (["NASDAQ.zip/apple.csv", "NASDAQ.zip/ibm.csv"], {"apple", "ibm"}),
        (["japan/7203.csv", "japan/2024.csv"], {"7203", "2024"}),
        (["NASDAQ/COIN.csv", "NYSE/SPOT.csv"], {"COIN", "SPOT"}),
        (["AAPL/DATA.csv", "MSFT/DATA.csv"], {"AAPL", "MSFT"}),
        (["daily.csv"], {"daily"}),
        (["BTCUSDT-1m-2024-01.zip/BTCUSDT-1m-2024-01.csv"], {"BTCUSDT"}),
    ],
)
def test_symbol_is_told_by_the_path(tmp_path: Path, names: list[str], expected: set[str]) -> None:
    assert symbols(tmp_path / "candles", names) == expected


def test_folder_above_the_chosen_file_tells_the_symbol_where_it_looks_like_one(
    tmp_path: Path,
) -> None:
    files = ["AAPL/daily.csv", "my candles/daily.csv"]
    assert symbols(tmp_path / "a", files, files[:1]) == {"AAPL"}
    assert symbols(tmp_path / "b", files, files[1:]) == {"daily"}
    assert symbols(tmp_path / "c", files, ["AAPL"]) == {"AAPL"}


def test_timeframe_of_the_file_stays_with_the_symbol_of_the_folder() -> None:
    assert name_in("1w", [Place("EURUSD")])[:2] == ("EURUSD", Timeframe.W1)


@pytest.mark.parametrize("name", ["daily", "1h", "M15", "2024-01", "part-0", "prices (1)", "일봉"])
def test_word_for_data_says_nothing(name: str) -> None:
    assert says_nothing(name)


@pytest.mark.parametrize("name", ["AAPL", "005930", "7203", "BTC-USD", "data corp x", "삼성전자"])
def test_symbol_says_something(name: str) -> None:
    assert not says_nothing(name)


@given(st.from_regex(r"[A-Z]{3,5}", fullmatch=True), st.sampled_from(["data", "1d", "part-3"]))
def test_symbol_in_any_folder_is_read_from_there(symbol: str, stem: str) -> None:
    expected = stem if says_nothing(symbol) else symbol
    assert name_in(stem, [Place(symbol)]).symbol == expected
