"""The colours of a chart, made of a theme once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor

if TYPE_CHECKING:
    from scanner_app.theme import Theme


@dataclass(frozen=True, slots=True)
class ChartColors:
    """Colours ready for painting."""

    background: QColor
    grid: QColor
    axis: QColor
    text: QColor
    muted: QColor
    crosshair: QColor
    label: QColor
    label_text: QColor
    up: QColor
    down: QColor
    volume_up: QColor
    volume_down: QColor
    marker: QColor
    band: QColor
    border: QColor
    backing: QColor
    plots: tuple[QColor, ...]

    def plot(self, number: int) -> QColor:
        """Return the colour of the formula's curve `number`."""
        return self.plots[number % len(self.plots)]


def colors_of(theme: Theme) -> ChartColors:
    """Return the chart's colours in `theme`."""
    return ChartColors(
        background=theme.color("panel"),
        grid=theme.color("grid"),
        axis=theme.color("axis"),
        text=theme.color("text"),
        muted=theme.color("muted"),
        crosshair=theme.color("crosshair"),
        label=theme.color("text"),
        label_text=theme.color("panel"),
        up=theme.color("up"),
        down=theme.color("down"),
        volume_up=theme.color("up", 80),
        volume_down=theme.color("down", 80),
        marker=theme.color("marker"),
        band=theme.color("selection_band", 150),
        border=theme.color("border"),
        backing=theme.color("panel", 190),
        plots=tuple(QColor(name) for name in theme.plots),
    )
