"""What Qt needs of a Linux system: its own files are asked, for wheels cannot depend on packages.

Nothing here imports Qt, which may be what cannot be loaded.
"""

from __future__ import annotations

import ctypes
import importlib.util
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_COMMON = ("QtWidgets.abi3.so", "QtNetwork.abi3.so", "QtSvg.abi3.so")
_PLUGINS = {
    "xcb": ("platforms/libqxcb.so", "xcbglintegrations/*.so"),
    "wayland": (
        "platforms/libqwayland*.so",
        "wayland-shell-integration/*.so",
        "wayland-decoration-client/*.so",
        "wayland-graphics-integration-client/*.so",
    ),
}
_ABSENT = re.compile(r"^\s*(\S+) => not found$", re.MULTILINE)
_LOADER_ERROR = re.compile(r"^(\S+): cannot open shared object file")

# The packages of Debian and Ubuntu by library. Where a release has renamed one (libglib2.0-0t64),
# the new package provides the old name.
PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libbrotlicommon.so.1": "libbrotli1",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}


def qt_files(*platforms: str) -> list[Path]:
    """Return the files of Qt that a window needs on `platforms`, ``xcb`` or ``wayland``."""
    spec = importlib.util.find_spec("PySide6")
    if spec is None or spec.origin is None:
        return []
    folder = Path(spec.origin).parent
    plugins = folder / "Qt" / "plugins"
    patterns = [pattern for name in platforms for pattern in _PLUGINS.get(name, ())]
    paths = [folder / name for name in _COMMON]
    paths += [path for pattern in patterns for path in sorted(plugins.glob(pattern))]
    return [path for path in paths if path.exists()]


def missing_libraries(*platforms: str) -> list[str]:
    """Return the names of the shared libraries that Qt links to and the system does not have."""
    files = qt_files(*platforms)
    names = _ldd(files) if files and shutil.which("ldd") else _load(files)
    return sorted({name for name in names if not name.startswith("libQt6")})


def _ldd(files: Sequence[Path]) -> Iterable[str]:
    """Ask the loader for all libraries at once."""
    answer = subprocess.run(["ldd", *map(str, files)], capture_output=True, text=True, check=False)  # noqa: S603, S607
    return _ABSENT.findall(answer.stdout)


def _load(files: Iterable[Path]) -> Iterable[str]:
    """Load each file; the loader's error names the first library only."""
    for path in files:
        try:
            ctypes.CDLL(str(path))
        except OSError as error:
            yield from library_of(error)


def library_of(error: BaseException) -> list[str]:
    """Return the library that the loader looked for in vain, where `error` is about one."""
    return _LOADER_ERROR.findall(str(error))


def packages_of(libraries: Iterable[str]) -> list[str]:
    """Return the packages of Debian that hold `libraries`; a library without one as it is."""
    return sorted({PACKAGES.get(name, name) for name in libraries})


def describe_missing(libraries: list[str]) -> str:
    """Return which libraries are missing and how to install them, in two sentences."""
    return (
        f"this system does not have {', '.join(libraries)}, which Qt needs.\n"
        f"On Debian and Ubuntu: sudo apt install {' '.join(packages_of(libraries))}"
    )
