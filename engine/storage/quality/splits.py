"""Which split explains a move."""

from __future__ import annotations

from math import log

_NUMBERS = (2, 3, 4, 5, 6, 7, 8, 10, 15, 20, 25, 30, 40, 50, 100)
_SPLITS = {
    **{f"{number}:1": 1 / number for number in _NUMBERS},
    **{f"1:{number}": float(number) for number in _NUMBERS},
    "3:2": 2 / 3,
    "5:2": 2 / 5,
    "5:4": 4 / 5,
    "4:3": 3 / 4,
}
_TOLERANCE = 0.06


def likely_split(ratio: float) -> str:
    """Return the split for which a close over the close before is `ratio`, or an empty string.

    The day's own move may be up to six per cent.
    """
    name = min(_SPLITS, key=lambda split: abs(log(ratio / _SPLITS[split])))
    return name if abs(log(ratio / _SPLITS[name])) <= _TOLERANCE else ""
