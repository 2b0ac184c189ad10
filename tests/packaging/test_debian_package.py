"""The Debian package on a clean system: installed, used, upgraded, removed."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.packaging.installed import (
    APP_ID,
    FORMULA_FILE,
    FORMULA_TEXT,
    LAUNCHER,
    PROFILE,
    ROOT,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.packaging.chroots import Chroot
    from tests.packaging.installed import Session

pytestmark = pytest.mark.timeout(900)

# fontconfig's own caches, one of which every program with text on the screen fills
_OF_THE_SYSTEM = ("/home/tester/.cache/fontconfig", "/home/tester/.fontconfig")
# of the screen, the window manager, the session bus and the test itself
_OF_THE_SESSION = ("/home/tester/.cache/openbox", "/run/user/1000/", "/tmp/session.png", "/tmp/.X")
_PARENTS = ("/home/tester/.cache", "/home/tester/.local", "/home/tester/.local/share")


def test_lintian_finds_nothing_but_what_the_overrides_explain(deb: Path) -> None:
    done = subprocess.run(
        ["lintian", "--no-cfg", "--tag-display-limit", "0", "--fail-on", "error,warning", deb],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "")


def test_command_line_scans_where_neither_python_nor_network_is(installed_system: Chroot) -> None:
    assert not list((installed_system.root / "usr" / "bin").glob("python*"))
    library = ("--library", "/tmp/candles.fslib")

    def scanner(*words: str) -> str:
        return installed_system.run("formula-scan", *words, *library, network=False).stdout

    scanner("sample", "--symbols", "50", "--bars", "300")
    lines = scanner("scan", "close > sma(close, 20)", "--format", "jsonl").splitlines()
    assert len(lines) > 100
    for name in ("hits.csv", "hits.parquet", "hits.xlsx"):
        scanner("scan", "close > sma(close, 20)", "--output", f"/tmp/{name}")
        assert (installed_system.root / "tmp" / name).stat().st_size > 1000


def test_both_programs_tell_the_version_of_the_package(installed_system: Chroot) -> None:
    version = installed_system.run("dpkg-query", "-W", "-f", "${Version}", "formula-scanner").stdout
    for program in ("formula-scan", "formula-scanner"):
        assert (
            installed_system.run(program, "--version").stdout.split()[-1] == version.split("-")[0]
        )


def test_scan_through_the_window_finds_matches_without_a_network(session: Session) -> None:
    assert session.seen["windows"] == 1
    assert session.seen["rows"] > 0
    assert "2,500 / 2,500" in " ".join(session.seen["status"])


def test_closing_the_window_ends_every_process(session: Session) -> None:
    assert session.seen["processes"] > 2, "the workers ran"
    assert session.seen["left"] == []
    assert session.processes == {}
    assert list((session.system.root / "dev" / "shm").iterdir()) == []


def test_workers_end_when_the_window_is_killed(installed_system: Chroot) -> None:
    command = ["chroot", installed_system.root, "env", "QT_QPA_PLATFORM=offscreen", "HOME=/root",
               "formula-scanner", "--profile", "/tmp/profile"]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as window:
        _wait_until(lambda: len(installed_system.processes()) > 2)
        window.kill()
    _wait_until(lambda: not installed_system.processes())


def _wait_until(holds: Callable[[], bool]) -> None:
    until_s = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < until_s
        time.sleep(0.05)


def test_nothing_is_written_outside_the_profile(session: Session) -> None:
    own = (PROFILE, *_OF_THE_SYSTEM, *_OF_THE_SESSION)
    outside = {path for path in session.new_files if not path.startswith(own)} - {*_PARENTS}
    assert outside == set()
    assert f"{PROFILE}/workspace.fsws" in session.new_files


def test_files_of_formulas_open_in_the_editor(session: Session) -> None:
    told = session.system.run("gio", "info", "-a", "standard::content-type", FORMULA_FILE).stdout
    assert "text/x-formula-scanner" in told
    handlers = session.system.run("gio", "mime", "text/x-formula-scanner").stdout
    assert Path(LAUNCHER).name in handlers
    assert session.seen["text_at_start"] == FORMULA_TEXT


def test_desktop_finds_icons_in_every_size(session: Session) -> None:
    icons = session.system.root / "usr" / "share" / "icons" / "hicolor"
    for size in (16, 22, 24, 32, 48, 64, 96, 128, 256, 512):
        picture = (icons / f"{size}x{size}" / "apps" / f"{APP_ID}.png").read_bytes()
        assert int.from_bytes(picture[16:20], "big") == size
    assert (icons / "scalable" / "apps" / f"{APP_ID}.svg").exists()


@pytest.mark.parametrize("program", ["formula-scanner", "formula-scan"])
def test_manual_page_is_shown_without_warnings(session: Session, program: str) -> None:
    page = f"/usr/share/man/man1/{program}.1.gz"
    shown = session.system.run("man", "--warnings", "--local-file", page)
    assert shown.stderr == ""
    assert "SYNOPSIS" in shown.stdout


def test_upgrade_replaces_every_file_and_keeps_the_profile(
    installed_system: Chroot, deb: Path, tmp_path: Path
) -> None:
    newer = _newer_release(deb, tmp_path)
    profile = installed_system.root / "root" / ".local" / "share" / "formula-scanner"
    installed_system.run("formula-scan", "sample", "--symbols", "3", "--bars", "50")
    shutil.copy(newer, installed_system.root / "newer.deb")
    installed_system.install("/newer.deb")
    assert installed_system.run("dpkg", "--verify", "formula-scanner").stdout == ""
    program = installed_system.root / "usr" / "lib" / "formula-scanner"
    assert not (program / "formula-scan").exists(), "a file that the new release does not have"
    assert (program / "added").exists()
    assert (profile / "library.fslib").exists()


def _newer_release(deb: Path, folder: Path) -> Path:
    """Return the package as a release that has lost one file and got another."""
    tree = folder / "tree"
    subprocess.run(["dpkg-deb", "--raw-extract", deb, tree], check=True)
    program = tree / "usr" / "lib" / "formula-scanner"
    (program / "formula-scan").rename(program / "added")
    (tree / "usr" / "bin" / "formula-scan").unlink()
    control = tree / "DEBIAN" / "control"
    control.write_text(control.read_text().replace("\nVersion: ", "\nVersion: 9:"))
    sums = tree / "DEBIAN" / "md5sums"
    old, new = "usr/lib/formula-scanner/formula-scan\n", "usr/lib/formula-scanner/added\n"
    sums.write_text(sums.read_text().replace(old, new))
    made = folder / "newer.deb"
    subprocess.run(["dpkg-deb", "-Znone", "--root-owner-group", "--build", tree, made], check=True)
    return made


def test_removal_leaves_nothing_behind(installed_system: Chroot, bare_files: set[str]) -> None:
    installed_system.run("apt-get", "purge", "-y", "-qq", "formula-scanner")
    left = {path for path in installed_system.files() - bare_files if "formula" in path.lower()}
    assert left == set()


def test_bill_of_materials_and_licences_are_installed(installed_system: Chroot) -> None:
    place = installed_system.root / "usr" / "share" / "doc" / "formula-scanner"
    assert (place / "sbom.cdx.json.gz").exists()
    listed = (place / "licences" / "LIST.txt").read_text()
    internal = installed_system.root / "usr" / "lib" / "formula-scanner" / "_internal"
    for package in ("numpy", "pandas", "pyarrow", "PySide6"):
        assert (internal / package).is_dir()
        assert package in listed
    assert (ROOT / "LICENSE").read_text() in (place / "copyright").read_text()


def test_dependencies_hold_every_library_that_qt_links_to(installed_system: Chroot) -> None:
    plugins = "/usr/lib/formula-scanner/_internal/PySide6/Qt/plugins"
    places = ("platforms", "xcbglintegrations", "wayland-*-client", "wayland-shell-integration")
    patterns = " ".join(f"{plugins}/{place}/*.so" for place in places)
    answer = installed_system.run("sh", "-c", f"ldd {patterns}").stdout
    assert "libxcb-icccm.so.4 => /" in answer
    assert [line for line in answer.splitlines() if "not found" in line] == []
