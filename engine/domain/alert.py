"""A hit that the user was told of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Alert:
    """One formula that began to hold on one symbol.

    Attributes
    ----------
    symbol : str
        On which symbol.
    formula_id : int, str or None
        Which formula.
    formula_name : str
        What the user called it then.
    timestamp : datetime
        Start of the bar, UTC.
    price : float
        Close of the bar.
    created_at : datetime
        When the alert was given, UTC.
    is_confirmed : bool
        Whether the bar was closed by then.
    values : dict of str to float
        The formula's values on the bar; NaN where unknown.
    left_at : datetime or None
        Start of the bar on which the formula held no more; None as long as it holds.
    timeframe : str
        Length of the bar; empty where it is not known.
    is_correction : bool
        Whether it corrects an alert of the same bar; not kept.
    """

    symbol: str
    formula_id: int | str | None
    formula_name: str
    timestamp: datetime
    price: float
    created_at: datetime
    is_confirmed: bool = True
    values: dict[str, float] = field(default_factory=dict)
    left_at: datetime | None = None
    timeframe: str = ""
    is_correction: bool = False
