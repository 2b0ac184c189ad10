"""Light and dark: one table of colours for the palette, the style sheet and the charts."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from string import Template
from typing import Any

from PySide6.QtGui import QColor, QPalette

from scanner_app.resources import resource

RED_UP = "#e0374a"
BLUE_DOWN = "#2f6fed"


class ThemeChoice(StrEnum):
    """What the user asked for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one theme, as ``#rrggbb``; a formula's curves take ``plots`` in turn."""

    name: str
    window: str
    panel: str
    raised: str
    field: str
    border: str
    text: str
    muted: str
    disabled: str
    accent: str
    accent_text: str
    accent_soft: str
    alternate: str
    good: str
    bad: str
    warning: str
    up: str
    down: str
    grid: str
    axis: str
    crosshair: str
    marker: str
    selection_band: str
    token_keyword: str
    token_function: str
    token_series: str
    token_number: str
    token_text: str
    token_comment: str
    token_variable: str
    token_operator: str
    plots: tuple[str, ...]

    def color(self, name: str, alpha: int = 255) -> QColor:
        """Return the colour `name` with an opacity of 0 to 255."""
        color = QColor(getattr(self, name))
        color.setAlpha(alpha)
        return color

    def with_red_up(self) -> Theme:
        """Return this theme with rising candles red and falling ones blue, as in Korea."""
        return replace(self, up=RED_UP, down=BLUE_DOWN)


@cache
def load_theme(name: str, red_up: bool = False) -> Theme:
    """Return the theme ``light`` or ``dark``."""
    table: dict[str, Any] = tomllib.loads(resource("themes", f"{name}.toml").read_text("utf-8"))
    theme = Theme(name=name, **{**table, "plots": tuple(table["plots"])})
    return theme.with_red_up() if red_up else theme


def palette_of(theme: Theme) -> QPalette:
    """Return Fusion's palette in the colours of `theme`."""
    role, palette = QPalette.ColorRole, QPalette()
    for place, name in (
        (role.Window, "window"), (role.WindowText, "text"), (role.Base, "field"),
        (role.AlternateBase, "alternate"), (role.Text, "text"), (role.Button, "raised"),
        (role.ButtonText, "text"), (role.BrightText, "bad"), (role.Highlight, "accent"),
        (role.HighlightedText, "accent_text"), (role.ToolTipBase, "raised"),
        (role.ToolTipText, "text"), (role.PlaceholderText, "muted"), (role.Link, "accent"),
        (role.LinkVisited, "accent"), (role.Light, "raised"), (role.Midlight, "border"),
        (role.Mid, "border"), (role.Dark, "border"), (role.Shadow, "window"),
        (role.Accent, "accent"),
    ):  # fmt: skip
        palette.setColor(place, theme.color(name))
    for place in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, place, theme.color("disabled"))
    return palette


def style_sheet(theme: Theme) -> str:
    """Return the style sheet that refines Fusion, in the colours of `theme`.

    It is for windows: given to the whole application, Qt takes six times as long to change it.
    """
    template = Template(resource("themes", "app.qss").read_text("utf-8"))
    icons = resource("icons").as_posix()
    names = {name: getattr(theme, name) for name in Theme.__slots__ if name != "plots"}
    return template.substitute(names, icons=icons)
