"""The soak for a day of minutes: ``python -m tests.benchmarks.stream_soak [HOURS]``."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from tests.helpers.stream_soak import soak


def main() -> None:
    """Run and print what was found."""
    hours = float(sys.argv[1]) if len(sys.argv) > 1 else 24.0
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="stream-soak-") as folder:
        report = soak(Path(folder), 500, 100_000, int(60 * hours))
    found = {
        "candles": report.sent,
        "lost": report.sent - report.in_library,
        "hits": len(report.hits),
        "hits as in a batch": report.hits == report.expected_hits,
        "alerts kept": report.alerts_kept,
        "mb half way": round(report.mb_after_burst, 1),
        "mb at the end": round(report.mb_at_end, 1),
        "latency p50 ms": round(report.health.latency_p50_ms, 2),
        "latency p99 ms": round(report.health.latency_p99_ms, 2),
        "seconds": round(time.perf_counter() - begun, 1),
    }
    sys.stdout.write(json.dumps(found, indent=2) + "\n")


if __name__ == "__main__":
    main()
