"""What was built, and systems to install it into."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.packaging.chroots import Chroot, layered, leave_mounts_of_others, make_base, make_layer
from tests.packaging.installed import FORMULA_FILE, FORMULA_TEXT, LAUNCHER, ROOT, Session

if TYPE_CHECKING:
    from collections.abc import Iterator

DIST = ROOT / "dist"
_CHROOTS = ROOT / "build" / "package" / "chroots"
_DESKTOP = (
    "xvfb", "openbox", "wmctrl", "scrot", "procps", "dbus", "dbus-x11", "at-spi2-core",
    "python3-gi", "gir1.2-atspi-2.0", "libglib2.0-bin", "fonts-dejavu-core", "xdg-utils",
    "desktop-file-utils", "shared-mime-info", "hicolor-icon-theme", "man-db",
)  # fmt: skip
_USER = (
    "useradd --create-home tester && mkdir -p /run/user/1000 /tmp/.X11-unix && "
    "chmod 1777 /tmp/.X11-unix && chown tester /run/user/1000 && chmod 700 /run/user/1000"
)


def _the_one(pattern: str) -> Path:
    found = sorted(DIST.glob(pattern))
    if len(found) != 1:
        pytest.fail(
            f"{len(found)} files dist/{pattern}; 'make package' makes the one that is tested"
        )
    return found[0]


@pytest.fixture(scope="session")
def wheel() -> Path:
    return _the_one("*.whl")


@pytest.fixture(scope="session")
def deb() -> Path:
    if not sys.platform.startswith("linux") or os.geteuid() != 0 or not shutil.which("debootstrap"):
        pytest.skip("installing into a chroot needs Linux, root and debootstrap")
    return _the_one("*.deb")


@pytest.fixture(scope="session")
def base() -> Path:
    leave_mounts_of_others()
    return make_base(_CHROOTS / "base")


@pytest.fixture(scope="session")
def installed_layer(deb: Path, base: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What installing the package adds to a minimal Debian, with all that it depends on."""
    folder = tmp_path_factory.mktemp("installed")
    with layered(folder, [base]) as system:
        shutil.copy(deb, system.root / "new.deb")
        system.install("/new.deb")
    return folder / "upper"


@pytest.fixture
def installed_system(installed_layer: Path, base: Path, tmp_path: Path) -> Iterator[Chroot]:
    """A minimal Debian with the package installed, for one test."""
    with layered(tmp_path / "system", [installed_layer, base]) as system:
        yield system


@pytest.fixture(scope="session")
def bare_files(base: Path) -> set[str]:
    """Every path of the minimal Debian."""
    return Chroot(base).files()


@pytest.fixture(scope="session")
def session(deb: Path, base: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """The program installed and used once from start to close, by a user with an empty home."""
    desktop = make_layer(_CHROOTS / "desktop", base, _DESKTOP, _USER)
    with layered(tmp_path_factory.mktemp("session"), [desktop, base]) as system:
        shutil.copy(deb, system.root / "new.deb")
        system.install("/new.deb")
        for name in ("desktop_session.py", "desktop_session.sh"):
            shutil.copy(Path(__file__).with_name(name), system.root / name)
        (system.root / FORMULA_FILE[1:]).write_text(FORMULA_TEXT)
        before = system.files()
        said = system.run(
            "sh", "/desktop_session.sh", LAUNCHER, FORMULA_FILE, user="tester", network=False
        )
        picture = system.root / "tmp" / "session.png"
        shutil.copy(picture, _CHROOTS / "session.png")
        seen = json.loads(said.stdout.splitlines()[-1])
        yield Session(system, seen, system.processes(), system.files() - before)
