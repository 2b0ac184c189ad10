from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scanner_app.charting.data import ChartData


def test_own_panes_come_in_the_order_of_their_first_curve(data: ChartData) -> None:
    assert data.own_panes == ("rsi", "macd")


def test_bar_at_is_the_last_one_that_has_begun(data: ChartData) -> None:
    assert data.bar_at(int(data.timestamps[7])) == 7
    assert data.bar_at(int(data.timestamps[7]) + 1) == 7
    assert data.bar_at(0) == 0
