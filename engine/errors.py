"""Every exception of the engine, in one tree.

EngineError
├── InputError                    what was asked for makes no sense; also a ValueError
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
├── PluginError                   a part of another package fails; its author can mend it
├── EngineClosedError             the engine was shut down
├── StaleResultError              the candles of a result were replaced since the scan
└── ProcessingCancelledException  asked for by the user; carries the partial results

Each class passes its fields to ``super().__init__`` and makes its :class:`~engine.messages.Message`
of them when asked: an exception whose ``__init__`` makes another sentence of its arguments cannot
be unpickled and breaks a whole process pool.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from engine.messages import Message


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
    """Root of everything that the engine raises on purpose; ``message`` says what a user reads."""

    @property
    def message(self) -> str:
        """The sentence, a :class:`~engine.messages.Message` with code and fields."""
        return Message("error.engine")

    @property
    def sentence(self) -> str:
        """What a list of failures says; more than the message where a place goes before it."""
        return self.message

    def __str__(self) -> str:
        return str(self.message)


class InputError(EngineError, ValueError):
    """What somebody asked for makes no sense, or not here; the message says what would.

    Parameters
    ----------
    message : Message
        What is wrong, with a way out.
    """

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self._message = message

    @property
    def message(self) -> Message:
        """What is wrong, with a way out."""
        return self._message


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

    @property
    def sentence(self) -> Message:
        """Place, code, sentence and hint of the first problem."""
        first = self.first
        place = {"line": first.line, "column": first.column, "code": first.code}
        if first.hint:
            return Message("error.formula-hint", **place, message=first.message, hint=first.hint)
        return Message("error.formula", **place, message=first.message)

    def __str__(self) -> str:
        return str(self.sentence)


class IndicatorError(EngineError):
    """A registered indicator raised, returned the wrong length or looked ahead."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name, reason)
        self.name = name
        self.reason = reason

    @property
    def message(self) -> Message:
        """The sentence."""
        return Message("error.indicator", name=self.name, reason=self.reason)


class LibraryError(EngineError):
    """A library or workspace file that cannot be used."""

    _REASON = "error.library-unusable"

    def __init__(self, path: str, reason: str = "") -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason or Message(self._REASON)

    @property
    def message(self) -> Message:
        """The file and the reason."""
        return Message("error.library", path=self.path, reason=self.reason)


class LibraryNotFoundError(LibraryError):
    """There is no such file."""

    _REASON = "error.library-not-found"


class LibraryDamagedError(LibraryError):
    """The file is no library or its content is torn."""

    _REASON = "error.library-damaged"


class LibraryVersionError(LibraryError):
    """The file was written by a newer version of the program."""

    def __init__(self, path: str, version: int, supported: int) -> None:
        EngineError.__init__(self, path, version, supported)
        self.path = path
        self.version = version
        self.supported = supported
        self.reason = Message("error.library-version", version=version, supported=supported)


class LibraryReadOnlyError(LibraryError):
    """The file or its folder cannot be written."""

    _REASON = "error.library-read-only"


class LibraryBusyError(LibraryError):
    """Another program holds the write lock."""

    _REASON = "error.library-busy"


class LibraryFullError(LibraryError):
    """The disk has no room left; nothing was written."""

    _REASON = "error.library-full"


class AdjustmentError(EngineError):
    """The same adjustment was applied before."""

    def __init__(self, symbol: str, timeframe: str, day: str) -> None:
        super().__init__(symbol, timeframe, day)
        self.symbol = symbol
        self.timeframe = timeframe
        self.day = day

    @property
    def message(self) -> Message:
        """The sentence."""
        fields = {
            "symbol": self.symbol,
            "timeframe": Message(f"candles.{self.timeframe}"),
            "day": self.day,
        }
        return Message("error.adjusted-before", **fields)


class SourceError(EngineError):
    """A file that holds no candles that can be read."""

    def __init__(self, file: str, reason: str, line: int | None = None) -> None:
        super().__init__(file, reason, line)
        self.file = file
        self.reason = reason
        self.line = line

    @property
    def message(self) -> Message:
        """Where and why."""
        if self.line is None:
            return Message("error.source", file=self.file, reason=self.reason)
        fields = {"file": self.file, "line": self.line, "reason": self.reason}
        return Message("error.source-line", **fields)


class RepositoryError(EngineError):
    """A repository that cannot be handed to worker processes."""

    def __init__(self, repository: str, reason: str) -> None:
        super().__init__(repository, reason)
        self.repository = repository
        self.reason = reason

    @property
    def message(self) -> Message:
        """The sentence."""
        return Message("error.repository", repository=self.repository, reason=self.reason)


class PluginError(EngineError):
    """A part that another package brings cannot be loaded, or failed; the message names it."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self._message = message

    @property
    def message(self) -> Message:
        """Which part of which package, and what it raised."""
        return self._message


class EngineClosedError(EngineError):
    """The engine was shut down and takes no more work."""

    @property
    def message(self) -> Message:
        """The sentence."""
        return Message("error.engine-closed")


class StaleResultError(EngineError):
    """The candles that a result points at were replaced since the scan."""

    def __init__(self, symbol: str) -> None:
        super().__init__(symbol)
        self.symbol = symbol

    @property
    def message(self) -> Message:
        """The sentence."""
        return Message("error.stale-result", symbol=self.symbol)


class ProcessingCancelledException(EngineError):  # noqa: N818 - the name is fixed by the contract
    """Processing was cancelled; ``results`` holds what was finished by then."""

    def __init__(self, results: tuple[Any, ...] = ()) -> None:
        super().__init__(results)
        self.results = results

    @property
    def message(self) -> Message:
        """The sentence."""
        return Message("error.cancelled", n=len(self.results))
