"""The drawing area of a chart, moved by mouse and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QFrame, QGraphicsView

from scanner_app.charting import navigation, overlay
from scanner_app.charting.navigation import BarRange
from scanner_app.charting.pane_stack import PaneStack

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QEvent, QRectF
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

    from scanner_app.charting.colors import ChartColors
    from scanner_app.charting.data import ChartData
    from scanner_app.charting.pane import Pane

_ZOOM_STEP = 0.84
_WHEEL_NOTCH = 120.0
_FONT_PX = 11


class ChartCanvas(pg.GraphicsView):  # type: ignore[misc]  # pyqtgraph has no annotations
    """Draws one :class:`~scanner_app.charting.data.ChartData`.

    Signals
    -------
    match_requested : int
        The user asks for the match so many further on; -1 is the one before.
    """

    match_requested = Signal(int)
    is_live = False
    """Whether the legend tells of the newest bar rather than of the selected one."""

    def __init__(self, colors: ChartColors, parent: QWidget | None = None) -> None:
        self._stack = PaneStack(colors)  # pyqtgraph's __init__ already sends a resize event
        self._data: ChartData | None = None
        self._view = BarRange(0.0, 1.0)
        super().__init__(parent, background=None)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewportUpdateMode(self.ViewportUpdateMode.FullViewportUpdate)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._colors = colors
        self._is_zoomed = False
        self._pointer: QPointF | None = None
        self._drag_from: tuple[float, BarRange] | None = None
        self.setCentralWidget(self._stack.layout)
        font = QFont(self.font())
        font.setPixelSize(_FONT_PX)
        self.setFont(font)
        self._stack.layout.setFont(font)
        self.setBackgroundBrush(colors.background)

    @property
    def data(self) -> ChartData | None:
        """What is drawn."""
        return self._data

    @property
    def view(self) -> BarRange:
        """The bars in sight."""
        return self._view

    @property
    def selected(self) -> int | None:
        """The bar that is marked as selected."""
        return self._stack.markers.selected

    @property
    def panes(self) -> tuple[Pane, ...]:
        """All panes, the candles' first."""
        return tuple(self._stack.panes)

    def set_data(self, data: ChartData | None, selected: int | None = None) -> None:
        """Draw `data` with the bar `selected` marked and in sight."""
        self._data = data if data is not None and data.n_bars else None
        self._stack.set_selected(selected)
        if self._data is not None:
            self._stack.set_data(self._data)
            self._stack.layout.layout.activate()
            self.show_selected(self._view.span if self._is_zoomed else None)
        self.viewport().update()

    def set_colors(self, colors: ChartColors) -> None:
        """Take the colours of a theme."""
        self._colors = colors
        self.setBackgroundBrush(colors.background)
        self._stack.set_colors(colors)
        self.show_range(self._view)

    def set_log(self, is_log: bool) -> None:
        """Show prices on a logarithmic axis or on a linear one."""
        self._stack.set_log(is_log)
        self.show_range(self._view)

    def show_range(self, view: BarRange) -> None:
        """Bring the bars of `view` into sight."""
        self._view = view
        self._make_room()
        self._stack.show(view)
        self.viewport().update()

    def _make_room(self) -> None:
        """Keep the panes' tops free for their legends."""
        if self._data is not None:
            metrics = QFontMetricsF(self.font())
            scene = self._scene(self._data, None)
            self._stack.set_legends(overlay.legend_heights(scene, metrics))

    def _scene(self, data: ChartData, pointer: overlay.Pointer | None) -> overlay.Scene:
        """Return what the overlay tells of: the bar under the mouse, or the selected one."""
        last = data.n_bars - 1
        resting = last if self.selected is None or self.is_live else self.selected
        bar = pointer.bar if pointer else resting
        return overlay.Scene(data, self.panes, self._colors, min(bar, last), pointer)

    def zoom(self, factor: float, anchor: float | None = None) -> None:
        """Show `factor` times as many bars; the bar `anchor` stays where it is."""
        if self._data is not None:
            self._is_zoomed = True
            middle = (self._view.low + self._view.high) / 2 if anchor is None else anchor
            self.show_range(navigation.zoomed(self._view, factor, middle, self._data.n_bars))

    def pan(self, bars: float) -> None:
        """Move the view by `bars` towards the present."""
        if self._data is not None:
            self.show_range(navigation.panned(self._view, bars, self._data.n_bars))

    def show_all(self) -> None:
        """Bring all bars into sight."""
        if self._data is not None:
            self.show_range(navigation.whole(self._data.n_bars))

    def show_selected(self, span: float | None = None) -> None:
        """Bring the selected bar into sight among `span` bars, or at the usual zoom."""
        if self._data is None:
            return
        self._is_zoomed = span is not None
        usual = navigation.usual_span(self.panes[0].view.width())
        bar = self._data.n_bars - 1 if self.selected is None else self.selected
        self.show_range(navigation.around(bar, self._data.n_bars, span or usual))

    def bar_at(self, x: float) -> float:
        """Return the bar number at the viewport's pixel `x`."""
        area = self.panes[0].view.sceneBoundingRect()
        share = (x - float(area.left())) / max(float(area.width()), 1.0)
        return self._view.low + share * self._view.span

    def close(self) -> bool:
        """Close like any widget: pyqtgraph's own way destroys items that are still in use."""
        return bool(QGraphicsView.close(self))

    def drawForeground(self, painter: QPainter, _rect: QRectF) -> None:
        """Paint crosshair and legends over the panes."""
        if self._data is None:
            return
        painter.save()
        try:
            painter.resetTransform()
            painter.setFont(self.font())
            overlay.paint(painter, self._scene(self._data, self._bar_pointer()))
        finally:
            painter.restore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the same bars in sight."""
        super().resizeEvent(event)
        self._stack.layout.layout.activate()
        self.show_range(self._view)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the mouse; sideways or with Shift, pan."""
        turn = event.angleDelta()
        is_sideways = abs(turn.x()) > abs(turn.y())
        if is_sideways or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.pan(-(turn.x() or turn.y()) / _WHEEL_NOTCH * self._view.span * 0.1)
        else:
            factor = _ZOOM_STEP ** (turn.y() / _WHEEL_NOTCH)
            self.zoom(factor, self.bar_at(event.position().x()))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._drag_from = (event.position().x(), self._view)
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the bars along, or move the crosshair."""
        self._pointer = event.position()
        if self._drag_from is not None and self._data is not None:
            x, view = self._drag_from
            width = max(self.panes[0].view.width(), 1.0)
            bars = (x - event.position().x()) / width * view.span
            self.show_range(navigation.panned(view, bars, self._data.n_bars))
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End dragging."""
        self._drag_from = None
        self.unsetCursor()
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go back to the selected match."""
        self.show_selected()
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """Take the crosshair away."""
        self._pointer = None
        self.viewport().update()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Flip through the matches with the arrows; zoom and pan with the other keys."""
        action = self._key_actions().get(Qt.Key(event.key()))
        if action is None:
            event.ignore()
            return
        action(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        event.accept()

    def _key_actions(self) -> dict[Qt.Key, Callable[[bool], None]]:
        """Return what each key does; the argument tells whether Ctrl is held."""
        key, page = Qt.Key, self._view.span
        step = {True: page * 0.1, False: 0.0}
        return {
            key.Key_Left: lambda c: self.pan(-step[c]) if c else self.match_requested.emit(-1),
            key.Key_Right: lambda c: self.pan(step[c]) if c else self.match_requested.emit(1),
            key.Key_Up: lambda _: self.match_requested.emit(-1),
            key.Key_Down: lambda _: self.match_requested.emit(1),
            key.Key_PageUp: lambda _: self.pan(-page * 0.9),
            key.Key_PageDown: lambda _: self.pan(page * 0.9),
            key.Key_Plus: lambda _: self.zoom(_ZOOM_STEP**2),
            key.Key_Equal: lambda _: self.zoom(_ZOOM_STEP**2),
            key.Key_Minus: lambda _: self.zoom(_ZOOM_STEP**-2),
            key.Key_Home: lambda _: self.pan(-1e9),
            key.Key_End: lambda _: self.pan(1e9),
            key.Key_A: lambda _: self.show_all(),
            key.Key_0: lambda _: self.show_selected(),
        }

    def _bar_pointer(self) -> overlay.Pointer | None:
        """Return where the mouse is, or None when it is not over a pane."""
        if self._pointer is None or self._data is None:
            return None
        top = self.panes[0].view.sceneBoundingRect()
        bottom = self.panes[-1].view.sceneBoundingRect()
        inside = top.left() <= self._pointer.x() <= top.right()
        if not (inside and top.top() <= self._pointer.y() <= bottom.bottom()):
            return None
        bar = min(max(round(self.bar_at(self._pointer.x())), 0), self._data.n_bars - 1)
        x = top.left() + (bar - self._view.low) / self._view.span * top.width()
        return overlay.Pointer(bar, round(x), self._pointer.y())
