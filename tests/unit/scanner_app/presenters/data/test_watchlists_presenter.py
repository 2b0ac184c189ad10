"""Watchlists on the Data tab."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, Signal

from scanner_app.presenters.data.watchlists_presenter import WatchlistsPresenter
from scanner_app.services.library.library_service import Contents
from tests.helpers.presenter_fakes import FakeDialogs, FakeLibrary, FakeWatchlists, contents_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class FakePanel(QObject):
    edited = Signal(str, tuple)
    deleted = Signal(str)
    new_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.lists: Mapping[str, tuple[str, ...]] = {}
        self.chosen = ""
        self.known: set[str] = set()

    def show_known(self, symbols: set[str]) -> None:
        self.known = symbols

    def show_lists(self, lists: Mapping[str, tuple[str, ...]]) -> None:
        self.lists = lists

    def choose(self, name: str) -> None:
        self.chosen = name


class Parts:
    def __init__(self, tmp_path: Path) -> None:
        self.panel, self.dialogs = FakePanel(), FakeDialogs()
        self.watchlists = FakeWatchlists(mine=("A", "B"))
        self.library = FakeLibrary(tmp_path / "a.fslib", Contents())
        self.presenter = WatchlistsPresenter(
            self.panel, self.dialogs, self.watchlists, self.library
        )


@pytest.fixture
def parts(qapp: object, tmp_path: Path) -> Parts:
    return Parts(tmp_path)


def test_the_panel_shows_the_lists_when_they_change(parts: Parts) -> None:
    parts.watchlists.changed.emit()
    assert parts.panel.lists == {"mine": ("A", "B")}


def test_an_edited_list_is_saved(parts: Parts) -> None:
    parts.panel.edited.emit("mine", ("C",))
    assert parts.watchlists.lists == {"mine": ("C",)}
    assert parts.panel.lists == {"mine": ("C",)}


def test_a_deleted_list_is_gone(parts: Parts) -> None:
    parts.panel.deleted.emit("mine")
    assert parts.watchlists.lists == {}


def test_a_new_list_is_created_empty_and_chosen(parts: Parts) -> None:
    parts.dialogs.answer = "other"
    parts.panel.new_requested.emit()
    assert parts.watchlists.lists["other"] == ()
    assert parts.panel.chosen == "other"


def test_a_new_list_of_a_name_that_exists_keeps_its_symbols(parts: Parts) -> None:
    parts.dialogs.answer = "mine"
    parts.panel.new_requested.emit()
    assert parts.watchlists.lists == {"mine": ("A", "B")}
    assert parts.panel.chosen == "mine"


def test_the_panel_knows_the_symbols_of_every_timeframe(parts: Parts) -> None:
    parts.library.change(contents_of(d1=["A"], w1=["B"]))
    assert parts.panel.known == {"A", "B"}
