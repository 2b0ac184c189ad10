"""Registered indicators on their way to worker processes.

Expressions travel as text. Python functions and lambdas travel by cloudpickle, which sends the
code of what cannot be imported on the other side; only the ones that the formula uses do.
"""

from __future__ import annotations

import pickle
from functools import lru_cache
from typing import TYPE_CHECKING

from engine.errors import IndicatorError
from engine.language.graph.registry import DEFAULTS, IndicatorRegistry
from engine.language.service import FormulaService
from engine.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.language.graph.registry import RegisteredIndicator


def pickle_indicators(registry: IndicatorRegistry, used: Iterable[str]) -> bytes:
    """Return what a worker needs to know of `registry`; nothing if it has the defaults only.

    Parameters
    ----------
    registry : IndicatorRegistry
        Where names were registered.
    used : iterable of str
        Names of the Python functions that the formula uses.

    Raises
    ------
    IndicatorError
        If a function cannot be pickled.
    """
    entries = {name: registry.entry(name) for name in registry}
    expressions = {
        name: entry
        for name, entry in entries.items()
        if isinstance(entry, str) and DEFAULTS.get(name) != entry
    }
    functions = registry.functions(used)
    if not expressions and not functions:
        return b""
    return pickle.dumps((expressions, [(f.name, _pickled(f)) for f in functions]))


@lru_cache(maxsize=8)
def service_with(pickled: bytes) -> FormulaService:
    """Return a formula service that knows the indicators of `pickled` (in the worker)."""
    registry = IndicatorRegistry()
    if pickled:
        expressions, functions = pickle.loads(pickled)  # noqa: S301 - made by our own parent
        for name, expression in expressions.items():
            registry.register(name, expression)
        registry.adopt(_loaded(name, function) for name, function in functions)
    return FormulaService(registry=registry)


def _pickled(function: RegisteredIndicator) -> bytes:
    import cloudpickle  # noqa: PLC0415 - most formulas use no Python functions

    try:
        return cloudpickle.dumps(function)  # type: ignore[no-any-return]
    except Exception as error:
        reason = _reason("formula.indicator-not-sent", error)
        raise IndicatorError(function.name, reason) from error


def _loaded(name: str, pickled: bytes) -> RegisteredIndicator:
    try:
        return pickle.loads(pickled)  # type: ignore[no-any-return]  # noqa: S301 - as above
    except Exception as error:
        reason = _reason("formula.indicator-not-loaded", error)
        raise IndicatorError(name, reason) from error


def _reason(code: str, error: Exception) -> Message:
    return Message(code, error=type(error).__name__, text=str(error))
