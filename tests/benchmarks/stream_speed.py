"""Candles a second and latencies of the stream: ``python -m tests.benchmarks.stream_speed``."""

from __future__ import annotations

import json
import sys

from engine.cli.benchmarks.streaming import streaming


def main() -> None:
    """Measure and print."""
    sys.stdout.write(json.dumps(streaming(n_candles=120_000), indent=2) + "\n")


if __name__ == "__main__":
    main()
