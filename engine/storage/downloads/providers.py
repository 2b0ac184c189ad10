"""Data providers by name: the program's own, and those of installed packages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.errors import EngineError
from engine.plugins.discovery import PartKind, failure, load_part
from engine.storage.downloads.binance import PUBLIC_URL, BinanceProvider

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from engine.domain.symbol import Symbol
    from engine.storage.candle_arrays import CandleArrays
    from engine.storage.downloads.provider import CandleProvider

BINANCE = "binance"


def open_provider(name: str, url: str, wait: Callable[[float], None]) -> CandleProvider:
    """Return the provider `name`.

    Parameters
    ----------
    name : str
        ``binance``, or one that an installed package brings.
    url : str
        Another server that speaks the same; the provider's own where empty.
    wait : callable
        Waits that many seconds, or until the user cancels.

    Raises
    ------
    InputError, PluginError
        No package has it, or it cannot be made.
    """
    if name == BINANCE:
        return BinanceProvider(url or PUBLIC_URL, wait)
    factory = load_part(PartKind.PROVIDER, name)
    try:
        return _PackagedProvider(name, factory(url, wait))
    except EngineError:
        raise
    except Exception as error:
        raise failure(PartKind.PROVIDER, name, error) from error


class _PackagedProvider:
    """A provider of another package; what it raises names it."""

    def __init__(self, part: str, provider: CandleProvider) -> None:
        self._part = part
        self._provider = provider
        self.name = provider.name
        self.sessions = provider.sessions

    def symbols(self) -> list[Symbol]:
        """See :class:`~engine.storage.downloads.provider.CandleProvider`."""
        try:
            return self._provider.symbols()
        except EngineError:
            raise
        except Exception as error:
            raise failure(PartKind.PROVIDER, self._part, error) from error

    def pages(
        self, symbol: str, timeframe: str, start_ns: int, end_ns: int
    ) -> Iterator[CandleArrays]:
        """See :class:`~engine.storage.downloads.provider.CandleProvider`."""
        try:
            yield from self._provider.pages(symbol, timeframe, start_ns, end_ns)
        except EngineError:
            raise
        except Exception as error:
            raise failure(PartKind.PROVIDER, self._part, error) from error
