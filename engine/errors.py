"""Every exception of the engine, in one tree.

EngineError
├── FormulaError                  the user can mend the text (place, hint)
├── IndicatorError                the author of a registered indicator can mend it
├── LibraryError                  a library or workspace file cannot be used; names the file
│   ├── LibraryNotFoundError
│   ├── LibraryDamagedError
│   ├── LibraryVersionError       written by a newer program
│   ├── LibraryReadOnlyError
│   ├── LibraryBusyError          another program is writing
│   └── LibraryFullError          the disk is full
├── AdjustmentError               the same adjustment was applied to a history before
├── SourceError                   a file of candles cannot be read; names file, line and reason
├── RepositoryError               a repository cannot be handed to worker processes
├── EngineClosedError             the engine was shut down
├── StaleResultError              the candles of a result were replaced since the scan
└── ProcessingCancelledException  asked for by the user; carries the partial results

Each class passes its fields to ``super().__init__`` and formats them in ``__str__``: an exception
whose ``__init__`` takes a finished sentence cannot be unpickled and breaks a whole process pool.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """How bad a :class:`Diagnostic` is."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem of a formula's text.

    Attributes
    ----------
    code : str
        ``E...`` or ``W...`` as listed in the language reference.
    message : str
        One sentence that says what is wrong.
    line, column : int
        Place of the problem, counted from 1.
    offset, length : int
        The same place in characters from 0 of the text as given, and its extent.
    hint : str
        A way out, or an empty string.
    severity : Severity
        Errors keep a formula from running; warnings do not.
    """

    code: str
    message: str
    line: int
    column: int
    offset: int
    length: int
    hint: str = ""
    severity: Severity = Severity.ERROR


class EngineError(Exception):
    """Root of everything that the engine raises on purpose."""


class FormulaError(EngineError):
    """A formula that cannot be used; all its problems at once.

    Parameters
    ----------
    text : str
        The formula as given.
    diagnostics : tuple of Diagnostic
        At least one; the first error is what the fields of the exception tell.
    """

    def __init__(self, text: str, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(text, diagnostics)
        self.text = text
        self.diagnostics = diagnostics

    @property
    def first(self) -> Diagnostic:
        """The first error, or the first warning where there is no error."""
        errors = (d for d in self.diagnostics if d.severity is Severity.ERROR)
        return next(errors, self.diagnostics[0])

    @property
    def code(self) -> str:
        """Code of the first problem."""
        return self.first.code

    @property
    def message(self) -> str:
        """Sentence of the first problem."""
        return self.first.message

    @property
    def line(self) -> int:
        """Line of the first problem, from 1."""
        return self.first.line

    @property
    def column(self) -> int:
        """Column of the first problem, from 1."""
        return self.first.column

    @property
    def offset(self) -> int:
        """Offset of the first problem in the text, from 0."""
        return self.first.offset

    @property
    def length(self) -> int:
        """Number of characters that the first problem covers."""
        return self.first.length

    @property
    def hint(self) -> str:
        """Way out of the first problem, or an empty string."""
        return self.first.hint

    def __str__(self) -> str:
        first = self.first
        place = f"line {first.line}, column {first.column}: {first.code} {first.message}"
        return f"{place} ({first.hint})" if first.hint else place


class IndicatorError(EngineError):
    """A registered indicator raised, returned the wrong length or looked ahead."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name, reason)
        self.name = name
        self.reason = reason

    def __str__(self) -> str:
        return f"Registered indicator '{self.name}' {self.reason}"


class LibraryError(EngineError):
    """A library or workspace file that cannot be used."""

    def __init__(self, path: str, reason: str = "cannot be used") -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


class LibraryNotFoundError(LibraryError):
    """There is no such file."""

    def __init__(self, path: str, reason: str = "there is no such library") -> None:
        super().__init__(path, reason)


class LibraryDamagedError(LibraryError):
    """The file is no library or its content is torn."""

    def __init__(self, path: str, reason: str = "the file is damaged or no library") -> None:
        super().__init__(path, reason)


class LibraryVersionError(LibraryError):
    """The file was written by a newer version of the program."""

    def __init__(self, path: str, found: int, supported: int) -> None:
        EngineError.__init__(self, path, found, supported)
        self.path = path
        self.found = found
        self.supported = supported
        self.reason = (
            f"it has format {found}, written by a newer version; "
            f"this program reads up to format {supported}"
        )


class LibraryReadOnlyError(LibraryError):
    """The file or its folder cannot be written."""

    def __init__(self, path: str, reason: str = "it is read-only") -> None:
        super().__init__(path, reason)


class LibraryBusyError(LibraryError):
    """Another program holds the write lock."""

    def __init__(self, path: str, reason: str = "another program is writing to it") -> None:
        super().__init__(path, reason)


class LibraryFullError(LibraryError):
    """The disk has no room left; nothing was written."""

    def __init__(self, path: str, reason: str = "the disk is full, nothing was written") -> None:
        super().__init__(path, reason)


class AdjustmentError(EngineError):
    """The same adjustment was applied before."""

    def __init__(self, symbol: str, timeframe: str, day: str) -> None:
        super().__init__(symbol, timeframe, day)
        self.symbol = symbol
        self.timeframe = timeframe
        self.day = day

    def __str__(self) -> str:
        return f"{self.symbol} ({self.timeframe}) was adjusted by this factor for {self.day} before"


class SourceError(EngineError):
    """A file that holds no candles that can be read."""

    def __init__(self, file: str, reason: str, line: int | None = None) -> None:
        super().__init__(file, reason, line)
        self.file = file
        self.reason = reason
        self.line = line

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}, line {self.line}"
        return f"{place}: {self.reason}"


class RepositoryError(EngineError):
    """A repository that cannot be handed to worker processes."""

    def __init__(self, repository: str, reason: str) -> None:
        super().__init__(repository, reason)
        self.repository = repository
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.repository} cannot be handed to worker processes: {self.reason}"


class EngineClosedError(EngineError):
    """The engine was shut down and takes no more work."""

    def __str__(self) -> str:
        return "The engine was shut down; make a new one"


class StaleResultError(EngineError):
    """The candles that a result points at were replaced since the scan."""

    def __init__(self, symbol: str) -> None:
        super().__init__(symbol)
        self.symbol = symbol

    def __str__(self) -> str:
        return f"The history of {self.symbol} was replaced since this scan; run the scan again"


class ProcessingCancelledException(EngineError):  # noqa: N818 - the name is fixed by the contract
    """Processing was cancelled; ``results`` holds what was finished by then."""

    def __init__(self, results: tuple[Any, ...] = ()) -> None:
        super().__init__(results)
        self.results = results

    def __str__(self) -> str:
        return f"Cancelled after {len(self.results)} finished symbols"
