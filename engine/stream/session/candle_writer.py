"""Writes closed candles into a library while they stream in.

What has come since the last commit goes into the next transaction as a whole. Hits are published
once their candles are on the disk: whoever saw a hit finds its candle there, whatever happens next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from engine.errors import LibraryError
from engine.messages import Message
from engine.stream.batch_worker import BatchWorker
from engine.system_messages import system_message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from engine.domain.candle import Candle
    from engine.storage.library import Library
    from engine.stream.bars.live_candle import LiveCandle

_MAX_WAITING = 20_000
_MAX_UNSAVED = 500_000
# What is wrong with a name or a number, and would be with every attempt.
_UNFIT = (ValueError, TypeError, OverflowError)


class _WriteRequest(NamedTuple):
    candles: Sequence[LiveCandle]
    then: Callable[[], None]


class CandleWriter:
    """Saves in a thread of its own.

    Parameters
    ----------
    library : Library
        Where to.
    timeframe : str
        Length of the candles.

    Attributes
    ----------
    saved : int
        Candles that are in the library for good.
    error : str
        Why the last transaction failed; empty once one has succeeded. Its candles go into the next.
    lost : int
        Candles that were given up: no library takes them, or very many could not be saved.
    """

    def __init__(self, library: Library, timeframe: str) -> None:
        self._library = library
        self._timeframe = timeframe
        self._unsaved: dict[str, list[Candle]] = {}
        self.saved = self.lost = 0
        self.error = ""
        self._worker = BatchWorker[_WriteRequest](
            "candle-writer", self._write, _MAX_WAITING, is_lossy=False
        )

    @property
    def unsaved(self) -> int:
        """Candles that a failed transaction left behind."""
        return sum(map(len, self._unsaved.values()))

    def put(self, candles: Sequence[LiveCandle], then: Callable[[], None]) -> None:
        """Save the closed ones of `candles` soon, and call `then` in the writer's thread."""
        self._worker.put([_WriteRequest(candles, then)])

    def close(self, timeout_s: float = 30.0) -> bool:
        """Save the rest and end the thread; return whether that was in time."""
        return self._worker.close(timeout_s)

    def _write(self, entries: Iterable[_WriteRequest]) -> None:
        entries = list(entries)
        for entry in entries:
            for live in entry.candles:
                if live.is_closed:
                    self._unsaved.setdefault(live.symbol, []).append(live.candle)
        try:
            self._save_all()
        except LibraryError as error:
            self.error = error.message
            if self.unsaved > _MAX_UNSAVED:
                self.lost += self.unsaved
                self._unsaved = {}
        finally:
            for entry in entries:
                entry.then()

    def _save_all(self) -> None:
        if not self._unsaved:
            return
        try:
            self._save(self._unsaved)
        except _UNFIT:
            self._save_each()
        else:
            self._unsaved = {}
            self.error = ""

    def _save_each(self) -> None:
        """Save symbol by symbol: one that no library takes must not keep the others out of it."""
        faults: list[Message] = []
        for symbol, rows in list(self._unsaved.items()):
            try:
                self._save({symbol: rows})
            except _UNFIT as error:
                self.lost += len(rows)
                fields = {"symbol": ascii(symbol), "reason": system_message(error)}
                faults.append(Message("live.not-saved", **fields))
            del self._unsaved[symbol]
        self.error = faults[0] if faults else ""

    def _save(self, candles: Mapping[str, list[Candle]]) -> None:
        single = {symbol: rows[0] for symbol, rows in candles.items() if len(rows) == 1}
        with self._library.transaction():
            if single:
                self._library.candles.append_many(self._timeframe, single)
            for symbol, rows in candles.items():
                if len(rows) > 1:
                    self._library.candles.save_many(symbol, self._timeframe, rows)
        self.saved += sum(map(len, candles.values()))
