"""Copies between repositories."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from engine.domain.cancellation import CancellationToken
from engine.errors import ProcessingCancelledException
from engine.storage.in_memory import InMemoryCandleRepository
from engine.storage.library import Library, open_library
from engine.storage.maintenance.copying import copy_candles
from tests.helpers.candles import candles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def source() -> InMemoryCandleRepository:
    repository = InMemoryCandleRepository()
    for symbol, timeframe in (("A", "1d"), ("B", "1d"), ("A", "1h")):
        repository.save_many(symbol, timeframe, candles(range(3)))
    return repository


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "library.fslib", create=True) as library:
        yield library


def test_everything_is_copied(source: InMemoryCandleRepository, library: Library) -> None:
    assert copy_candles(source, library) == {"1h": (3, 0, 0), "1d": (6, 0, 0)}
    assert library.candles.get_range("A", "1h") == source.get_range("A", "1h")


def test_symbols_and_timeframes_can_be_chosen(
    source: InMemoryCandleRepository, library: Library
) -> None:
    calls: list[tuple[int, int, str]] = []
    copy_candles(source, library, ["1d"], ["B"], progress=lambda *call: calls.append(call))
    assert library.candles.symbols("1d") == ["B"]
    assert library.candles.timeframes() == ["1d"]
    assert calls == [(1, 1, "B")]


def test_cancelled_copy_keeps_what_is_finished(
    source: InMemoryCandleRepository, library: Library
) -> None:
    token = CancellationToken()
    with pytest.raises(ProcessingCancelledException):
        copy_candles(source, library, ["1d"], progress=lambda *_: token.cancel(), token=token)
    assert library.candles.symbols("1d") == ["A"]
