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
    time_format : str
        Of the times, in the directives of ``strptime``.
    is_adjusted : bool
        Take adjusted prices.
    encoding, separator : str
        Of text files.
    n_skipped, n_header : int or None
        Lines before the header and of the header.
    is_fresh : bool
        Leave aside what earlier imports were told of files like these.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    timeframe: str = ""
    symbol: str = ""
    tz: str = ""
    decimal: str = ""
    is_day_first: bool | None = None
    time_format: str = ""
    is_adjusted: bool = False
    encoding: str = ""
    separator: str = ""
    n_skipped: int | None = None
    n_header: int | None = None
    is_fresh: bool = False
