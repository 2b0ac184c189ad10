"""What the views have on show, as presenters ask for it."""

from __future__ import annotations

from dataclasses import dataclass, field

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
