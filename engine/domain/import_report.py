"""What an import did, file by file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from engine.messages import Message

if TYPE_CHECKING:
    from pathlib import Path

    from engine.domain.import_layout import TableLayout
    from engine.domain.quality_report import QualityReport
    from engine.errors import SourceError

MAX_PROBLEMS = 100
MAX_SYMBOLS = 20


class LineProblem(NamedTuple):
    """Something about one row.

    Attributes
    ----------
    line : int
        Where it stands in the file, from 1.
    reason : Message
        What is wrong with it.
    is_rejected : bool
        Whether the row was left out; else it was kept with something unknown.
    """

    line: int
    reason: Message
    is_rejected: bool


@dataclass(slots=True)
class FileReport:
    """What became of one file, or of one sheet of a workbook.

    Attributes
    ----------
    file : str
        Its path; members of an archive stand behind the archive's.
    timeframe : str
        Of the candles; empty where none could be read.
    symbols : list of str
        The first symbols in it.
    n_symbols : int
        How many there are.
    rows_read, kept, rejected, duplicates : int
        Rows, which became candles, were left out, or gave way to a later row of the same time.
    suspended, unknown : int
        Kept candles of suspensions, and rows kept with an unknown price or volume.
    out_of_order : int
        Rows that stand before an earlier one; newest first throughout is no disorder.
    added, changed, unchanged : int
        Candles that are new to the library, that replaced others, that were there already.
    problems : list of LineProblem
        The first of them; `n_problems` counts all.
    notes : list of Message
        What was decided about the file.
    error : Message or None
        Why nothing of the file could be used.
    taken_for : Message or None
        One sentence on whose candles these are, whose times, and which columns.
    layout : TableLayout or None
        What it was taken for.
    """

    file: str
    timeframe: str = ""
    symbols: list[str] = field(default_factory=list)
    n_symbols: int = 0
    rows_read: int = 0
    kept: int = 0
    rejected: int = 0
    duplicates: int = 0
    suspended: int = 0
    unknown: int = 0
    out_of_order: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    problems: list[LineProblem] = field(default_factory=list)
    n_problems: int = 0
    notes: list[Message] = field(default_factory=list)
    error: Message | None = None
    taken_for: Message | None = None
    layout: TableLayout | None = None

    def add_problem(self, problem: LineProblem) -> None:
        """Count a problem, and keep it if it is one of the first."""
        self.n_problems += 1
        if problem.is_rejected:
            self.rejected += 1
        else:
            self.unknown += 1
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(problem)

    def add_symbol(self, symbol: str) -> None:
        """Count a symbol that was not seen before."""
        self.n_symbols += 1
        if len(self.symbols) < MAX_SYMBOLS:
            self.symbols.append(symbol)


@dataclass(slots=True)
class ImportReport:
    """What an import did.

    Attributes
    ----------
    files : list of FileReport
        In the order in which they were read.
    rejected_file : Path or None
        Where the rejected rows are kept.
    quality : list of QualityReport
        What is doubtful about the symbols that were imported, as they are in the library now; one
        entry a timeframe.
    is_dry_run : bool
        Whether the library was left as it is.
    is_cancelled : bool
        Whether it was stopped; what was imported by then stays.
    """

    files: list[FileReport] = field(default_factory=list)
    rejected_file: Path | None = None
    quality: list[QualityReport] = field(default_factory=list)
    is_dry_run: bool = False
    is_cancelled: bool = False

    @property
    def failed(self) -> list[FileReport]:
        """The files of which nothing could be used."""
        return [entry for entry in self.files if entry.error is not None]

    @property
    def has_read_nothing(self) -> bool:
        """Whether there is not one candle."""
        return self.kept == 0

    @property
    def rows_read(self) -> int:
        """Rows of all files."""
        return sum(entry.rows_read for entry in self.files)

    @property
    def kept(self) -> int:
        """Candles of all files."""
        return sum(entry.kept for entry in self.files)

    @property
    def rejected(self) -> int:
        """Rejected rows of all files."""
        return sum(entry.rejected for entry in self.files)

    @property
    def duplicates(self) -> int:
        """Rows of all files that gave way to a later one."""
        return sum(entry.duplicates for entry in self.files)

    @property
    def added(self) -> int:
        """Candles that are new to the library."""
        return sum(entry.added for entry in self.files)

    @property
    def changed(self) -> int:
        """Candles that replaced others."""
        return sum(entry.changed for entry in self.files)

    @property
    def unchanged(self) -> int:
        """Candles that were there already."""
        return sum(entry.unchanged for entry in self.files)


def reason_with_line(error: SourceError) -> Message:
    """Return why a file cannot be read, with the line where one is to blame."""
    if error.line is not None:
        return Message("import.line", line=error.line, reason=error.reason)
    reason = error.reason
    return reason if isinstance(reason, Message) else Message("system.other", text=reason)
