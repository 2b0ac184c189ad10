"""Sentences on what was decided about a table although it could be meant otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.domain.import_layout import VALUE_ROLES, Role
from engine.messages import Message
from engine.storage.importers.cells.numbers import undecided_mark
from engine.storage.importers.detection.value_columns import is_numeric

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from engine.domain.import_layout import NumberFormat
    from engine.domain.import_mapping import ImportMapping
    from engine.storage.importers.detection.time_columns import TimeColumns
    from engine.storage.importers.detection.value_columns import ValueColumns

MAX_COLUMNS = 5
# In files with those the comma may well separate decimals.
_FOREIGN_DELIMITERS = frozenset([";", "\t"])


def on_readings(
    samples: Mapping[str, Sequence[str]], times: TimeColumns, has_signs: bool
) -> Iterator[Message]:
    """Yield sentences on the order of day and month, and on signs."""
    if times.is_ambiguous:
        is_day_first = times.time_format.find("%d") < times.time_format.find("%m")
        code = "import.day-first" if is_day_first else "import.month-first"
        yield Message(code, example=samples[times.names[0]][0])
    if has_signs:
        yield Message("import.signs")


def on_means_of_quotes(closes: Sequence[Sequence[str]]) -> Iterator[Message]:
    """Yield a sentence where closes that may be means of bid and ask are negative."""
    if any(text.strip().startswith("-") for texts in closes for text in texts):
        yield Message("import.mean-of-quotes")


def on_symbol(
    symbol: str | None, roles: Mapping[str, Role | None], mapping: ImportMapping
) -> Iterator[Message]:
    """Yield a sentence on a column that is taken for the symbol although its name is not known."""
    is_named = any(roles.values()) and not mapping.columns.get(Role.SYMBOL)
    if symbol and is_named and roles[symbol] is None:
        yield Message("import.symbol-column", column=symbol)


def on_numbers(
    texts: Sequence[str], numbers: NumberFormat, delimiter: str, mapping: ImportMapping
) -> Iterator[Message]:
    """Yield sentences on numbers that mean another thing in another country or market."""
    if numbers.has_thirty_seconds:
        yield Message("import.thirty-seconds")
    if numbers.price_scale != 1.0:
        yield Message("import.billionths")
    if mapping.decimal is not None or delimiter not in _FOREIGN_DELIMITERS:
        return
    mark = undecided_mark(texts)
    if mark:
        example = next(text for text in texts if mark in text)
        is_decimal = mark == numbers.decimal
        code = "import.mark-of-decimals" if is_decimal else "import.mark-of-thousands"
        yield Message(code, mark=mark, example=example.strip())


def on_missing_prices(
    roles: Mapping[str, Role | None],
    samples: Mapping[str, Sequence[str]],
    values: ValueColumns,
) -> Iterator[Message]:
    """Yield a sentence on prices that no column is known to hold, where one of others might."""
    taken = values.series[0].columns
    missing = [role for role in VALUE_ROLES if role not in taken]
    if len(values.series) > 1 or not missing or not any(roles.values()):
        return
    used = set(taken.values())
    others = [
        name
        for name, texts in samples.items()
        if roles[name] is None and name not in used and is_numeric(texts)
    ]
    if others:
        columns = tuple(Message("import.quoted", text=name) for name in others[:MAX_COLUMNS])
        roles_missing = tuple(Message(f"import.role-{role}") for role in missing)
        yield Message("import.missing-prices", roles=roles_missing, columns=columns)
