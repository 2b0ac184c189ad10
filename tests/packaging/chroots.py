"""Small Debian systems to install into: layers of overlayfs over one debootstrap."""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import stat
import subprocess
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SUITE = "bookworm"
_MOUNTS = (("proc", "proc"), ("tmpfs", "dev"))
_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
# How this machine reaches Debian's packages; made part of the system, lest it counts as change.
_APT_FILES = ("etc/apt/sources.list", "etc/apt/sources.list.d", "usr/share/keyrings", "etc/hosts")


class Chroot:
    """A running system in a folder.

    Attributes
    ----------
    root : Path
        Its root, seen from outside.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def run(
        self, *words: str, user: str = "root", network: bool = True, timeout_s: float = 600.0
    ) -> subprocess.CompletedProcess[str]:
        """Run a command inside and return what it said; its failure is an AssertionError."""
        home = "/root" if user == "root" else f"/home/{user}"
        env = {"PATH": _PATH, "HOME": home, "LANG": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"}
        env |= {name: value for name, value in os.environ.items() if name.endswith("_proxy")}
        chroot = ["chroot", f"--userspec={user}", str(self.root), *words]
        # Without a network there is not even loopback up.
        command = chroot if network else ["unshare", "--net", *chroot]
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False,
                              timeout=timeout_s, errors="replace")  # fmt: skip
        assert done.returncode == 0, (
            f"{words} ended with {done.returncode}:\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
        )
        return done

    def install(self, *packages: str) -> None:
        """Install packages, or .deb files of the system, with what they depend on."""
        self.run("apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages)

    def processes(self) -> dict[int, str]:
        """Return the command line of every process that lives in here."""
        found = {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                with suppress(OSError):
                    if (entry / "root").readlink() == self.root:
                        words = (entry / "cmdline").read_bytes().split(b"\0")
                        found[int(entry.name)] = b" ".join(words).decode(errors="replace").strip()
        return found

    def files(self) -> set[str]:
        """Return every path of the file system, without what the kernel makes."""
        found = set()
        for folder, names, files in os.walk(self.root):
            if Path(folder) == self.root:
                names[:] = [name for name in names if name not in ("proc", "sys", "dev")]
            place = "/" + os.path.relpath(folder, self.root) if folder != str(self.root) else ""
            found.update(f"{place}/{name}" for name in (*names, *files))
        return found

    def end_processes(self) -> None:
        """Kill what still runs inside."""
        for pid in self.processes():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def make_base(folder: Path) -> Path:
    """Return a minimal Debian in `folder`, made where there is none."""
    if not (folder / "made").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        root = folder / "root"
        _run("debootstrap", "--variant=minbase", SUITE, str(root))
        for name in _APT_FILES:
            _copy(Path("/") / name, root / name)
        for path in Path("/etc/apt/apt.conf.d").glob("99*"):
            _copy(path, root / path.relative_to("/"))
        _copy(Path("/etc/resolv.conf"), root / "etc" / "resolv.conf")
        with running(root) as system:
            system.run("apt-get", "update", "-qq")
        (folder / "made").touch()
    return folder / "root"


def make_layer(folder: Path, below: Path, packages: Sequence[str], setup: str = "") -> Path:
    """Return a folder with what installing `packages` adds to `below`, made where there is none."""
    stamp, wanted = folder / "made", " ".join([*packages, setup])
    if not (stamp.exists() and stamp.read_text() == wanted):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        with layered(folder, [below]) as system:
            system.install(*packages)
            if setup:
                system.run("sh", "-c", setup)
        stamp.write_text(wanted)
    return folder / "upper"


@contextmanager
def layered(folder: Path, below: Sequence[Path]) -> Iterator[Chroot]:
    """Run a system whose changes go to ``folder/upper``; the first of `below` is the topmost."""
    for name in ("upper", "work", "root"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    lower = ":".join(str(path) for path in below)
    options = f"lowerdir={lower},upperdir={folder / 'upper'},workdir={folder / 'work'}"
    _run("mount", "-t", "overlay", "overlay", "-o", options, str(folder / "root"))
    try:
        with running(folder / "root") as system:
            yield system
    finally:
        _run("umount", "--lazy", str(folder / "root"))


@contextmanager
def running(root: Path) -> Iterator[Chroot]:
    """Give the system in `root` what a kernel and an init would; end what is left at the end."""
    system, mounted = Chroot(root.resolve()), []
    try:
        for kind, place in _MOUNTS:
            (root / place).mkdir(parents=True, exist_ok=True)
            _run("mount", "-t", kind, kind, str(root / place))
            mounted.append(root / place)
        _make_devices(root / "dev")
        yield system
    finally:
        system.end_processes()
        for place in reversed(mounted):
            _run("umount", "--lazy", str(place))


def leave_mounts_of_others() -> None:
    """Have the mounts of this process be its own: they end with it, however it ends."""
    clone_newns = 0x20000
    if ctypes.CDLL(None, use_errno=True).unshare(clone_newns) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    _run("mount", "--make-rprivate", "/")


def _make_devices(folder: Path) -> None:
    """Make what programs use of /dev: the machine's own must not be within reach."""
    for name, minor in {"null": 3, "zero": 5, "full": 7, "random": 8, "urandom": 9}.items():
        os.mknod(folder / name, stat.S_IFCHR | 0o666, os.makedev(1, minor))
        (folder / name).chmod(0o666)
    (folder / "fd").symlink_to("/proc/self/fd")
    (folder / "shm").mkdir()
    (folder / "shm").chmod(0o1777)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)
    elif source.exists():
        shutil.copyfile(source, target)


def _run(*words: str) -> None:
    done = subprocess.run(words, capture_output=True, text=True, check=False, errors="replace")
    assert done.returncode == 0, f"{words}: {done.stdout[-2000:]}{done.stderr[-2000:]}"
