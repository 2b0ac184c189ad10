"""Imports without a window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, Signal

from engine.storage.library import open_library
from scanner_app.presenters.data.import_presenter import ImportPresenter
from scanner_app.services.job_service import JobKind
from scanner_app.services.library.import_choices import ImportChoices
from tests.helpers.presenter_fakes import FakeDialogs, FakeJobs, FakeLibrary, FakeRunner

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from engine.storage.importers.preview import ImportPreview


class FakeDialog(QObject):
    preview_requested = Signal(object)
    import_requested = Signal(object)
    finished = Signal(int)

    def __init__(self, n_files: int) -> None:
        super().__init__()
        self.n_files = n_files
        self.previews: list[ImportPreview] = []

    def show_preview(self, preview: ImportPreview) -> None:
        self.previews.append(preview)


class Parts:
    def __init__(self, folder: Path) -> None:
        self.files, self.runner, self.jobs = FakeDialogs(), FakeRunner(), FakeJobs()
        self.library = FakeLibrary()
        self.library.library = open_library(folder / "own.fslib", create=True)
        self.dialogs: list[FakeDialog] = []
        self.presenter = ImportPresenter(
            self.files, self._open, library=self.library, reader=self.runner, jobs=self.jobs
        )

    def _open(self, n_files: int) -> FakeDialog:
        self.dialogs.append(FakeDialog(n_files))
        return self.dialogs[-1]


@pytest.fixture
def parts(qapp: object, tmp_path: Path) -> Iterator[Parts]:
    parts = Parts(tmp_path)
    library = parts.library.library
    yield parts
    library.close()


@pytest.fixture
def candles(tmp_path: Path) -> str:
    path = tmp_path / "AAA.csv"
    path.write_text("date,open,high,low,close,volume\n2024-01-02,1,2,0.5,1.5,10\n", "utf-8")
    return str(path)


def test_chosen_files_are_previewed(parts: Parts, candles: str) -> None:
    parts.files.answer = [candles, candles]
    parts.presenter.choose_files()
    dialog = parts.dialogs[0]
    assert dialog.n_files == 2
    assert [preview.file for preview in dialog.previews] == [candles]
    assert dialog.previews[0].error is None


def test_a_chosen_folder_is_previewed(parts: Parts, candles: str, tmp_path: Path) -> None:
    parts.files.answer = [str(tmp_path)]
    parts.presenter.choose_folder()
    assert parts.dialogs[0].previews[0].error is None


def test_a_correction_is_previewed_again(parts: Parts, candles: str) -> None:
    parts.presenter.preview([candles])
    parts.dialogs[0].preview_requested.emit(ImportChoices(columns={"close": "open"}))
    first, second = parts.dialogs[0].previews
    assert first.candles["AAA"].close[0] == 1.5
    assert second.candles["AAA"].close[0] == 1.0


def test_a_preview_that_comes_after_the_dialog_was_closed_is_dropped(
    parts: Parts, candles: str
) -> None:
    parts.runner.is_held = True
    parts.presenter.preview([candles])
    parts.dialogs[0].finished.emit(0)
    parts.runner.run_next()
    assert parts.dialogs[0].previews == []


def test_the_button_starts_the_import(parts: Parts, candles: str) -> None:
    parts.presenter.preview([candles])
    parts.dialogs[0].import_requested.emit(ImportChoices())
    assert parts.jobs.kinds == [JobKind.IMPORT]


def test_nothing_is_opened_without_files_or_a_library(parts: Parts, candles: str) -> None:
    parts.presenter.preview([])
    library, parts.library.library = parts.library.library, None
    parts.presenter.preview([candles])
    parts.library.library = library
    assert parts.dialogs == []
