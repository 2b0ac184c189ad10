"""Lists of symbols."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pytest
from pyarrow import parquet

from engine.domain.symbol import Symbol
from engine.errors import SourceError
from engine.storage.importers.symbol_lists import import_symbol_list, read_symbol_list
from engine.storage.library import open_library

if TYPE_CHECKING:
    from pathlib import Path


def test_columns_are_known_by_their_names(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "Symbol,Name,Exchange,Currency,Sector,Industry,Time Zone,Sessions\n"
        "AAPL,Apple,NASDAQ,USD,Tech,Phones;Watches,,\n"
        "BTC,,,,,,UTC,24/7\n",
        encoding="utf-8",
    )
    symbol_list = read_symbol_list(path)
    assert symbol_list.symbols == [Symbol("AAPL", "Apple", "NASDAQ", "USD"), Symbol("BTC")]
    assert symbol_list.groups == [("Tech", "AAPL"), ("Phones", "AAPL"), ("Watches", "AAPL")]
    assert (symbol_list.zones, symbol_list.sessions) == ({"BTC": "UTC"}, {"BTC": "24/7"})


def test_korean_listing_is_read(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("단축코드;한글 종목약명;시장구분\n005930;삼성전자;KOSPI\n".encode("cp949"))
    assert read_symbol_list(path).symbols == [Symbol("005930", "삼성전자", "KOSPI")]


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("NASDAQ:AAPL,###BANKS,NYSE:JPM,BRK.B", ["NASDAQ:AAPL", "NYSE:JPM", "BRK.B"]),
        ("AAPL,MSFT\n", ["AAPL", "MSFT"]),
        ("AAPL,Apple\n", ["AAPL"]),
        ("005930,삼성전자\n", ["005930"]),
        ("# mine\nAAPL\n\n#IBM\n", ["AAPL", "#IBM"]),
        ("Symbol|Security Name\nAAPL|Apple\nFile Creation Time: 0101202412:00|\n", ["AAPL"]),
    ],
)
def test_lists_of_other_programs_are_read(tmp_path: Path, text: str, symbols: list[str]) -> None:
    path = tmp_path / "list.txt"
    path.write_text(text, encoding="utf-8")
    assert [symbol.symbol_id for symbol in read_symbol_list(path).symbols] == symbols


def test_plain_list_has_a_symbol_a_line(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("AAPL\n\nMSFT\n005930\n", encoding="utf-8")
    assert [symbol.symbol_id for symbol in read_symbol_list(path).symbols] == [
        "AAPL",
        "MSFT",
        "005930",
    ]


def test_without_a_header_the_second_column_is_the_name(tmp_path: Path) -> None:
    path = tmp_path / "list.tsv"
    path.write_text("AAPL\tApple\nMSFT\tMicrosoft\n", encoding="utf-8")
    assert read_symbol_list(path).symbols[1] == Symbol("MSFT", "Microsoft")


def test_table_of_another_kind_is_read(tmp_path: Path) -> None:
    path = tmp_path / "list.parquet"
    parquet.write_table(pa.table({"ticker": ["A", "B"], "market": ["NYSE", None]}), path)
    assert read_symbol_list(path).symbols == [Symbol("A", "", "NYSE"), Symbol("B")]
    (tmp_path / "list.json").write_text('[{"symbol": "A", "currency": "USD"}]', encoding="utf-8")
    assert read_symbol_list(tmp_path / "list.json").symbols == [Symbol("A", currency="USD")]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("symbol,tz\nA,Mars/Olympus\n", "line 2: There is no time zone"),
        ("symbol,hours\nA,nine to five\n", "line 2: 'nine to five' are no trading hours"),
        ("symbol,name\n", "no symbol in it"),
    ],
)
def test_what_cannot_be_used_is_told_with_its_line(
    tmp_path: Path, content: str, reason: str
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SourceError, match=reason):
        read_symbol_list(path)


def test_list_that_is_absent_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        read_symbol_list(tmp_path / "no.csv")
    with pytest.raises(SourceError, match="no list of symbols"):
        read_symbol_list(tmp_path)


def test_list_goes_into_the_library_at_once(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "symbol,exchange,sector,tz,sessions\nA,NYSE,Tech,UTC,09:00-10:00\n", encoding="utf-8"
    )
    with open_library(tmp_path / "library.fslib", create=True) as library:
        assert import_symbol_list(library, path) == 1
        assert library.symbols.get("A") == Symbol("A", exchange="NYSE")
        assert library.symbols.groups() == {"Tech": ["A"]}
        assert (library.symbols.sessions("A").tz, library.symbols.sessions("A").opens) == (
            "UTC",
            540,
        )
