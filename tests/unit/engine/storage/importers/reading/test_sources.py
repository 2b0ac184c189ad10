"""Files, folders and archives."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from engine.errors import SourceError
from engine.storage.importers.reading.sources import (
    FileSource,
    SourceKind,
    is_unpacked_on_the_way,
    iter_sources,
    measure,
)

if TYPE_CHECKING:
    from collections.abc import Callable

CSV = b"Date,Close\n2024-01-01,1\n"


def sources(*paths: Path) -> list[FileSource]:
    opened = list(iter_sources(paths))
    assert not [entry for entry in opened if isinstance(entry, SourceError)]
    return [entry for entry in opened if isinstance(entry, FileSource)]


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_folder_is_walked_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.csv", "a.csv", "sub/c.txt", "notes.md", ".hidden.csv", "~$open.xlsx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(CSV)
    assert [source.stem for source in sources(tmp_path)] == ["a", "b", "c"]


def test_named_file_is_opened_whatever_its_ending(tmp_path: Path) -> None:
    (tmp_path / "data.abc").write_bytes(CSV)
    (source,) = sources(tmp_path / "data.abc")
    assert source.read() == CSV


def test_members_of_a_zip_are_files(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    path.write_bytes(
        zipped(**{"A.csv": CSV, "x/B.csv": CSV, "readme.md": b"x", "__MACOSX/A.csv": b""})
    )
    opened = sources(path)
    assert [source.stem for source in opened] == ["A", "B"]
    assert opened[1].name == f"{path}/x/B.csv"
    assert opened[1].read() == CSV


def test_zip_inside_a_zip_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "outer.zip"
    path.write_bytes(
        zipped(**{"inner.zip": zipped(**{"A.csv": CSV}), "B.csv.gz": gzip.compress(CSV)})
    )
    assert [(source.stem, source.read()) for source in sources(path)] == [("A", CSV), ("B", CSV)]


def test_long_member_of_a_zip_is_unpacked_again_and_not_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.storage.importers.reading.sources._HELD_BYTES", 0)
    path = tmp_path / "all.zip"
    content = CSV * 1_000
    path.write_bytes(zipped(**{"A.csv": content, "B.csv.gz": gzip.compress(content)}))
    plain, packed = sources(path)
    for source in (plain, packed):
        with source.open() as file:
            assert is_unpacked_on_the_way(file)
        assert source.read() == source.read() == content
    assert plain.kind() is SourceKind.TEXT
    path.unlink()
    with pytest.raises(SourceError, match="cannot be read"):
        plain.read()


def test_member_that_is_not_read_in_order_is_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.storage.importers.reading.sources._HELD_BYTES", 0)
    path = tmp_path / "all.zip"
    path.write_bytes(zipped(**{"A.parquet": b"PAR1" + b"x" * 9_000}))
    (source,) = sources(path)
    path.unlink()
    assert len(source.read()) == 9_004


def test_gzip_is_opened_by_its_content(tmp_path: Path) -> None:
    (tmp_path / "005930.csv.gz").write_bytes(gzip.compress(CSV))
    (tmp_path / "plain.csv").write_bytes(gzip.compress(CSV))
    opened = sources(tmp_path)
    assert [source.stem for source in opened] == ["005930", "plain"]
    assert [source.read() for source in opened] == [CSV, CSV]


@pytest.mark.parametrize(("ending", "pack"), [("bz2", bz2.compress), ("xz", lzma.compress)])
def test_other_compressions_are_opened_by_their_content(
    tmp_path: Path, ending: str, pack: Callable[[bytes], bytes]
) -> None:
    (tmp_path / f"A.csv.{ending}").write_bytes(pack(CSV))
    (tmp_path / "B.csv").write_bytes(pack(CSV))
    (tmp_path / "C.zip").write_bytes(zipped(**{f"C.csv.{ending}": pack(CSV)}))
    (tmp_path / f"cut.csv.{ending}").write_bytes(pack(CSV * 100)[:-12])
    *opened, cut = sources(tmp_path)
    assert [source.stem for source in opened] == ["A", "B", "C"]
    assert [source.read() for source in opened] == [CSV, CSV, CSV]
    with pytest.raises(SourceError, match="cannot be read"):
        cut.read()


def test_file_may_be_read_several_times(tmp_path: Path) -> None:
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(CSV))
    (source,) = sources(tmp_path)
    assert source.read() == source.read() == CSV


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (CSV, SourceKind.TEXT),
        (b"\xff\xfeD\0a\0t\0e\0", SourceKind.TEXT),
        (b"PAR1....", SourceKind.PARQUET),
        (b"ARROW1\0\0", SourceKind.ARROW),
        (b"\xd0\xcf\x11\xe0\0\0", SourceKind.EXCEL),
        (b"\xef\xbb\xbf [1]", SourceKind.JSON),
        (b"\n{}", SourceKind.JSON),
    ],
)
def test_kind_is_told_by_the_content(tmp_path: Path, content: bytes, kind: SourceKind) -> None:
    (tmp_path / "data.csv").write_bytes(content)
    assert sources(tmp_path)[0].kind() is kind


def test_workbook_is_no_archive(tmp_path: Path) -> None:
    (tmp_path / "book.xlsx").write_bytes(zipped(**{"[Content_Types].xml": b"<x/>"}))
    (source,) = sources(tmp_path)
    assert source.kind() is SourceKind.EXCEL


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", "empty"), (b" \n ", "empty"), (b"a\0b", "binary"), (b"FEA1....", "version 2")],
)
def test_file_without_a_table_is_told(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "data.csv").write_bytes(content)
    with pytest.raises(SourceError, match=reason):
        sources(tmp_path)[0].kind()


def failures(path: Path) -> list[str]:
    return [str(entry) for entry in iter_sources([path]) if isinstance(entry, SourceError)]


def test_path_that_does_not_exist_is_told(tmp_path: Path) -> None:
    assert failures(tmp_path / "no") == [f"{tmp_path / 'no'}: there is no such file or folder"]


def test_damaged_archive_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 garbage")
    assert "cannot be unpacked" in failures(tmp_path)[0]


def test_damaged_member_does_not_hide_the_others(tmp_path: Path) -> None:
    content = bytearray(zipped(**{"A.csv": CSV, "B.csv": CSV}))
    content[content.index(CSV)] ^= 0xFF
    (tmp_path / "a.zip").write_bytes(content)
    opened = list(iter_sources([tmp_path]))
    assert isinstance(opened[0], SourceError)
    assert "A.csv" in str(opened[0])
    assert isinstance(opened[1], FileSource)


def test_gzip_that_is_cut_off_is_told_while_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(CSV * 100)[:-12])
    with pytest.raises(SourceError, match=r"a\.csv\.gz: cannot be read"):
        sources(tmp_path)[0].read()


def test_size_counts_members_unpacked(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(CSV)
    (tmp_path / "b.zip").write_bytes(zipped(**{"A.csv": CSV}))
    (tmp_path / "c.zip").write_bytes(b"no zip")
    assert measure([tmp_path]) == 2 * len(CSV)
    assert measure([tmp_path / "a.csv", tmp_path / "no"]) == len(CSV)


def test_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.csv").write_bytes(CSV)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "not allowed" in failures(tmp_path)[0]
