"""Whatever an import says of real and of faulty files is a message that can be translated."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from engine.domain.import_mapping import ImportMapping
from engine.messages import Message
from engine.storage.importers.import_paths import import_paths
from engine.storage.importers.preview import preview
from tests.helpers.import_cases import DIALECTS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.helpers.import_cases import Dialect

HEADER = "Date,Open,High,Low,Close,Volume\n"
DAYS = range(2, 28)
ROWS = "".join(f"2024-01-{day:02d},{day},{day + 1},{day - 1},{day},9\n" for day in DAYS)
FAULTY = {
    "empty.csv": b"",
    "binary.csv": bytes(range(256)) * 9,
    "prose.csv": b"Dear reader,\nthis is prose.\n",
    "no_close.csv": "".join(f"2024-01-{day:02d},x\n" for day in DAYS).encode(),
    "cells.csv": (HEADER + ROWS + "2024-02-01,1\n").encode(),
    "values.csv": (HEADER + ROWS + "2024-02-30,1,2,1,1,1\n2024-03-01,x,,1,1,y\n").encode(),
    "zeros.csv": (HEADER + ROWS + "2024-02-01,0,0,0,0,0\n2024-02-02,1,1,1,,1\n").encode(),
    "quote.csv": (HEADER + ROWS + '"2024-02-01,1,2,1,1,1\n').encode(),
    "same.csv": (HEADER + ROWS + ROWS + ROWS).encode(),
    "signs.csv": (HEADER + ROWS.replace(",", ",-")).encode(),
    "orders.csv": (HEADER + "".join(f"0{d}/05/2024,1,1,1,1,1\n" for d in range(1, 9))).encode(),
    "others.csv": ("Date,A,B,Close\n" + "".join(f"2024-01-{d},1,2,3\n" for d in DAYS)).encode(),
    "cut.csv.gz": gzip.compress((HEADER + ROWS * 99).encode())[:-20],
    "broken.zip": b"PK\3\4 broken",
    "broken.json": b"{broken",
    "broken.parquet": b"PAR1 broken",
    "old.feather": b"FEA1",
}


def sentences_about(path: Path) -> list[str]:
    """Return all that an import and a preview say of a file."""
    files = import_paths(None, [path], dry_run=True).files
    first = preview(path)
    texts = [entry.error or "" for entry in files] + [first.error or "", *first.notes]
    texts += [note for entry in files for note in entry.notes]
    texts += [problem.reason for entry in files for problem in entry.problems]
    return [text for text in texts if text]


@pytest.mark.parametrize("name", FAULTY)
def test_what_is_wrong_with_a_file_is_a_message(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(FAULTY[name])
    texts = sentences_about(path)
    assert texts
    assert not [text for text in texts if not isinstance(text, Message)]


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_what_is_said_of_a_dialect_is_a_message(tmp_path: Path, dialect: Dialect) -> None:
    path = tmp_path / dialect.name
    path.write_bytes(dialect.content)
    assert not [text for text in sentences_about(path) if not isinstance(text, Message)]


def test_preview_says_why_a_correction_cannot_be_followed(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(HEADER + ROWS, encoding="utf-8")
    error = preview(path, ImportMapping(delimiter=",,")).error
    assert isinstance(error, Message)
    assert error.code == "import.long-separator"
