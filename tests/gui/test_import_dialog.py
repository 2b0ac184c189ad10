"""Correcting in the window how a file is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from engine.domain.import_mapping import ImportMapping
from engine.storage.importers.import_paths import import_paths
from scanner_app.dialogs.import_dialog import ImportDialog

if TYPE_CHECKING:
    from pathlib import Path

    from scanner_app.widgets.detected_box import DetectedBox
    from tests.helpers.app_driver import AppDriver

pytestmark = pytest.mark.gui
KOREAN = "회사: 삼성전자\n일자;시간;시가;고가;저가;종가;거래량\n" + "".join(
    f"{day:02}.01.2024;09:{minute:02};{day},5;{day + 1},5;{day - 1},5;{day},0;{minute}\n"
    for day in (15, 16)
    for minute in range(20)
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "A005930.csv"
    made.write_bytes(KOREAN.encode("cp949"))
    return made


def look_at(app: AppDriver, path: Path) -> ImportDialog:
    app.application.data.imports.preview([str(path)])
    dialog = app.window.findChild(ImportDialog)
    app.wait(dialog.file.text)
    return dialog


def type_into(app: AppDriver, box: DetectedBox, text: str) -> None:
    box.lineEdit().selectAll()
    app.qtbot.keyClicks(box.lineEdit(), text)
    app.qtbot.keyClick(box.lineEdit(), Qt.Key.Key_Return)


def choose(box: DetectedBox, text: str) -> None:
    box.setCurrentText(text)
    box.activated.emit(box.currentIndex())


def test_all_that_was_understood_is_shown(empty: AppDriver, path: Path) -> None:
    dialog = look_at(empty, path)
    fields = dialog.fields
    assert fields.encoding.currentText() == "Automatic: cp949"
    assert fields.separator.currentText() == "Automatic: ;"
    assert (fields.skipped.text(), fields.header.text()) == ("Automatic: 1", "Automatic: 1")
    assert fields.time_format.currentText() == "Automatic: %d.%m.%Y %H:%M"
    assert fields.day_first.currentText() == "Automatic: Day first"
    assert fields.decimal.currentText() == "Automatic: 1,5"
    assert fields.timeframe.currentText() == "Automatic: 1m"
    assert fields.roles["time"].currentText() == "일자"
    assert fields.roles["clock"].currentText() == "시간"
    assert not dialog.reset_button.isEnabled()


def test_a_corrected_encoding_and_separator_are_seen_at_once(empty: AppDriver, path: Path) -> None:
    dialog = look_at(empty, path)
    raw = dialog._raw_model
    type_into(empty, dialog.fields.encoding, "latin-1")
    empty.wait(lambda: "ÀÏÀÚ" in raw.row_at(1))
    choose(dialog.fields.separator, "Comma")
    empty.wait(lambda: raw.row_at(2)[0] == "15.01.2024;09:00;15")
    choose(dialog.fields.separator, "Automatic: ;")
    choose(dialog.fields.encoding, dialog.fields.encoding.itemText(0))
    empty.wait(lambda: raw.row_at(1)[0] == "일자")
    assert dialog.fields.encoding.currentText() == "Automatic: cp949"


@pytest.mark.parametrize(
    ("name", "typed", "told"),
    [
        ("encoding", "klingon", "there is no encoding 'klingon'"),
        ("separator", ";;", "the separator is one character, not ';;'"),
        ("time_format", "%Y-%Q", "Unknown directive %Q"),
        ("time_format", "%Y/%m/%d", "no row has a time in the format '%Y/%m/%d'"),
    ],
)
def test_what_cannot_be_followed_is_told_and_mended(
    empty: AppDriver, path: Path, name: str, typed: str, told: str
) -> None:
    dialog = look_at(empty, path)
    box = getattr(dialog.fields, name)
    type_into(empty, box, typed)
    empty.wait(lambda: told in dialog.summary.text())
    assert not dialog.accept_button.isEnabled()
    assert dialog._raw_model.rowCount() > 5
    assert box.currentText() == typed
    type_into(empty, box, " ")
    empty.wait(dialog.accept_button.isEnabled)


def test_lines_are_counted_by_hand(empty: AppDriver, path: Path) -> None:
    dialog = look_at(empty, path)
    dialog.fields.header.setValue(0)
    empty.wait(lambda: "column 1" in dialog.fields.roles["time"].currentText())
    dialog.fields.header.setValue(-1)
    empty.wait(lambda: dialog.fields.roles["time"].currentText() == "일자")


def test_the_column_of_the_time_of_day_can_be_left_out_and_found_again(
    empty: AppDriver, path: Path
) -> None:
    dialog = look_at(empty, path)
    clock = dialog.fields.roles["clock"]
    choose(clock, "")
    empty.wait(lambda: dialog.fields.timeframe.currentText() == "Automatic: 1d")
    choose(clock, "Detect automatically")
    empty.wait(lambda: dialog.fields.timeframe.currentText() == "Automatic: 1m")
    assert clock.currentText() == "시간"


def test_a_file_that_is_not_understood_opens_at_what_may_mend_it(
    empty: AppDriver, tmp_path: Path
) -> None:
    path = tmp_path / "odd.txt"
    path.write_text(
        "date^close\n" + "".join(f"2024-01-{d:02}^{d}\n" for d in range(1, 29)), encoding="utf-8"
    )
    dialog = look_at(empty, path)
    assert dialog.fields.encoding.isVisible()
    assert dialog._raw_model.row_at(0) == ("date^close",)
    type_into(empty, dialog.fields.separator, "^")
    empty.wait(dialog.accept_button.isEnabled)
    assert dialog._raw_model.row_at(0) == ("date", "close")


def test_what_is_remembered_is_shown_and_can_be_forgotten(empty: AppDriver, path: Path) -> None:
    library = empty.services.library.library
    mapping = ImportMapping(encoding="euc_kr", columns={"close": "시가"}, tz="Asia/Seoul")
    import_paths(library, [path], mapping=mapping)
    dialog = look_at(empty, path)
    fields = dialog.fields
    assert "read as in an earlier import" in dialog.summary.text()
    assert fields.encoding.currentText() == "euc_kr"
    assert fields.roles["close"].currentText() == "시가"
    assert fields.zone.currentText() == "Asia/Seoul"
    assert not fields.choices.is_fresh
    assert fields.choices.columns == {}
    dialog.reset_button.click()
    empty.wait(lambda: fields.roles["close"].currentText() == "종가")
    assert fields.encoding.currentText() == "Automatic: cp949"
    assert "otherwise than in an earlier import" in dialog.summary.text()
    with empty.qtbot.waitSignal(empty.services.jobs.ended):
        dialog.accept_button.click()
    assert not library.mappings.has_any()


def test_a_change_of_what_is_remembered_keeps_the_rest_of_it(empty: AppDriver, path: Path) -> None:
    library = empty.services.library.library
    import_paths(library, [path], mapping=ImportMapping(columns={"close": "시가"}, tz="Asia/Seoul"))
    dialog = look_at(empty, path)
    choose(dialog.fields.decimal, "1,5")
    empty.wait(lambda: "otherwise" in dialog.summary.text())
    assert dialog.choices.columns == {"close": "시가"}
    assert dialog.choices.tz == "Asia/Seoul"
    assert dialog.choices.is_fresh
