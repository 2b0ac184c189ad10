from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from engine.storage.library import Library, open_library
from tests.helpers.candles import candle, random_bars

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """A library that looks at all states even when few are asked for."""
    monkeypatch.setattr("engine.storage.sqlite.candles._FEW_SYMBOLS", 0)
    with open_library(tmp_path / "library.fslib", create=True) as library:
        library.candles.save_arrays("A", "1d", random_bars(10))
        yield library


def n_bars(library: Library, symbol: str = "A") -> int:
    return library.candles.versions("1d", [symbol])[symbol].n_bars


def test_own_writes_show_in_the_next_answer(library: Library) -> None:
    assert n_bars(library) == 10
    library.candles.append_many("1d", {"A": candle(400)})
    assert n_bars(library) == 11
    library.candles.save_arrays("B", "1d", random_bars(5))
    assert n_bars(library, "B") == 5


def test_writes_of_another_program_show_in_the_next_answer(library: Library) -> None:
    assert n_bars(library) == 10
    with open_library(library.path) as other:
        other.candles.append_many("1d", {"A": candle(400)})
    assert n_bars(library) == 11


def test_each_thread_sees_what_is_there(library: Library) -> None:
    seen = []
    for day in range(400, 405):
        library.candles.append_many("1d", {"A": candle(day)})
        with library.candles._db.reading():  # takes the connection that answered before
            thread = threading.Thread(target=lambda: seen.append(n_bars(library)))
            thread.start()
            thread.join()
        seen.append(n_bars(library))
    assert seen == [11, 11, 12, 12, 13, 13, 14, 14, 15, 15]


def test_answer_may_be_changed_by_who_asked(library: Library) -> None:
    library.candles.versions("1d").clear()
    assert "A" in library.candles.versions("1d")


def test_unchanged_file_is_not_read_again(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.candles.versions("1d")
    monkeypatch.setattr(
        "engine.storage.sqlite.known_versions.all_versions", lambda *_: pytest.fail("was read")
    )
    assert list(library.candles.versions("1d")) == ["A"]
