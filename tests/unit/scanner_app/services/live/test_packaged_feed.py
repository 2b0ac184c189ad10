"""A live session of the window on a feed of an installed package."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from engine.domain.formula import Formula
from engine.domain.hit_policy import HitPolicy
from engine.plugins import discovery
from scanner_app.services.live.feed_sources import open_live
from scanner_app.services.live.installed_parts import survey_parts
from scanner_app.services.live.live_types import FeedKind, FeedOptions, LiveRequest
from tests.helpers.packages import example_of, install

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BROKEN = """
[project]
name = "broken"
version = "0.1"

[project.entry-points."formula_scanner.feeds"]
broken = "broken_feed:PART"
"""


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Install the feed of the page, and one that cannot be imported."""
    folder = tmp_path / "site-packages"
    folder.mkdir()
    example = example_of("feeds")
    install(folder, example.code, example.project)
    install(folder, "import no_such_module\n", BROKEN)
    monkeypatch.syspath_prepend(str(folder))
    _clear()
    yield
    _clear()


def _clear() -> None:
    discovery._all_entries.cache_clear()
    discovery.load_part.cache_clear()


@pytest.mark.usefixtures("installed")
def test_sound_feeds_are_offered_and_the_others_named() -> None:
    survey = survey_parts()
    assert survey.feeds == ["count"]
    (problem,) = survey.problems
    assert str(problem).startswith("The feed 'broken' of the package broken cannot be loaded: ")


@pytest.mark.usefixtures("installed")
def test_a_session_runs_on_the_feed_of_a_package(tmp_path: Path) -> None:
    feed = FeedOptions(FeedKind.PACKAGE, "12", "count", timeframe="1m")
    formulas = (Formula("high", "high", "close > 8"),)
    request = LiveRequest(
        number=1, feed=feed, hits=HitPolicy(is_every_bar=True), formulas=formulas,
        library=tmp_path / "library.fslib", workspace=tmp_path / "workspace.fsws",
    )  # fmt: skip
    opened = open_live(request, [])
    opened.session.run()
    closes = [hit.candle.close for hit in opened.session.hits.since(0).hits]
    opened.close(5.0)
    assert closes == [9.0, 10.0, 11.0]
