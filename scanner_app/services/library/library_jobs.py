"""The long work on a library, as functions for the job service."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from engine.domain.cancellation import CancellationToken
    from engine.domain.import_mapping import ImportMapping
    from engine.domain.import_preview import ImportPreview
    from engine.storage.library import Library
    from scanner_app.services.library.import_choices import ImportChoices
    from scanner_app.services.progress_relay import ProgressRelay

    Work = Callable[[ProgressRelay, CancellationToken], Any]

SAMPLE_SYMBOLS = 2500
SAMPLE_BARS = 2500


def sample_work(path: Path, n_symbols: int = SAMPLE_SYMBOLS, n_bars: int = SAMPLE_BARS) -> Work:
    """Return the work that writes synthetic candles into the library at `path`, its value."""

    def work(relay: ProgressRelay, token: CancellationToken) -> Path:
        from engine.storage.maintenance.sample import write_sample  # noqa: PLC0415 - start-up time

        write_sample(path, n_symbols, n_bars, progress=relay, token=token)
        return path

    return work


def import_work(library: Library, paths: Sequence[Path], choices: ImportChoices) -> Work:
    """Return the work that imports files and folders; its value is the report."""

    def work(relay: ProgressRelay, token: CancellationToken) -> Any:
        from engine.storage.importers.import_paths import import_paths  # noqa: PLC0415 - likewise

        return import_paths(
            library,
            paths,
            timeframe=choices.timeframe or None,
            symbol=choices.symbol or None,
            mapping=mapping_of(choices),
            is_fresh=choices.is_fresh,
            progress=relay,
            token=token,
        )

    return work


def look_at(path: Path, choices: ImportChoices, library: Library) -> ImportPreview:
    """Return what an import would make of the first file of `path`."""
    from engine.storage.importers.preview import preview  # noqa: PLC0415 - start-up time

    return preview(
        path,
        mapping_of(choices),
        timeframe=choices.timeframe or None,
        symbol=choices.symbol or None,
        library=library,
        is_fresh=choices.is_fresh,
    )


def mapping_of(choices: ImportChoices) -> ImportMapping:
    """Return the importer's corrections for what the user chose."""
    from engine.domain.import_mapping import ImportMapping  # noqa: PLC0415 - start-up time

    return ImportMapping(
        encoding=choices.encoding or None,
        delimiter=choices.separator or None,
        skip_lines=choices.n_skipped,
        header_lines=choices.n_header,
        columns=dict(choices.columns),
        time_format=choices.time_format or None,
        decimal=choices.decimal or None,
        day_first=choices.is_day_first,
        adjusted=choices.is_adjusted,
        tz=choices.tz or None,
    )


def export_work(library: Library, target: Path, timeframe: str) -> Work:
    """Return the work that writes the candles of one timeframe; its value is the files."""

    def work(relay: ProgressRelay, token: CancellationToken) -> Any:
        from engine.storage.maintenance.exporting import export_candles  # noqa: PLC0415 - start-up time

        return export_candles(library.candles, target, timeframe, progress=relay, token=token)

    return work


def resample_work(library: Library, source: str, target: str) -> Work:
    """Return the work that makes candles of a longer timeframe; its value is the counts."""

    def work(relay: ProgressRelay, token: CancellationToken) -> Any:
        from engine.storage.maintenance.resampling import resample_library  # noqa: PLC0415 - start-up time

        return resample_library(library, source, [target], progress=relay, token=token)

    return work


def quality_work(library: Library, timeframe: str) -> Work:
    """Return the work that judges the candles of one timeframe; its value is the report."""

    def work(relay: ProgressRelay, token: CancellationToken) -> Any:
        from engine.storage.quality.assessment import assess  # noqa: PLC0415 - start-up time

        return assess(library, timeframe, progress=relay, token=token)

    return work


def remove_work(library: Library, symbols: Sequence[str], timeframe: str | None) -> Work:
    """Return the work that deletes symbols, or their candles of one timeframe."""

    def work(_relay: ProgressRelay, _token: CancellationToken) -> Any:
        from engine.storage.maintenance.removing import remove_symbols  # noqa: PLC0415 - start-up time

        return remove_symbols(library, symbols, timeframe)

    return work
