"""What Qt lacks on a Linux system, asked of copies of its own files."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from scanner_app import system_libraries
from scanner_app.system_libraries import (
    PACKAGES,
    describe_missing,
    library_of,
    missing_libraries,
    packages_of,
    qt_files,
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux alone leaves them out")

_C_RUNTIME = {"libc.so.6", "libm.so.6", "libgcc_s.so.1", "libdl.so.2", "libpthread.so.0",
              "librt.so.1", "libresolv.so.2"}  # fmt: skip
_LINE = re.compile(r"^\s*(lib\S+) => (\S+)", re.MULTILINE)
_NAME = re.compile(rb"\0(lib[\w+.-]+\.so[.\d]*)(?=\0)")


def test_each_library_that_qt_links_to_has_a_package() -> None:
    files = qt_files("xcb", "wayland")
    assert {"libqxcb.so", "libqwayland.so"} <= {path.name for path in files}
    answer = subprocess.run(["ldd", *files], capture_output=True, text=True, check=False).stdout
    loaded = dict(_LINE.findall(answer))
    own = {Path(place) for place in loaded.values() if "PySide6" in place or "shiboken6" in place}
    named = {name.decode() for path in {*files, *own} for name in _NAME.findall(path.read_bytes())}
    system = {name for name in loaded if not name.startswith(("libQt6", "libicu", "libpyside"))}
    linked = {name for name in system & named if not name.startswith("libshiboken")}
    assert linked > {"libxcb-icccm.so.4", "libxcb-keysyms.so.1", "libwayland-client.so.0"}
    assert linked - _C_RUNTIME <= set(PACKAGES)


@pytest.fixture
def incomplete(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let Qt's part for X11 link to two libraries that no system has."""
    plugin = next(path for path in qt_files("xcb") if path.name == "libqxcb.so")
    data = plugin.read_bytes()
    for name in (b"libxcb-icccm.so.4", b"libxcb-keysyms.so.1"):
        assert name in data
        data = data.replace(name, name.replace(b"xcb", b"XYZ"))
    copy = tmp_path / plugin.name
    copy.write_bytes(data)
    monkeypatch.setattr(system_libraries, "qt_files", lambda *_: [copy])
    return copy


def test_all_missing_libraries_are_named_at_once(incomplete: Path) -> None:
    missing = {"libXYZ-icccm.so.4", "libXYZ-keysyms.so.1"}
    assert missing <= set(missing_libraries("xcb"))


def test_without_ldd_the_first_missing_library_is_named(
    incomplete: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = incomplete.read_bytes().replace(b"libQt6", b"libWt6")  # looked for before the others
    incomplete.write_bytes(data)
    monkeypatch.setattr("shutil.which", lambda _: None)
    (name,) = missing_libraries("xcb")
    assert name.startswith("libWt6")


def test_errors_of_the_loader_name_the_library() -> None:
    error = ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")
    assert library_of(error) == ["libEGL.so.1"]
    assert library_of(ImportError("No module named 'PySide6'")) == []


def test_packages_are_those_of_the_libraries_and_no_others() -> None:
    assert packages_of(["libxcb-keysyms.so.1", "libxcb-icccm.so.4"]) == [
        "libxcb-icccm4",
        "libxcb-keysyms1",
    ]
    assert packages_of(["libnew.so.9"]) == ["libnew.so.9"]
    assert "apt install libegl1" in describe_missing(["libEGL.so.1"])
