"""Taking symbols out of a library."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.storage.library import Library


class Removed(NamedTuple):
    """What was taken out.

    Attributes
    ----------
    symbols : tuple of str
        Those that had candles, in the order in which they were given.
    n_candles : int
        Candles of all of them.
    """

    symbols: tuple[str, ...]
    n_candles: int


def remove_symbols(
    library: Library, symbols: Iterable[str], timeframe: str | None = None
) -> Removed:
    """Take the candles of symbols out of a library, and what is known of those left without any.

    One transaction: a reader sees all of them or none. Whoever reads candles while this happens
    gets them as they were before or learns that there are none, as the revisions grow. The file
    keeps its size; later candles take the room.

    Parameters
    ----------
    library : Library
        Where they are.
    symbols : iterable of str
        Whom to take out; those that the library does not have are passed over.
    timeframe : str, optional
        Take only these candles; those of all timeframes unless given.
    """
    names = list(dict.fromkeys(symbols))
    with library.transaction():
        counts = library.candles.delete_many(names, timeframe)
        library.adjustments.forget(names, timeframe)
        touched = names if timeframe is None else list(counts)
        library.symbols.delete_all(library.candles.without_candles(touched))
    return Removed(tuple(counts), sum(counts.values()))
