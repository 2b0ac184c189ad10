"""What the engine says of formulas, in the window's language.

The engine speaks English. Its one-line helps are translated whole; its sentences about faults
are recognised by the templates below, whose places ``{0}`` stand for names and numbers.
"""

from __future__ import annotations

import re
from functools import cache

from PySide6.QtCore import QCoreApplication

HELP = "LanguageHelp"
"""Translation context of the one-line helps."""

FAULTS = "LanguageFaults"
"""Translation context of :data:`TEMPLATES`."""

_PLACE = re.compile(r"\\\{\d\\\}")

TEMPLATES = (
    "There is no '{0}'",
    "There is no function '{0}'",
    "There is no parameter '{0}'",
    "There is no timeframe '{0}'",
    "Did you mean '{0}'?",
    "Give it a value in a line before: {0} = ..., or param {1} = 20",
    "It is a function: {0}",
    "It is {0}",
    "Write {0}",
    "Write == to compare",
    "Write: a crosses above b",
    "'{0}' does not compare",
    "'{0}' is not a number",
    "'{0}' is too large",
    "'{0}' is not part of this language",
    "'{0}' is a word of the language and cannot be a name",
    "'{0}' is a series; write {1} for the bar before",
    "Units are k, m and b: 500k, 5m, 2b",
    "This '{0}' is never closed",
    "This '{0}' closes nothing",
    "This text is never closed",
    "This comment is never closed",
    "Close it with */",
    "Add {0}",
    "Add a last line with the condition to scan for",
    "Unexpected character {0}",
    "Unexpected {0}",
    "A name starts with a letter",
    "The formula ends after {0} or {1}",
    "The formula ends after {0}",
    "The formula has no result",
    "The formula is empty",
    "The result must be a condition, not a number",
    "Compare it, e.g. x > 0",
    "A text cannot be the result",
    "A text cannot be compared",
    "A text cannot be calculated with",
    "A text has no past",
    "Expected a number or a condition, found a text",
    "Expected a number, found {0}",
    "Expected a condition, found {0}",
    "Expected a name, found {0}",
    "Expected an output's name, found {0}",
    "Expected = after the parameter's name, found {0}",
    "Expected above or below, found {0}",
    "Expected a parameter's name after $",
    "A condition cannot be compared with {0}",
    "Join conditions with and; a chain goes one way: 30 < x < 70",
    "Join the comparisons with and",
    "A chain of comparisons must go one way: all < and <=, or all > and >=",
    "A comparison with na is never true",
    "This comparison is the same on every bar",
    "{0} needs {1}",
    "{0} has no argument '{1}'",
    "{0} got '{1}' twice",
    "{0} takes no arguments, not {1}",
    "{0} takes {1} arguments, not {2}",
    "{0} takes {1} argument, not {2}",
    "{0} of {1}() must be at least {2}",
    "{0} of {1}() must be from {2} to {3}",
    "{0} of {1}() must be {2}, not {3}",
    "{0} has several outputs; choose one of {1}",
    "{0} has no output '{1}'",
    "This has no outputs, so it has no '.{0}'",
    "{0} compares bar by bar with the number {1}",
    "For a window of bars write {0}",
    "Are the arguments swapped? {0}",
    "Turn it into a number: if(c, 1, 0)",
    "An argument without a name cannot follow one with a name",
    "The number of bars ago must be a constant whole number",
    "close[1] is the close of the bar before",
    "A negative offset would look into the future",
    "Offsets count back: write close[1] for AFL's Ref(C, -1)",
    "An offset may be at most {0} bars",
    "A formula may have {0} parameters",
    "The default of parameter '{0}' must be a constant",
    "Parameter '{0}' takes {1}, not {2}",
    "Only the last line may be a bare expression",
    "Give it a name: x = ..., or join the conditions with and",
    "Give parts of it names: a = ...",
    "Choose another name",
    "Only a name can be called",
    "More than {0} levels of nesting",
    "Split it into several formulas",
    "The formula has {0} characters; {1} are allowed",
    "The formula has {0} words; {1} are allowed",
    "The formula needs more than {0} operations",
    "This looks back {0} bars; {1} are allowed",
    "There is no ? : in this language",
    "There are no candles of '{0}' in timeframe {1}",
    "Import them, or name another symbol",
    "The first argument of symbol() must be a symbol in quotes",
    "The first argument of tf() must be a timeframe in quotes",
    "The candles are {0}; they cannot be split into {1}",
    "A formula can look at coarser timeframes than its own only",
    "vwap() of the session needs intraday bars, not {0}",
    "Use vwap(20) over a window of bars, or avwap(condition)",
    "the end of the line",
    "the end",
    "a whole number",
    "a number",
    "a condition",
    "a text",
    "several outputs",
    "It takes no arguments",
    "It takes {0}",
    "It has {0}",
    "There are {0}",
    "'{0}' is {1} and cannot be assigned",
    "a price series",
    "a function",
    "a word of the language",
    "Two values need an operator between them, such as and, > or +",
    "There are no loops; sum(), count(), any() and all() look at a window of bars",
    "Leave out SELECT and WHERE; the last line is the condition",
    "A name cannot refer to its own past; see barssince(), valuewhen() and streak()",
    "The last line is the condition; plotting is done by the chart",
    "'{0}' has a meaning already and cannot be assigned",
    "a registered indicator",
    "Choose another name, or write == to compare: {0}",
    "Choose another name for the second",
)


def help_text(english: str) -> str:
    """Return a one-line help of the language in the window's language."""
    return QCoreApplication.translate(HELP, english) if english else ""


def fault_text(english: str) -> str:
    """Return a sentence about a fault in the window's language; an unknown one as it is."""
    for pattern, template in _patterns():
        found = pattern.fullmatch(english)
        if found:
            places = (QCoreApplication.translate(FAULTS, part) for part in found.groups())
            return QCoreApplication.translate(FAULTS, template).format(*places)
    return english


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """Return what recognises each template, those that say most first."""
    ranked = sorted(TEMPLATES, key=lambda text: -len(re.sub(r"\{\d\}", "", text)))
    return [(re.compile(_PLACE.sub("(.+?)", re.escape(text))), text) for text in ranked]
