"""Texts of other programs, and files that take the place of others."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

import pytest

from engine import files
from engine.files import drafted, read_text, replace_file

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "close > 1 -- 종가\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        b"\xff\xfe" + TEXT.replace("\n", "\r\n").encode("utf-16-le"),  # PowerShell's >
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
    ],
)
def test_text_is_read_in_the_encoding_that_its_first_bytes_name(
    tmp_path: Path, data: bytes
) -> None:
    (tmp_path / "formula").write_bytes(data)
    assert read_text(tmp_path / "formula") == TEXT


def test_file_takes_the_place_of_another(tmp_path: Path) -> None:
    (tmp_path / "new").write_text("new", encoding="utf-8")
    (tmp_path / "old").write_text("old", encoding="utf-8")
    replace_file(tmp_path / "new", tmp_path / "old")
    assert [path.name for path in tmp_path.iterdir()] == ["old"]
    assert (tmp_path / "old").read_text(encoding="utf-8") == "new"


def test_draft_takes_the_place_of_the_file_when_it_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_text("old", encoding="utf-8")
    with drafted(path) as draft:
        draft.write_text("new", encoding="utf-8")
        assert path.read_text(encoding="utf-8") == "old"
    assert path.read_text(encoding="utf-8") == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_draft_that_is_not_completed_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyError), drafted(tmp_path / "out"):
        raise KeyError
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="links are a right of few on Windows")
def test_link_at_the_name_of_a_draft_is_not_written_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine", encoding="utf-8")
    monkeypatch.setattr(files.secrets, "token_hex", lambda _: "guessed")
    (tmp_path / ".out.guessed.part").symlink_to(victim)
    with pytest.raises(FileExistsError), drafted(tmp_path / "out"):
        pass
    assert victim.read_text(encoding="utf-8") == "mine"


def test_names_of_drafts_are_not_known_before(tmp_path: Path) -> None:
    with drafted(tmp_path / "out") as first, drafted(tmp_path / "out") as second:
        assert first != second


def test_file_that_may_not_be_written_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out"
    path.write_text("old", encoding="utf-8")
    monkeypatch.setattr(files.os, "access", lambda *_: False)  # root may write everything
    with pytest.raises(PermissionError), drafted(path):
        pass
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no permissions of this kind")
def test_file_is_made_with_the_permissions_of_any_other(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    with drafted(tmp_path / ("long" * 60)) as draft:
        pass
    assert not draft.exists()
    assert (tmp_path / ("long" * 60)).stat().st_mode == (tmp_path / "other").stat().st_mode


def test_file_that_another_program_holds_for_a_moment_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusals = iter([True, True, False])
    replace = os.replace

    def refuse_twice(source: Path, target: Path) -> None:
        if next(refusals):
            raise PermissionError(13, "The process cannot access the file")
        replace(source, target)

    (tmp_path / "new").write_text("new", encoding="utf-8")
    monkeypatch.setattr(files.os, "name", "nt")
    monkeypatch.setattr(files.os, "replace", refuse_twice)
    monkeypatch.setattr(files.time, "sleep", lambda _: None)
    replace_file(tmp_path / "new", tmp_path / "old")
    monkeypatch.undo()
    assert (tmp_path / "old").read_text(encoding="utf-8") == "new"


def test_file_that_stays_held_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Path) -> None:
        raise PermissionError(13, "The process cannot access the file")

    clock = iter(range(100))
    monkeypatch.setattr(files.os, "name", "nt")
    monkeypatch.setattr(files.os, "replace", refuse)
    monkeypatch.setattr(files.time, "sleep", lambda _: None)
    monkeypatch.setattr(files.time, "monotonic", lambda: next(clock))
    with pytest.raises(PermissionError):
        replace_file(tmp_path / "new", tmp_path / "old")


@pytest.mark.skipif(os.name != "nt", reason="only Windows locks open files")
def test_open_file_is_replaced_once_it_is_closed(tmp_path: Path) -> None:
    (tmp_path / "new").write_text("new", encoding="utf-8")
    (tmp_path / "old").write_text("old", encoding="utf-8")
    with (tmp_path / "old").open(encoding="utf-8") as held:
        closing = threading.Timer(0.2, held.close)
        closing.start()
        replace_file(tmp_path / "new", tmp_path / "old")
        closing.join()
    assert (tmp_path / "old").read_text(encoding="utf-8") == "new"
