"""Earlier texts of the user's formulas and texts never saved: nothing typed is ever lost."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from scanner_app.profile import write_atomically
from scanner_app.profile_files import read_table

if TYPE_CHECKING:
    from pathlib import Path

    from engine.domain.formula import Formula

_LOG = logging.getLogger(__name__)
_KEPT = 50
_DRAFTS = "drafts"


@dataclass(frozen=True, slots=True)
class Version:
    """What a formula said once.

    Attributes
    ----------
    saved_at : datetime
        When the text was put aside, UTC.
    formula_id : str
        Which formula; empty where it never had a place in the library.
    """

    saved_at: datetime
    name: str
    expression: str
    formula_id: str = ""


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
        self._append(versions, formula)

    def add_draft(self, formula: Formula) -> None:
        """Keep a text that was not saved, or whose formula is deleted; writes the file."""
        drafts = self._loaded().setdefault(_DRAFTS, [])
        drafts[:] = [entry for entry in drafts if entry["expression"] != formula.expression]
        self._append(drafts, formula)

    def of(self, formula_id: str) -> list[Version]:
        """Return the texts of a formula, newest first."""
        return [_version_of(entry) for entry in reversed(self._loaded().get(formula_id, []))]

    def drafts(self) -> list[Version]:
        """Return the texts of :meth:`add_draft`, newest first."""
        return self.of(_DRAFTS)

    def _append(self, versions: list[dict[str, str]], formula: Formula) -> None:
        """Put a formula behind `versions`, drop the oldest and write the file."""
        versions.append(
            {
                "saved_at": datetime.now(UTC).isoformat(timespec="seconds"),
                "name": formula.name,
                "expression": formula.expression,
                "id": str(formula.id),
            }
        )
        del versions[:-_KEPT]
        self._write()

    def _loaded(self) -> dict[str, list[dict[str, str]]]:
        if self._versions is None:
            self._versions = {
                key: [entry for entry in entries if _is_version(entry)]
                for key, entries in read_table(self._path).items()
                if isinstance(entries, list)
            }
        return self._versions

    def _write(self) -> None:
        try:
            write_atomically(self._path, json.dumps(self._versions, ensure_ascii=False))
        except OSError as error:
            _LOG.warning("Versions of formulas could not be saved: %s", error)


def _is_version(entry: object) -> bool:
    """Whether an entry of the file can be read."""
    try:
        version = _version_of(entry)  # type: ignore[arg-type]  # whatever it is
    except (ValueError, TypeError, KeyError, AttributeError):
        return False
    texts = (version.name, version.expression, version.formula_id)
    return all(isinstance(text, str) for text in texts)


def _version_of(entry: dict[str, str]) -> Version:
    """Return what an entry of the file stands for."""
    moment = datetime.fromisoformat(entry["saved_at"])
    return Version(moment, entry["name"], entry["expression"], entry.get("id", ""))
