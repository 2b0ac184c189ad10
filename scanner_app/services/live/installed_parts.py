"""Feeds that installed packages bring, and parts of theirs that cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from engine.errors import PluginError
from engine.plugins.discovery import PartKind, all_parts

if TYPE_CHECKING:
    from collections.abc import Sequence


class PartsSurvey(NamedTuple):
    """What the installed packages bring.

    Attributes
    ----------
    feeds : sequence of str
        Names of the feeds that can be used.
    problems : sequence of PluginError
        One for each part that is left out.
    """

    feeds: Sequence[str]
    problems: Sequence[PluginError]


def survey_parts() -> PartsSurvey:
    """Import the parts of all installed packages; takes its time where there are some."""
    parts = all_parts()
    sound = [part for part in parts if part.problem is None]
    feeds = [part.name for part in sound if part.kind is PartKind.FEED]
    problems = [PluginError(part.problem) for part in parts if part.problem is not None]
    return PartsSurvey(feeds, problems)
