"""Collects problems with their places, suggests names, and draws a caret under the fault."""

from __future__ import annotations

from bisect import bisect_right
from functools import reduce
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import east_asian_width

from engine.errors import Diagnostic, Severity
from engine.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from engine.language.syntax.tokens import Span


class Problem(NamedTuple):
    """What is wrong, where, and the way out."""

    code: str
    span: Span
    message: Message
    hint: str = ""


class Problems:
    """The problems of one text, in the order in which they were found.

    Parameters
    ----------
    text : str
        The formula as given.

    Attributes
    ----------
    diagnostics : list of Diagnostic
        The problems so far, in the order in which they were found.
    place : Span or None
        Where to report what is wrong inside a definition of the program's own tables.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._line_starts: list[int] | None = None
        self.place: Span | None = None
        self.diagnostics: list[Diagnostic] = []
        self._places: set[tuple[str, int, str]] = set()

    def error(self, code: str, span: Span, message: Message, hint: str = "") -> None:
        """Record an error; a second one at the same place is only an echo of the first."""
        span = self.place or span
        if (code, span[0], "") not in self._places:
            self._add(code, span, message, hint, Severity.ERROR)

    def warn(self, code: str, span: Span, message: Message, hint: str = "") -> None:
        """Record a warning, once; definitions give none."""
        if self.place is None and (code, span[0], message) not in self._places:
            self._add(code, span, message, hint, Severity.WARNING)

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Take problems of the same text that somebody else found."""
        for diagnostic in diagnostics:
            self._keep(diagnostic)

    @property
    def has_errors(self) -> bool:
        """Whether anything keeps the formula from running."""
        return any(d.severity is Severity.ERROR for d in self.diagnostics)

    def in_order(self) -> list[Diagnostic]:
        """Return the problems by place, errors before warnings at the same place."""
        return sorted(self.diagnostics, key=lambda d: (d.offset, d.severity is Severity.WARNING))

    def _add(self, code: str, span: Span, message: Message, hint: str, severity: Severity) -> None:
        start, end = span
        line, column = self._place(start)
        length = max(1, end - start)
        self._keep(Diagnostic(code, message, line, column, start, length, hint, severity))

    def _keep(self, diagnostic: Diagnostic) -> None:
        code, offset = diagnostic.code, diagnostic.offset
        self.diagnostics.append(diagnostic)
        self._places |= {(code, offset, ""), (code, offset, diagnostic.message)}

    def _place(self, offset: int) -> tuple[int, int]:
        if self._line_starts is None:
            breaks = [i + 1 for i, char in enumerate(self._text) if char == "\n"]
            self._line_starts = [0, *breaks]
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1


def render(text: str, diagnostics: Iterable[Diagnostic]) -> str:
    """Return the problems as text, each with its line and a caret under the place.

    Parameters
    ----------
    text : str
        The formula as given.
    diagnostics : iterable of Diagnostic
        Problems of that text.
    """
    lines = text.split("\n")
    return "\n".join(_render_one(lines, problem) for problem in diagnostics)


def _render_one(lines: Sequence[str], problem: Diagnostic) -> str:
    head = f"{problem.severity} {problem.code} at line {problem.line}, column {problem.column}"
    parts = [f"{head}: {problem.message}"]
    line = lines[problem.line - 1] if problem.line <= len(lines) else ""
    before, under = line[: problem.column - 1], line[problem.column - 1 :][: problem.length]
    indent = "".join("\t" if char == "\t" else " " * _width(char) for char in before)
    parts += [f"  {line.rstrip()}", f"  {indent}{'^' * max(1, sum(map(_width, under)))}"]
    if problem.hint:
        parts.append(f"  {problem.hint}")
    return "\n".join(parts)


def _width(char: str) -> int:
    """Return how many columns of a terminal `char` takes."""
    return 2 if east_asian_width(char) in "WF" else 1


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """Return what was probably meant by `word`: a completion of it, else a likely typo.

    Of equally near candidates the earlier one wins, so pass the likelier kinds first.
    """
    names = list(candidates)
    if len(word) >= 2:
        completions = [name for name in names if name.startswith(word)]
        if completions:
            return min(completions, key=len)
    allowed = 1 if len(word) < 5 else 2
    near = [(distance(word, name, allowed), i) for i, name in enumerate(names)]
    best = min(near, default=(allowed + 1, 0))
    return names[best[1]] if best[0] <= allowed and len(word) > 1 else None


def distance(a: str, b: str, limit: int) -> int:
    """Return the Damerau-Levenshtein distance of two words, or ``limit + 1`` where it is more."""
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    before, last = [0] * (len(b) + 1), list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        row = [i]
        for j, right in enumerate(b, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (left != right))
            if i > 1 and j > 1 and left == b[j - 2] and a[i - 2] == right:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
        before, last = last, row
    return min(last[-1], limit + 1)


def did_you_mean(word: str, candidates: Iterable[str], otherwise: str = "") -> str:
    """Return a hint that names the nearest candidate, or `otherwise`."""
    name = nearest(word, candidates)
    return otherwise if name is None else Message("formula.hint-did-you-mean", name=name)


def joined(code: str, words: Iterable[str]) -> str:
    """Return `words`, of which there is at least one, with ``formula.and`` or ``formula.or``."""
    return reduce(lambda first, second: Message(code, first=first, second=second), words)
