from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest

from scanner_app.charting.axes import moment_text
from scanner_app.charting.candle_item import body_width
from scanner_app.charting.canvas import ChartCanvas
from scanner_app.charting.colors import colors_of
from scanner_app.charting.data import PRICE_PANE, Plot
from scanner_app.charting.navigation import BarRange
from scanner_app.charting.overlay import legend_heights
from scanner_app.theme import load_theme
from tests.unit.scanner_app.charting.conftest import make_data

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from scanner_app.charting.data import ChartData

THEME = load_theme("dark")


@pytest.fixture
def canvas(qtbot: QtBot, data: ChartData) -> ChartCanvas:
    made = ChartCanvas(colors_of(THEME))
    qtbot.addWidget(made)
    made.resize(900, 600)
    with qtbot.waitExposed(made):
        made.show()
    made.set_data(data, 100)
    return made


def count_pixels(image: QImage, color: QColor, tolerance: int = 12) -> int:
    found = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(found.constBits(), dtype=np.uint8).reshape(
        found.height(), found.width(), 4
    )
    wanted = np.array([color.blue(), color.green(), color.red()])
    return int((np.abs(pixels[..., :3].astype(int) - wanted).max(axis=-1) <= tolerance).sum())


def test_candles_markers_and_curves_are_painted(canvas: ChartCanvas) -> None:
    image = canvas.grab().toImage()
    colors = colors_of(THEME)
    for color in (colors.up, colors.down, colors.marker, colors.plot(0), colors.plot(2)):
        assert count_pixels(image, color) > 20


def test_there_is_one_pane_for_prices_and_one_for_each_of_the_others(canvas: ChartCanvas) -> None:
    assert len(canvas.panes) == 3
    canvas.set_data(make_data(plots=False), 100)
    assert len(canvas.panes) == 1


def test_price_axis_shows_everything_in_view(canvas: ChartCanvas, data: ChartData) -> None:
    canvas.show_range(BarRange(50.0, 150.0))
    low, high = canvas.panes[0].view.viewRange()[1]
    assert low < data.prices["low"][50:151].min()
    assert high > data.prices["high"][50:151].max()


def test_logarithmic_prices_keep_the_same_bars_in_view(canvas: ChartCanvas) -> None:
    before = canvas.view
    canvas.set_log(True)
    assert canvas.view == before
    high = canvas.panes[0].view.viewRange()[1][1]
    assert high == pytest.approx(np.log10(10.0**high))
    assert high < 3.0


def test_wheel_zooms_about_the_mouse(canvas: ChartCanvas) -> None:
    before = canvas.view
    place = QPointF(450.0, 200.0)
    bar = canvas.bar_at(place.x())
    QTest.qWait(0)
    event = QWheelEvent(
        place, canvas.mapToGlobal(place.toPoint()).toPointF(), QPoint(), QPoint(0, 240),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase,
        False,
    )  # fmt: skip
    canvas.wheelEvent(event)
    assert canvas.view.span < before.span
    assert canvas.bar_at(place.x()) == pytest.approx(bar, abs=0.01)


def test_dragging_moves_the_bars_with_the_mouse(qtbot: QtBot, canvas: ChartCanvas) -> None:
    canvas.show_range(BarRange(50.0, 150.0))
    port = canvas.viewport()
    bar = canvas.bar_at(400.0)
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=QPoint(400, 200))
    qtbot.mouseMove(port, QPoint(500, 210))
    canvas.mouseMoveEvent(_move(canvas, QPointF(500.0, 210.0)))
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=QPoint(500, 210))
    assert canvas.bar_at(500.0) == pytest.approx(bar, abs=0.5)


def _move(canvas: ChartCanvas, place: QPointF):
    return QMouseEvent(
        QEvent.Type.MouseMove, place, canvas.mapToGlobal(place.toPoint()).toPointF(),
        Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("key", "step"),
    [(Qt.Key.Key_Left, -1), (Qt.Key.Key_Right, 1), (Qt.Key.Key_Up, -1), (Qt.Key.Key_Down, 1)],
)
def test_arrow_keys_ask_for_the_next_match(
    qtbot: QtBot, canvas: ChartCanvas, key: Qt.Key, step: int
) -> None:
    with qtbot.waitSignal(canvas.match_requested) as caught:
        qtbot.keyClick(canvas, key)
    assert caught.args == [step]


