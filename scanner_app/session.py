"""What was on the screen last, so that nothing typed is ever lost."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from scanner_app.profile import write_atomically
from scanner_app.profile_files import fitting_fields, is_fitting, is_parameter, read_table

if TYPE_CHECKING:
    from pathlib import Path

_LOG = logging.getLogger(__name__)


@dataclass(slots=True)
class Session:
    """The state of the window.

    Attributes
    ----------
    formula_id, formula_name, text : str
        The formula in the editor.
    parameters : dict
        Values of its fields.
    timeframe, range_kind : str
        What the scan bar says.
    universe : dict
        The fields of the chosen universe.
    columns : dict of str to int
        Widths of the results' columns by key, 0 for hidden ones.
    column_order : list of str
        Their keys as the user has put them; empty for the usual order.
    range_n, range_start, range_end, range_with_stale
        Its fields.
    layout : dict of str to str
        Sizes and places.
    """

    formula_id: str = ""
    formula_name: str = ""
    text: str = ""
    parameters: dict[str, Any] = field(default_factory=dict)
    timeframe: str = ""
    universe: dict[str, Any] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)
    column_order: list[str] = field(default_factory=list)
    range_kind: str = ""
    range_n: int = 20
    range_start: str = ""
    range_end: str = ""
    range_with_stale: bool = False
    layout: dict[str, str] = field(default_factory=dict)


def load_session(path: Path) -> Session:
    """Return the session in the file at `path`; what is missing or odd there is left out."""
    session = Session(**fitting_fields(Session(), read_table(path)))
    session.layout = {n: t for n, t in session.layout.items() if is_fitting("", t)}
    session.columns = {n: w for n, w in session.columns.items() if is_fitting(0, w)}
    session.column_order = [key for key in session.column_order if is_fitting("", key)]
    session.parameters = {n: v for n, v in session.parameters.items() if is_parameter(v)}
    return session


def save_session(path: Path, session: Session) -> None:
    """Write `session` to the file at `path`."""
    try:
        write_atomically(path, json.dumps(asdict(session), ensure_ascii=False, indent=1))
    except OSError as error:
        _LOG.warning("The session could not be saved: %s", error)
