"""Starts the desktop program: ``python -m scanner_app``."""

from __future__ import annotations

import multiprocessing
import sys


def main() -> int:
    """Open the window and return the exit status once it is closed."""
    from scanner_app.app import run  # noqa: PLC0415 - a spawned worker must not import Qt

    return run(sys.argv)


if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
