"""Symbols, their trading hours and groups."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest

from engine.calendars.sessions import SessionRule
from engine.domain.repositories import ISymbolRepository
from engine.domain.symbol import Symbol
from engine.storage.in_memory import InMemorySymbolRepository
from engine.storage.library import Library, open_library
from engine.storage.sqlite.symbols import SqliteSymbolRepository

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    Repository = InMemorySymbolRepository | SqliteSymbolRepository

SAMSUNG = Symbol("005930", "삼성전자", "KOSPI", "KRW")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "library.fslib", create=True) as library:
        yield library


@pytest.fixture(params=["memory", "sqlite"])
def repository(request: pytest.FixtureRequest, library: Library) -> Repository:
    return InMemorySymbolRepository() if request.param == "memory" else library.symbols


def test_repository_answers_the_protocol(repository: Repository) -> None:
    assert isinstance(repository, ISymbolRepository)


def test_saved_symbol_comes_back_with_its_zeros(repository: Repository) -> None:
    repository.save(SAMSUNG)
    assert repository.get("005930") == SAMSUNG
    assert repository.get("5930") is None


def test_symbol_with_the_same_id_is_replaced(repository: Repository) -> None:
    repository.save(SAMSUNG)
    repository.save(Symbol("005930", "Samsung"))
    assert repository.all() == [Symbol("005930", "Samsung")]


def test_symbols_are_sorted(repository: Repository) -> None:
    for name in ("B", "C", "A"):
        repository.save(Symbol(name))
    assert [symbol.symbol_id for symbol in repository.all()] == ["A", "B", "C"]


def test_deleting_tells_whether_there_was_one(repository: Repository) -> None:
    repository.save(SAMSUNG)
    assert repository.delete("005930")
    assert not repository.delete("005930")


def test_pickled_repository_has_the_same_symbols(repository: Repository) -> None:
    repository.save(SAMSUNG)
    copy = pickle.loads(pickle.dumps(repository))
    assert copy.all() == [SAMSUNG]
    if isinstance(copy, SqliteSymbolRepository):
        copy.close()


def test_names_fill_gaps_only(library: Library) -> None:
    library.symbols.save(Symbol("A", "Alpha"))
    library.symbols.add_names({"A": "Another", "B": "Beta"})
    assert [symbol.name for symbol in library.symbols.all()] == ["Alpha", "Beta"]


def test_exchange_tells_the_trading_hours(library: Library) -> None:
    library.symbols.save(SAMSUNG)
    assert library.symbols.sessions("005930") == SessionRule("Asia/Seoul", 540, 930, "XKRX")


def test_unknown_symbols_trade_around_the_clock_in_utc(library: Library) -> None:
    library.symbols.save(Symbol("A", exchange="NOWHERE"))
    assert library.symbols.sessions("A") == SessionRule()
    assert library.symbols.sessions("B") == SessionRule()
    assert library.symbols.all_sessions() == {}


def test_hours_that_were_set_go_before_the_exchange(library: Library) -> None:
    library.symbols.save(SAMSUNG)
    library.symbols.set_sessions(["005930"], sessions="08:00-20:00")
    library.symbols.set_sessions(["005930"], tz="Asia/Seoul")
    assert library.symbols.sessions("005930") == SessionRule("Asia/Seoul", 480, 1200)


def test_saving_a_symbol_keeps_its_hours(library: Library) -> None:
    library.symbols.set_sessions(["005930"], tz="Asia/Seoul", sessions="24/7")
    library.symbols.save(SAMSUNG)
    assert library.symbols.all_sessions() == {"005930": SessionRule("Asia/Seoul")}


def test_hours_that_mean_nothing_are_refused(library: Library) -> None:
    with pytest.raises(ValueError, match="no trading hours"):
        library.symbols.set_sessions(["A"], sessions="nine to five")


def test_groups_hold_symbols_once(library: Library) -> None:
    library.symbols.add_to_groups([("Tech", "B"), ("Tech", "A"), ("Tech", "A"), ("Oil", "C")])
    assert library.symbols.groups() == {"Oil": ["C"], "Tech": ["A", "B"]}
