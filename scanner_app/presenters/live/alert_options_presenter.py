"""Where hits are announced: applies what the user chooses at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from scanner_app.engine_messages import error_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from scanner_app.presenters.live.protocols import AlertOptionsView
    from scanner_app.services.live.alerts import LiveSinks
    from scanner_app.services.live.notifier import LiveNotifier


class AlertOptionsPresenter(QObject):
    """Switches sinks and notices.

    Parameters
    ----------
    has_player : callable
        Whether a program that plays sounds is installed.
    """

    def __init__(
        self,
        view: AlertOptionsView,
        *,
        sinks: LiveSinks,
        notifier: LiveNotifier,
        has_player: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._sinks, self._notifier = view, sinks, notifier
        self._has_player = has_player
        view.changed.connect(self.apply)
        self.apply()

    @Slot()
    def apply(self) -> None:
        """Announce hits as chosen from now on."""
        options = self._view.value
        has_tray = self._notifier.can_use_tray
        self._view.show_means(has_tray=has_tray, has_player=self._has_player())
        self._notifier.use(options)
        try:
            self._sinks.use(options)
        except ValueError as error:
            self._view.show_problem(error_text(error))
        else:
            self._view.show_problem("")
