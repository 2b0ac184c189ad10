"""Candles in a real PostgreSQL server."""

from __future__ import annotations

import pickle
import sys
import threading
from typing import TYPE_CHECKING
from urllib.parse import quote

import numpy as np
import pytest

from engine.cli.main import main
from engine.domain.repositories import ICandleRepository
from engine.domain.series import COLUMNS
from engine.errors import LibraryError, LibraryNotFoundError, LibraryReadOnlyError
from engine.storage.candle_arrays import CandleArrays
from engine.storage.library import open_library
from engine.storage.maintenance.copying import copy_candles
from engine.storage.sources.postgres import CandleTable, PostgresCandleRepository
from tests.helpers.candles import DAY_NS, FIRST_NS, candles, random_bars
from tests.helpers.postgres_server import find_programs, running_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

psycopg = pytest.importorskip("psycopg")

PLAIN = CandleTable()
MANY = CandleTable(
    "market.bars",
    symbol="ticker",
    time="ts",
    open="o",
    high="h",
    low="l",
    close="c",
    volume="v",
    timeframe_column="tf",
)
TABLES = """
CREATE TABLE candles (symbol text, time timestamptz, open float8, high float8, low float8,
    close float8, volume float8, PRIMARY KEY (symbol, time));
CREATE SCHEMA market;
CREATE TABLE market.bars (ticker text, tf text, ts timestamp, o numeric, h numeric, l numeric,
    c numeric, v bigint);
"""
A, B = random_bars(300, 1), random_bars(20, 2)


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    programs = find_programs() if sys.platform != "win32" else None
    if programs is None:
        pytest.skip("PostgreSQL is not installed")
    with running_server(programs) as address:
        with psycopg.connect(address) as connection:
            connection.execute(TABLES)
            insert(connection, "INSERT INTO candles VALUES (%s, %s, %s, %s, %s, %s, %s)", "A", A)
            insert(connection, "INSERT INTO candles VALUES (%s, %s, %s, %s, %s, %s, %s)", "B", B)
            many = "INSERT INTO market.bars VALUES (%s, '1h', %s, %s, %s, %s, %s, %s)"
            insert(connection, many, "X", B)
            connection.execute(
                "INSERT INTO market.bars VALUES ('Y', '1d', '2024-01-01', NULL, 2, 1, 1.5, NULL)"
            )
        yield address


def insert(connection: object, statement: str, symbol: str, bars: CandleArrays) -> None:
    moments = bars.timestamps.view("datetime64[ns]").astype("datetime64[us]").tolist()
    prices = zip(*(column.tolist() for column in bars[1:]), strict=True)
    rows = [(symbol, f"{moment}Z", *row) for moment, row in zip(moments, prices, strict=True)]
    with connection.cursor() as cursor:  # type: ignore[attr-defined]
        cursor.executemany(statement, rows)


@pytest.fixture
def repository(url: str) -> Iterator[PostgresCandleRepository]:
    found = PostgresCandleRepository(url)
    yield found
    found.close()


def test_database_answers_the_protocol(repository: PostgresCandleRepository) -> None:
    assert isinstance(repository, ICandleRepository)
    assert repository.symbols("1d") == ["A", "B"]
    assert repository.timeframes() == ["1d"]
    assert repository.symbols("1h") == []


def test_candles_are_those_of_the_table(repository: PostgresCandleRepository) -> None:
    found = repository.get_columns("A", "1d", COLUMNS)
    assert found is not None
    np.testing.assert_equal(CandleArrays(**found.columns), A)
    assert found.version == repository.versions("1d")["A"]
    assert found.version.n_bars == 300
    assert not found.columns["close"].flags.writeable


def test_unknown_symbol_has_no_candles(repository: PostgresCandleRepository) -> None:
    assert repository.get_columns("NOBODY", "1d", ("close",)) is None
    assert repository.get_columns("A", "1h", ("close",)) is None
    assert len(repository.get_range("NOBODY", "1d")) == 0
    assert repository.versions("1d", ["B", "NOBODY"]).keys() == {"B"}


