"""What the Live tab was set to last, kept in a file of its own."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, field, fields
from typing import TYPE_CHECKING, Any

from engine.domain.formula import Formula, FormulaCategory
from engine.domain.hit_policy import HitPolicy
from scanner_app.profile import write_atomically
from scanner_app.profile_files import fitting_fields, is_parameter, read_table
from scanner_app.records.watched import EDITOR, Watched
from scanner_app.services.live.alerts import AlertOptions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_LOG = logging.getLogger(__name__)


@dataclass(slots=True)
class LiveSettings:
    """The fields of the Live tab.

    Attributes
    ----------
    feed, address, timeframe, symbols, watchlist : str
        The feed panel; neither symbols nor a watchlist means all of the library.
    arriving : str
        Length of the candles that come; empty where they are the bars.
    follows, saves : bool
        Wait at the end of a file; write closed candles into the library.
    speed, replay_start : int
        Which entries of their lists are chosen.
    hits : HitPolicy
        Which matches are hits.
    alerts : AlertOptions
        Where they are notified.
    watched : list of Watched
        The formulas.
    """

    feed: str = "replay"
    address: str = ""
    timeframe: str = ""
    symbols: str = ""
    watchlist: str = ""
    arriving: str = ""
    follows: bool = False
    saves: bool = False
    speed: int = 4
    replay_start: int = 1
    hits: HitPolicy = field(default_factory=HitPolicy)
    alerts: AlertOptions = field(default_factory=AlertOptions)
    watched: list[Watched] = field(default_factory=list)


def save_live_settings(path: Path, settings: LiveSettings) -> None:
    """Write `settings` to `path`; a failure is logged."""
    table = {
        **{name: getattr(settings, name) for name in _plain_names()},
        "hits": asdict(settings.hits),
        "alerts": asdict(settings.alerts),
        "watched": [_table_of(entry) for entry in settings.watched],
    }
    try:
        write_atomically(path, json.dumps(table, ensure_ascii=False, indent=1))
    except OSError as error:
        _LOG.warning("The settings of the Live tab could not be saved: %s", error)


def load_live_settings(path: Path) -> LiveSettings:
    """Return what is in the file at `path`; what is missing or wrong there is the default."""
    table = read_table(path)
    rows = table.get("watched")
    entries = [_entry_of(row) for row in rows] if isinstance(rows, list) else []
    nested = {
        "hits": _policy_of(table.get("hits")),
        "alerts": AlertOptions(**fitting_fields(AlertOptions(), table.get("alerts"))),
        "watched": [entry for entry in entries if entry is not None],
    }
    return LiveSettings(**{**fitting_fields(LiveSettings(), table), **nested})


def _policy_of(table: object) -> HitPolicy:
    """Return the policy of a file; its last field had another name once."""
    if isinstance(table, dict) and "tells_forming" in table:
        table = {**table, "includes_forming": table["tells_forming"]}
    return HitPolicy(**fitting_fields(HitPolicy(), table))


def _plain_names() -> Sequence[str]:
    nested = ("hits", "alerts", "watched")
    return [entry.name for entry in fields(LiveSettings) if entry.name not in nested]


def _table_of(entry: Watched) -> dict[str, Any]:
    formula = entry.formula
    table: dict[str, Any] = {"key": entry.key, "is_on": entry.is_on}
    if entry.key != EDITOR:
        table["formula"] = {
            "id": formula.id, "name": formula.name, "expression": formula.expression,
            "category": str(formula.category), "parameters": dict(formula.parameters),
        }  # fmt: skip
    return table


def _entry_of(row: object) -> Watched | None:
    """Return a watched formula of a file, or None if it cannot be read."""
    try:
        return _watched(row)  # type: ignore[arg-type]  # whatever it is
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        _LOG.warning("A watched formula could not be read: %r", error)
        return None


def _watched(row: dict[str, Any]) -> Watched:
    table = row.get("formula", {"id": EDITOR, "name": "", "expression": ""})
    texts = (row["key"], table["name"], table["expression"])
    if not all(isinstance(text, str) for text in texts) or not isinstance(table["id"], int | str):
        raise TypeError(row)
    parameters = {n: v for n, v in table.get("parameters", {}).items() if is_parameter(v)}
    category = FormulaCategory(table.get("category", "scan"))
    key, name, expression = texts
    formula = Formula(table["id"], name, expression, category, parameters=parameters)
    return Watched(key, formula, bool(row["is_on"]))
