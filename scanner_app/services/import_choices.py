"""What the user corrects of an import."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """What the user has corrected; empty texts mean: find out.

    Attributes
    ----------
    columns : mapping of str to str
        Names of columns for the roles that were corrected.
    timeframe, symbol, tz, decimal : str
        Of the candles, of files that name none, of times that name none, of numbers.
    is_day_first : bool or None
        Order of day and month.
    is_adjusted : bool
        Take adjusted prices.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    timeframe: str = ""
    symbol: str = ""
    tz: str = ""
    decimal: str = ""
    is_day_first: bool | None = None
    is_adjusted: bool = False
