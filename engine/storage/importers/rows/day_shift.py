"""Which day daily candles belong to whose times are moments of UTC."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.domain.durations import DAY_NS, HOUR_NS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.storage.importers.rows.parsing import ParsedRows

_THURSDAY = 3  # 1970-01-01
_FRIDAY, _SUNDAY = 4, 6
# Midnights from Tokyo to Dubai, and in Europe; between them lie the closes of America.
_MIDNIGHTS = ((15 * HOUR_NS, 20 * HOUR_NS), (22 * HOUR_NS, 24 * HOUR_NS))


def day_shift(series: Sequence[ParsedRows]) -> int:
    """Return the nanoseconds from the candles' times to the midnight that they stand for.

    Only times of UTC that are all the same time of a day, or two an hour apart, stand for a
    midnight elsewhere. The days of the week tell, and else the time does: Sundays without Fridays
    are the Mondays to Fridays of a zone ahead of UTC.
    """
    in_utc = [rows for rows in series if rows.offset_ns is not None and not rows.offset_ns.any()]
    if len(in_utc) < len(series):
        return 0
    times = np.concatenate([rows.bars.timestamps for rows in in_utc])
    clocks = np.unique(times % DAY_NS)
    if not clocks.size or clocks[-1] - clocks[0] not in {0, HOUR_NS} or clocks[0] == 0:
        return 0
    start_ns = int(clocks[0])
    days = np.unique((times // DAY_NS + _THURSDAY) % 7)
    has_fridays, has_sundays = _FRIDAY in days, _SUNDAY in days
    if has_fridays != has_sundays:
        is_next_day = bool(has_sundays)
    else:
        is_next_day = any(low <= start_ns < high for low, high in _MIDNIGHTS)
    return DAY_NS - start_ns if is_next_day else 0
