"""Which symbols a feed delivers: a server that names ever new ones must not fill the memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_SYMBOLS = 20_000
"""More than any market has; what is remembered of them takes about 100 MB."""


class SymbolLimit:
    """Takes the symbols that were chosen, or the first :data:`MAX_SYMBOLS` where none were.

    Parameters
    ----------
    symbols : iterable of str, optional
        The choice.
    """

    def __init__(self, symbols: Iterable[str] | None = None) -> None:
        self._is_chosen = symbols is not None
        self._symbols = set(symbols or ())

    def takes(self, symbol: str) -> bool:
        """Whether candles of `symbol` are delivered."""
        if symbol in self._symbols:
            return True
        if self._is_chosen or len(self._symbols) >= MAX_SYMBOLS:
            return False
        self._symbols.add(symbol)
        return True

    @property
    def is_chosen(self) -> bool:
        """Whether other symbols are left out because nobody asked for them."""
        return self._is_chosen
