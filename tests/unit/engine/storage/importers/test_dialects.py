"""Every dialect gives the candles that are in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from engine.storage.importers.import_paths import import_paths
from engine.storage.library import open_library
from tests.helpers.import_cases import DIALECTS, Dialect

if TYPE_CHECKING:
    from pathlib import Path

    from engine.domain.candle import Candle


def row_of(candle: Candle) -> tuple[object, ...]:
    prices = (candle.open, candle.high, candle.low, candle.close, candle.volume)
    return (candle.timestamp.replace(tzinfo=None), *prices)


def expected_row(text: str) -> tuple[object, ...]:
    moment, *prices = text.split()
    return (np.datetime64(moment, "us").item(), *map(float, prices))


@pytest.mark.parametrize("dialect", DIALECTS, ids=[dialect.name for dialect in DIALECTS])
def test_dialect_is_imported_as_it_is_meant(tmp_path: Path, dialect: Dialect) -> None:
    path = tmp_path / dialect.name
    path.write_bytes(dialect.content)
    with open_library(tmp_path / "library.fslib", create=True) as library:
        report = import_paths(library, [path])
        assert [entry.error for entry in report.files] == [None] * len(report.files)
        assert report.rejected == 0
        assert library.candles.symbols(dialect.timeframe) == sorted(dialect.expected)
        for symbol, (first, last) in dialect.expected.items():
            series = library.candles.get_range(symbol, dialect.timeframe)
            np.testing.assert_equal(row_of(series[0]), expected_row(first))
            np.testing.assert_equal(row_of(series[-1]), expected_row(last))


def test_name_of_a_symbol_comes_along(tmp_path: Path) -> None:
    (dialect,) = [entry for entry in DIALECTS if entry.name == "stock.csv"]
    (tmp_path / "stock.csv").write_bytes(dialect.content)
    with open_library(tmp_path / "library.fslib", create=True) as library:
        import_paths(library, [tmp_path / "stock.csv"])
        symbol = library.symbols.get("005930")
        assert symbol is not None
        assert symbol.name == "삼성전자"
