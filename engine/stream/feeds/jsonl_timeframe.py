"""Length of the candles in a file of JSON lines, from the times of the first ones."""

from __future__ import annotations

from itertools import islice, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from engine.domain.series import to_ns
from engine.domain.timeframe import Timeframe
from engine.stream.bars.live_candle import LiveCandle
from engine.stream.feeds.jsonl_lines import LineError, parse_line

if TYPE_CHECKING:
    from collections.abc import Iterable

_MAX_LINES = 1_000
_MAX_LINE_BYTES = 65_536


def candle_timeframe(path: str) -> Timeframe | None:
    """Return the length of the candles in the file at `path`.

    None where it is no regular file, holds trades, or the times are too few to say.
    """
    try:
        file = Path(path)
        if not file.is_file():
            return None
        with file.open("rb") as lines:
            return _shortest(islice(iter(lambda: lines.readline(_MAX_LINE_BYTES), b""), _MAX_LINES))
    except (OSError, ValueError):
        return None


def _shortest(lines: Iterable[bytes]) -> Timeframe | None:
    times: dict[str, set[int]] = {}
    for line in lines:
        try:
            item = parse_line(line)
        except LineError:
            continue
        if not isinstance(item, LiveCandle):
            return None
        times.setdefault(item.symbol, set()).add(to_ns(item.candle.timestamp))
    steps = [b - a for starts in times.values() for a, b in pairwise(sorted(starts))]
    step_ns = min(steps, default=0)
    return next((frame for frame in Timeframe if frame.nominal_ns == step_ns), None)
