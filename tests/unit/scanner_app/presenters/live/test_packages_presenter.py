"""Feeds of installed packages in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.errors import PluginError
from engine.messages import Message
from scanner_app.presenters.live.packages_presenter import PackagesPresenter
from scanner_app.services.live.installed_parts import PartsSurvey
from tests.helpers.presenter_fakes import FakeLibrary, FakeRunner, contents_of

if TYPE_CHECKING:
    from collections.abc import Sequence

PROBLEM = PluginError(
    Message("plugin.not-loaded", kind="sink", name="bad", package="p", reason="ImportError")
)


class View:
    def __init__(self) -> None:
        self.offered: list[Sequence[str]] = []

    def show_packages(self, names: Sequence[str]) -> None:
        self.offered.append(names)


def test_feeds_are_offered_and_problems_reported_once_the_library_is_there(qapp: object) -> None:
    view, library = View(), FakeLibrary()
    presenter = PackagesPresenter(
        view, library=library, tasks=FakeRunner(),
        survey=lambda: PartsSurvey(["count"], [PROBLEM]),
    )  # fmt: skip
    problems: list[Exception] = []
    presenter.failed.connect(problems.append)
    assert view.offered == []
    for _ in range(2):
        library.change(contents_of(d1=["A"]))
    assert view.offered == [["count"]]
    assert problems == [PROBLEM]
