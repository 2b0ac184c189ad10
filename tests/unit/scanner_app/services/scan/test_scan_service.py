from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from engine.batch.pool.process_shard import ProcessShard
from engine.storage.library import open_library
from scanner_app.services.scan.scan_service import ScanService
from scanner_app.settings import Settings
from tests.helpers.patience import PATIENCE_S

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot


def test_service_is_closed_though_its_workers_never_get_ready(
    qtbot: QtBot, small_library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_asked = threading.Event()
    monkeypatch.setattr(ProcessShard, "start", lambda _self, _epoch: is_asked.set())
    service, counts = ScanService(), []
    service.workers_ready.connect(counts.append)
    with open_library(small_library) as library:
        service.use_library(library, Settings(workers=1))
        assert is_asked.wait(PATIENCE_S)
        service.close()
    assert service._thread.isFinished()
    assert counts == []


def test_service_that_is_closed_at_once_starts_no_workers(
    qtbot: QtBot, small_library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    starts: list[int] = []
    monkeypatch.setattr(ProcessShard, "start", lambda _self, epoch: starts.append(epoch))
    service = ScanService()
    with open_library(small_library) as library:
        service._host.stop_waiting()
        service.use_library(library, Settings(workers=1))
        service.close()
    assert service._thread.isFinished()
    assert starts == []
