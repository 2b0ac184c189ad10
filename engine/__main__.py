"""``python -m engine`` is ``formula-scan``."""

from __future__ import annotations

import multiprocessing
import sys

from engine.blas import use_one_blas_thread


def main() -> int:
    """Run the command line."""
    use_one_blas_thread()
    multiprocessing.freeze_support()
    from engine.cli.main import main as run  # noqa: PLC0415 - a frozen worker never needs it

    return run()


if __name__ == "__main__":
    sys.exit(main())
