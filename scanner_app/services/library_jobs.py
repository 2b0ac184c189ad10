"""The long work on a library, as functions for the job service."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from engine.domain.cancellation import CancellationToken
    from engine.storage.library import Library
    from scanner_app.services.progress_relay import ProgressRelay

    Work = Callable[[ProgressRelay, CancellationToken], Any]

SAMPLE_SYMBOLS = 2500
SAMPLE_BARS = 2500


def sample_work(path: Path, n_symbols: int = SAMPLE_SYMBOLS, n_bars: int = SAMPLE_BARS) -> Work:
    """Return the work that writes synthetic candles into the library at `path`."""

    def work(relay: ProgressRelay, token: CancellationToken) -> None:
        from engine.storage.sample import write_sample  # noqa: PLC0415 - start-up time

        write_sample(path, n_symbols, n_bars, progress=relay, token=token)

    return work


def import_work(library: Library, paths: Sequence[Path], options: dict[str, Any]) -> Work:
    """Return the work that imports files and folders; its value is the report."""

    def work(relay: ProgressRelay, token: CancellationToken) -> Any:
        from engine.storage.importers.importing import import_paths  # noqa: PLC0415 - start-up time

        return import_paths(library, paths, progress=relay, token=token, **options)

    return work
