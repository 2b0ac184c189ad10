"""What followed the matches: medians and shares beside those of all bars."""

from __future__ import annotations

import math
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.domain.forward_returns import Returns
from scanner_app.widgets.parts import column, keep_whole, label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from engine.domain.forward_returns import ForwardReturns

_MAX_EXACT, _MILLION = 100_000, 1_000_000
_UNKNOWN = "–"
_NOTHING = Returns(0, math.nan, math.nan)


class ReturnsPanel(QWidget):
    """Shows one column a horizon; a text, so that it can be copied.

    Parameters
    ----------
    width : int
        Room for the texts, in pixels.
    """

    def __init__(self, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._width = width
        self.setObjectName("returnsPanel")
        self.numbers = label("", "", "returnsTable")
        self.numbers.setTextFormat(Qt.TextFormat.RichText)
        self.numbers.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.numbers.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.numbers.setAccessibleName(self.tr("What followed the matches"))
        self.numbers.setToolTip(
            self.tr(
                "Matches of a symbol that are fewer bars apart share part of what followed. "
                "Non-overlapping: how many are left without those."
            )
        )
        self.note = label("", "muted", "returnsNote")
        self.note.setWordWrap(True)
        self.title = label("", "title", "returnsTitle")
        self.setLayout(column(self.title, self.numbers, self.note, spacing=4, margins=(0, 4, 0, 0)))
        self.clear()

    def clear(self) -> None:
        """Show nothing."""
        self._show("", "")

    def show_working(self) -> None:
        """Show that it is being measured."""
        self.title.setText(self.tr("What followed"))
        self._show("", self.tr("Measuring …"))

    def show_returns(self, returns: Sequence[ForwardReturns], *, is_filtered: bool = False) -> None:
        """Show what was measured; nothing where there was nothing to measure.

        The groups are those of all matches, so it says where these are some of them only.
        """
        some, every = self.tr("What followed (filtered)"), self.tr("What followed")
        self.title.setText(some if is_filtered else every)
        if not any(entry.n_matches for entry in returns):
            self.clear()
        elif all(entry.n_too_recent == entry.n_matches for entry in returns):
            self._show("", self.tr("No candle has followed yet: scan more than the latest one."))
        else:
            self._show(self._table(returns), self._note_text(returns))

    def _show(self, numbers: str, note: str) -> None:
        self.numbers.setText(numbers)
        self.numbers.setVisible(bool(numbers))
        self.note.setText(note)
        keep_whole(self.note, self._width)
        self.setVisible(bool(numbers or note))

    def _note_text(self, returns: Sequence[ForwardReturns]) -> str:
        """Return what is measured, and what it is compared with."""
        text = self.tr("From close to close, without costs.")
        every = self.tr("All bars: of these symbols in this time.")
        if not any(entry.has_baseline for entry in returns):
            every = self.tr("In this time these symbols have no bars but the matches.")
        return f"{text} {every}"

    def _table(self, returns: Sequence[ForwardReturns]) -> str:
        """Return the numbers as a table; nothing stands beside matches that are all bars."""
        every = self.tr("all bars")
        lines = [
            (self.tr("Bars later"), [f"<b>{entry.horizon}</b>" for entry in returns]),
            (self.tr("Median %"), [_signed(entry.matches.median) for entry in returns]),
            (every, [_signed(_beside(entry).median) for entry in returns]),
            (self.tr("Rising %"), [_share(entry.matches.share_up) for entry in returns]),
            (every, [_share(_beside(entry).share_up) for entry in returns]),
            (self.tr("Measured"), [_count(entry.matches.n_bars) for entry in returns]),
            (self.tr("Non-overlapping"), [_count(entry.n_apart) for entry in returns]),
            (self.tr("Too recent"), [_count(entry.n_too_recent) for entry in returns]),
        ]
        if any(entry.n_unknown for entry in returns):
            lines.append((self.tr("Unknown"), [_count(entry.n_unknown) for entry in returns]))
        rows = "".join(_row(title, cells) for title, cells in lines)
        return f'<table width="100%" cellspacing="0" cellpadding="1">{rows}</table>'


def _row(title: str, cells: Iterable[str]) -> str:
    numbers = "".join(f'<td align="right">{cell}</td>' for cell in cells)
    return f"<tr><td>{escape(title)}</td>{numbers}</tr>"


def _beside(entry: ForwardReturns) -> Returns:
    """Return what the matches are compared with; nothing is known where that is themselves."""
    return entry.baseline if entry.has_baseline else _NOTHING


def _signed(value: float) -> str:
    return _UNKNOWN if math.isnan(value) else f"{value * 100:+.2f}"


def _share(value: float) -> str:
    return _UNKNOWN if math.isnan(value) else f"{value * 100:.1f}"


def _count(number: int) -> str:
    """Return a count that fits beside two others."""
    if number < _MAX_EXACT:
        return f"{number:,}"
    return f"{number / 1e3:.0f}K" if number < _MILLION else f"{number / 1e6:.2f}M"
