"""What is painted over the panes: crosshair, labels on the axes and legends."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPen

from scanner_app.charting.axes import TIME_AXIS_HEIGHT, moment_text
from scanner_app.charting.pane import MAX_LEGEND_SHARE
from scanner_app.charting.ticks import short_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QPainter

    from scanner_app.charting.colors import ChartColors
    from scanner_app.charting.data import ChartData
    from scanner_app.charting.pane import Pane

_PAD = 8.0
_LEGEND_TOP = 6.0
_CAUTION = 0.92
_MAX_LINES = 3


@dataclass(slots=True)
class Pointer:
    """Where the mouse is over the chart."""

    bar: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Scene:
    """What the overlay needs to know of the chart."""

    data: ChartData
    panes: Sequence[Pane]
    colors: ChartColors
    bar: int
    pointer: Pointer | None


def paint(painter: QPainter, scene: Scene) -> None:
    """Paint legends and, under the mouse, the crosshair; in the viewport's pixels."""
    painter.setRenderHint(painter.RenderHint.Antialiasing, False)
    _paint_last_close(painter, scene)
    if scene.pointer is not None:
        _paint_crosshair(painter, scene, scene.pointer)
    metrics = QFontMetricsF(painter.font())
    for pane in scene.panes:
        area = pane.view.sceneBoundingRect()
        n_most = max(1, int(area.height() * MAX_LEGEND_SHARE / _line_height(metrics)))
        lines = _legend_lines(pane, scene, metrics, area.width() - 2 * _PAD)
        _paint_legend(painter, area, lines[:n_most], scene.colors.backing)


def legend_heights(scene: Scene, metrics: QFontMetricsF) -> list[float]:
    """Return how many pixels the legend of each pane takes, whatever bar it tells of."""
    heights = []
    for pane in scene.panes:
        room = (pane.view.sceneBoundingRect().width() - 2 * _PAD) * _CAUTION
        n_lines = len(_legend_lines(pane, scene, metrics, room))
        heights.append(_LEGEND_TOP + n_lines * _line_height(metrics))
    return heights


def _line_height(metrics: QFontMetricsF) -> float:
    return metrics.height() + 1.0


def _legend_lines(pane: Pane, scene: Scene, metrics: QFontMetricsF, room: float) -> list[Words]:
    """Return the lines of a pane's legend; many curves share lines, so that bars have room."""
    is_price = pane is scene.panes[0]
    lines = [_candle_words(scene)] if is_price else []
    one_line = not is_price or len(pane.curves) > _MAX_LINES
    lines += _curve_lines(pane, scene, one_line=one_line)
    return [part for line in lines if line for part in wrapped(line, room, metrics)]


def _paint_crosshair(painter: QPainter, scene: Scene, pointer: Pointer) -> None:
    """Paint the cross with the price and the time where it stands."""
    first, last = (scene.panes[i].view.sceneBoundingRect() for i in (0, -1))
    painter.setPen(QPen(scene.colors.crosshair, 1.0, Qt.PenStyle.DashLine))
    painter.drawLine(QPointF(pointer.x, first.top()), QPointF(pointer.x, last.bottom()))
    for pane in scene.panes:
        area = pane.view.sceneBoundingRect()
        if area.top() <= pointer.y < area.bottom():
            painter.drawLine(QPointF(area.left(), pointer.y), QPointF(area.right(), pointer.y))
            text = pane.axis.text(pane.axis.price(pointer.y - area.top()), extra=1)
            label = Label(text, scene.colors.label, scene.colors.label_text)
            _paint_label(painter, _beside(pane, pointer.y), label)
    ns = int(scene.data.timestamps[pointer.bar])
    text = moment_text(ns, is_intraday=scene.data.is_intraday)
    width = QFontMetricsF(painter.font()).horizontalAdvance(text) + 2 * _PAD
    left = min(max(pointer.x - width / 2, last.left()), last.right() - width)
    box = QRectF(left, last.bottom() + 2.0, width, TIME_AXIS_HEIGHT - 4.0)
    _paint_label(painter, box, Label(text, scene.colors.label, scene.colors.label_text))


