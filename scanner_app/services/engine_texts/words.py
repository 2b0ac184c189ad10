"""Words in the places of the engine's sentences."""

from __future__ import annotations

from engine.domain.timeframe import Timeframe

WORDS = "EngineWords"
"""Translation context of these words."""

TIMEFRAMES = "Timeframes"
"""Translation context of timeframes, which have names of their own all over the window."""

CHOICES = {
    "what": (
        "date",
        "time zone",
        "number",
        "volume",
        "symbol",
    ),
    "order": (
        "day",
        "month",
    ),
    "meaning": (
        "decimals",
        "thousands",
    ),
    "role": (
        "time",
        "open",
        "high",
        "low",
        "close",
        "volume",
        "symbol",
    ),
    "kind": (
        "library",
        "workspace",
    ),
    "way": (
        "command",
        "webhook",
        "sound",
        "log",
    ),
}
"""What may stand in the places of these names."""

FRAMES = tuple(str(timeframe) for timeframe in Timeframe)
"""What may stand in the places ``{frame}`` and ``{frame2}``."""

NAMES = ("column {n}",)
"""Names that the engine gives to what has none; ``{n}`` is a number."""

FRAGMENTS = (
    "line {n}",
    "{0}, line {n}",
    "column {n}",
    "column {n} {role}",
)
"""Parts of sentences that are none by themselves."""


def texts() -> tuple[str, ...]:
    """Return all that is to be translated."""
    words = (word for choice in CHOICES.values() for word in choice)
    return tuple(dict.fromkeys([*words, *NAMES, *FRAGMENTS]))
