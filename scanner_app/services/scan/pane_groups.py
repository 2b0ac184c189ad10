"""Decides which of a formula's curves share a pane below the candles."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_MIN_OVERLAP = 0.15


class Curve(NamedTuple):
    """A curve that does not lie over the prices."""

    name: str
    values: NDArray[np.float64]


def group_curves(curves: Sequence[Curve]) -> dict[str, str]:
    """Return for each curve's name that of the pane it belongs to.

    Curves share a pane where they are outputs of one call, or one is computed from the other
    (``lowest(b.width,126)`` and ``b.width``), and their values lie in the same region; so a MACD
    with its signal and histogram is one pane, and a band's width does not flatten its %b.
    """
    panes: dict[str, list[Curve]] = {}
    for curve in curves:
        home = next((pane for pane, members in panes.items() if _fits(curve, members)), curve.name)
        panes.setdefault(home, []).append(curve)
    return {curve.name: pane for pane, members in panes.items() for curve in members}


def _fits(curve: Curve, members: Sequence[Curve]) -> bool:
    """Return whether `curve` belongs to one of `members`."""
    return any(_is_kin(curve.name, m.name) and _overlap(curve, m) for m in members)


def _is_kin(name: str, other: str) -> bool:
    """Return whether two curves are outputs of one call or one stands inside the other's text."""
    owner, _, output = name.rpartition(".")
    other_owner, _, other_output = other.rpartition(".")
    is_sibling = bool(owner) and owner == other_owner and output.isidentifier()
    return (is_sibling and other_output.isidentifier()) or name in other or other in name


def _overlap(curve: Curve, other: Curve) -> bool:
    """Return whether the values of two curves lie in the same region."""
    spans = [_span(curve.values), _span(other.values)]
    if None in spans:
        return True
    (low, high), (other_low, other_high) = spans  # type: ignore[misc]  # None is ruled out
    shared = min(high, other_high) - max(low, other_low)
    whole = max(high, other_high) - min(low, other_low)
    return bool(whole <= 0.0 or shared / whole >= _MIN_OVERLAP)


def _span(values: NDArray[np.float64]) -> tuple[float, float] | None:
    """Return where most of the known values lie, or None where there are none."""
    finite = values[np.isfinite(values)]
    if len(finite) == 0:
        return None
    low, high = np.percentile(finite, (5, 95))
    return float(low), float(high)
