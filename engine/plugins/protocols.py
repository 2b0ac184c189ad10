"""What the parts of packages look like; each entry point names one of these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from datetime import datetime

    import pandas as pd


@dataclass(frozen=True, slots=True)
class FeedRequest:
    """What a feed is asked to deliver.

    Attributes
    ----------
    address : str
        What the user wrote behind ``NAME:``; may be empty.
    timeframe : str
        Length of the candles.
    symbols : tuple of str or None
        Symbols to deliver; None for all that there are.
    resume_from : mapping of str to datetime
        The last candle of each symbol that the library has.
    """

    address: str
    timeframe: str
    symbols: tuple[str, ...] | None
    resume_from: Mapping[str, datetime]


class FeedFactory(Protocol):
    """Makes a feed; an entry point of ``formula_scanner.feeds``."""

    def __call__(self, request: FeedRequest, /) -> Any:
        """Return a :class:`~engine.stream.feeds.protocol.Feed`."""


class FileTable(NamedTuple):
    """A table as a reader gives it.

    Attributes
    ----------
    rows : sequence of sequence of str
        Cells, the header first; numbers and times as texts.
    symbol : str
        Whose candles, where no column says it; the file's name where empty.
    """

    rows: Sequence[Sequence[str]]
    symbol: str = ""


class FileReader(Protocol):
    """Reads a kind of files; an entry point of ``formula_scanner.readers``."""

    suffixes: Collection[str]
    """Endings of the files that it reads, such as ``.abc``, in lower case."""

    def read(self, file: IO[bytes]) -> Iterable[FileTable]:
        """Return the tables of a file."""


class ProviderFactory(Protocol):
    """Makes a data provider; an entry point of ``formula_scanner.providers``."""

    def __call__(self, url: str, wait: Callable[[float], None], /) -> Any:
        """Return a :class:`~engine.storage.downloads.provider.CandleProvider`.

        Parameters
        ----------
        url : str
            Another server that the user named, or an empty text.
        wait : callable
            Waits that many seconds; ends early where the user cancels.
        """


class SinkFactory(Protocol):
    """Makes an alert sink; an entry point of ``formula_scanner.sinks``."""

    def __call__(self, text: str, /) -> Any:
        """Return an :class:`~engine.stream.alerts.sinks.AlertSink`.

        Parameters
        ----------
        text : str
            What the user wrote behind ``NAME:``; may be empty.
        """


class IndicatorFunction(Protocol):
    """Computes an indicator; an entry point of ``formula_scanner.indicators``.

    An attribute ``lookback`` of the function says how many earlier bars it needs, 0 where there is
    none. The entry point may also name a text, an expression of the formula language.
    """

    def __call__(self, candles: pd.DataFrame, /) -> pd.Series:
        """Return a series on the index of `candles`, without looking ahead."""
