"""Builds what users install: ``python packaging/build.py [STEP]``.

Steps, each with those before it: ``wheel``, ``app`` (the frozen folder), ``package`` (a .deb, a
Windows installer or a macOS image, as the system is; the default). ``lock`` renews the list of
bundled versions; ``check-release VERSION`` prints what the changelog says of a release, or fails.
"""

from __future__ import annotations

import sys
import time

from builder import debian, environments, freeze, inventory, macos, releases, windows
from builder.project import DIST, BuildError, version
from builder.wheel import build_wheel

STEPS = ("wheel", "app", "package", "lock")


def main(words: list[str]) -> int:
    """Run the steps and tell what came of them."""
    step, *more = words or ["package"]
    try:
        if step == "check-release" and len(more) == 1:
            print(releases.notes_of(more[0]))
        elif step in STEPS and not more:
            _build(step)
        else:
            print(__doc__, file=sys.stderr)
            return 2
    except BuildError as error:
        print(f"No package: {error}", file=sys.stderr)
        return 1
    return 0


def _build(step: str) -> None:
    began_s = time.monotonic()
    wheel = build_wheel()
    print(f"Formula Scanner {version()}: {wheel.relative_to(DIST.parent)}")
    if step == "lock":
        environments.lock(wheel)
    if step in ("wheel", "lock"):
        return
    folder = freeze.freeze(wheel)
    inventory.write()
    print(f"{folder}: {freeze.size_mb(folder):.0f} MB")
    if step == "package":
        made = _PACKAGERS[_system()](folder)
        print(f"{made.relative_to(DIST.parent)}: {made.stat().st_size / 1e6:.0f} MB")
    print(f"Done in {time.monotonic() - began_s:.0f} s.")


def _system() -> str:
    return "linux" if sys.platform.startswith("linux") else sys.platform


_PACKAGERS = {"linux": debian.package, "win32": windows.package, "darwin": macos.package}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
