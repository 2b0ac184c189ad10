"""Parquet and Feather."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
import pytest
from pyarrow import feather, parquet

from engine.domain.import_mapping import ImportMapping
from engine.errors import SourceError
from engine.storage.importers.import_paths import import_paths
from engine.storage.importers.preview import preview
from engine.storage.importers.reading.arrow_reader import ArrowReader
from engine.storage.importers.reading.sources import FileSource, SourceKind, iter_sources
from engine.storage.library import Library, open_library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FRAME = pd.DataFrame(
    {"open": [1.0, 2], "high": [2.0, 3], "low": [0.5, 1], "close": [1.5, 2.5], "volume": [10, 20]},
    index=pd.DatetimeIndex(["2024-01-02", "2024-01-03"], name="date"),
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "library.fslib", create=True) as library:
        yield library


def days(library: Library, symbol: str) -> list[int]:
    return [candle.timestamp.day for candle in library.candles.get_range(symbol, "1d")]


def test_frame_with_its_dates_as_index_is_read(tmp_path: Path, library: Library) -> None:
    FRAME.to_parquet(tmp_path / "a.parquet")
    FRAME.rename_axis(None).to_parquet(tmp_path / "b.parquet")
    FRAME.tz_localize("Asia/Seoul").to_parquet(tmp_path / "c.parquet")
    report = import_paths(library, [tmp_path / f"{name}.parquet" for name in "abc"])
    assert [entry.error for entry in report.files] == [None, None, None]
    assert [days(library, symbol) for symbol in "abc"] == [[2, 3]] * 3


def test_feather_is_read_batch_by_batch(tmp_path: Path, library: Library) -> None:
    table = pa.Table.from_pandas(FRAME.reset_index(), preserve_index=False)
    feather.write_feather(table, tmp_path / "a.feather", chunksize=1)
    import_paths(library, [tmp_path / "a.feather"])
    assert days(library, "a") == [2, 3]


def test_numbers_that_are_times_are_read(tmp_path: Path, library: Library) -> None:
    table = pa.table({"time": [1704153600000, 1704240000000], "close": [1.0, 2.0]})
    parquet.write_table(table, tmp_path / "ms.parquet")
    parquet.write_table(
        pa.table({"date": [20240102, 20240103], "close": [1.0, 2.0]}), tmp_path / "packed.parquet"
    )
    import_paths(library, [tmp_path / "ms.parquet", tmp_path / "packed.parquet"])
    assert days(library, "ms") == days(library, "packed") == [2, 3]


def test_texts_are_read_as_those_of_a_text_file(tmp_path: Path, library: Library) -> None:
    table = pa.table(
        {
            "Symbol": pa.array(["A", "B"]).dictionary_encode(),
            "Date": ["02.01.2024", "03.01.2024"],
            "Close": ["1.234,5", "x"],
        }
    )
    parquet.write_table(table, tmp_path / "a.parquet")
    (entry,) = import_paths(library, [tmp_path / "a.parquet"]).files
    assert library.candles.get_range("A", "1d").close.tolist() == [1234.5]
    assert [(problem.line, problem.reason) for problem in entry.problems] == [
        (2, "Close 'x' is no number")
    ]


def test_infinite_price_is_no_price(tmp_path: Path, library: Library) -> None:
    table = pa.table({"date": ["2024-01-02", "2024-01-03"], "close": [1.0, float("inf")]})
    parquet.write_table(table, tmp_path / "a.parquet")
    (entry,) = import_paths(library, [tmp_path / "a.parquet"]).files
    assert entry.rejected == 1


def test_table_without_rows_is_told(tmp_path: Path) -> None:
    parquet.write_table(pa.table({"date": pa.array([], pa.date32())}), tmp_path / "a.parquet")
    (source,) = iter_sources([tmp_path / "a.parquet"])
    assert isinstance(source, FileSource)
    with pytest.raises(SourceError, match="no rows"):
        ArrowReader(source, SourceKind.PARQUET).layout(ImportMapping())


def test_preview_shows_names_and_first_rows(tmp_path: Path) -> None:
    FRAME.to_parquet(tmp_path / "a.parquet")
    result = preview(tmp_path / "a.parquet")
    assert result.rows[0] == ["open", "high", "low", "close", "volume", "date"]
    assert result.rows[1][:2] == ["1.0", "2.0"]
    assert result.roles["date"] == "time"
