"""Copies candles of any repository into a library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.domain.repositories import SaveCounts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from engine.domain.cancellation import CancellationToken
    from engine.domain.repositories import ICandleRepository
    from engine.storage.library import Library


def copy_candles(
    source: ICandleRepository,
    library: Library,
    timeframes: Sequence[str] | None = None,
    symbols: Sequence[str] | None = None,
    *,
    progress: Callable[[int, int, str], None] | None = None,
    token: CancellationToken | None = None,
) -> dict[str, SaveCounts]:
    """Merge the candles of `source` into `library`, a transaction for each symbol.

    Parameters
    ----------
    source : ICandleRepository
        Where they come from: a database, a folder of another program, another library.
    library : Library
        Where they go.
    timeframes, symbols : sequence of str, optional
        Which candles; all where none are named.
    progress : callable, optional
        Called with symbols done, symbols in all, and the symbol.
    token : CancellationToken, optional
        Ends the work; symbols that are finished stay.

    Returns
    -------
    dict of str to SaveCounts
        What was saved of each timeframe.

    Raises
    ------
    ProcessingCancelledException
        The token was cancelled.
    """
    frames = source.timeframes() if timeframes is None else list(timeframes)
    pairs = [
        (frame, symbol)
        for frame in frames
        for symbol in source.symbols(frame)
        if symbols is None or symbol in symbols
    ]
    counts = {str(frame): SaveCounts(0, 0, 0) for frame in frames}
    for done, (frame, symbol) in enumerate(pairs, start=1):
        if token is not None:
            token.throw_if_cancelled()
        saved = library.candles.save_many(symbol, frame, source.get_range(symbol, frame))
        counts[frame] = SaveCounts(*map(sum, zip(counts[frame], saved, strict=True)))
        if progress is not None:
            progress(done, len(pairs), symbol)
    return counts
