"""What a kernel is: arithmetic on whole columns, with what the evaluator must know of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from math import ceil, log
from typing import Any

SETTLE_TOLERANCE = 1e-6
"""A recursive kernel counts as settled when its start weighs less than this."""


class Sees(Enum):
    """What a kernel is given."""

    VALID = "valid"
    """Only the bars on which all inputs are known, gathered: no NaN ever."""

    ALL = "all"
    """Every bar, NaN where an input is unknown."""


Rule = Callable[..., int]
SettleRule = Callable[..., int | None]


def _none(*_parameters: object) -> int:
    return 0


@dataclass(frozen=True, slots=True, eq=False)
class Kernel:
    """One row of arithmetic.

    Attributes
    ----------
    name : str
        Identifies the kernel in digests, with `version`.
    compute : callable
        Takes the inputs as equally long float64 arrays (a condition as the bool array of its true
        bars and, with `needs_false`, another of its false ones), then the parameters; gives one
        array, or a tuple of them. With `gives_condition` the array says where it is true.
    lookback : callable
        Bars before the first result, from the parameters.
    settle : callable
        Further bars until the start no longer shows, 0 for windows, None for "never".
    sees : Sees
        Which bars the inputs hold.
    is_total : bool
        Finite inputs always give finite results after the lookback.
    """

    name: str
    compute: Callable[..., Any]
    lookback: Rule = _none
    settle: SettleRule = _none
    sees: Sees = Sees.VALID
    is_total: bool = False
    n_outputs: int = 1
    needs_false: bool = False
    gives_condition: bool = False
    needs_intraday: bool = False
    version: int = 1

    @property
    def signature(self) -> str:
        """What stands for the kernel in digests."""
        return f"{self.name}@{self.version}"


def window(n: int, *_others: object) -> int:
    """Lookback of a window of `n` bars."""
    return n - 1


def earlier(n: int, *_others: object) -> int:
    """Lookback of what compares with `n` bars ago."""
    return n


def one(*_parameters: object) -> int:
    """Lookback of what compares with the bar before."""
    return 1


def never(*_parameters: object) -> None:
    """Settle of what remembers the whole past."""


def settle_of(alpha: float) -> int:
    """Return after how many bars an exponential mean forgets its start.

    Parameters
    ----------
    alpha : float
        Weight of the newest value.
    """
    return 0 if alpha >= 1 else ceil(log(SETTLE_TOLERANCE) / log(1 - alpha))


def settle_ema(n: int, *_others: object) -> int:
    """Settle of an exponential mean over `n` bars, about ``6.9 (n + 1)``."""
    return settle_of(2 / (n + 1))


def settle_rma(n: int, *_others: object) -> int:
    """Settle of Wilder's mean over `n` bars, about ``13.8 n``."""
    return settle_of(1 / n)
