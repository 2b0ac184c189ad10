"""What the Live tab was set to last, kept in a file of its own."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, field, fields
from typing import TYPE_CHECKING, Any

from engine.domain.formula import Formula, FormulaCategory
from engine.domain.hit_policy import HitPolicy
from scanner_app.profile import write_atomically
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
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
        plain = {
            name: table[name]
            for name in _plain_names()
            if type(table.get(name)) is type(getattr(LiveSettings(), name))
        }
        return LiveSettings(
            **plain,
            hits=_policy_of(table.get("hits", {})),
            alerts=AlertOptions(**table.get("alerts", {})),
            watched=[_entry_of(row) for row in table.get("watched", [])],
        )
    except FileNotFoundError:
        return LiveSettings()
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        _LOG.warning("The settings of the Live tab could not be read: %s", error)
        return LiveSettings()


def _policy_of(table: dict[str, Any]) -> HitPolicy:
    """Return the policy of a file; its last field had another name once."""
    if "tells_forming" in table:
        table = {**table, "includes_forming": table["tells_forming"]}
        del table["tells_forming"]
    return HitPolicy(**table)


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


def _entry_of(row: dict[str, Any]) -> Watched:
    table = row.get("formula", {"id": EDITOR, "name": "", "expression": ""})
    formula = Formula(
        table["id"], table["name"], table["expression"],
        FormulaCategory(table.get("category", "scan")), parameters=table.get("parameters", {}),
    )  # fmt: skip
    return Watched(row["key"], formula, bool(row["is_on"]))
