"""What a table of candles was taken for: its columns, and how its cells are written."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.messages import Message


class Role(StrEnum):
    """What a column holds."""

    TIME = "time"
    CLOCK = "clock"
    OPEN = "open"
    HIGH = "high"
    LOW = "low"
    CLOSE = "close"
    VOLUME = "volume"
    DOWN_VOLUME = "down_volume"
    SYMBOL = "symbol"
    NAME = "name"
    ZONE = "zone"
    PART = "part"
    ADJ_OPEN = "adj_open"
    ADJ_HIGH = "adj_high"
    ADJ_LOW = "adj_low"
    ADJ_CLOSE = "adj_close"
    ADJ_VOLUME = "adj_volume"


PRICE_ROLES = (Role.OPEN, Role.HIGH, Role.LOW, Role.CLOSE)
VALUE_ROLES = (*PRICE_ROLES, Role.VOLUME)


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """How numbers are written.

    Attributes
    ----------
    decimal : str
        ``"."`` or ``","``.
    thousands : str
        Separator of groups of three digits, or an empty string.
    is_plain : bool
        Every sample is a number as a program would write it; nothing has to be taken away.
    price_scale : float
        What prices are multiplied by: 1e-9 where they are written as whole billionths.
    has_thirty_seconds : bool
        Prices are quoted in 32nds: ``110'04`` is 110 and 4/32, ``112'165`` 112 and 16.5/32.
    """

    decimal: str = "."
    thousands: str = ""
    is_plain: bool = True
    price_scale: float = 1.0
    has_thirty_seconds: bool = False


@dataclass(frozen=True, slots=True)
class TextShape:
    """How a text falls into lines and cells.

    Attributes
    ----------
    encoding : str
        Name of a Python codec.
    delimiter : str
        One character; a blank stands for any run of blanks.
    n_skipped : int
        Lines before the header.
    n_header : int
        Lines of the header, blank ones between them counted; 0 where there is none.
    """

    encoding: str = "utf-8"
    delimiter: str = ","
    n_skipped: int = 0
    n_header: int = 1


@dataclass(frozen=True, slots=True)
class SeriesColumns:
    """The columns of one symbol's candles.

    Attributes
    ----------
    symbol : str or None
        The symbol in a wide table; None where a column or the file tells it.
    columns : mapping of Role to str
        Names of the columns for the prices and the volume.
    """

    symbol: str | None
    columns: Mapping[Role, str]


@dataclass(frozen=True, slots=True)
class TableLayout:
    """All that reading the rows of a file takes.

    Attributes
    ----------
    shape : TextShape
        Only of meaning for text.
    names : tuple of str
        All columns of the file.
    time_columns : tuple of str
        One column, or date and time of day; none where the file's name tells the day.
    time_format : str
        Of the time columns, joined by a blank.
    is_time_ambiguous : bool
        Day and month could change places.
    symbol_column, name_column : str or None
        Columns with the symbol and with its name.
    zone_column : str or None
        Column with the time zones of the times.
    part_columns : tuple of str
        Columns whose values belong to the symbol, such as the expiry of a future.
    series_column : str or None
        Column of series of which only the main one of each symbol is read.
    timeframe_column : str or None
        Column that names weeks, months or days.
    series : tuple of SeriesColumns
        One, or one a symbol in a wide table.
    numbers : NumberFormat
        How prices and volumes are written.
    has_signs : bool
        Signs before prices are directions.
    volume_decider : str or None
        Of several columns of volumes the one that is taken unless it holds zeros only.
    adjusts_by_close : bool
        Prices are scaled by adjusted close over close.
    ask_columns : mapping of Role to str
        Ask prices, where those of the series are bids and the middle of both is meant.
    notes : tuple of Message
        What was decided although it could be meant otherwise.
    head : bytes
        The file up to the first row, by which another file of the same program is recognised.
    """

    shape: TextShape
    names: tuple[str, ...]
    time_columns: tuple[str, ...]
    time_format: str
    series: tuple[SeriesColumns, ...]
    numbers: NumberFormat = field(default_factory=NumberFormat)
    symbol_column: str | None = None
    name_column: str | None = None
    zone_column: str | None = None
    part_columns: tuple[str, ...] = ()
    series_column: str | None = None
    timeframe_column: str | None = None
    volume_decider: str | None = None
    is_time_ambiguous: bool = False
    has_signs: bool = False
    adjusts_by_close: bool = False
    ask_columns: Mapping[Role, str] = field(default_factory=dict)
    notes: tuple[Message, ...] = ()
    head: bytes = b""

    @property
    def is_dateless(self) -> bool:
        """Whether the rows tell no time, so that the file's name has to."""
        return not self.time_columns

    @property
    def is_wide(self) -> bool:
        """Whether each symbol has columns of its own."""
        return self.series[0].symbol is not None

    def needed(self) -> tuple[str, ...]:
        """Return the columns that are read, in their order in the file."""
        needed = {*self.time_columns, self.symbol_column, self.name_column, self.timeframe_column}
        needed |= {self.volume_decider, self.zone_column, *self.part_columns, self.series_column}
        needed.update(self.ask_columns.values())
        for series in self.series:
            needed.update(series.columns.values())
        return tuple(name for name in self.names if name in needed)

    def roles(self) -> dict[str, str]:
        """Return what each column that is read was taken for, for people."""
        roles: dict[str, str] = {}
        for role, name in zip((Role.TIME, Role.CLOCK), self.time_columns, strict=False):
            roles[name] = str(role)
        if self.symbol_column:
            roles[self.symbol_column] = str(Role.SYMBOL)
        if self.name_column:
            roles[self.name_column] = str(Role.NAME)
        if self.zone_column:
            roles[self.zone_column] = str(Role.ZONE)
        for name in self.part_columns:
            roles[name] = str(Role.PART)
        if self.timeframe_column:
            roles[self.timeframe_column] = "timeframe"
        for series in self.series:
            prefix = f"{series.symbol} " if series.symbol else ""
            roles.update({name: f"{prefix}{role}" for role, name in series.columns.items()})
        return roles
