"""Where a user's own files lie: settings, workspace, session, logs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import platformdirs

from engine.files import drafted

APP_NAME = "formula-scanner"


@dataclass(frozen=True, slots=True)
class Profile:
    """The folder of one user's files.

    Attributes
    ----------
    folder : Path
        Made when something is first written.
    """

    folder: Path

    @property
    def settings(self) -> Path:
        """What the settings dialog changes."""
        return self.folder / "settings.toml"

    @property
    def workspace(self) -> Path:
        """Formulas and everything else that the user made."""
        return self.folder / "workspace.fsws"

    @property
    def versions(self) -> Path:
        """Earlier texts of the formulas."""
        return self.folder / "versions.json"

    @property
    def session(self) -> Path:
        """What was on the screen last."""
        return self.folder / "session.json"

    @property
    def library(self) -> Path:
        """The candle library that is opened where no other is named."""
        return self.folder / "library.fslib"

    @property
    def log(self) -> Path:
        """The log of the program."""
        return self.folder / "logs" / "formula-scanner.log"

    def make(self) -> None:
        """Make the folders."""
        self.log.parent.mkdir(parents=True, exist_ok=True)


def default_profile() -> Profile:
    """Return the profile in the platform's folder for user data."""
    return Profile(Path(platformdirs.user_data_dir(APP_NAME, appauthor=False)))


def write_atomically(path: Path, text: str) -> None:
    """Write `text` to `path` so that a crash leaves the old file or the new one, whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with drafted(path) as draft:
        draft.write_text(text, encoding="utf-8")
