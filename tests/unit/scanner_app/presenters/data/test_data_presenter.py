"""The Data tab without its widgets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QObject, Signal

from scanner_app.presenters.data.data_presenter import DataPresenter
from scanner_app.services.job_service import JobEnd, JobKind
from scanner_app.services.library.library_service import Contents
from scanner_app.settings import SettingsStore
from scanner_app.view_states import DataState
from tests.helpers.presenter_fakes import (
    FakeDialogs,
    FakeJobs,
    FakeLibrary,
    FakeMessages,
    contents_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable


class FakeTab(QObject):
    sample_requested = Signal()
    open_requested = Signal()
    export_requested = Signal()
    quality_requested = Signal()
    resample_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.timeframe = "1d"
        self.quality: Any = None
        self.report: Any = None
        self.contents: tuple[Contents, Path | None] | None = None

    def state(self) -> DataState:
        return DataState(self.timeframe)

    def show_contents(self, contents: Contents, path: Path | None) -> None:
        self.contents = (contents, path)

    def show_quality(self, report: Any) -> None:
        self.quality = report

    def clear_quality(self) -> None:
        self.quality = None

    def show_import(self, report: Any) -> None:
        self.report = report


class Parts:
    def __init__(self, folder: Path) -> None:
        self.path = folder / "own.fslib"
        self.tab, self.window, self.dialogs = FakeTab(), FakeMessages(), FakeDialogs()
        self.library = FakeLibrary(self.path, contents_of(d1=["A"]))
        self.jobs, self.settings = FakeJobs(), SettingsStore(folder / "settings.toml")
        self.presenter = DataPresenter(
            self.tab, self.window, self.dialogs, self.dialogs,
            library=self.library, jobs=self.jobs, settings=self.settings,
        )  # fmt: skip

        self.n_imports = 0
        self.presenter.imported.connect(self._on_imported)

    def _on_imported(self) -> None:
        self.n_imports += 1

    def end(self, kind: JobKind, value: Any = None, **facts: Any) -> None:
        self.jobs.ended.emit(JobEnd(kind, value, **facts))


@pytest.fixture
def parts(qapp: object, tmp_path: Path) -> Parts:
    return Parts(tmp_path)


def test_an_empty_library_shows_the_welcome(parts: Parts) -> None:
    parts.library.change(Contents())
    assert parts.window.is_empty is True
    contents = contents_of(d1=["A"])
    parts.library.change(contents)
    assert parts.window.is_empty is False
    assert parts.tab.contents == (contents, parts.path)


def test_a_sample_fills_an_empty_library_and_never_one_with_candles(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = []
    target = "scanner_app.presenters.data.data_presenter.sample_work"
    monkeypatch.setattr(target, paths.append)
    parts.tab.sample_requested.emit()
    parts.library.contents = Contents()
    parts.tab.sample_requested.emit()
    assert paths == [parts.path.with_name("sample.fslib"), parts.path]


def test_a_sample_in_a_library_of_its_own_is_opened(parts: Parts) -> None:
    other = parts.path.with_name("sample.fslib")
    parts.end(JobKind.SAMPLE, parts.path)
    assert parts.library.opened_paths == []
    parts.end(JobKind.SAMPLE, other)
    assert parts.library.opened_paths == [other]


def test_a_chosen_library_is_remembered_once_it_is_open(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = parts.path.with_name("chosen.fslib")
    parts.dialogs.answer = str(chosen)
    with monkeypatch.context() as patch:
        patch.setattr(parts.library, "open", lambda _: None)
        parts.tab.open_requested.emit()
    assert parts.settings.current.library == ""
    parts.tab.open_requested.emit()
    assert parts.settings.current.library == str(chosen)


def test_a_library_that_another_part_opens_is_not_remembered(parts: Parts) -> None:
    parts.library.open(parts.path)
    assert parts.settings.current.library == ""


@pytest.mark.parametrize(
    ("emit", "kind"),
    [
        (lambda tab: tab.export_requested.emit(), JobKind.EXPORT),
        (lambda tab: tab.quality_requested.emit(), JobKind.QUALITY),
    ],
)
def test_buttons_start_their_jobs_where_there_are_candles(
    parts: Parts, emit: Callable[[FakeTab], object], kind: JobKind
) -> None:
    parts.dialogs.answer = "x.csv"
    parts.tab.timeframe = ""
    emit(parts.tab)
    assert parts.jobs.kinds == []
    parts.tab.timeframe = "1d"
    emit(parts.tab)
    assert parts.jobs.kinds == [kind]


def test_an_export_is_named_after_the_timeframe(parts: Parts) -> None:
    parts.tab.export_requested.emit()
    assert parts.dialogs.choices == ["candles-1d.csv"]
    assert parts.jobs.kinds == []


def test_only_longer_timeframes_can_be_built(parts: Parts) -> None:
    parts.dialogs.answer = "1M"
    parts.tab.resample_requested.emit()
    assert parts.dialogs.choices == ["1w", "1M"]
    assert parts.jobs.kinds == [JobKind.RESAMPLE]
    parts.tab.timeframe = ""
    parts.tab.resample_requested.emit()
    assert len(parts.dialogs.titles) == 1


def test_an_import_shows_its_report_on_the_data_tab(parts: Parts) -> None:
    parts.tab.quality = "old"
    parts.end(JobKind.IMPORT, "report")
    assert (parts.tab.report, parts.n_imports) == ("report", 1)
    assert parts.tab.quality is None
    assert parts.library.n_refreshes == 1


def test_the_result_of_a_quality_check_is_shown(parts: Parts) -> None:
    parts.end(JobKind.QUALITY, "doubts")
    assert parts.tab.quality == "doubts"


def test_an_export_says_how_many_files_were_written(parts: Parts) -> None:
    parts.end(JobKind.EXPORT, [Path("a"), Path("b")])
    assert parts.window.messages == ["2 files written"]


@pytest.mark.parametrize("facts", [{"error": OSError("full")}, {"is_cancelled": True}])
def test_a_job_without_a_result_shows_none_but_the_library_is_read_again(
    parts: Parts, facts: dict[str, Any]
) -> None:
    parts.end(JobKind.IMPORT, "report", **facts)
    assert (parts.tab.report, parts.n_imports) == (None, 0)
    assert parts.library.n_refreshes == 1
