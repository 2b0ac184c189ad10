"""Instruments that several columns tell apart never become one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from engine.domain.import_mapping import ImportMapping
from engine.storage.importers.import_paths import import_paths
from engine.storage.library import open_library

if TYPE_CHECKING:
    from pathlib import Path

    from engine.domain.import_report import FileReport


def imported(
    path: Path, mapping: ImportMapping | None = None
) -> tuple[FileReport, dict[str, list[float]]]:
    """Return the report of a file, and the closes of each symbol."""
    library_path = path.with_suffix(".fslib")
    library_path.unlink(missing_ok=True)
    with open_library(library_path, create=True) as library:
        (report,) = import_paths(library, [path], mapping=mapping).files
        closes = {
            symbol: library.candles.get_range(symbol, frame).close.tolist()
            for frame in library.candles.timeframes()
            for symbol in library.candles.symbols(frame)
        }
    return report, closes


def closes_of(folder: Path, text: str) -> dict[str, list[float]]:
    path = folder / "NIFTY.csv"
    path.write_text(text)
    return imported(path)[1]


def codes(report: FileReport) -> list[str]:
    return [note.code for note in report.notes]


NSE = """SYMBOL,SERIES,OPEN,HIGH,LOW,CLOSE,TIMESTAMP
AAA,EQ,10,12,9,11,02-JAN-2024
BBB,EQ,20,22,19,21,02-JAN-2024
BBB,N1,920,922,919,921,02-JAN-2024
CCC,BE,5,6,4,5,02-JAN-2024
DDD,GB,99,99,99,99,02-JAN-2024
"""
MOEX = """TRADEDATE,BOARDID,SECID,OPEN,LOW,HIGH,CLOSE
2024-01-03,SMAL,SBER,270,269,272,270.5
2024-01-03,TQBR,SBER,271,270,273,272
2024-01-04,SMAL,SBER,271,270,273,272.5
2024-01-04,TQBR,SBER,272,271,274,273
"""


def test_main_series_of_a_share_is_read_and_the_others_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(NSE)
    report, closes = imported(tmp_path / "a.csv")
    assert closes == {"AAA": [11], "BBB": [21], "CCC": [5]}
    assert report.rows_read == 5
    (note,) = [note for note in report.notes if note.code == "import.left-out"]
    assert note.fields["values"] == ("GB", "N1")


def test_main_board_of_a_share_is_read(tmp_path: Path) -> None:
    assert closes_of(tmp_path, MOEX) == {"SBER": [272, 273]}


def test_user_may_keep_all_series(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(NSE)
    _, closes = imported(tmp_path / "a.csv", ImportMapping(columns={"part": "SERIES"}))
    assert closes["BBB N1"] == [921]
    assert closes["BBB EQ"] == [21]


@pytest.mark.parametrize(
    ("header", "first", "second", "names"),
    [
        ("date,symbol,expiry", "X,2024-01-25", "X,2024-02-29", ("X 2024-01-25", "X 2024-02-29")),
        ("date,symbol,Strike Price,Option Type", "X,100.0,CE", "X,100.0,PE",
         ("X 100 CE", "X 100 PE")),
        ("date,symbol,EXPIRY_DT,STRIKE_PR,OPTION_TYP", "X,25-Jan-2024,0,XX", "X,29-Feb-2024,0,XX",
         ("X 25-Jan-2024", "X 29-Feb-2024")),
        ("date,symbol,venue", "X,XNYS", "X,ARCX", ("X XNYS", "X ARCX")),
        ("date,symbol,Contract Month", "ES,H24", "ES,M24", ("ES H24", "ES M24")),
        ("date,ticker,grade", "RICE,fine", "RICE,coarse", ("RICE fine", "RICE coarse")),
    ],
)  # fmt: skip
@pytest.mark.parametrize("is_sorted", [False, True])
def test_column_that_tells_rows_apart_becomes_part_of_the_symbol(
    tmp_path: Path, header: str, first: str, second: str, names: tuple[str, str], is_sorted: bool
) -> None:
    days = [f"2024-01-{day:02}" for day in range(2, 9)]
    pairs = [(day, which) for day in days for which in (0, 1)]
    if is_sorted:
        pairs.sort(key=lambda pair: (pair[1], pair[0]))
    rows = "".join(f"{day},{(first, second)[n]},1,99,1,{10 + n}\n" for day, n in pairs)
    closes = closes_of(tmp_path, f"{header},open,high,low,close\n{rows}")
    assert closes == {names[0]: [10.0] * 7, names[1]: [11.0] * 7}


def test_contracts_without_a_column_of_symbols_have_the_symbol_of_the_file(tmp_path: Path) -> None:
    rows = "".join(
        f"2024-01-{day:02},2024-0{month}-25,{month}\n" for day in range(2, 9) for month in (1, 2)
    )
    closes = closes_of(tmp_path, "date,expiry,close\n" + rows)
    assert set(closes) == {"NIFTY 2024-01-25", "NIFTY 2024-02-25"}


@pytest.mark.parametrize("contract", [["2024-03-15"] * 8, ["2024-03-15"] * 4 + ["2024-06-21"] * 4])
def test_contract_that_is_one_series_stays_one(tmp_path: Path, contract: list[str]) -> None:
    rows = "".join(f"2024-01-{n + 2:02},ES,{contract[n]},{n}\n" for n in range(8))
    assert set(closes_of(tmp_path, "date,symbol,expiry,close\n" + rows)) == {"ES"}


def test_rows_that_are_equal_are_no_instruments(tmp_path: Path) -> None:
    row = "2024-01-02,X,NYSE,5\n2024-01-03,X,NYSE,6\n"
    (tmp_path / "a.csv").write_text("date,symbol,exchange,close\n" + row * 3)
    report, closes = imported(tmp_path / "a.csv")
    assert closes == {"X": [5, 6]}
    assert not report.notes


def test_rows_that_no_column_tells_apart_are_counted(tmp_path: Path) -> None:
    rows = "".join(f"2024-01-{day:02},X,{day}\n" for day in range(2, 20))
    (tmp_path / "a.csv").write_text("date,symbol,close\n" + rows + "2024-01-05,X,9\n")
    report, _ = imported(tmp_path / "a.csv")
    assert codes(report) == ["import.same-times-differ"]


def test_file_with_contracts_after_a_file_with_one_is_looked_at_anew(tmp_path: Path) -> None:
    head = "date,symbol,expiry,close\n"
    (tmp_path / "a.csv").write_text(
        head + "".join(f"2024-01-{day:02},X,2024-01-25,{day}\n" for day in range(2, 9))
    )
    (tmp_path / "b.csv").write_text(
        head
        + "".join(f"2024-01-{day:02},Y,2024-0{m}-25,{m}\n" for day in range(2, 9) for m in (1, 2))
    )
    files = import_paths(None, [tmp_path], dry_run=True).files
    assert [entry.symbols for entry in files] == [["X"], ["Y 2024-01-25", "Y 2024-02-25"]]


def test_contracts_of_typed_columns_are_named_by_day_and_number(tmp_path: Path) -> None:
    days = pa.array([19_724, 19_724, 19_725, 19_725], pa.date32())
    expiry = pa.array([19_750, 19_780] * 2, pa.date32())
    table = pa.table(
        {"date": days, "symbol": ["X"] * 4, "expiry": expiry, "close": [1.0, 2.0, 3.0, 4.0]}
    )
    parquet.write_table(table, tmp_path / "a.parquet")
    _, closes = imported(tmp_path / "a.parquet")
    assert closes == {"X 2024-01-28": [1, 3], "X 2024-02-27": [2, 4]}


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.sampled_from(["A1", "B2", "C3", "D4"]), min_size=2, max_size=4, unique=True),
    st.integers(3, 9),
    st.randoms(use_true_random=False),
    st.sampled_from(["expiry", "venue", "option_type", "Contract Month"]),
)
def test_no_row_is_lost_where_a_column_tells_all_apart(
    tmp_path: Path, contracts: list[str], n_days: int, random: object, name: str
) -> None:
    rows = [
        f"2024-01-{day:02},X,{contract},{day}.{number}\n"
        for day in range(2, 2 + n_days)
        for number, contract in enumerate(contracts)
    ]
    random.shuffle(rows)  # type: ignore[attr-defined]
    closes = closes_of(tmp_path, f"date,symbol,{name},close\n" + "".join(rows))
    assert sum(map(len, closes.values())) == len(rows)
    assert len(closes) == len(contracts)
