"""What a row of the function table says.

A function is one of three things: a kernel over columns, a definition in the formula language
itself (which is then both what the help shows and what runs), or a form that the binder builds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.kernels.kernel import Kernel


class Takes(StrEnum):
    """What a parameter takes."""

    SERIES = "number"
    CONDITION = "condition"
    ANY = "number or condition"
    WHOLE = "whole number"
    CONSTANT = "constant"
    FLAG = "true or false"
    TEXT = "text"


class PaneKind(StrEnum):
    """Where a chart draws a function's values."""

    PRICE = "price"
    OWN = "own"
    SAME = "same"
    """Where its first argument is drawn."""


class PlotKind(StrEnum):
    """How a chart draws a function's values."""

    LINE = "line"
    HISTOGRAM = "histogram"
    DOTS = "dots"
    MARKS = "marks"
    """Conditions: a mark on each bar that is true."""


REQUIRED = object()

MAX_PERIOD = 10_000
"""Longest window of a function, and largest offset, in bars."""


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter of a function.

    Attributes
    ----------
    name : str
        May be used as a named argument.
    takes : Takes
        What it takes.
    default : object
        A number, truth or text; for a series the name of a series; REQUIRED where there is none.
    low, high : float
        Range of a constant, both ends included.
    """

    name: str
    takes: Takes
    default: object = REQUIRED
    low: float = float("-inf")
    high: float = float("inf")

    @property
    def is_source(self) -> bool:
        """Whether it is a leading series that may be left out."""
        return self.takes is Takes.SERIES and self.default is not REQUIRED


def source(default: str = "close", name: str = "x") -> Param:
    """Return the leading series that may be left out."""
    return Param(name, Takes.SERIES, default)


def series(name: str = "x") -> Param:
    """Return a series that must be given."""
    return Param(name, Takes.SERIES)


def condition(name: str = "c") -> Param:
    """Return a condition that must be given."""
    return Param(name, Takes.CONDITION)


def period(default: object = REQUIRED, name: str = "n", low: int = 1) -> Param:
    """Return a number of bars."""
    return Param(name, Takes.WHOLE, default, low, MAX_PERIOD)


def constant(
    name: str,
    default: object = REQUIRED,
    low: float = float("-inf"),
    high: float = float("inf"),
) -> Param:
    """Return a number that is the same on every bar."""
    return Param(name, Takes.CONSTANT, default, low, high)


@dataclass(frozen=True, slots=True)
class Output:
    """One of a function's several outputs.

    Attributes
    ----------
    name : str
        What stands behind the point.
    definition : str
        In the formula language, over the parameters and the outputs before it; empty where the
        kernel gives it.
    """

    name: str
    definition: str = ""
    pane: PaneKind = PaneKind.OWN
    plot: PlotKind = PlotKind.LINE


@dataclass(frozen=True, slots=True)
class Function:
    """A row of the function table.

    Attributes
    ----------
    name : str
        Its canonical name.
    params : tuple of Param
        In order.
    summary : str
        What it gives, in one sentence.
    kernel : Kernel or None
        What computes it.
    columns : tuple of str
        Columns of the candles that the kernel takes before the parameters.
    map : str
        Name of the bar-by-bar function that computes it.
    definition : str
        In the formula language, where there is no kernel.
    outputs : tuple of Output
        Where there are several.
    default_output : str
        The output that a bare call means; empty where one must be chosen.
    is_variadic : bool
        The last parameter may be given many times.
    is_indicator : bool
        Its values are kept with a match, under the call's text.
    aggregates : bool
        Takes a condition for a number, as 1 and 0.
    """

    name: str
    params: tuple[Param, ...]
    summary: str
    kernel: Kernel | None = None
    columns: tuple[str, ...] = ()
    map: str = ""
    definition: str = ""
    outputs: tuple[Output, ...] = ()
    default_output: str = ""
    is_variadic: bool = False
    is_indicator: bool = True
    aggregates: bool = False
    pane: PaneKind = PaneKind.OWN
    plot: PlotKind = PlotKind.LINE
    family: str = ""
    note: str = ""
    source: str = ""
    example: str = ""
    synonyms: tuple[str, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)

    @property
    def signature(self) -> str:
        """How it is called, with the defaults."""
        return f"{self.name}({', '.join(_shown(param) for param in self.params)})"

    def output(self, name: str) -> Output | None:
        """Return the output called `name`, or None."""
        return next((output for output in self.outputs if output.name == name), None)


def _shown(param: Param) -> str:
    if param.default is REQUIRED:
        return param.name
    default = param.default
    if isinstance(default, bool):
        return f"{param.name}={str(default).lower()}"
    return f"{param.name}={default:g}" if isinstance(default, float) else f"{param.name}={default}"
