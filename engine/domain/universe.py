"""Which symbols a scan runs over."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Universe(NamedTuple):
    """Symbols to scan.

    Attributes
    ----------
    symbols : list of str
        In the order of those that are available.
    missing : list of str
        Asked for, but not available.
    """

    symbols: list[str]
    missing: list[str]


def choose_symbols(
    available: Sequence[str],
    include: Iterable[Iterable[str]] = (),
    exclude: Iterable[Iterable[str]] = (),
) -> Universe:
    """Choose from the symbols that have candles.

    Parameters
    ----------
    available : sequence of str
        Symbols with candles.
    include : iterable of lists of symbols
        Watchlists and groups; a symbol in any of them is chosen, and all where there are none.
    exclude : iterable of lists of symbols
        A symbol in any of them is left out, whatever includes it.

    Returns
    -------
    Universe
        What is chosen, and what was asked for in vain.
    """
    wanted = [dict.fromkeys(symbols) for symbols in include]
    unwanted = {symbol for symbols in exclude for symbol in symbols}
    asked = dict.fromkeys(symbol for symbols in wanted for symbol in symbols)
    known = set(available)
    chosen = [
        symbol for symbol in available if symbol not in unwanted and (not wanted or symbol in asked)
    ]
    missing = [symbol for symbol in asked if symbol not in known and symbol not in unwanted]
    return Universe(chosen, missing)
