"""From a choice of symbols to the symbols of a library, by their prices and volumes too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.batch.evaluation.candle_store import read_from
from engine.domain.universe import Universe, choose_symbols, no_lists

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from engine.domain.repositories import ICandleRepository
    from engine.domain.universe import Lists, UniverseChoice

_AVERAGED_BARS = 20
_COLUMNS = ("close", "volume")


def choose_universe(
    choice: UniverseChoice,
    candles: ICandleRepository,
    timeframe: str,
    lists: Lists = no_lists,
) -> Universe:
    """Return the symbols that `choice` means; reads candles where it bounds prices or volumes.

    Parameters
    ----------
    choice : UniverseChoice
        What is wanted.
    candles : ICandleRepository
        The library.
    timeframe : str
        Whose candles.
    lists : callable
        Returns the symbols of a watchlist.
    """
    universe = choose_symbols(choice, candles.symbols(timeframe), lists)
    if not choice.needs_candles:
        return universe
    within = list(_within_bounds(choice, universe.symbols, timeframe, candles))
    return Universe(within, universe.missing)


def _within_bounds(
    choice: UniverseChoice, symbols: Sequence[str], timeframe: str, candles: ICandleRepository
) -> Iterator[str]:
    """Yield the symbols whose last close and mean volume lie within bounds."""
    versions = candles.versions(timeframe, symbols)
    for symbol, version in versions.items():
        first_bar = max(0, version.n_bars - _AVERAGED_BARS)
        read = read_from(candles, symbol, timeframe, _COLUMNS, first_bar)
        if read is not None and len(read.columns["close"]) and _passes(choice, read.columns):
            yield symbol


def _passes(choice: UniverseChoice, columns: Mapping[str, NDArray[np.float64]]) -> bool:
    """Whether one symbol's last candles lie within the bounds."""
    close = float(columns["close"][-1])
    recent = columns["volume"][-_AVERAGED_BARS:]
    volume = float(np.nanmean(recent)) if np.isfinite(recent).any() else 0.0
    return (
        (choice.min_price is None or close >= choice.min_price)
        and (choice.max_price is None or close <= choice.max_price)
        and (choice.min_volume is None or volume >= choice.min_volume)
    )
