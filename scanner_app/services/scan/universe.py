"""Which symbols a scan looks at: lists to include, lists to leave out, price and volume."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from engine.storage.library import Library

_SEPARATORS = re.compile(r"[\s,;]+")
_AVERAGED_BARS = 20


@dataclass(frozen=True, slots=True)
class Universe:
    """A choice of symbols.

    Attributes
    ----------
    include, exclude : tuple of str
        Names of watchlists; without any to include, every symbol is.
    symbols : tuple of str
        Symbols that were pasted; they are included beside the lists.
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
        return self == Universe()

    @property
    def needs_candles(self) -> bool:
        """Whether prices or volumes must be read to know it."""
        return any(b is not None for b in (self.min_price, self.max_price, self.min_volume))


def parse_symbols(text: str) -> tuple[str, ...]:
    """Return the symbols in a pasted text, each once; a heading ``symbol`` is none of them."""
    words = [word for word in _SEPARATORS.split(text.strip()) if word]
    return tuple(dict.fromkeys(words[1:] if words and words[0].lower() == "symbol" else words))


def chosen_symbols(
    universe: Universe, available: Sequence[str], lists: Callable[[str], Sequence[str]]
) -> list[str]:
    """Return the symbols of `available` that the lists of `universe` choose.

    A symbol is found in any case of its letters.
    """
    wanted: set[str] | None = None
    if universe.include or universe.symbols:
        by_fold = {symbol.casefold(): symbol for symbol in available}
        wanted = {by_fold.get(symbol.casefold(), symbol) for symbol in universe.symbols}
        listed = (symbol for name in universe.include for symbol in lists(name))
        wanted |= {by_fold.get(symbol.casefold(), symbol) for symbol in listed}
    unwanted = {symbol.casefold() for name in universe.exclude for symbol in lists(name)}
    return [
        symbol
        for symbol in available
        if (wanted is None or symbol in wanted) and symbol.casefold() not in unwanted
    ]


def unknown_symbols(
    universe: Universe, available: Sequence[str], lists: Callable[[str], Sequence[str]]
) -> tuple[str, ...]:
    """Return the symbols, pasted or on a list to include, that are not among `available`."""
    known = {symbol.casefold() for symbol in available}
    wanted = [*universe.symbols, *(s for name in universe.include for s in lists(name))]
    return tuple(dict.fromkeys(symbol for symbol in wanted if symbol.casefold() not in known))


def within_bounds(
    universe: Universe, symbols: Sequence[str], timeframe: str, library: Library
) -> list[str]:
    """Return the symbols whose last close and mean volume lie within bounds; reads candles."""
    kept = []
    for symbol in symbols:
        found = library.candles.get_columns(symbol, timeframe, ("close", "volume"))
        if found is not None and found.version.n_bars and _passes(universe, found.columns):
            kept.append(symbol)
    return kept


def _passes(universe: Universe, columns: Mapping[str, np.ndarray]) -> bool:
    """Tell whether one symbol's last candles lie within the bounds."""
    close = float(columns["close"][-1])
    recent = columns["volume"][-_AVERAGED_BARS:]
    volume = float(np.nanmean(recent)) if np.isfinite(recent).any() else 0.0
    return (
        (universe.min_price is None or close >= universe.min_price)
        and (universe.max_price is None or close <= universe.max_price)
        and (universe.min_volume is None or volume >= universe.min_volume)
    )
