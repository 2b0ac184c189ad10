"""Starts the desktop program: ``python -m scanner_app``."""

from __future__ import annotations

import multiprocessing
import os
import sys
from pathlib import Path

from engine.blas import use_one_blas_thread
from scanner_app.system_libraries import describe_missing, library_of, missing_libraries


def ensure_streams() -> None:
    """Give a program without a console, which has no streams on Windows, some that go nowhere."""
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - until the end
    if sys.stderr is None:
        sys.stderr = sys.stdout


def main() -> int:
    """Open the window and return the exit status once it is closed."""
    use_one_blas_thread()
    ensure_streams()
    try:
        from scanner_app.app import run  # noqa: PLC0415 - a spawned worker must not import Qt
    except ImportError as error:
        if not library_of(error):
            raise
        missing = missing_libraries() or library_of(error)
        print(f"Formula Scanner cannot start: {describe_missing(missing)}", file=sys.stderr)
        return 1
    return run(sys.argv)


if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
