"""All functions of the language, by name; everything else reads this table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from engine.language.functions import (
    averages,
    candles,
    crosses,
    logic,
    mathematics,
    momentum,
    other_bars,
    patterns,
    since,
    statistics,
    trend,
    volatility,
    volume,
    windows,
)
from engine.language.functions.other_languages import IN_OTHER_LANGUAGES

if TYPE_CHECKING:
    from engine.language.functions.spec import Function

_FAMILIES = {
    "Averages": averages.FUNCTIONS,
    "Momentum": momentum.FUNCTIONS,
    "Trend and cycles": trend.FUNCTIONS,
    "Volatility and channels": volatility.FUNCTIONS,
    "Volume": volume.FUNCTIONS,
    "Windows": windows.FUNCTIONS,
    "Since": since.FUNCTIONS,
    "Regression and correlation": statistics.FUNCTIONS,
    "Crosses": crosses.FUNCTIONS,
    "Choice and counting": logic.FUNCTIONS,
    "Gaps and bars": candles.FUNCTIONS,
    "Candlestick patterns": patterns.FUNCTIONS,
    "Other bars": other_bars.FUNCTIONS,
    "Mathematics": mathematics.FUNCTIONS,
}

FUNCTIONS: dict[str, Function] = {
    function.name: replace(
        function, family=family, aliases=IN_OTHER_LANGUAGES.get(function.name, {})
    )
    for family, functions in _FAMILIES.items()
    for function in functions
}
"""Each function under its canonical name, family by family."""

BY_NAME: dict[str, Function] = {
    **{synonym: f for f in FUNCTIONS.values() for synonym in f.synonyms},
    **FUNCTIONS,
}
"""Each function under every name that the language knows it by."""