def test_keys_zoom_pan_and_go_to_the_ends(qtbot: QtBot, canvas: ChartCanvas) -> None:
    before = canvas.view
    qtbot.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.view.span < before.span
    qtbot.keyClick(canvas, Qt.Key.Key_A)
    assert canvas.view.span == pytest.approx(300.0)
    qtbot.keyClick(canvas, Qt.Key.Key_0)
    qtbot.keyClick(canvas, Qt.Key.Key_Home)
    assert canvas.view.low < 0.0
    qtbot.keyClick(canvas, Qt.Key.Key_End)
    assert canvas.view.high > 299.0
    moved = canvas.view
    qtbot.keyClick(canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert canvas.view.low < moved.low


def test_crosshair_tells_the_bar_under_the_mouse(canvas: ChartCanvas) -> None:
    colors = colors_of(THEME)
    before = count_pixels(canvas.grab().toImage(), colors.crosshair, 4)
    canvas.mouseMoveEvent(_move(canvas, QPointF(300.0, 150.0)))
    assert count_pixels(canvas.grab().toImage(), colors.crosshair, 4) > before + 100


def test_no_candles_leave_the_chart_empty_and_harmless(
    canvas: ChartCanvas, data: ChartData
) -> None:
    nothing = np.empty(0)
    empty = replace(
        data, timestamps=nothing.astype(np.int64), prices=dict.fromkeys(data.prices, nothing),
        plots=(), matches=nothing.astype(np.int64),
    )  # fmt: skip
    canvas.set_data(empty, None)
    assert canvas.data is None
    canvas.zoom(0.5)
    canvas.pan(3)
    canvas.show_all()
    canvas.show_selected()
    assert not canvas.grab().isNull()


def test_unknown_prices_leave_gaps(canvas: ChartCanvas, data: ChartData) -> None:
    prices = {name: column.copy() for name, column in data.prices.items()}
    prices["open"][90:110] = np.nan
    prices["close"][95:100] = np.nan
    canvas.set_data(replace(data, prices=prices), 100)
    assert count_pixels(canvas.grab().toImage(), colors_of(THEME).up) > 20


def test_a_hundred_thousand_candles_are_bundled(canvas: ChartCanvas) -> None:
    canvas.set_data(make_data(100_000), 50_000)
    canvas.show_all()
    assert not canvas.grab().isNull()
    assert canvas._stack.candles.window.n_columns < 1.5 * 900


def test_another_theme_repaints_everything(canvas: ChartCanvas) -> None:
    light = colors_of(load_theme("light"))
    canvas.set_colors(light)
    image = canvas.grab().toImage()
    assert count_pixels(image, light.background, 2) > 100_000


def test_the_same_zoom_is_kept_from_match_to_match(canvas: ChartCanvas, data: ChartData) -> None:
    canvas.zoom(0.5)
    span = canvas.view.span
    canvas.set_data(data, 200)
    assert canvas.view.span == pytest.approx(span)
    assert canvas.selected == 200


@pytest.mark.parametrize(("pixels", "width"), [(2.9, 1), (3.0, 3), (4.0, 3), (7.0, 3), (8.0, 5)])
def test_bodies_are_drawn_down_to_three_pixels_a_bar(pixels: float, width: int) -> None:
    assert body_width(pixels) == width


def test_a_bar_that_is_no_match_has_no_mark(canvas: ChartCanvas, data: ChartData) -> None:
    none = replace(data, matches=np.empty(0, dtype=np.int64))
    canvas.set_data(none, 100)
    assert count_pixels(canvas.grab().toImage(), colors_of(THEME).marker) == 0
    canvas.set_data(replace(none, matches=np.array([100])), 100)
    assert count_pixels(canvas.grab().toImage(), colors_of(THEME).marker) > 20


@pytest.mark.parametrize("n_curves", [1, 3, 12])
def test_the_legend_lies_on_no_bar(canvas: ChartCanvas, data: ChartData, n_curves: int) -> None:
    curves = tuple(
        Plot(f"sma(close,{n})", PRICE_PANE, "line", data.prices["close"]) for n in range(n_curves)
    )
    canvas.set_data(replace(data, plots=curves), 150)
    scene = canvas._scene(canvas.data, None)
    legend = legend_heights(scene, QFontMetricsF(canvas.font()))[0]
    pane, view = canvas.panes[0], canvas.view
    visible = slice(max(int(view.low), 0), int(view.high) + 1)
    assert pane.axis.pixel(data.prices["high"][visible].max()) >= legend
    assert legend < 0.5 * pane.view.height()


def test_prices_are_written_with_the_decimals_of_their_tick(
    canvas: ChartCanvas, data: ChartData
) -> None:
    for factor, decimals, text in ((1.0, 0, "100"), (1e-7, 7, "0.0000100")):
        prices = {
            name: np.round(np.rint(column) * factor, decimals)
            for name, column in data.prices.items()
        }
        canvas.set_data(replace(data, prices=prices), 100)
        assert canvas.panes[0].axis.text(100.0 * factor) == text


def test_long_prices_find_room_beside_the_axis(canvas: ChartCanvas, data: ChartData) -> None:
    before = canvas.panes[0].axis.size().width()
    prices = {name: np.round(column * 1e8, 2) for name, column in data.prices.items()}
    canvas.set_data(replace(data, prices=prices), 100)
    axis = canvas.panes[0].axis
    longest = max(QFontMetricsF(axis.font()).horizontalAdvance(label) for label in axis.labels)
    assert axis.size().width() > max(before, longest)


def test_an_oscillator_shows_its_levels_however_low_its_pane(
    canvas: ChartCanvas, data: ChartData
) -> None:
    rsi = 52.0 + 8.0 * np.sin(np.arange(data.n_bars) / 7)
    panes = (*(Plot(f"x{n}", f"x{n}", "line", rsi - 100.0) for n in range(4)),)
    canvas.set_data(replace(data, plots=(Plot("r", "r", "line", rsi), *panes)), 100)
    axis = canvas.panes[1].axis
    assert axis.labels == ["30", "50", "70"]
    half = QFontMetricsF(axis.font()).height() / 2
    assert all(half <= axis.pixel(level) <= axis.size().height() - half for level in axis.ticks)
    wide = 50.0 + 49.0 * np.sin(np.arange(data.n_bars) / 7)
    canvas.set_data(replace(data, plots=(Plot("r", "r", "line", wide), *panes)), 100)
    canvas.resize(900, 380)
    assert canvas.panes[1].axis.labels == ["30", "70"]


def test_a_band_below_zero_does_not_flatten_logarithmic_prices(
    canvas: ChartCanvas, data: ChartData
) -> None:
    band = Plot("lower", PRICE_PANE, "line", data.prices["close"] - 150.0)
    canvas.set_data(replace(data, plots=(band,)), 100)
    canvas.set_log(True)
    low, high = canvas.panes[0].view.viewRange()[1]
    assert high - low < 8.0


def test_bars_of_minutes_are_told_with_their_time_at_midnight_too(data: ChartData) -> None:
    midnight = int(data.timestamps[0])
    texts = [
        moment_text(midnight, is_intraday=replace(data, timeframe=timeframe).is_intraday)
        for timeframe in ("5m", "1d")
    ]
    assert texts == ["2020-01-01 00:00", "2020-01-01 Wed"]


@pytest.mark.parametrize("high", [1.04e6, 1.3e6, 2.1e6, 7.7e6])
def test_a_low_pane_has_two_labels_at_least(
    canvas: ChartCanvas, data: ChartData, high: float
) -> None:
    values = np.linspace(0.47e6, high, data.n_bars)
    canvas.resize(900, 420)
    panes = (Plot(name, name, "line", values) for name in ("a", "b", "c"))
    canvas.set_data(replace(data, plots=tuple(panes)), 100)
    canvas.show_all()
    for pane in canvas.panes[1:]:
        assert sum(map(pane.axis._is_drawn, pane.axis.ticks)) >= 2
