"""The Debian package: the tree as it lies on the user's system, and its control files."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import os
import re
import shutil
from email.utils import format_datetime
from typing import TYPE_CHECKING

from builder import inventory
from builder.environments import python_of
from builder.project import (
    APP_ID,
    BUILD,
    DIST,
    NAME,
    PACKAGING,
    PROGRAMS,
    ROOT,
    BuildError,
    epoch,
    fill_in,
    version,
)
from builder.shell import need, run

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_LINUX = PACKAGING / "linux"
_TREE = BUILD / "debian"
_PRIVATE = _TREE / "usr" / "lib" / NAME
_SHARE = _TREE / "usr" / "share"
_DOC = _SHARE / "doc" / NAME
_REVISION = "1"
# Qt tries it and does without where GTK is not installed.
_OPTIONAL = ("libqgtk3.so",)


def package(folder: Path) -> Path:
    """Make the .deb of the frozen application in `folder`, check it, and return it."""
    shutil.rmtree(_TREE, ignore_errors=True)
    shutil.copytree(folder, _PRIVATE, symlinks=True)
    _link_programs()
    _share_desktop_files()
    _share_icons()
    _share_manual()
    _share_documents()
    architecture = run("dpkg", "--print-architecture").strip()
    _write_control(architecture)
    _set_times()
    target = DIST / f"{NAME}_{_debian_version()}_{architecture}.deb"
    target.unlink(missing_ok=True)
    DIST.mkdir(exist_ok=True)
    run("dpkg-deb", "--root-owner-group", *_compression(), "--build", _TREE, target)
    return target


def _debian_version() -> str:
    return f"{version()}-{_REVISION}"


def _compression() -> list[str]:
    """Return how to pack: xz by default, for zstd's bytes depend on the number of processors."""
    return [f"-Z{os.environ.get('DEB_COMPRESSION', 'xz')}"]


def _link_programs() -> None:
    folder = _TREE / "usr" / "bin"
    folder.mkdir(parents=True)
    for name in PROGRAMS:
        (folder / name).symlink_to(f"../lib/{NAME}/{name}")


def _share_desktop_files() -> None:
    entry = _SHARE / "applications" / f"{APP_ID}.desktop"
    fill_in(_LINUX / "formula-scanner.desktop", entry)
    metainfo = _SHARE / "metainfo" / f"{APP_ID}.metainfo.xml"
    fill_in(_LINUX / "formula-scanner.metainfo.xml", metainfo)
    fill_in(_LINUX / "formula-scanner.mime.xml", _SHARE / "mime" / "packages" / f"{NAME}.xml")
    run(need("desktop-file-validate", "desktop-file-utils"), entry)
    # The addresses in it are not asked: a build must not need the network.
    run(need("appstreamcli", "appstream"), "validate", "--no-net", "--pedantic", metainfo)


def _share_icons() -> None:
    folder = _SHARE / "icons" / "hicolor"
    for picture in (BUILD / "icons").glob("app-*.png"):
        size = picture.stem.removeprefix("app-")
        _copy(picture, folder / f"{size}x{size}" / "apps" / f"{APP_ID}.png")
    drawing = ROOT / "resources" / "icons" / "app.svg"
    _copy(drawing, folder / "scalable" / "apps" / f"{APP_ID}.svg")


def _share_manual() -> None:
    for name in PROGRAMS:
        page = _LINUX / "man" / f"{name}.1"
        filled = BUILD / "man" / page.name
        fill_in(page, filled, commands=_commands())
        _copy_compressed(filled.read_bytes(), _SHARE / "man" / "man1" / f"{page.name}.gz")


def _commands() -> str:
    """Return the commands of the command line as the manual shows them."""
    script = (
        "from engine.cli.main import COMMANDS\n"
        "for name, text in COMMANDS.items(): print(f'.TP\\n.B {name}\\n{text}')"
    )
    return run(python_of(BUILD / "app-environment"), "-P", "-c", script).strip()


def _share_documents() -> None:
    """Copyright, changelogs, licences and bill of materials."""
    _copy_compressed((ROOT / ".github" / "CHANGELOG.md").read_bytes(), _DOC / "changelog.gz")
    entry = (
        f"{NAME} ({_debian_version()}) stable; urgency=medium\n\n"
        f"  * Release {version()}; changelog.gz tells what is new.\n\n"
        f" -- {_maintainer()}  {_rfc_date()}\n"
    )
    _copy_compressed(entry.encode(), _DOC / "changelog.Debian.gz")
    licence = (ROOT / "LICENSE").read_text("utf-8")
    listed = (inventory.LICENCES / "LIST.txt").read_text("utf-8")
    fill_in(_LINUX / "copyright", _DOC / "copyright", licence=licence, list=listed)
    shutil.copytree(inventory.LICENCES, _DOC / "licences")
    _copy_compressed(inventory.BOM.read_bytes(), _DOC / f"{inventory.BOM.name}.gz")
    _copy(_LINUX / "lintian-overrides", _SHARE / "lintian" / "overrides" / NAME)


def _write_control(architecture: str) -> None:
    control = _TREE / "DEBIAN"
    control.mkdir()
    installed_kb = sum(-(-path.lstat().st_size // 1024) for path in _files())
    fill_in(
        _LINUX / "control", control / "control",
        debian_version=_debian_version(), architecture=architecture, maintainer=_maintainer(),
        installed_size=str(installed_kb), depends=_depends(),
    )  # fmt: skip
    sums = (
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  "
        f"{path.relative_to(_TREE).as_posix()}\n"
        for path in _files()
        if not path.is_symlink() and not path.is_relative_to(control)
    )
    (control / "md5sums").write_text("".join(sums))


def _depends() -> str:
    """Ask Debian's own tool which packages hold the libraries that ours link to."""
    place = BUILD / "shlibdeps" / "debian"
    place.mkdir(parents=True, exist_ok=True)
    (place / "control").write_text(f"Source: {NAME}\n\nPackage: {NAME}\nArchitecture: any\n")
    libraries = [path for path in _files(_PRIVATE) if _is_elf(path) and path.name not in _OPTIONAL]
    # Those that are bundled are found beside each other and belong to no package.
    homes = sorted({f"-l{path.parent}" for path in libraries if ".so" in path.name})
    said = run(need("dpkg-shlibdeps", "dpkg-dev"), "-O", "--warnings=0",
               "--ignore-missing-info", *homes,
               *libraries, cwd=place.parent)  # fmt: skip
    found = re.search(r"^shlibs:Depends=(.*)$", said, re.MULTILINE)
    if found is None:
        raise BuildError(f"dpkg-shlibdeps named no packages:\n{said}")
    return found[1]


def _is_elf(path: Path) -> bool:
    if path.is_symlink():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def _files(folder: Path = _TREE) -> Iterable[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_symlink() or path.is_file())


def _set_times() -> None:
    """Give everything the same time and modes that do not depend on who builds."""
    for path in [_TREE, *_TREE.rglob("*")]:
        os.utime(path, (epoch(), epoch()), follow_symlinks=False)
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o755)
        elif not path.is_symlink() and not path.is_relative_to(_PRIVATE):
            path.chmod(0o644)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _copy_compressed(data: bytes, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    # mtime=0: the time of packing must not be in the file
    target.write_bytes(gzip.compress(data, 9, mtime=0))


def _maintainer() -> str:
    return "The Formula Scanner developers <formula-scanner@users.noreply.github.com>"


def _rfc_date() -> str:
    return format_datetime(dt.datetime.fromtimestamp(epoch(), dt.UTC))
