"""Runs the tests under Windows semantics: each file in a process of its own, under Wine.

    run_tests.py [--code-page 949] [--jobs N] [FILE or FOLDER...]

The checkout is copied into a folder whose name has Korean letters and a blank. A file runs by
itself, for under Wine pytest-timeout ends the whole process where a test hangs. Tests that fail by
Wine's fault stand in ``left_out.toml`` with the reason.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import threading
import time
import tomllib
from collections import Counter
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path

from environment import CODE_PAGES, HERE, ROOT, WindowsPython, make

FOLDER = "검사 폴더"
MAX_S = 3600
MAX_PIPE_S = 5
_COUNT = re.compile(r"(\d+) (passed|failed|error|skipped|deselected)")
_DEFAULT = ("tests/unit", "tests/integration", "tests/gui")


@dataclass
class Outcome:
    """How a file of tests ended."""

    path: str
    counts: Counter[str] = field(default_factory=Counter)
    output: str = ""
    is_ended: bool = True
    seconds: float = 0.0

    @property
    def is_good(self) -> bool:
        """Whether all tests passed or were skipped with a reason."""
        return self.is_ended and not self.counts["failed"] and not self.counts["error"]


def main() -> int:
    """Run what is named on the command line; the status is 1 where a test failed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--environment", type=Path, default=ROOT / "build" / "windows")
    parser.add_argument("--code-page", choices=CODE_PAGES, default="1252")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("paths", nargs="*", default=_DEFAULT)
    arguments = parser.parse_args()
    python = make(arguments.environment)
    python.wine("wineboot")  # its services would hold the first test's output open
    checkout = copy_checkout(python.folder / FOLDER / arguments.code_page)
    files = list(test_files(checkout, arguments.paths))
    left_out = tomllib.loads((HERE / "left_out.toml").read_text("utf-8"))["test"]
    outcomes = []
    with ThreadPoolExecutor(arguments.jobs) as threads:
        running = [
            threads.submit(run_file, python, checkout, path, arguments.code_page, left_out)
            for path in files
        ]
        for future in as_completed(running):
            outcomes.append(future.result())
            show(outcomes[-1])
    subprocess.run(["wineserver", "-k"], env=python.environment(), check=False)
    return summarize(outcomes, arguments.code_page)


def copy_checkout(folder: Path) -> Path:
    """Copy the files that Git knows, or would, to `folder`."""
    checkout = folder / ROOT.name
    shutil.rmtree(folder, ignore_errors=True)
    listed = subprocess.run(["git", "ls-files", "-z", "-co", "--exclude-standard"], cwd=ROOT,
                            check=True, capture_output=True, text=True).stdout  # fmt: skip
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).exists():
            target = checkout / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target)
    data = ROOT.parent / "shared"
    if data.is_dir():  # real candles beside the checkout
        (folder / "shared").symlink_to(data)
    return checkout


def test_files(checkout: Path, paths: list[str]) -> list[str]:
    """Return the files of tests in `paths`, relative to the checkout."""
    files = []
    for name in paths:
        place = checkout / name
        every = sorted(place.rglob("test_*.py")) if place.is_dir() else [place]
        files += [path.relative_to(checkout).as_posix() for path in every]
    return files


def run_file(
    python: WindowsPython, checkout: Path, path: str, code_page: str, left_out: list[dict[str, str]]
) -> Outcome:
    """Run the tests of a file."""
    temporary = checkout.parent / "temp" / path.replace("/", "-").removesuffix(".py")
    temporary.parent.mkdir(exist_ok=True)
    base = f"Z:{temporary}".replace("/", "\\")
    # --capture=sys: a worker cannot start under Wine while the parent's own streams are replaced.
    words = ["-X", "faulthandler", "-m", "pytest", "-q", "-p", "no:cacheprovider", "--capture=sys",
             f"--basetemp={base}", path]  # fmt: skip
    names = [entry["name"] for entry in left_out if entry["name"].startswith(path)]
    words += [f"--deselect={name}" for name in names]
    outcome, start_s = Outcome(path), time.monotonic()
    # Output goes through a pipe: a Windows program under Wine 8 cannot use files of others.
    process = subprocess.Popen(
        python.command(*words), cwd=checkout, env=python.environment(code_page),
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    chunks: list[bytes] = []
    reader = threading.Thread(target=lambda: chunks.extend(process.stdout), daemon=True)
    reader.start()
    try:
        status = process.wait(MAX_S)
        outcome.is_ended = status in (0, 1, 5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        outcome.is_ended = False
    reader.join(MAX_PIPE_S)  # Wine's services may hold the pipe open
    outcome.output = b"".join(chunks).decode(errors="replace").replace("\r", "")
    outcome.is_ended &= bool(_COUNT.search(outcome.output[-500:]))  # pytest-timeout ends with 1
    outcome.seconds = time.monotonic() - start_s
    lines = outcome.output.strip().splitlines() or [""]
    for number, kind in _COUNT.findall(lines[-1]):
        outcome.counts[kind] += int(number)
    shutil.rmtree(temporary, ignore_errors=True)
    return outcome


def show(outcome: Outcome) -> None:
    """Print a line for a file, and all that it said where a test failed."""
    counts = ", ".join(f"{number} {kind}" for kind, number in outcome.counts.items())
    state = counts if outcome.is_ended else f"did not end: {counts}"
    if not outcome.is_good:
        print(outcome.output)
    print(f"{outcome.path}: {state} ({outcome.seconds:.0f} s)", flush=True)


def summarize(outcomes: list[Outcome], code_page: str) -> int:
    """Print how many tests passed of those that ran."""
    total = sum((outcome.counts for outcome in outcomes), Counter())
    ran = total["passed"] + total["failed"] + total["error"]
    bad = [outcome.path for outcome in outcomes if not outcome.is_good]
    print(
        f"Windows under Wine, code page {code_page}: {total['passed']} of {ran} passed, "
        f"{total['skipped']} skipped, {total['deselected']} left out (left_out.toml)"
    )
    for path in sorted(bad):
        print(f"  not good: {path}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