def _paint_last_close(painter: QPainter, scene: Scene) -> None:
    """Paint the price of the last candle on the axis, where it is in sight."""
    close = float(scene.data.prices["close"][-1])
    pane = scene.panes[0]
    area = pane.view.sceneBoundingRect()
    y = area.top() + pane.axis.pixel(close)
    if not area.top() <= y <= area.bottom():
        return
    is_up = close >= float(scene.data.prices["open"][-1])
    color = scene.colors.up if is_up else scene.colors.down
    painter.setPen(QPen(color, 1.0, Qt.PenStyle.DotLine))
    painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
    label = Label(pane.axis.text(close), color, scene.colors.label_text)
    _paint_label(painter, _beside(pane, y), label)


class Label(NamedTuple):
    """A text on a coloured ground."""

    text: str
    fill: QColor
    color: QColor


def _beside(pane: Pane, y: float) -> QRectF:
    """Return the box on a pane's price axis at the height `y`."""
    left = pane.view.sceneBoundingRect().right()
    return QRectF(left + 1.0, y - 9.0, pane.axis.size().width() - 2.0, 18.0)


def _paint_label(painter: QPainter, box: QRectF, label: Label) -> None:
    """Paint a label that fills `box`."""
    painter.fillRect(box, label.fill)
    painter.setPen(label.color)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, label.text)


Words = list[tuple[str, QColor]]


def _heads() -> dict[str, str]:
    """Return what stands before each number of a candle, in the window's language."""
    translate = QCoreApplication.translate
    return {
        "open": translate("ChartLegend", "O", "open"),
        "high": translate("ChartLegend", "H", "high"),
        "low": translate("ChartLegend", "L", "low"),
        "close": translate("ChartLegend", "C", "close"),
        "volume": translate("ChartLegend", "V", "volume"),
    }


def _candle_words(scene: Scene) -> Words:
    """Return the legend of the candle: time, prices, volume and change."""
    data, colors, bar = scene.data, scene.colors, scene.bar
    prices = {name: float(column[bar]) for name, column in data.prices.items()}
    color = colors.up if prices["close"] >= prices["open"] else colors.down
    ns = int(data.timestamps[bar])
    axis = scene.panes[0].axis
    words = [(moment_text(ns, is_intraday=data.is_intraday) + "  ", colors.text)]
    for name, head in _heads().items():
        is_volume = name == "volume"
        text = short_number(prices[name], 0) if is_volume else axis.text(prices[name])
        words += [(f" {head} ", colors.muted), (text, color)]
    before = float(data.prices["close"][bar - 1]) if bar > 0 else 0.0
    if before > 0.0:
        words.append((f"  {100.0 * (prices['close'] / before - 1.0):+.2f} %", color))
    return words


def _curve_lines(pane: Pane, scene: Scene, *, one_line: bool) -> list[Words]:
    """Return the legend of a pane's curves."""
    entries: list[Words] = [
        [(f" {curve.plot.name} ", scene.colors.muted),
         (pane.axis.text(pane.value_at(curve, scene.bar)) + "  ", curve.color)]
        for curve in pane.curves
    ]  # fmt: skip
    return [list(chain.from_iterable(entries))] if one_line else entries


def wrapped(words: Words, room: float, metrics: QFontMetricsF) -> list[Words]:
    """Return `words` in as many lines as `room` pixels need; a line begins with a blank's word.

    A word between blanks is the head of the next one, which stays beside it.
    """
    lines: list[Words] = [[]]
    for place, (text, _) in enumerate(words):
        is_head = text.startswith(" ") and text.endswith(" ")
        ahead = words[place : place + 2] if is_head else words[place : place + 1]
        width = metrics.horizontalAdvance("".join(t for t, _ in (*lines[-1], *ahead)).rstrip())
        if lines[-1] and text.startswith(" ") and width > room:
            lines.append([])
        lines[-1].append(words[place])
    return lines


def _paint_legend(painter: QPainter, area: QRectF, lines: Iterable[Words], backing: QColor) -> None:
    """Paint lines of coloured words at the top left of a pane."""
    metrics = QFontMetricsF(painter.font())
    y = area.top() + metrics.ascent() + _LEGEND_TOP
    for (head, head_color), *rest in lines:
        words = [(head.lstrip(), head_color), *rest]
        x = area.left() + _PAD
        width = metrics.horizontalAdvance("".join(text for text, _ in words))
        painter.fillRect(
            QRectF(x - 3.0, y - metrics.ascent(), width + 6.0, metrics.height()), backing
        )
        for text, color in words:
            painter.setPen(color)
            painter.drawText(QPointF(x, y), text)
            x += metrics.horizontalAdvance(text)
        y += _line_height(metrics)
