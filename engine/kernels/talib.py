"""TA-Lib's compiled functions, without the package around them.

``import talib`` also imports pandas and polars where they are installed (0.7 s) and wraps every
function to look for their series (1 us a call). A worker process needs neither, so:

1. The extension is loaded alone, under its own name, with an empty package in place of ``talib``
   and with the two libraries hidden, because its own code would import all three.
2. A later ``import talib`` by anybody finds the extension and is complete but for data frames in
   ``talib.abstract``; before a user's Python function runs, :func:`know_data_frames` adds those.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_NAME = "talib._ta_lib"
_FRAME_LIBRARIES = ("pandas", "polars")


def _load() -> Any:
    if _NAME in sys.modules:
        return sys.modules[_NAME]
    package = find_spec("talib")
    spec = PathFinder.find_spec(_NAME, package.submodule_search_locations if package else None)
    if spec is None or spec.loader is None:
        import talib._ta_lib as module  # noqa: PLC0415 - a frozen program may have no such file

        return module
    extension: Any = module_from_spec(spec)
    sys.modules[_NAME] = extension
    empty = ModuleType("talib")
    empty.__path__ = []
    absent: dict[str, Any] = {n: None for n in _FRAME_LIBRARIES if n not in sys.modules}
    with _hiding({"talib": empty, **absent}):
        spec.loader.exec_module(extension)
    extension._ta_initialize()  # what the package itself does
    return extension


@contextmanager
def _hiding(modules: dict[str, Any]) -> Iterator[None]:
    """Make imports find `modules` in place of the real ones."""
    before = {name: sys.modules[name] for name in modules if name in sys.modules}
    sys.modules.update(modules)
    try:
        yield
    finally:
        for name in modules:
            del sys.modules[name]
        sys.modules.update(before)


_MODULE = _load()


def function(name: str) -> Callable[..., Any]:
    """Return TA-Lib's function `name` as it is, without the wrapper for data frames."""
    function = getattr(_MODULE, name)
    return getattr(function, "__wrapped__", function)  # type: ignore[no-any-return]


def know_data_frames() -> None:
    """Make ``talib.abstract`` take the data frames of libraries that were imported meanwhile."""
    for library in _FRAME_LIBRARIES:
        frames = sys.modules.get(library)
        if frames is None or getattr(_MODULE, f"_{library.upper()}_DATAFRAME", None) is not None:
            continue
        _MODULE._INPUT_ARRAYS_TYPES = (*_MODULE._INPUT_ARRAYS_TYPES, frames.DataFrame)
        _MODULE._ARRAY_TYPES = (*_MODULE._ARRAY_TYPES, frames.Series)
        setattr(_MODULE, f"_{library.upper()}_DATAFRAME", frames.DataFrame)
        setattr(_MODULE, f"_{library.upper()}_SERIES", frames.Series)
