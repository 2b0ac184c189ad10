"""Earlier texts of the user's formulas, so that nothing saved is ever lost."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from scanner_app.profile import write_atomically

if TYPE_CHECKING:
    from pathlib import Path

    from engine.domain.formula import Formula

_LOG = logging.getLogger(__name__)
_KEPT = 50


@dataclass(frozen=True, slots=True)
class Version:
    """What a formula said once."""

    saved_at: datetime
    name: str
    expression: str


class FormulaVersions:
    """Keeps the last texts of each formula in a file of the profile.

    Parameters
    ----------
    path : Path
        The file; read at the first use.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._versions: dict[str, list[dict[str, str]]] | None = None

    def add(self, formula: Formula) -> None:
        """Keep the text of `formula`, unless it is the newest one already; writes the file."""
        versions = self._loaded().setdefault(str(formula.id), [])
        if versions and versions[-1]["expression"] == formula.expression:
            return
        now = datetime.now(UTC).isoformat(timespec="seconds")
        entry = {"saved_at": now, "name": formula.name, "expression": formula.expression}
        versions.append(entry)
        del versions[:-_KEPT]
        self._write()

    def of(self, formula_id: str) -> list[Version]:
        """Return the texts of a formula, newest first."""
        return [
            Version(datetime.fromisoformat(v["saved_at"]), v["name"], v["expression"])
            for v in reversed(self._loaded().get(formula_id, []))
        ]

    def _loaded(self) -> dict[str, list[dict[str, str]]]:
        if self._versions is None:
            try:
                self._versions = json.loads(self._path.read_text(encoding="utf-8"))
            except FileNotFoundError:
                self._versions = {}
            except (OSError, ValueError) as error:
                _LOG.warning("Earlier versions of formulas could not be read: %s", error)
                self._versions = {}
        return self._versions

    def _write(self) -> None:
        try:
            write_atomically(self._path, json.dumps(self._versions, ensure_ascii=False))
        except OSError as error:
            _LOG.warning("Versions of formulas could not be saved: %s", error)
