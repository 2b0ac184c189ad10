from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from engine.batch import progress_calls as progress
from engine.batch.engine import ProcessingEngine
from engine.language.service import FormulaService
from engine.storage.library import Library, open_library
from engine.storage.maintenance.sample import write_sample
from tests.helpers.patience import PATIENCE_S

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

N_SYMBOLS, N_BARS = 120, 400


@pytest.fixture(autouse=True)
def _callbacks_take_their_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no call of a progress callback be left out because the machine is slow."""
    monkeypatch.setattr(progress, "LAST_CALL_S", PATIENCE_S)


@pytest.fixture(scope="package")
def library_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("library") / "sample.fslib"
    write_sample(path, n_symbols=N_SYMBOLS, n_bars=N_BARS)
    return path


@pytest.fixture(scope="module")
def library(library_path: Path) -> Iterator[Library]:
    with open_library(library_path) as library:
        yield library


@pytest.fixture(scope="module")
def engine(library: Library) -> Iterator[ProcessingEngine]:
    """One warm pool for all tests of a module that leave it as it was; it remembers no results."""
    with ProcessingEngine(library.candles, FormulaService(), 2, result_cache_mb=0) as engine:
        engine.warm_up()
        yield engine
