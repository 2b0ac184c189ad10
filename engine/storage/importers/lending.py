"""Whether the layout of one file is that of another with the same header.

Files of one program have equal headers, so that one layout will do for thousands of them; but two
programs may agree on a header as well, and what a layout says of the content may be true of one
file only. So the rows that it yields are looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from engine.storage.importers.spacing import are_rare
from engine.storage.importers.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.storage.importers.layout import Layout
    from engine.storage.importers.parsing import ParsedRows
    from engine.storage.importers.raw import RawChunk

_REJECTED_SHARE = 0.02
_SAME_TIMES_SHARE = 0.1


def is_doubtful(chunk: RawChunk, rows: Sequence[ParsedRows], layout: Layout) -> bool:
    """Whether a layout that was found in another file may be wrong for this one.

    Parameters
    ----------
    chunk : RawChunk
        The first rows of the file, taken apart with `layout`.
    rows : sequence of ParsedRows
        What became of them.
    layout : Layout
        The one in doubt.
    """
    return (
        _are_many_rejected(chunk, rows)
        or _have_negative_prices(rows)
        or _are_times_equal(rows, layout)
        or _may_day_and_month_be_swapped(rows, layout)
        or _is_volume_another(chunk.table, layout)
    )


def _are_many_rejected(chunk: RawChunk, rows: Sequence[ParsedRows]) -> bool:
    n_rejected = len(chunk.malformed) + sum(
        problem.is_rejected for series in rows for problem in series.problems
    )
    return n_rejected > _REJECTED_SHARE * max(sum(series.n_read for series in rows), 1)


def _have_negative_prices(rows: Sequence[ParsedRows]) -> bool:
    """Whether there are any: their signs may be directions."""
    return any(
        bool((column < 0).any())
        for series in rows
        for column in (series.bars.open, series.bars.high, series.bars.low, series.bars.close)
    )


def _are_times_equal(rows: Sequence[ParsedRows], layout: Layout) -> bool:
    """Whether the symbol or the time of day may stand in a column that was empty before."""
    if layout.symbol_column is not None or layout.is_wide:
        return False
    times = np.sort(rows[0].bars.timestamps)
    n_equal = int((times[1:] == times[:-1]).sum())
    return n_equal > _SAME_TIMES_SHARE * times.size


def _may_day_and_month_be_swapped(rows: Sequence[ParsedRows], layout: Layout) -> bool:
    is_open = {"%d", "%m"} <= _directives(layout.time_format)
    if not is_open or layout.time_format.startswith(("%Y", "%o")):
        return False
    return are_rare(np.concatenate([series.bars.timestamps for series in rows]))


def _directives(time_format: str) -> set[str]:
    return {f"%{part[0]}" for part in time_format.split("%")[1:] if part}


def _is_volume_another(table: pa.Table, layout: Layout) -> bool:
    """Whether the column that is the volume unless it holds zeros only tells otherwise here."""
    decider = layout.volume_decider
    if decider is None:
        return False
    is_chosen = layout.series[0].columns.get(Role.VOLUME) == decider
    return is_chosen == _holds_zeros(table.column(decider))


def _holds_zeros(column: pa.ChunkedArray) -> bool:
    if pa.types.is_floating(column.type):
        is_zero = pc.equal(column, 0)
    else:
        is_zero = pc.equal(pc.utf8_trim(column, "0. "), "")
    return bool(pc.all(pc.fill_null(is_zero, True)).as_py())
