"""What the engine says, as the Korean window shows it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QLabel

from engine.domain.result import Outcome
from scanner_app.dialogs.import_dialog import ImportDialog
from scanner_app.dialogs.list_dialog import ListDialog
from scanner_app.services.live.live_types import FeedKind
from tests.helpers.live_driver import LiveDriver

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QAbstractItemModel

    from tests.helpers.app_driver import AppDriver

pytestmark = pytest.mark.gui
HEADER = "Date,Open,High,Low,Close,Volume\n"
ROWS = "".join(f"2024-01-{day:02d},{day},{day + 1},{day - 1},{day},9\n" for day in range(2, 28))
FILES = {
    "doubtful.csv": HEADER + ROWS + "2024-02-30,1,2,1,1,1\n2024-03-01,x,,1,1,y\n2024-03-02,1\n",
    "prose.csv": "Dear reader,\nthis is prose.\n",
    "broken.json": "{broken",
    "empty.csv": "",
}
_HANGUL = re.compile("[가-힣]")
_ENGLISH = re.compile("[a-z]{2,} [a-z]{2,}")


def is_korean(text: str) -> bool:
    return bool(_HANGUL.search(text)) and not _ENGLISH.search(text)


def column(model: QAbstractItemModel, number: int) -> list[str]:
    """Return the texts of a column, those below each row too."""
    found = []
    for row in range(model.rowCount()):
        parent = model.index(row, 0, QModelIndex())
        found.append(model.index(row, number).data())
        below = range(model.rowCount(parent))
        found += [model.index(each, number, parent).data() for each in below]
    return [text for text in found if text]


def test_faulty_files_are_reported_in_korean(korean: AppDriver, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    for name, content in FILES.items():
        (folder / name).write_text(content, encoding="utf-8")
    korean.services.library.open(tmp_path / "new.fslib")
    korean.wait(lambda: korean.services.library.contents.is_empty)
    korean.application.data.imports.preview([str(folder)])
    dialog = korean.window.findChild(ImportDialog)
    korean.wait(dialog.fields.roles["close"].currentText)
    dialog.accept_button.click()
    report = korean.data_tab.report
    korean.wait(report.isVisible)
    said = column(report.tree.model(), 5)
    assert len(said) >= 2 * len(FILES) - 2
    assert [text for text in said if not is_korean(text)] == []


def test_a_file_that_is_no_library_is_told_in_korean(korean: AppDriver, tmp_path: Path) -> None:
    path = tmp_path / "prose.fslib"
    path.write_text("this is prose", encoding="utf-8")
    korean.application.data.presenter.open_library(str(path))
    korean.wait(korean.window.notice.isVisible)
    said = [label.text() for label in korean.window.notice.findChildren(QLabel) if label.text()]
    assert said
    assert all(map(is_korean, said))


def test_why_symbols_failed_is_listed_in_korean(korean: AppDriver) -> None:
    korean.scan("vwap() > 1")
    korean.application.scan.outcomes.show(str(Outcome.ERROR))
    dialog = korean.window.findChild(ListDialog)
    said = column(dialog.table.model(), 3)
    dialog.close()
    assert said
    assert all(map(is_korean, said))


def test_faults_of_a_feed_are_told_in_korean(korean: AppDriver, tmp_path: Path) -> None:
    live = LiveDriver(korean)
    live.watch_only(high="close > 20")
    path = tmp_path / "feed.jsonl"
    path.write_text('{"symbol": "ABC", "timestamp": "never"}\n', encoding="utf-8")
    for address in (str(path), str(tmp_path / "missing.jsonl")):
        live.choose_feed(FeedKind.LINES, address)
        live.start()
        live.wait_for_end()
        assert is_korean(live.tab.health.detail.text())
