"""What is painted over the panes: crosshair, labels on the axes and legends."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPen

from scanner_app.charting.axes import PRICE_AXIS_WIDTH, TIME_AXIS_HEIGHT, moment_text
from scanner_app.charting.ticks import short_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QPainter

    from scanner_app.charting.colors import ChartColors
    from scanner_app.charting.data import ChartData
    from scanner_app.charting.pane import Pane

_PAD = 8.0
_DAY_NS = 86_400_000_000_000


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
    for number, pane in enumerate(scene.panes):
        area = pane.view.sceneBoundingRect()
        lines = [_candle_words(scene)] if number == 0 else []
        lines += _curve_lines(pane, scene, one_line=number > 0)
        _paint_legend(painter, area, lines, scene.colors.backing)


def _paint_crosshair(painter: QPainter, scene: Scene, pointer: Pointer) -> None:
    """Paint the cross with the price and the time where it stands."""
    first, last = (scene.panes[i].view.sceneBoundingRect() for i in (0, -1))
    painter.setPen(QPen(scene.colors.crosshair, 1.0, Qt.PenStyle.DashLine))
    painter.drawLine(QPointF(pointer.x, first.top()), QPointF(pointer.x, last.bottom()))
    for number, pane in enumerate(scene.panes):
        area = pane.view.sceneBoundingRect()
        if area.top() <= pointer.y < area.bottom():
            painter.drawLine(QPointF(area.left(), pointer.y), QPointF(area.right(), pointer.y))
            decimals = max(2 if number == 0 else 0, pane.axis.decimals + 1)
            text = short_number(pane.axis.price(pointer.y - area.top()), decimals)
            label = Label(text, scene.colors.label, scene.colors.label_text)
            _paint_label(painter, _beside(area, pointer.y), label)
    ns = int(scene.data.timestamps[pointer.bar])
    text = moment_text(ns, is_intraday=ns % _DAY_NS != 0)
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
    text = short_number(close, max(2, pane.axis.decimals))
    label = Label(text, color, scene.colors.label_text)
    _paint_label(painter, _beside(area, y), label)


class Label(NamedTuple):
    """A text on a coloured ground."""

    text: str
    fill: QColor
    color: QColor


def _beside(area: QRectF, y: float) -> QRectF:
    """Return the box on a pane's price axis at the height `y`."""
    return QRectF(area.right() + 1.0, y - 9.0, PRICE_AXIS_WIDTH - 2.0, 18.0)


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
    decimals = max(2, scene.panes[0].axis.decimals)
    words = [(moment_text(ns, is_intraday=ns % _DAY_NS != 0) + "  ", colors.text)]
    for name, head in _heads().items():
        text = short_number(prices[name], 0 if name == "volume" else decimals)
        words += [(f" {head} ", colors.muted), (text, color)]
    before = float(data.prices["close"][bar - 1]) if bar > 0 else 0.0
    if before > 0.0:
        words.append((f"  {100.0 * (prices['close'] / before - 1.0):+.2f} %", color))
    return words


def _curve_lines(pane: Pane, scene: Scene, *, one_line: bool) -> list[Words]:
    """Return the legend of a pane's curves."""
    entries: list[Words] = [
        [(f"{curve.plot.name} ", scene.colors.muted),
         (short_number(pane.value_at(curve, scene.bar)) + "   ", curve.color)]
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
    y = area.top() + metrics.ascent() + 6.0
    room = area.width() - 2 * _PAD
    for words in chain.from_iterable(wrapped(words, room, metrics) for words in lines):
        x = area.left() + _PAD
        width = metrics.horizontalAdvance("".join(text for text, _ in words))
        painter.fillRect(
            QRectF(x - 3.0, y - metrics.ascent(), width + 6.0, metrics.height()), backing
        )
        for text, color in words:
            painter.setPen(color)
            painter.drawText(QPointF(x, y), text)
            x += metrics.horizontalAdvance(text)
        y += metrics.height() + 1.0
