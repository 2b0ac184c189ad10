"""Zooming and panning along the time axis: arithmetic on the range of bars in view."""

from __future__ import annotations

from typing import NamedTuple

MIN_BARS = 12.0
_USUAL_PX_PER_BAR = 7.0
_RIGHT_SHARE = 0.1
_MARGIN = 0.5


class BarRange(NamedTuple):
    """The bar numbers at the left and at the right edge; a bar's middle is its number."""

    low: float
    high: float

    @property
    def span(self) -> float:
        """How many bars fit in."""
        return self.high - self.low


def whole(n_bars: int) -> BarRange:
    """Return the range that shows all bars."""
    return BarRange(-_MARGIN, max(n_bars, int(MIN_BARS)) - 1 + _MARGIN)


def usual_span(width_px: float) -> float:
    """Return how many bars are shown on `width_px` pixels unless the user zooms."""
    return max(width_px / _USUAL_PX_PER_BAR, MIN_BARS)


def around(bar: int, n_bars: int, span: float) -> BarRange:
    """Return a range of `span` bars with `bar` right of the middle, where there is room."""
    low = min(bar - 0.7 * span, n_bars - 1 - (1.0 - _RIGHT_SHARE) * span)
    return clamped(BarRange(low, low + span), n_bars)


def zoomed(view: BarRange, factor: float, anchor: float, n_bars: int) -> BarRange:
    """Return `view` with its span times `factor`, the bar `anchor` staying where it is."""
    span = min(max(view.span * factor, MIN_BARS), max(whole(n_bars).span, MIN_BARS))
    share = (anchor - view.low) / view.span
    low = anchor - share * span
    return clamped(BarRange(low, low + span), n_bars)


def panned(view: BarRange, bars: float, n_bars: int) -> BarRange:
    """Return `view` moved by `bars` towards the present."""
    return clamped(BarRange(view.low + bars, view.high + bars), n_bars)


def clamped(view: BarRange, n_bars: int) -> BarRange:
    """Return `view` moved so that at least a quarter of it shows bars, less on the right."""
    span = min(view.span, max(whole(n_bars).span * 1.2, MIN_BARS))
    lowest = -_MARGIN - 0.1 * span
    highest = max(n_bars - 1 + _MARGIN - 0.75 * span, lowest)
    low = min(max(view.low, lowest), highest)
    return BarRange(low, low + span)
