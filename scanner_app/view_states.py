"""What the views have on show, as presenters ask for it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from scanner_app.services.live.live_types import FeedKind
from scanner_app.services.scan.scan_types import ScanRange

if TYPE_CHECKING:
    from engine.domain.universe import UniverseChoice

ParameterValue = bool | int | float | str


@dataclass(frozen=True, slots=True)
class DataState:
    """The state of the Data tab.

    Attributes
    ----------
    timeframe : str
        The timeframe on show; empty in an empty library.
    """

    timeframe: str = ""


@dataclass(frozen=True, slots=True)
class FormulaState:
    """The state of the formula panel.

    Attributes
    ----------
    text : str
        What is in the editor.
    parameters : dict of str to value
        Values of the fields that differ from those in the text.
    """

    text: str = ""
    parameters: dict[str, ParameterValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ScanPanelState:
    """The state of the bar that says what to scan.

    Attributes
    ----------
    timeframe : str
        The chosen timeframe; empty in an empty library.
    range : ScanRange
        The candles that may match.
    problem : str
        What is wrong with the range, in a sentence; empty where nothing is.
    """

    timeframe: str = ""
    range: ScanRange = field(default_factory=ScanRange)
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ResultsState:
    """The state of the table of matches.

    Attributes
    ----------
    current_row : int
        The store's row of the current match, or -1.
    has_summaries : bool
        Whether the timeline or the groups are open.
    """

    current_row: int = -1
    has_summaries: bool = False


class UniverseOption(NamedTuple):
    """An entry of the universe selector."""

    text: str
    universe: UniverseChoice


@dataclass(frozen=True, slots=True)
class FeedState:
    """The state of the two rows that choose a feed.

    Attributes
    ----------
    kind : FeedKind
        Where candles come from.
    address : str
        WebSocket, file, pipe or ``tcp://host:port``.
    package : str
        Name of the feed of an installed package.
    timeframe : str
        Bars that formulas see; empty where nothing is offered.
    arriving : str
        Candles that the feed delivers; empty for the same.
    symbols : tuple of str or None
        The symbols that are listed; None for all of the library.
    watchlist : str
        The chosen watchlist, or an empty string.
    n_bars : int
        Replay so many of the last bars; 0 for all of them.
    speed : float
        How much faster than time a replay goes.
    follows, saves : bool
        Wait at the end of a file; save closed candles.
    """

    kind: FeedKind = FeedKind.REPLAY
    address: str = ""
    package: str = ""
    timeframe: str = ""
    arriving: str = ""
    symbols: tuple[str, ...] | None = None
    watchlist: str = ""
    n_bars: int = 0
    speed: float = math.inf
    follows: bool = False
    saves: bool = False
