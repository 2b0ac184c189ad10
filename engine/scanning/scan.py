"""The one door to a scan: from a request and its symbols to results.

::

    ScanRequest ──► choose_universe ──► Scan ──► ProcessingEngine ──► results ──► ScanSummary
    (command line,   (symbols of the      │                              │
     window, use case)   library)         └── job, latest bar            └──► match writers
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from engine.batch.engine import ProcessingEngine
    from engine.batch.progress_calls import ProgressCallback
    from engine.domain.cancellation import CancellationToken
    from engine.domain.result import ProcessingResult
    from engine.scanning.scan_request import ScanRequest


class Scan:
    """A scan that can be run, by whoever wants its results in whichever way.

    Parameters
    ----------
    engine : ProcessingEngine
        Does the work.
    request : ScanRequest
        What is asked for.
    symbols : sequence of str
        Of :func:`~engine.scanning.choose_universe.choose_universe`; those without candles end
        as NO_DATA.
    """

    def __init__(
        self, engine: ProcessingEngine, request: ScanRequest, symbols: Sequence[str]
    ) -> None:
        self._engine = engine
        self._is_latest = request.is_latest
        self._with_stale = request.with_stale
        self.job = request.job(symbols)

    def results(
        self, progress: ProgressCallback | None = None, token: CancellationToken | None = None
    ) -> list[ProcessingResult]:
        """Return all results; see :meth:`~engine.batch.engine.ProcessingEngine.process_batch`."""
        return self._engine.process_batch(
            self.job, progress, token, latest=self._is_latest, with_stale=self._with_stale
        )

    async def results_async(
        self, progress: ProgressCallback | None = None, token: CancellationToken | None = None
    ) -> list[ProcessingResult]:
        """Return all results without blocking the event loop."""
        return await self._engine.process_batch_async(
            self.job, progress, token, latest=self._is_latest, with_stale=self._with_stale
        )

    def iter_results(self, token: CancellationToken | None = None) -> Iterator[ProcessingResult]:
        """Yield each result as it completes."""
        return self._engine.iter_batch(
            self.job, cancellation_token=token, latest=self._is_latest, with_stale=self._with_stale
        )
