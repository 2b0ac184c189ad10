"""The theme in force: what the user chose, or what the system says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from scanner_app.theme import Theme, ThemeChoice, load_theme, palette_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from scanner_app.settings import Settings, SettingsStore


class ThemeService(QObject):
    """Follows the settings and the system.

    Signals
    -------
    changed : Theme
        Another theme is in force.
    """

    changed = Signal(object)

    def __init__(self, qt: QApplication, settings: SettingsStore, parent: QObject) -> None:
        super().__init__(parent)
        self._qt, self._settings = qt, settings
        self._is_applying = False
        self._system = qt.styleHints().colorScheme()
        qt.setStyle("Fusion")
        self._theme = self._chosen_theme()
        self._apply()
        settings.changed.connect(self._on_settings_changed)
        qt.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    @property
    def theme(self) -> Theme:
        """The theme in force."""
        return self._theme

    def choose(self, choice: ThemeChoice) -> None:
        """Use the light or the dark theme, or follow the system."""
        self._settings.update(theme=choice.value)

    def _chosen_theme(self) -> Theme:
        """Return the theme of the settings, or the system's."""
        settings = self._settings.current
        name = settings.theme
        if name not in (ThemeChoice.LIGHT, ThemeChoice.DARK):
            name = "dark" if self._system is Qt.ColorScheme.Dark else "light"
        return load_theme(str(name), settings.is_red_up)

    def _apply(self) -> None:
        """Give the application its palette; that itself changes the scheme that Qt reports."""
        self._is_applying = True
        try:
            self._qt.setPalette(palette_of(self._theme))
        finally:
            self._is_applying = False

    @Slot(object, object)
    def _on_settings_changed(self, _before: Settings, _now: Settings) -> None:
        self._update()

    @Slot(Qt.ColorScheme)
    def _on_system_changed(self, scheme: Qt.ColorScheme) -> None:
        if not self._is_applying:
            self._system = scheme
            self._update()

    def _update(self) -> None:
        theme = self._chosen_theme()
        if theme != self._theme:
            self._theme = theme
            self._apply()
            self.changed.emit(theme)