def test_any_change_of_a_candle_changes_the_revision(
    url: str, repository: PostgresCandleRepository
) -> None:
    before = repository.versions("1d")
    with psycopg.connect(url) as connection:
        for change in (
            "high = high + 0.01",
            "time = time + interval '1 hour'",
        ):
            where = "symbol = 'B' AND time = '2024-01-05Z'"
            connection.execute(f"UPDATE candles SET {change} WHERE {where}")
            connection.commit()
            after = repository.versions("1d")
            assert after["B"].revision != before["B"].revision
            assert after["A"] == before["A"]
            before = after


def test_names_of_table_and_columns_are_free_and_unknown_values_stay_unknown(url: str) -> None:
    repository = PostgresCandleRepository(url, MANY)
    assert repository.timeframes() == ["1h", "1d"]
    assert repository.symbols("1h") == ["X"]
    (candle,) = repository.get_range("Y", "1d")
    assert candle.timestamp.isoformat() == "2024-01-01T00:00:00+00:00"
    assert np.isnan([candle.open, candle.volume]).all()
    assert (candle.high, candle.close) == (2, 1.5)
    repository.close()


def test_repository_reaches_workers_by_its_address(url: str) -> None:
    copy = pickle.loads(pickle.dumps(PostgresCandleRepository(url, MANY)))
    assert copy.symbols("1h") == ["X"]
    copy.close()


def test_threads_share_the_repository(repository: PostgresCandleRepository) -> None:
    sizes: list[int] = []

    def read() -> None:
        sizes.extend(len(repository.get_range("A", "1d")) for _ in range(10))

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sizes == [300] * 40


def test_lost_connection_is_made_anew(repository: PostgresCandleRepository) -> None:
    repository.symbols("1d")
    repository._connection.close()  # type: ignore[union-attr]
    assert repository.symbols("1d") == ["A", "B"]


def test_database_is_only_read(repository: PostgresCandleRepository) -> None:
    with pytest.raises(LibraryReadOnlyError, match="only read"):
        repository.save_many("A", "1d", candles([0]))


def test_table_that_is_absent_is_told_without_the_password(url: str) -> None:
    repository = PostgresCandleRepository(url, CandleTable("nowhere"))
    with pytest.raises(LibraryError, match="nowhere") as caught:
        repository.symbols("1d")
    assert "secret" not in str(caught.value)
    repository.close()


def test_server_that_is_absent_is_told_without_the_password(tmp_path: Path) -> None:
    address = f"postgresql://me:secret@/postgres?host={quote(str(tmp_path))}"
    with pytest.raises(LibraryNotFoundError, match="cannot connect") as caught:
        PostgresCandleRepository(address).symbols("1d")
    assert "secret" not in str(caught.value)


def test_missing_driver_is_told_with_a_way_out(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(LibraryError, match=r"pip install 'formula-scanner\[postgres\]'"):
        PostgresCandleRepository(url)._reading().__enter__()


def test_candles_are_copied_into_a_library(
    tmp_path: Path, repository: PostgresCandleRepository
) -> None:
    with open_library(tmp_path / "library.fslib", create=True) as library:
        assert copy_candles(repository, library)["1d"].added == 320
        assert library.candles.get_range("A", "1d") == repository.get_range("A", "1d")
        assert library.candles.coverage("1d")[0].first_ns == FIRST_NS
        assert library.candles.coverage("1d")[0].last_ns == FIRST_NS + 299 * DAY_NS


def test_command_line_copies_a_table(
    tmp_path: Path, url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["copy", "--library", str(tmp_path / "library.fslib"), url, "--table", "market.bars"]
    words += ["--symbol-column", "ticker", "--time-column", "ts", "--timeframe-column", "tf"]
    for name in ("open", "high", "low", "close", "volume"):
        words += [f"--{name}-column", name[0]]
    assert main(words) == 0
    assert "1h: 20 added" in capsys.readouterr().err
