"""The Live tab on the feed of an installed package."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QComboBox, QLabel

from engine.plugins import discovery
from tests.helpers.live_driver import LiveDriver
from tests.helpers.packages import example_of, install

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.helpers.app_driver import AppDriver

pytestmark = pytest.mark.gui
BROKEN = """
[project]
name = "broken"
version = "0.1"

[project.entry-points."formula_scanner.feeds"]
broken = "broken_feed:PART"
"""


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Install the feed of the page, and one that cannot be imported."""
    folder = tmp_path / "site-packages"
    folder.mkdir()
    example = example_of("feeds")
    install(folder, example.code, example.project)
    install(folder, "import no_such_module\n", BROKEN)
    monkeypatch.syspath_prepend(str(folder))
    for cached in (discovery._all_entries, discovery.load_part):
        cached.cache_clear()
    yield
    for cached in (discovery._all_entries, discovery.load_part):
        cached.cache_clear()


@pytest.mark.usefixtures("packages")
def test_a_feed_of_a_package_is_chosen_and_a_broken_one_is_named(
    open_app: Callable[..., AppDriver], tmp_path: Path
) -> None:
    app = open_app("--library", str(tmp_path / "empty.fslib"))
    live = LiveDriver(app)
    selector = app.find("feedSelector", QComboBox)
    app.wait(lambda: selector.findText("count") > 0)
    assert selector.findText("broken") < 0
    app.wait(app.window.notice.isVisible)
    texts = [label.text() for label in app.window.notice.findChildren(QLabel)]
    assert any("The feed 'broken' of the package broken" in text for text in texts)
    live.watch_only(high="close > 8")
    live.choose_feed(selector.itemData(selector.findText("count")), "12")
    live.start()
    live.wait_for_end()
    assert len(live.hits()) == 1
