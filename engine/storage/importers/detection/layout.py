"""What was understood of a file, and what the user may correct of it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields
from typing import TYPE_CHECKING, Self

from engine.errors import InputError
from engine.messages import Message
from engine.storage.importers.cells.numbers import NumberFormat
from engine.storage.importers.cells.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_CORRECTABLE_ROLES = (
    Role.TIME,
    Role.CLOCK,
    Role.OPEN,
    Role.HIGH,
    Role.LOW,
    Role.CLOSE,
    Role.VOLUME,
    Role.SYMBOL,
    Role.ZONE,
)


@dataclass(frozen=True, slots=True)
class ImportMapping:
    """Corrections of what the importer would find out by itself; all optional.

    Attributes
    ----------
    encoding, delimiter : str or None
        Of text files.
    skip_lines, header_lines : int or None
        Lines before the header, and lines of the header (0 for none).
    columns : mapping of str to str
        Names of columns for ``time clock open high low close volume symbol zone``; an empty name
        leaves that one out. Columns without a header are called ``column 1``, ``column 2``...
    time_format : str or None
        Directives of ``strptime``, or ``epoch_s``, ``epoch_ms``, ``epoch_us``, ``epoch_ns``.
    day_first : bool or None
        Order of day and month where both readings are possible.
    decimal : str or None
        ``"."`` or ``","``.
    adjusted : bool
        Take the adjusted prices where raw and adjusted ones stand side by side.
    tz : str or None
        Time zone of times that name none, for example ``"America/New_York"``; else UTC.

    Raises
    ------
    InputError
        A role in `columns` or the decimal mark is not known.
    """

    encoding: str | None = None
    delimiter: str | None = None
    skip_lines: int | None = None
    header_lines: int | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    time_format: str | None = None
    day_first: bool | None = None
    decimal: str | None = None
    adjusted: bool = False
    tz: str | None = None

    def __post_init__(self) -> None:
        unknown = sorted(set(self.columns) - set(map(str, _CORRECTABLE_ROLES)))
        if unknown:
            raise InputError(
                Message(
                    "import.no-role", role=unknown[0], roles=tuple(map(str, _CORRECTABLE_ROLES))
                )
            )
        if self.decimal not in {None, ".", ","}:
            raise InputError(Message("import.no-decimal-mark", mark=self.decimal))

    @property
    def is_empty(self) -> bool:
        """Whether nothing is corrected."""
        return self == ImportMapping()

    def to_json(self) -> str:
        """Return the corrections as text that :meth:`from_json` reads."""
        values = asdict(self) | {"columns": dict(self.columns)}
        default = asdict(ImportMapping())
        return json.dumps({name: value for name, value in values.items() if value != default[name]})

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Return the corrections in `text`; what a newer program wrote besides is left out."""
        known = {entry.name for entry in fields(cls)}
        return cls(**{name: value for name, value in json.loads(text).items() if name in known})


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
class Layout:
    """All that has to be known to read the rows of a file.

    Attributes
    ----------
    shape : TextShape
        Only of meaning for text.
    names : tuple of str
        All columns of the file.
    time_columns : tuple of str
        One column, or date and time of day.
    time_format : str
        Of the time columns, joined by a blank.
    is_time_ambiguous : bool
        Day and month could change places.
    symbol_column, name_column : str or None
        Columns with the symbol and with its name.
    zone_column : str or None
        Column with the time zones of the times.
    timeframe_column : str or None
        Column that tells weeks and months from days.
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
    notes : tuple of Message
        What was decided although it could be meant otherwise.
    head : bytes
        The file up to the first row, by which another file of the same making is known.
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
    timeframe_column: str | None = None
    volume_decider: str | None = None
    is_time_ambiguous: bool = False
    has_signs: bool = False
    adjusts_by_close: bool = False
    notes: tuple[Message, ...] = ()
    head: bytes = b""

    @property
    def is_wide(self) -> bool:
        """Whether each symbol has columns of its own."""
        return self.series[0].symbol is not None

    def needed(self) -> tuple[str, ...]:
        """Return the columns that are read, in their order in the file."""
        wanted = {*self.time_columns, self.symbol_column, self.name_column, self.timeframe_column}
        wanted |= {self.volume_decider, self.zone_column}
        for series in self.series:
            wanted.update(series.columns.values())
        return tuple(name for name in self.names if name in wanted)

    def roles(self) -> dict[str, str]:
        """Return what each column that is read was taken for, for people."""
        found: dict[str, str] = {}
        for role, name in zip((Role.TIME, Role.CLOCK), self.time_columns, strict=False):
            found[name] = str(role)
        if self.symbol_column:
            found[self.symbol_column] = str(Role.SYMBOL)
        if self.name_column:
            found[self.name_column] = str(Role.NAME)
        if self.zone_column:
            found[self.zone_column] = str(Role.ZONE)
        if self.timeframe_column:
            found[self.timeframe_column] = "timeframe"
        for series in self.series:
            prefix = f"{series.symbol} " if series.symbol else ""
            found.update({name: f"{prefix}{role}" for role, name in series.columns.items()})
        return found


def unique_names(names: Iterable[str]) -> tuple[str, ...]:
    """Return column names with a number behind those that were there before."""
    seen: dict[str, int] = {}
    result = []
    for position, raw in enumerate(names, start=1):
        name = raw.strip() or Message("import.column", n=position)
        seen[name] = seen.get(name, 0) + 1
        result.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(result)
