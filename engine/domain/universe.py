"""Which symbols a scan runs over: what somebody chooses, and what that means in a library."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Lists = Callable[[str], Sequence[str]]

_SEPARATORS = re.compile(r"[\s,;]+")


@dataclass(frozen=True, slots=True)
class UniverseChoice:
    """A choice of symbols.

    Attributes
    ----------
    include, exclude : tuple of str
        Names of watchlists; without any list or symbol to include, every symbol is.
    symbols : tuple of str
        Symbols by name; they are included beside the lists.
    min_price, max_price : float or None
        Bounds of the last close.
    min_volume : float or None
        Least mean volume of the last twenty candles.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()
    min_price: float | None = None
    max_price: float | None = None
    min_volume: float | None = None

    @property
    def is_everything(self) -> bool:
        """Whether no symbol is left out."""
        return self == UniverseChoice()

    @property
    def needs_candles(self) -> bool:
        """Whether prices or volumes must be read to know it."""
        return any(b is not None for b in (self.min_price, self.max_price, self.min_volume))


class Universe(NamedTuple):
    """Symbols to scan.

    Attributes
    ----------
    symbols : list of str
        Those that are chosen and have candles: as they were named, else as they are available.
    missing : list of str
        Those that were named, by themselves or on a list, and have no candles.
    """

    symbols: list[str]
    missing: list[str]


def parse_symbols(text: str) -> tuple[str, ...]:
    """Return the symbols in a pasted text, each once; a heading ``symbol`` is none of them."""
    words = [word for word in _SEPARATORS.split(text.strip()) if word]
    return tuple(dict.fromkeys(words[1:] if words and words[0].lower() == "symbol" else words))


def no_lists(_name: str) -> Sequence[str]:
    """Return no symbols: there are no watchlists."""
    return ()


def choose_symbols(
    choice: UniverseChoice, available: Sequence[str], lists: Lists = no_lists
) -> Universe:
    """Choose from the symbols that have candles, whatever their prices and volumes.

    Parameters
    ----------
    choice : UniverseChoice
        What is wanted; a symbol is found in any case of its letters.
    available : sequence of str
        Symbols with candles.
    lists : callable
        Returns the symbols of a watchlist.
    """
    existing = set(available)
    by_fold = {symbol.casefold(): symbol for symbol in available}
    excluded = {symbol.casefold() for name in choice.exclude for symbol in lists(name)}

    def in_library(symbol: str) -> str:
        return symbol if symbol in existing else by_fold.get(symbol.casefold(), symbol)

    listed = [symbol for name in choice.include for symbol in lists(name)]
    named = dict.fromkeys(map(in_library, (*choice.symbols, *listed)))
    candidates = named if choice.symbols or choice.include else available
    rest = [symbol for symbol in candidates if symbol.casefold() not in excluded]
    return Universe(
        [symbol for symbol in rest if symbol in existing],
        [symbol for symbol in rest if symbol not in existing],
    )
