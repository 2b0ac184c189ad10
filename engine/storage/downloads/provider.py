"""What a data provider has to offer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.domain.symbol import Symbol
    from engine.storage.candle_arrays import CandleArrays


class CandleProvider(Protocol):
    """A source of candles that are fetched in pages."""

    @property
    def name(self) -> str:
        """What the provider is called."""

    @property
    def sessions(self) -> str:
        """Trading hours of its symbols; see :mod:`engine.calendars.sessions`."""

    def symbols(self) -> list[Symbol]:
        """Return the symbols that are traded, sorted.

        Raises
        ------
        SourceError
            The provider does not answer, or not as it should.
        """

    def pages(
        self, symbol: str, timeframe: str, start_ns: int, end_ns: int
    ) -> Iterator[CandleArrays]:
        """Yield the closed candles that begin from `start_ns` to `end_ns`, oldest first.

        Raises
        ------
        SourceError
            The provider does not answer, knows no such symbol, or answers what it should not.
        """
