"""Which files of one import have candles of the same symbol and times."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from engine.domain.timeframe import Timeframe
    from engine.storage.candle_arrays import CandleArrays


class _Claim(NamedTuple):
    file: str
    first_ns: int
    last_ns: int


class CandleClaims:
    """The last file of each symbol and timeframe of an import, with the span of its candles."""

    def __init__(self) -> None:
        self._claims: dict[tuple[str, Timeframe], _Claim] = {}

    def claim(
        self, file: str, symbol: str, timeframe: Timeframe, candles: CandleArrays
    ) -> str | None:
        """Take note of a file's candles, and return the file before it with candles of their time.

        Parameters
        ----------
        file : str
            Whose candles these are.
        symbol : str
            Of the candles.
        timeframe : Timeframe
            Of the candles.
        candles : CandleArrays
            In time order, at least one.
        """
        first_ns, last_ns = int(candles.timestamps[0]), int(candles.timestamps[-1])
        key = symbol, timeframe
        before = self._claims.get(key)
        if before is not None and before.file == file:
            span = min(first_ns, before.first_ns), max(last_ns, before.last_ns)
            self._claims[key] = _Claim(file, *span)
            return None
        self._claims[key] = _Claim(file, first_ns, last_ns)
        if before is None or before.last_ns < first_ns or last_ns < before.first_ns:
            return None
        return before.file
