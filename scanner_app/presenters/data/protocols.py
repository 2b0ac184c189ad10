"""What the presenters of the Data tab need of its views and dialogs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from scanner_app.presenters.protocols import MessageView

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from PySide6.QtCore import SignalInstance

    from engine.domain.import_preview import ImportPreview
    from engine.domain.import_report import ImportReport
    from engine.domain.quality_report import QualityReport
    from scanner_app.services.library.library_service import Contents
    from scanner_app.view_states import DataState


class DataView(Protocol):
    """The Data tab: the symbols of one timeframe, and buttons."""

    sample_requested: SignalInstance
    open_requested: SignalInstance
    export_requested: SignalInstance
    quality_requested: SignalInstance
    resample_requested: SignalInstance

    def state(self) -> DataState:
        """Return what is on show."""

    def show_contents(self, contents: Contents, path: Path | None) -> None:
        """Show what the library at `path` holds."""

    def show_quality(self, report: QualityReport) -> None:
        """Show what is doubtful about each symbol."""

    def clear_quality(self) -> None:
        """Remove what :meth:`show_quality` has shown."""

    def show_import(self, report: ImportReport) -> None:
        """Show what became of the imported files."""


class DataWindow(MessageView, Protocol):
    """The window around the Data tab."""

    def show_welcome(self, is_empty: bool) -> None:
        """Show how to get candles instead of the scan, or the scan."""


class JobView(Protocol):
    """The bar of a running job."""

    cancel_requested: SignalInstance

    def begin(self, title: str) -> None:
        """Show that a job has begun."""

    def advance(self, done: int, total: int, text: str) -> None:
        """Show how far it has come."""

    def end(self) -> None:
        """Hide the bar."""


class WatchlistsView(Protocol):
    """Edits the watchlists."""

    edited: SignalInstance
    deleted: SignalInstance
    new_requested: SignalInstance

    def show_lists(self, lists: Mapping[str, tuple[str, ...]]) -> None:
        """Show these lists."""

    def show_known(self, symbols: Iterable[str]) -> None:
        """Show which symbols of a list are not among these."""

    def choose(self, name: str) -> None:
        """Show the list `name`."""


class RemovalView(Protocol):
    """Where symbols are selected to be deleted."""

    delete_requested: SignalInstance

    def state(self) -> DataState:
        """Return what is on show."""


class ImportView(Protocol):
    """The dialog of an import."""

    preview_requested: SignalInstance
    import_requested: SignalInstance
    finished: SignalInstance

    def show_preview(self, preview: ImportPreview) -> None:
        """Show how the first file is read."""


class RemovalQuestion(Protocol):
    """The dialog that asks whether symbols shall be deleted."""

    confirmed: SignalInstance
