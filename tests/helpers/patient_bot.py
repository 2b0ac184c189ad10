"""pytest-qt's driver with limits that no slow machine reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pytestqt.qtbot import QtBot

from tests.helpers.patience import PATIENCE_MS

if TYPE_CHECKING:
    from collections.abc import Callable


class PatientBot(QtBot):
    """Waits for as long as :data:`~tests.helpers.patience.PATIENCE_MS` where nothing else is said.

    The plugin's own five seconds are passed by a machine that is busy with something else.
    """

    def waitUntil(self, callback: Callable[[], object], *, timeout: int = PATIENCE_MS) -> None:  # noqa: N802 - pytest-qt's name
        """Run the event loop until `callback` is true or does not fail any more."""
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_MS, **options: Any) -> Any:  # noqa: N802 - likewise
        """Run the event loop until `signal` is emitted."""
        return super().waitSignal(signal, timeout=timeout, **options)

    def waitSignals(self, signals: Any, *, timeout: int = PATIENCE_MS, **options: Any) -> Any:  # noqa: N802 - likewise
        """Run the event loop until all `signals` are emitted."""
        return super().waitSignals(signals, timeout=timeout, **options)

    def waitExposed(self, widget: Any, *, timeout: int = PATIENCE_MS) -> Any:  # noqa: N802 - likewise
        """Run the event loop until `widget` is on the screen."""
        return super().waitExposed(widget, timeout=timeout)

    def waitActive(self, widget: Any, *, timeout: int = PATIENCE_MS) -> Any:  # noqa: N802 - likewise
        """Run the event loop until `widget` is the active window."""
        return super().waitActive(widget, timeout=timeout)
