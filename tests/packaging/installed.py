"""Where things lie once the package is installed, and what a use of it was like."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.packaging.chroots import Chroot

ROOT = Path(__file__).resolve().parents[2]
APP_ID = "io.github.formula_scanner.FormulaScanner"
LAUNCHER = f"/usr/share/applications/{APP_ID}.desktop"
FORMULA_FILE = "/home/tester/Breakout.formula"
FORMULA_TEXT = "close > highest(high, 50)[1]"
PROFILE = "/home/tester/.local/share/formula-scanner"


@dataclass(frozen=True)
class Session:
    """What became of one use of the program.

    Attributes
    ----------
    system : Chroot
        Where it was; still running.
    seen : dict
        What the one who used it saw.
    processes : dict
        What still ran when everything had been closed.
    new_files : set of str
        What was not there before.
    """

    system: Chroot
    seen: dict[str, Any]
    processes: dict[int, str]
    new_files: set[str]
