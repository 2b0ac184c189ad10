"""Names that stand for indicators: canonical expressions, or Python functions of the user."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from engine.errors import IndicatorError, PluginError
from engine.language.syntax.lexer import tokenize
from engine.language.syntax.names import SERIES_ALIASES
from engine.language.syntax.tokens import KEYWORDS, TokenKind
from engine.messages import Message
from engine.plugins.discovery import PartKind, has_part, load_part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import pandas as pd

    PythonIndicator = Callable[[pd.DataFrame], pd.Series]

DEFAULTS = {
    "sma_20": "sma(close, 20)",
    "sma_50": "sma(close, 50)",
    "sma_200": "sma(close, 200)",
    "ema_12": "ema(close, 12)",
    "ema_26": "ema(close, 26)",
    "rsi_14": "rsi(close, 14)",
    "atr_14": "atr(14)",
    "volume_sma_20": "sma(volume, 20)",
}
"""What is registered from the start; each is the same node as the call."""


@dataclass(frozen=True, slots=True)
class RegisteredIndicator:
    """A Python function under a name; travels to worker processes by cloudpickle.

    Attributes
    ----------
    name : str
        What formulas call it.
    compute : callable
        Takes a data frame of candles, gives a series of the same index.
    lookback : int
        Earlier bars that it needs, as far as its author says.
    token : str
        Differs with every registration, so that no cache answers for an older function.
    """

    name: str
    compute: Callable[[Any], Any]
    lookback: int = 0
    token: str = field(default_factory=lambda: uuid4().hex)

    @property
    def signature(self) -> str:
        """What stands for the function in digests."""
        return f"{self.name}#{self.token}"


class IndicatorRegistry:
    """Registered names; starts with the default indicators.

    Parameters
    ----------
    find : callable, optional
        Returns what a name means that is not registered, None where it means nothing; what it
        returns is registered then.

    Attributes
    ----------
    version : int
        Grows with every change, so that compiled formulas can be kept.
    """

    def __init__(self, find: Callable[[str], str | PythonIndicator | None] | None = None) -> None:
        self._entries: dict[str, str | RegisteredIndicator] = dict(DEFAULTS)
        self._find = find
        self._packaged: set[str] = set()
        self._problems: dict[str, Message] = {}
        self.version = 0

    def __contains__(self, name: object) -> bool:
        if name in self._entries:
            return True
        meaning = self._look_up(name) if isinstance(name, str) else None
        if meaning is None:
            return False
        self.register(str(name), meaning, lookback=getattr(meaning, "lookback", 0))
        self._packaged.add(str(name))
        return True

    def problem_of(self, name: str) -> Message | None:
        """Return why the indicator `name` of a package cannot be used, None where it can."""
        return self._problems.get(name)

    def _look_up(self, name: str) -> str | PythonIndicator | None:
        if self._find is None:
            return None
        try:
            return self._find(name)
        except PluginError as error:
            self._problems[name] = error.message
            return None

    def is_reserved(self, name: str) -> bool:
        """Whether a formula may not give `name` a meaning of its own.

        It may do so with the name of a package's indicator: whether one is installed must not
        break formulas.
        """
        return name in self._entries and name not in self._packaged

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def register(self, name: str, meaning: str | PythonIndicator, *, lookback: int = 0) -> None:
        """Make `name` usable in formulas.

        Parameters
        ----------
        name : str
            A name of the language that is neither a keyword nor a series; case does not matter.
        meaning : str or callable
            An expression of the language, or a function from a data frame of candles to a series.
        lookback : int
            Earlier bars that a function needs.

        Raises
        ------
        IndicatorError
            If the name cannot be used.
        """
        key = _checked_name(name)
        entry = meaning if isinstance(meaning, str) else RegisteredIndicator(key, meaning, lookback)
        self._entries[key] = entry
        self.version += 1

    def unregister(self, name: str) -> bool:
        """Forget `name`; returns whether it was registered."""
        was_registered = self._entries.pop(name.lower(), None) is not None
        self.version += was_registered
        return was_registered

    def entry(self, name: str) -> str | RegisteredIndicator:
        """Return the expression or the function that `name` stands for."""
        return self._entries[name]

    def functions(self, names: Iterable[str]) -> tuple[RegisteredIndicator, ...]:
        """Return the Python functions among `names`, to be sent to a worker process."""
        entries = (self._entries.get(name) for name in names)
        return tuple(entry for entry in entries if isinstance(entry, RegisteredIndicator))

    def adopt(self, indicators: Iterable[RegisteredIndicator]) -> None:
        """Take functions that another process sent."""
        for indicator in indicators:
            if self._entries.get(indicator.name) != indicator:
                self._entries[indicator.name] = indicator
                self.version += 1


def _checked_name(name: str) -> str:
    """Return the canonical spelling of a name that may be registered."""
    tokens = tokenize(name).tokens
    key = tokens[0].value
    if len(tokens) != 2 or tokens[0].kind is not TokenKind.NAME:
        kinds = ("formula.indicator-no-name", "formula.indicator-keyword")
        raise IndicatorError(name, Message(kinds[name.lower() in KEYWORDS]))
    if key in SERIES_ALIASES:
        raise IndicatorError(name, Message("formula.indicator-series"))
    return key


def packaged_indicator(name: str) -> str | PythonIndicator | None:
    """Return the indicator `name` of an installed package; None where no package has it.

    Raises
    ------
    PluginError
        It cannot be loaded.
    """
    if not has_part(PartKind.INDICATOR, name):
        return None
    return load_part(PartKind.INDICATOR, name)  # type: ignore[no-any-return]


DEFAULT_REGISTRY = IndicatorRegistry(packaged_indicator)
"""What formula services and pipelines share unless they are given another."""
