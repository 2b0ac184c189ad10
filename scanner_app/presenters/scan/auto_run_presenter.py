"""Scans again whenever a parameter changes, where the user has chosen that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

if TYPE_CHECKING:
    from collections.abc import Callable

    from scanner_app.presenters.formulas.protocols import EditedFormula
    from scanner_app.presenters.scan.protocols import AutoRunView
    from scanner_app.settings import Settings, SettingsStore


class AutoRunPresenter(QObject):
    """Keeps the box beside the fields and the setting the same.

    Parameters
    ----------
    rerun : callable
        Scans again.
    """

    def __init__(
        self,
        view: AutoRunView,
        rerun: Callable[[], object],
        *,
        formula: EditedFormula,
        settings: SettingsStore,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._rerun, self._settings = view, rerun, settings
        view.show_auto_run(settings.current.is_auto_run)
        view.auto_run_toggled.connect(self._on_toggled)
        settings.changed.connect(self._on_settings_changed)
        formula.parameters_changed.connect(self._on_parameters_changed)

    @Slot()
    def _on_parameters_changed(self) -> None:
        if self._settings.current.is_auto_run:
            self._rerun()

    @Slot(bool)
    def _on_toggled(self, is_on: bool) -> None:
        self._settings.update(is_auto_run=is_on)

    @Slot(object, object)
    def _on_settings_changed(self, _before: Settings, settings: Settings) -> None:
        self._view.show_auto_run(settings.is_auto_run)
