"""A list of symbols under a name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Watchlist:
    """Symbols that the user keeps together, in the order in which they were put there.

    Attributes
    ----------
    name : str
        What the user calls it; two lists differ by more than the case of letters.
    symbols : tuple of str
        Each symbol once.
    """

    name: str
    symbols: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "symbols", tuple(dict.fromkeys(self.symbols)))
