"""Line icons in the colours of the theme."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QByteArray, QObject, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from scanner_app.resources import resource

if TYPE_CHECKING:
    from scanner_app.theme import Theme

_SIZE = 20
_SCALE = 2  # also sharp on screens of twice the density


class HasIcon(Protocol):
    """An action or a button."""

    def setIcon(self, icon: QIcon) -> None:
        """Show `icon`."""


class Icons(QObject):
    """Gives icons to actions and buttons, and new ones whenever the theme changes."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons: dict[tuple[str, str], QIcon] = {}
        self._targets: list[tuple[weakref.ref[HasIcon], str, str]] = []

    def attach(self, target: HasIcon, name: str, color: str = "text") -> None:
        """Show the icon `name` on `target`, in the theme's colour `color`."""
        self._targets.append((weakref.ref(target), name, color))
        target.setIcon(self.get(name, color))

    def get(self, name: str, color: str = "text") -> QIcon:
        """Return the icon `name` in the theme's colour `color`."""
        key = (name, color)
        if key not in self._icons:
            self._icons[key] = self._make(name, color)
        return self._icons[key]

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of `theme`."""
        self._theme = theme
        self._icons.clear()
        living = [(ref, name, color) for ref, name, color in self._targets if ref() is not None]
        self._targets = living
        for ref, name, color in living:
            target = ref()
            if target is not None:
                target.setIcon(self.get(name, color))

    def _make(self, name: str, color: str) -> QIcon:
        icon = QIcon()
        for mode, tone in ((QIcon.Mode.Normal, color), (QIcon.Mode.Disabled, "disabled")):
            icon.addPixmap(render_icon(name, getattr(self._theme, tone)), mode)
        return icon


def render_icon(name: str, color: str, size: int = _SIZE) -> QPixmap:
    """Return the icon `name` drawn in `color`."""
    svg = resource("icons", f"{name}.svg").read_text("utf-8").replace("currentColor", color)
    pixmap = QPixmap(QSize(size, size) * _SCALE)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        QSvgRenderer(QByteArray(svg.encode())).render(painter)
    pixmap.setDevicePixelRatio(_SCALE)
    return pixmap


def app_icon() -> QIcon:
    """Return the program's own icon."""
    icon = QIcon()
    for size in (16, 24, 32, 48, 64, 128):
        icon.addPixmap(render_icon("app", "", size))
    return icon
