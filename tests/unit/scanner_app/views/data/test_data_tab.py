"""The Data tab: what is in a library, and what is doubtful about it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from engine.domain.quality_report import QualityReport, SuspiciousBar, SymbolQuality
from engine.messages import Message
from engine.storage.sqlite.candles import Coverage
from scanner_app.icons import Icons
from scanner_app.services.library.library_service import Contents
from scanner_app.theme import load_theme
from scanner_app.views.data.data_tab import DataTab

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

MINUTE_NS = 60_000_000_000
DAY_NS = 1440 * MINUTE_NS
LIBRARY = Path("a.fslib")


def contents(**symbols: list[str]) -> Contents:
    names = {"d1": "1d", "m5": "5m"}
    return Contents(
        {
            names[key]: [Coverage(name, 9, 0, 9 * DAY_NS) for name in group]
            for key, group in symbols.items()
        }
    )


def report(timeframe: str, *bars: tuple[str, int, str]) -> QualityReport:
    entries = [
        SymbolQuality(
            symbol, 9, 0, 9 * DAY_NS, {flag: 1}, 0, [], [], 0, is_stale=False,
            expected_by=Message("calendar.around-the-clock"),
            bars=[SuspiciousBar(time_ns, (flag,))],
        )
        for symbol, time_ns, flag in bars
    ]  # fmt: skip
    return QualityReport(timeframe, entries)


def listed(tab: DataTab) -> list[tuple[object, ...]]:
    model = tab.suspicious.model
    return [model.row_at(row) for row in range(model.rowCount())]


@pytest.fixture
def tab(qtbot: QtBot) -> DataTab:
    tab = DataTab(Icons(load_theme("light")))
    qtbot.addWidget(tab)
    tab.show_contents(contents(d1=["AAA", "BBB"], m5=["AAA"]), LIBRARY)
    tab.show_quality(report("1d", ("AAA", 3 * DAY_NS, "jump"), ("BBB", 5 * DAY_NS, "gap")))
    return tab


def test_each_doubtful_candle_is_a_row_with_its_date(tab: DataTab) -> None:
    assert listed(tab) == [("AAA", "1970-01-04", "jump"), ("BBB", "1970-01-06", "gap")]
    assert tab.suspicious.summary.text() == "2 doubtful candles"


def test_a_row_leads_to_its_bar(qtbot: QtBot, tab: DataTab) -> None:
    tab.filter.setText("bbb")
    with qtbot.waitSignal(tab.bar_chosen) as chosen:
        tab.suspicious.table.activated.emit(tab.suspicious.model.index(0, 0))
    assert chosen.args == ["BBB", "1d", 5 * DAY_NS]


def test_intraday_candles_have_their_time_of_day(tab: DataTab) -> None:
    tab.show_quality(report("5m", ("AAA", 3 * DAY_NS, "flat")))
    assert listed(tab) == [("AAA", "1970-01-04 00:00", "flat")]


def test_what_was_found_survives_another_timeframe_and_another_look(tab: DataTab) -> None:
    before = listed(tab)
    tab.timeframe.choose("5m")
    tab._on_timeframe_changed()
    assert listed(tab) == []
    tab.timeframe.choose("1d")
    tab._on_timeframe_changed()
    tab.show_contents(contents(d1=["AAA", "BBB"], m5=["AAA"]), LIBRARY)
    assert listed(tab) == before
    assert "Doubtful: 2 of 2" in tab.quality.text()


def test_candles_of_deleted_symbols_and_of_other_libraries_are_not_doubtful(tab: DataTab) -> None:
    tab.show_contents(contents(d1=["BBB"]), LIBRARY)
    assert [row[0] for row in listed(tab)] == ["BBB"]
    tab.show_contents(contents(d1=["BBB"]), Path("other.fslib"))
    assert listed(tab) == []
    assert tab.quality.text() == ""


def test_times_of_intraday_candles_are_not_cut(qtbot: QtBot, tab: DataTab) -> None:
    tab.show_contents(Contents({"5m": [Coverage("AAA", 9, 5 * MINUTE_NS, 9 * DAY_NS)]}), LIBRARY)
    tab.resize(1300, 700)
    with qtbot.waitExposed(tab):
        tab.show()
    text = tab.model.index(0, 6).data()
    assert text == "1970-01-10 00:00"
    assert tab.table.columnWidth(6) >= tab.table.fontMetrics().horizontalAdvance(text) + 8
