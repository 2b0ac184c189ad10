"""Formula Scanner's engine: formulas over candles, in batches and live; knows no Qt.

The public names (:mod:`engine.public_names` lists them by chapter) are loaded when they are first
used: a worker process that evaluates formulas must not pay for pandas, and a program that only
checks a formula not for the process pool.
"""

from __future__ import annotations

import importlib
from typing import Any

from engine._version import __version__
from engine.public_names import MODULES

__all__ = ["__version__", *MODULES]  # noqa: PLE0604 - the table is the list


def __getattr__(name: str) -> Any:
    """Load a public name at its first use (PEP 562)."""
    if name not in MODULES:
        raise AttributeError(f"module 'engine' has no attribute '{name}'")
    value = getattr(importlib.import_module(MODULES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
