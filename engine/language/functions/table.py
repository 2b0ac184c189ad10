"""All functions of the language, by name; everything else reads this table."""

from __future__ import annotations

from dataclasses import replace

from engine.language.functions import averages, crosses, logic, momentum, other_bars, volatility, windows
from engine.language.functions.spec import Function

_FAMILIES = {
    "Averages": averages.FUNCTIONS,
    "Momentum": momentum.FUNCTIONS,
    "Volatility and channels": volatility.FUNCTIONS,
    "Windows": windows.FUNCTIONS,
    "Crosses": crosses.FUNCTIONS,
    "Logic and choice": logic.FUNCTIONS,
    "Other bars": other_bars.FUNCTIONS,
}

FUNCTIONS: dict[str, Function] = {
    function.name: replace(function, family=family)
    for family, functions in _FAMILIES.items()
    for function in functions
}
"""Each function under its canonical name, family by family."""

BY_NAME: dict[str, Function] = {
    **{synonym: f for f in FUNCTIONS.values() for synonym in f.synonyms},
    **FUNCTIONS,
}
"""Each function under every name that the language knows it by."""
