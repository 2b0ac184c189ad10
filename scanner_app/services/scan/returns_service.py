"""Measures what followed the matches on show, on a thread of its own."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal

from engine.domain.cancellation import CancellationToken
from engine.errors import ProcessingCancelledException
from engine.signals.forward_returns import ForwardReturnMeter
from scanner_app.services.task_runner import TaskRunner

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.domain.forward_returns import ForwardReturns
    from engine.storage.library import Library
    from scanner_app.models.result_store import ResultStore

_LOG = logging.getLogger(__name__)


class ReturnsService(QObject):
    """One measurement at a time; a later one takes the place of the one under way.

    Signals
    -------
    measured : tuple of ForwardReturns
        What followed, one entry a horizon; empty where the candles cannot be read.
    """

    measured = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = TaskRunner("returns", self)
        self._token: CancellationToken | None = None

    @property
    def is_running(self) -> bool:
        """Whether something is being measured."""
        return self._token is not None

    def measure(
        self, library: Library, timeframe: str, store: ResultStore, rows: NDArray[np.int64]
    ) -> None:
        """Measure what followed the matches in these rows of `store`; `measured` follows."""
        self.cancel()
        self._token = token = CancellationToken()
        self._runner.submit(
            lambda: measure(library, timeframe, store, rows, token),
            self._on_measured,
            self._on_failed,
            replaces="returns",
        )

    def cancel(self) -> None:
        """Stop measuring; nothing is told of it."""
        if self._token is not None:
            self._token.cancel()
            self._token = None
            self._runner.cancel("returns")

    def close(self) -> None:
        """Stop measuring and wait for the end of it."""
        self.cancel()
        self._runner.close()

    def _on_measured(self, returns: tuple[ForwardReturns, ...]) -> None:
        self._token = None
        self.measured.emit(returns)

    def _on_failed(self, error: Exception) -> None:
        self._token = None
        if not isinstance(error, ProcessingCancelledException):
            _LOG.warning("What followed the matches could not be measured: %s", error)
        self.measured.emit(())


def measure(
    library: Library,
    timeframe: str,
    store: ResultStore,
    rows: NDArray[np.int64],
    token: CancellationToken,
) -> tuple[ForwardReturns, ...]:
    """Return what followed the matches in `rows`; reads the closes of their symbols.

    Raises
    ------
    ProcessingCancelledException
        Nobody wants to know any more.
    """
    is_shown = np.zeros(len(store), dtype=np.bool_)
    is_shown[rows] = True
    visible = np.flatnonzero(is_shown)
    codes, times = store.codes[visible], store.timestamps[visible]  # symbol by symbol, as they came
    if not len(visible):
        return ForwardReturnMeter(0, 0).results()
    meter = ForwardReturnMeter(int(times.min()), int(times.max()))
    starts = np.searchsorted(codes, np.arange(len(store.symbols) + 1))
    spans = zip(store.symbols, starts[:-1].tolist(), starts[1:].tolist(), strict=True)
    matches = {symbol: times[start:end] for symbol, start, end in spans if end > start}
    read = library.candles.iter_columns(timeframe, ("timestamps", "close"), list(matches))
    for symbol, bars_read in read:
        if token.is_cancelled:
            break  # and not an exception, which would hold the read transaction open
        columns = bars_read.columns
        meter.add(columns["timestamps"], columns["close"], matches.pop(symbol))
    del read
    meter.add_unknown(sum(map(len, matches.values())))
    token.throw_if_cancelled()
    return meter.results()
