"""What the editor asks of the language, as plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from engine.errors import Diagnostic
    from scanner_app.services.formulas.formula_text import StyledSpan


@dataclass(frozen=True, slots=True)
class Completion:
    """One proposal of the completion list.

    Attributes
    ----------
    name : str
        What is proposed.
    insertion : str
        What is typed for the user; a function brings its opening bracket.
    signature : str
        How a function is called, or what kind of name it is.
    summary : str
        What it gives, in one sentence.
    """

    name: str
    insertion: str
    signature: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class CallHint:
    """What is shown while the cursor stands inside a call.

    Attributes
    ----------
    name : str
        The function.
    parameters : tuple of str
        Its parameters with their defaults.
    current : int
        The one under the cursor.
    summary : str
        What the function gives.
    """

    name: str
    parameters: tuple[str, ...]
    current: int
    summary: str


@dataclass(frozen=True, slots=True)
class FormulaFacts:
    """What is known of a formula that compiles.

    Attributes
    ----------
    parameters : dict of str to value
        Its ``param`` statements with the values in force.
    defaults : dict of str to value
        The same with the values in the text.
    lookback : int
        Earlier candles that it needs.
    settle : int or None
        Further candles until its recursive averages have settled; None for all there are.
    clauses : int
        How many conditions it joins.
    is_condition : bool
        Whether it can be scanned for.
    value_names : tuple of str
        The columns that it adds to the results.
    """

    parameters: Mapping[str, float | bool | str] = field(default_factory=dict)
    defaults: Mapping[str, float | bool | str] = field(default_factory=dict)
    lookback: int = 0
    settle: int | None = 0
    clauses: int = 0
    is_condition: bool = True
    value_names: tuple[str, ...] = ()


class EditorLanguage(Protocol):
    """What the editor needs to know of the language."""

    def spans(self, text: str) -> list[StyledSpan]:
        """Return the coloured pieces of `text`."""

    def completions(self, text: str, position: int) -> Sequence[Completion]:
        """Return proposals for what is typed before `position`, best first."""

    def call_hint(self, text: str, position: int) -> CallHint | None:
        """Return the hint for the call around `position`."""

    def check(self, text: str) -> list[Diagnostic]:
        """Return all problems of `text`."""
