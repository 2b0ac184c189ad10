"""Watchlists on the Data tab."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, Signal

from scanner_app.presenters.data.watchlists_presenter import WatchlistsPresenter
from tests.helpers.presenter_fakes import FakeDialogs, FakeWatchlists

if TYPE_CHECKING:
    from collections.abc import Mapping


class FakePanel(QObject):
    edited = Signal(str, tuple)
    deleted = Signal(str)
    new_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.lists: Mapping[str, tuple[str, ...]] = {}
        self.chosen = ""

    def show_lists(self, lists: Mapping[str, tuple[str, ...]]) -> None:
        self.lists = lists

    def choose(self, name: str) -> None:
        self.chosen = name


class Parts:
    def __init__(self) -> None:
        self.panel, self.dialogs = FakePanel(), FakeDialogs()
        self.watchlists = FakeWatchlists(mine=("A", "B"))
        self.presenter = WatchlistsPresenter(self.panel, self.dialogs, self.watchlists)


@pytest.fixture
def parts(qapp: object) -> Parts:
    return Parts()


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
