from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from engine.storage.library import open_library
from scanner_app.services.job_service import JobEnd, JobKind, JobService
from scanner_app.services.library.import_choices import ImportChoices
from scanner_app.services.library.library_jobs import (
    export_work,
    import_work,
    look_at,
    mapping_of,
    quality_work,
    sample_work,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[JobService]:
    service = JobService()
    yield service
    service.close()


def run(qtbot: QtBot, jobs: JobService, kind: JobKind, work: object) -> JobEnd:
    with qtbot.waitSignal(jobs.ended) as ended:
        assert jobs.start(kind, "title", work)
    return ended.args[0]


def test_one_job_at_a_time(qtbot: QtBot, jobs: JobService) -> None:
    gate = threading.Event()
    with qtbot.waitSignal(jobs.ended):
        assert jobs.start(JobKind.SAMPLE, "a", lambda relay, token: gate.wait())
        assert not jobs.start(JobKind.SAMPLE, "b", lambda relay, token: None)
        gate.set()
    assert not jobs.is_running


def test_a_cancelled_job_is_no_error(qtbot: QtBot, jobs: JobService) -> None:
    def work(relay: object, token: object) -> None:
        jobs.cancel()
        token.throw_if_cancelled()

    end = run(qtbot, jobs, JobKind.SAMPLE, work)
    assert end.is_cancelled
    assert end.error is None


def test_a_failed_job_tells_why(qtbot: QtBot, jobs: JobService) -> None:
    end = run(qtbot, jobs, JobKind.IMPORT, lambda relay, token: 1 / 0)
    assert isinstance(end.error, ZeroDivisionError)


def test_sample_export_import_and_quality_go_round(
    qtbot: QtBot, jobs: JobService, tmp_path: Path
) -> None:
    path, target = tmp_path / "a.fslib", tmp_path / "candles.csv"
    assert run(qtbot, jobs, JobKind.SAMPLE, sample_work(path, 3, 50)).error is None
    with open_library(path) as library:
        written = run(qtbot, jobs, JobKind.EXPORT, export_work(library, target, "1d")).value
        assert written == [target]
        shown = look_at(target, ImportChoices(), library)
        assert shown.error is None
        report = run(qtbot, jobs, JobKind.QUALITY, quality_work(library, "1d")).value
        assert len(report.symbols) == 3
    with open_library(tmp_path / "b.fslib", create=True) as library:
        work = import_work(library, [target], ImportChoices())
        report = run(qtbot, jobs, JobKind.IMPORT, work).value
        assert report.added == 150
        assert library.candles.symbols("1d") == ["SYN0001", "SYN0002", "SYN0003"]


def test_corrections_reach_the_importer() -> None:
    mapping = mapping_of(
        ImportChoices(
            {"close": "last"}, tz="Asia/Seoul", decimal=",", is_day_first=True, is_adjusted=True
        )
    )
    assert mapping.columns == {"close": "last"}
    assert (mapping.tz, mapping.decimal, mapping.day_first, mapping.adjusted) == (
        "Asia/Seoul",
        ",",
        True,
        True,
    )
    assert mapping_of(ImportChoices()).is_empty
