"""What an import would make of a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.domain.import_layout import TableLayout, TextShape
    from engine.domain.import_mapping import ImportMapping
    from engine.domain.import_report import LineProblem
    from engine.domain.series import CandleSeries
    from engine.messages import Message


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """The beginning of a file as it would be imported.

    Attributes
    ----------
    file : str
        The first file that can be used, or the last one that was tried.
    mapping : ImportMapping
        The corrections in force: those given, or those of an earlier import.
    is_remembered : bool
        Whether they are of an earlier import.
    rows : list of list of str
        The first rows of the file in cells, lines before the header included.
    columns : tuple of str
        Names of all columns, to choose from; empty where the file is no table with dates.
    roles : dict of str to str
        What the columns that are read were taken for: ``time open high low close volume symbol``.
    layout : TableLayout or None
        All that the file was taken for (formats of times and numbers, ...).
    shape : TextShape or None
        How the file falls into lines and cells, also where no candles were found in those.
    is_text : bool
        Whether there is an encoding and a separator at all.
    timeframe : str
        Of the candles, empty where there are none.
    candles : dict of str to CandleSeries
        The first candles of the first symbols.
    problems : list of LineProblem
        Rows that would be rejected, or kept with something unknown.
    notes : list of Message
        What was decided.
    error : Message or None
        Why nothing could be read.
    taken_for : Message or None
        One sentence on what the file was taken for.
    """

    file: str
    mapping: ImportMapping
    is_remembered: bool = False
    rows: list[list[str]] = field(default_factory=list)
    columns: tuple[str, ...] = ()
    roles: dict[str, str] = field(default_factory=dict)
    layout: TableLayout | None = None
    shape: TextShape | None = None
    is_text: bool = True
    timeframe: str = ""
    candles: dict[str, CandleSeries] = field(default_factory=dict)
    problems: list[LineProblem] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)
    error: Message | None = None
    taken_for: Message | None = None
