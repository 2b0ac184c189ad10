"""Closed candles on their way into a library."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from engine.domain.candle import Candle
from engine.errors import LibraryBusyError
from engine.storage.library import open_library
from engine.stream.bars.live_candle import LiveCandle
from engine.stream.session.candle_writer import CandleWriter
from tests.helpers.stream_cases import START

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def live(symbol: str, minute: int, close: float = 1.0, closed: bool = True) -> LiveCandle:
    moment = START + timedelta(minutes=minute)
    return LiveCandle(symbol, Candle(moment, close, close, close, close, 1), closed)


def test_closed_candles_are_in_the_library_when_their_hits_are_told(tmp_path: Path) -> None:
    with open_library(tmp_path / "l.fslib", create=True) as library:
        writer = CandleWriter(library, "1m")
        found: list[int] = []
        told = threading.Event()

        def tell() -> None:
            found.append(len(library.candles.get_range("A", "1m")))
            told.set()

        writer.put([live("A", 0), live("A", 1), live("B", 0), live("A", 2, closed=False)], tell)
        told.wait()
        writer.close()
        assert found == [2]
        assert [c.timestamp for c in library.candles.get_range("B", "1m")] == [START]
        assert (writer.saved, writer.unsaved, writer.error) == (3, 0, "")


def test_bars_and_their_corrections_over_many_batches_end_up_in_order(tmp_path: Path) -> None:
    with open_library(tmp_path / "l.fslib", create=True) as library:
        writer = CandleWriter(library, "1m")
        for minute in (0, 1, 3, 2, 4):
            writer.put([live("A", minute)], lambda: None)
        writer.put([live("A", 1, 9.0)], lambda: None)
        writer.close()
        series = library.candles.get_range("A", "1m")
        assert [c.close for c in series] == [1.0, 9.0, 1.0, 1.0, 1.0]


def test_what_could_not_be_saved_goes_with_the_next_batch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_library(tmp_path / "l.fslib", create=True) as library:
        writer = CandleWriter(library, "1m")
        append, failures = library.candles.append_many, iter([True, False])

        def fail_once(*args: Any) -> Any:
            if next(failures):
                raise LibraryBusyError("l.fslib")
            return append(*args)

        monkeypatch.setattr(library.candles, "append_many", fail_once)
        told = [threading.Event(), threading.Event()]
        writer.put([live("A", 0)], told[0].set)
        told[0].wait()
        assert (writer.saved, writer.unsaved) == (0, 1)
        assert "another program" in writer.error
        writer.put([live("B", 0)], told[1].set)
        assert writer.close()
        assert (writer.saved, writer.unsaved, writer.error) == (2, 0, "")


def test_symbol_that_no_library_takes_does_not_keep_the_others_out(tmp_path: Path) -> None:
    with open_library(tmp_path / "l.fslib", create=True) as library:
        writer = CandleWriter(library, "1m")
        told = threading.Event()
        writer.put([live("A", 0), live("\ud800X", 0), live("B", 0)], told.set)
        told.wait()
        assert (writer.saved, writer.lost, writer.unsaved) == (2, 1, 0)
        assert writer.error == (
            "the candles of '\\ud800X' cannot be saved: '\\ud800' cannot be written in utf-8"
        )
        writer.put([live("A", 1)], lambda: None)
        assert writer.close()
        assert (writer.saved, writer.error) == (3, "")
        assert len(library.candles.get_range("A", "1m")) == 2


def test_hits_are_told_whatever_goes_wrong_with_the_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[int] = []
    with open_library(tmp_path / "l.fslib", create=True) as library:
        writer = CandleWriter(library, "1m")

        def broken() -> None:
            raise MemoryError

        monkeypatch.setattr(library, "transaction", broken)
        writer.put([live("A", 0)], lambda: told.append(0))
        writer.close()
    assert told == [0]


def test_memory_is_bounded_where_nothing_can_be_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.stream.session.candle_writer._MAX_UNSAVED", 3)
    with open_library(tmp_path / "l.fslib", create=True) as library:
        writer = CandleWriter(library, "1m")

        def fail(*_: Any) -> Any:
            raise LibraryBusyError("l.fslib")

        monkeypatch.setattr(library.candles, "save_many", fail)
        writer.put([live("A", minute) for minute in range(5)], lambda: None)
        writer.close()
        assert (writer.lost, writer.unsaved) == (5, 0)
