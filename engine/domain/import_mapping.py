"""What the user may correct of what a file of candles was taken for."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields
from typing import TYPE_CHECKING, Self

from engine.domain.import_layout import Role
from engine.errors import InputError
from engine.messages import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    Role.PART,
)


@dataclass(frozen=True, slots=True)
class ImportMapping:
    """Corrections of what the importer detects; all optional.

    Attributes
    ----------
    encoding, delimiter : str or None
        Of text files.
    skip_lines, header_lines : int or None
        Lines before the header, and lines of the header (0 for none).
    columns : mapping of str to str
        Names of columns for ``time clock open high low close volume symbol zone``, and for the
        ``part`` of a symbol that tells contracts or series apart; an empty name leaves that one
        out. Columns without a header are called ``column 1``, ``column 2``...
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
        names = {entry.name for entry in fields(cls)}
        return cls(**{name: value for name, value in json.loads(text).items() if name in names})
