"""The filter box of the results: words that a symbol contains, and comparisons of columns.

``apple close>100 "rsi(close,14)"<30`` keeps the rows that satisfy all three; ``and`` may stand
beside a comparison.
"""

from __future__ import annotations

import operator
import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from engine.language.syntax.names import SERIES_ALIASES

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from scanner_app.models.result_store import ResultStore

_COMPARISON = re.compile(
    r"""(?:"(?P<quoted>[^"]+)"|(?P<name>[^\s<>=!"]+))\s*(?P<sign><=|>=|==|!=|<|>|=)\s*
        (?P<number>[-+]?\d[\d_,]*(?:\.\d+)?(?:[eE][-+]?\d+)?)(?P<unit>[kKmMbB]?)(?=\s|$)""",
    re.VERBOSE,
)
_UNREAD = re.compile(r"""(?:"[^"]+"|[^\s<>!="]*)\s*(?:<=|>=|<|>|==|!=)\s*\S*""")
_MARK = "\0"
_AND = frozenset(["and", "&", "&&"])
_OTHERS = frozenset(["or", "not", "|", "||"])
_UNITS = {"": 1.0, "k": 1e3, "m": 1e6, "b": 1e9}
_SIGNS: dict[str, Callable[[NDArray[np.float64], float], NDArray[np.bool_]]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "=": operator.eq, "==": operator.eq, "!=": operator.ne,
}  # fmt: skip


class NumberCondition(NamedTuple):
    """One column against a number."""

    column: str
    sign: str
    number: float


@dataclass(frozen=True, slots=True)
class RowFilter:
    """What a row must satisfy; all of it.

    Attributes
    ----------
    words : tuple of str
        Parts of the symbol or its name, in any case.
    comparisons : tuple of NumberCondition
        Columns by key or by the beginning of their key.
    days : tuple of int or None
        First and last instant of the bars, in nanoseconds since 1970 UTC.
    symbols : frozenset of str or None
        Only these.
    unread : tuple of str
        Parts of the text that are meant for comparisons and are none; no row passes.
    """

    words: tuple[str, ...] = ()
    comparisons: tuple[NumberCondition, ...] = ()
    days: tuple[int, int] | None = None
    symbols: frozenset[str] | None = None
    unread: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether every row passes."""
        is_any = self.words or self.comparisons or self.days or self.unread
        return not is_any and self.symbols is None

    def mask(self, store: ResultStore, first: int = 0) -> NDArray[np.bool_]:
        """Return which rows of `store` from row `first` on pass."""
        passing = self._symbol_mask(store)[store.codes[first:]]
        if self.unread:
            return np.zeros_like(passing)
        if self.days is not None:
            times = store.timestamps[first:]
            passing &= (times >= self.days[0]) & (times <= self.days[1])
        for comparison in self.comparisons:
            key = find_column(store, comparison.column)
            if key is None:
                return np.zeros_like(passing)
            numbers = store.numbers(key)[first:]
            passing &= _SIGNS[comparison.sign](numbers, comparison.number)
        return passing

    def _symbol_mask(self, store: ResultStore) -> NDArray[np.bool_]:
        """Return which symbols pass, by code."""
        texts = [f"{symbol} {store.name_of(symbol)}".casefold() for symbol in store.symbols]
        passing = [all(word in text for word in self.words) for text in texts]
        if self.symbols is not None:
            names = self.symbols
            passing = [p and s in names for p, s in zip(passing, store.symbols, strict=True)]
        return np.array(passing, dtype=np.bool_)


def parse_filter(text: str) -> RowFilter:
    """Return the filter that `text` describes."""
    comparisons = [
        NumberCondition(m["quoted"] or m["name"], m["sign"], _number(m))
        for m in _COMPARISON.finditer(text)
    ]
    rest = _COMPARISON.sub(f" {_MARK} ", text)
    unread = tuple(part.group().strip() for part in _UNREAD.finditer(rest))
    words = _UNREAD.sub(f" {_MARK} ", rest).casefold().split()
    joining = {n for n in range(len(words)) if _MARK in words[max(n - 1, 0) : n + 2]}
    return RowFilter(
        tuple(w for n, w in enumerate(words) if w != _MARK and not (n in joining and w in _AND)),
        tuple(comparisons),
        unread=unread + tuple(words[n] for n in sorted(joining) if words[n] in _OTHERS),
    )


def find_column(store: ResultStore, name: str) -> str | None:
    """Return the key of the number column called `name`, or of the first that begins so.

    Prices and volume may be called all that formulas call them, in Korean too.
    """
    keys = [column.key for column in store.columns if column.kind.is_number]
    folded = name.casefold().replace(" ", "")
    exact = (key for key in keys if key.casefold().replace(" ", "") == folded)
    alias = (key for key in keys if key == SERIES_ALIASES.get(folded))
    begins = (key for key in keys if key.casefold().startswith(folded))
    return next(chain(exact, alias, begins), None)


def unknown_columns(store: ResultStore, row_filter: RowFilter) -> list[str]:
    """Return the names in `row_filter` that no column has."""
    return [c.column for c in row_filter.comparisons if find_column(store, c.column) is None]


def _number(match: re.Match[str]) -> float:
    """Return the number of a comparison with its unit."""
    digits = match["number"].replace(",", "").replace("_", "")
    return float(digits) * _UNITS[match["unit"].lower()]
