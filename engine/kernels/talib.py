"""TA-Lib's compiled functions, without the package around them.

``import talib`` also imports pandas and polars where they are installed (0.7 s) and wraps every
function to look for their series (1 us a call). A worker process needs neither, so this module
loads the extension alone, under its own name, so that a later ``import talib`` elsewhere in the
process finds it and is complete.
"""

from __future__ import annotations

import sys
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

_NAME = "talib._ta_lib"


def _load() -> ModuleType:
    if _NAME in sys.modules:
        return sys.modules[_NAME]
    package = find_spec("talib")
    spec = PathFinder.find_spec(_NAME, package and package.submodule_search_locations)
    if spec is None or spec.loader is None:
        import talib._ta_lib as module  # noqa: PLC0415 - a frozen program may have no such file

        return module  # type: ignore[no-any-return]
    module = module_from_spec(spec)
    sys.modules[_NAME] = module
    spec.loader.exec_module(module)
    module._ta_initialize()  # noqa: SLF001 - what the package itself does
    return module


_MODULE = _load()


def function(name: str) -> Callable[..., Any]:
    """Return TA-Lib's function `name` as it is, without the wrapper for data frames."""
    found = getattr(_MODULE, name)
    return getattr(found, "__wrapped__", found)  # type: ignore[no-any-return]
