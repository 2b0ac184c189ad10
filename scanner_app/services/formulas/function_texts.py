"""What the function table says beside its formulas, in the window's language.

Formulas stay as they are. Sentences are translated whole; what a function needs is recognised by
the templates below, whose places ``{0}`` stand for numbers of bars.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from engine.language.functions.spec import Param

FACTS = "FunctionFacts"
"""Translation context of all of these."""

NEEDS = (
    "at once",
    "after {0} further bars",
    "after {0} further bars at n = {1}",
    "never: it remembers the whole past",
    "{0} at n = {1}",
)
RANGES = ("{0}, {1} or more", "{0}, {1} to {2}")
REMARKS = (
    "Kiwoom", "Statistics", "x(period=WEEK); not in scans", "DIF DEA; hist ×2",
    "ta.stoch(x,h,l,n) raw", "valueWhen tricks", "sort column", "MACD() fixed",
    'RSI "not Wilder\'s"', "SMA-ratio", "timeframe per condition", "/ timeframe",
)  # fmt: skip
"""Words among the names that functions have elsewhere, and among their sources."""

_WORD = re.compile(r"[^\W\d_]\w+")
_PLACE = re.compile(r"\\\{\d\\\}")


@cache
def _names() -> frozenset[str]:
    """Return the names of series, functions and parameters."""
    from engine.language.functions.table import BY_NAME  # noqa: PLC0415 - start-up time
    from engine.language.syntax.names import SERIES_ALIASES  # noqa: PLC0415 - likewise

    params = (param.name for function in BY_NAME.values() for param in function.params)
    return frozenset([*SERIES_ALIASES, *BY_NAME, *params])


@cache
def texts() -> tuple[str, ...]:
    """Return all that is to be translated."""
    from engine.language.functions.spec import Takes  # noqa: PLC0415 - start-up time
    from engine.language.functions.table import FUNCTIONS  # noqa: PLC0415 - likewise

    notes = (f.note for f in FUNCTIONS.values() if f.note and not is_formula(f.note))
    return tuple(dict.fromkeys([*notes, *NEEDS, *RANGES, *map(str, Takes), *REMARKS]))


def is_formula(note: str) -> bool:
    """Whether a note has no words but names of the language and single letters."""
    return _names().issuperset(_WORD.findall(note))


def fact_text(english: str) -> str:
    """Return a note or remark in the window's language; a formula as it is."""
    return QCoreApplication.translate(FACTS, english) if english else ""


def needs_text(english: str) -> str:
    """Return what a function needs in the window's language; a rule in n as it is."""
    for template in NEEDS:
        match = re.fullmatch(_PLACE.sub(r"(\\d+)", re.escape(template)), english)
        if match:
            return fact_text(template).format(*match.groups())
    return english


def parameter_text(param: Param) -> str:
    """Return what a function's parameter takes, with its range, in words."""
    low, high, takes = param.low, param.high, fact_text(str(param.takes))
    if low == float("-inf") and high == float("inf"):
        return takes
    template = RANGES[0] if high == float("inf") else RANGES[1]
    return fact_text(template).format(takes, f"{low:g}", f"{high:g}")
