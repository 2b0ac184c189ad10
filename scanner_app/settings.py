"""The user's settings, kept in a TOML file."""

from __future__ import annotations

import logging
import os
import tomllib
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tomli_w
from PySide6.QtCore import QObject, Signal

from scanner_app.profile import write_atomically
from scanner_app.profile_files import fitting_fields, read_table
from scanner_app.theme import ThemeChoice

if TYPE_CHECKING:
    from scanner_app.profile import Profile

_LOG = logging.getLogger(__name__)

LIMITS = {
    "workers": (0, 256),
    "symbol_timeout_s": (1, 3600),
    "memory_limit_mb": (256, 1_000_000),
    "indicator_cache_mb": (16, 1_000_000),
}
"""The least and the most that a setting may be."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings with their defaults.

    Attributes
    ----------
    theme : str
        ``system``, ``light`` or ``dark``.
    is_red_up : bool
        Rising candles red and falling ones blue, as in Korea and Japan.
    language : str
        ``system``, ``en`` or ``ko``.
    workers : int
        Worker processes; 0 for one per CPU core.
    symbol_timeout_s : float
        Time limit per symbol.
    memory_limit_mb : int
        Memory that all workers may take.
    indicator_cache_mb : int
        Memory that the results of indicators may take.
    is_auto_run : bool
        Scan again whenever a parameter changes.
    library : str
        The candle library that was open last; empty for the profile's own.
    """

    theme: str = ThemeChoice.SYSTEM
    is_red_up: bool = False
    language: str = "system"
    workers: int = 0
    symbol_timeout_s: float = 60.0
    memory_limit_mb: int = 2048
    indicator_cache_mb: int = 500
    is_auto_run: bool = False
    library: str = ""

    @property
    def n_workers(self) -> int:
        """The number of worker processes."""
        return self.workers or os.cpu_count() or 1

    @property
    def engine_part(self) -> tuple[float, ...]:
        """What the workers are started with."""
        return (
            self.n_workers,
            self.symbol_timeout_s,
            self.memory_limit_mb,
            self.indicator_cache_mb,
        )


class SettingsStore(QObject):
    """Keeps the settings in force and in their file.

    Signals
    -------
    changed : Settings, Settings
        The settings before and now.
    """

    changed = Signal(object, object)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._current = load_settings(path)

    @property
    def current(self) -> Settings:
        """The settings in force."""
        return self._current

    def update(self, **changes: object) -> None:
        """Change some of the settings, by their names."""
        self.change(replace(self._current, **changes))  # type: ignore[arg-type]  # names of fields

    def change(self, settings: Settings) -> None:
        """Put `settings` into force and write them to their file."""
        before, self._current = self._current, settings
        if settings == before:
            return
        try:
            write_atomically(self._path, tomli_w.dumps(asdict(settings)))
        except OSError as error:
            _LOG.warning("The settings could not be saved: %s", error)
        self.changed.emit(before, settings)


def load_settings(path: Path) -> Settings:
    """Return the settings in the file at `path`; what is missing or wrong there is the default."""
    values = fitting_fields(Settings(), read_table(path, tomllib.loads))
    return Settings(**{name: value for name, value in values.items() if _is_within(name, value)})


def _is_within(name: str, value: Any) -> bool:
    """Whether the settings dialog offers the value."""
    least, most = LIMITS.get(name, (value, value))
    return bool(least <= value <= most)


def choose_library(
    named: Path | None, settings: Settings, profile: Profile
) -> tuple[Path, Path | None]:
    """Return the library to open, and the remembered one where it is gone and missed.

    Parameters
    ----------
    named : Path or None
        The library of the command line; it goes before all others.
    settings : Settings
        Remembers the one that was open last, if the user chose one.
    profile : Profile
        Has one of its own.
    """
    if named is not None:
        return named, None
    last = Path(settings.library) if settings.library else None
    if last is None or last.exists():
        return last or profile.library, None
    return profile.library, last
