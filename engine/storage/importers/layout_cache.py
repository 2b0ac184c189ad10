"""Whether the layout of one file is that of another with the same header.

Files of one program have equal headers, so that one layout will do for thousands of them; but two
programs may agree on a header as well, and what a layout says of the content may be true of one
file only. So the rows that it yields are looked at.

Files with many rejected rows are looked at anew, which takes longer than reading them. Where that
found the same layout, rows that are rejected for the very same reasons in other files are no ground
for doubt any more, unless they are the most.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from engine.domain.import_layout import Role
from engine.storage.importers.detection.spacing import are_rare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.domain.import_layout import TableLayout
    from engine.storage.importers.reading.raw import RawChunk, TableReader
    from engine.storage.importers.rows.parsing import ParsedRows

_LAYOUTS_KEPT = 8
_REASONS_KEPT = 500
_SETTLED_SHARE = 0.5
_REJECTED_SHARE = 0.02
SAME_TIMES_SHARE = 0.1
"""Where more rows than that share their time, they may be of several symbols."""


class LentLayouts:
    """The layouts of the last files, and what was settled about them."""

    def __init__(self) -> None:
        self._layouts: list[TableLayout] = []
        self._settled: set[tuple[bytes, str]] = set()

    @property
    def last(self) -> TableLayout | None:
        """The one that was found last."""
        return self._layouts[0] if self._layouts else None

    def fitting(self, reader: TableReader) -> list[TableLayout]:
        """Return those of files that begin as this one does."""
        return [layout for layout in self._layouts if reader.fits(layout)]

    def keep(self, layout: TableLayout) -> None:
        """Lend this one from now on."""
        if layout not in self._layouts:
            self._layouts = [layout, *self._layouts[: _LAYOUTS_KEPT - 1]]

    def is_doubtful(self, chunk: RawChunk, rows: Sequence[ParsedRows], layout: TableLayout) -> bool:
        """Whether a layout that was found in another file may be wrong for this one.

        Parameters
        ----------
        chunk : RawChunk
            The first rows of the file, taken apart with `layout`.
        rows : sequence of ParsedRows
            What became of them.
        layout : TableLayout
            The one in doubt.
        """
        share = _rejected_share(chunk, rows)
        if share > _SETTLED_SHARE or _is_doubtful_by_content(chunk, rows, layout):
            return True
        if share <= _REJECTED_SHARE:
            return False
        return not {(layout.head, reason) for reason in _reasons(chunk, rows)} <= self._settled

    def settle(
        self, chunk: RawChunk, rows: Sequence[ParsedRows], layout: TableLayout, found: TableLayout
    ) -> bool:
        """Take note that a doubtful layout was looked at anew; tells whether it was right."""
        if replace(found, notes=()) != replace(layout, notes=()):
            return False
        reasons = {(layout.head, reason) for reason in _reasons(chunk, rows)}
        if len(self._settled | reasons) <= _REASONS_KEPT:
            self._settled |= reasons
        return True


def _is_doubtful_by_content(
    chunk: RawChunk, rows: Sequence[ParsedRows], layout: TableLayout
) -> bool:
    return (
        _have_negative_prices(rows)
        or _are_times_equal(rows, layout)
        or _may_day_and_month_be_swapped(rows, layout)
        or _is_volume_another(chunk.table, layout)
    )


def _rejected_share(chunk: RawChunk, rows: Sequence[ParsedRows]) -> float:
    n_rejected = len(chunk.malformed) + sum(
        problem.is_rejected for series in rows for problem in series.problems
    )
    return n_rejected / max(sum(series.n_read for series in rows), 1)


def _reasons(chunk: RawChunk, rows: Sequence[ParsedRows]) -> set[str]:
    """Return why rows are rejected; the texts in them are those of the cells."""
    rejected = {
        problem.reason for series in rows for problem in series.problems if problem.is_rejected
    }
    return rejected | {malformed.reason for malformed in chunk.malformed}


def _have_negative_prices(rows: Sequence[ParsedRows]) -> bool:
    """Whether there are any: their signs may be directions."""
    return any(
        bool((column < 0).any())
        for series in rows
        for column in (series.bars.open, series.bars.high, series.bars.low, series.bars.close)
    )


def _are_times_equal(rows: Sequence[ParsedRows], layout: TableLayout) -> bool:
    """Whether the symbol or the time of day may stand in a column that was empty before."""
    if layout.symbol_column is not None or layout.is_wide:
        return False
    times = np.sort(rows[0].bars.timestamps)
    n_equal = int((times[1:] == times[:-1]).sum())
    return n_equal > SAME_TIMES_SHARE * times.size


def _may_day_and_month_be_swapped(rows: Sequence[ParsedRows], layout: TableLayout) -> bool:
    is_open = {"%d", "%m"} <= _directives(layout.time_format)
    if not is_open or layout.time_format.startswith(("%Y", "%o")):
        return False
    return are_rare(np.concatenate([series.bars.timestamps for series in rows]))


def _directives(time_format: str) -> set[str]:
    return {f"%{part[0]}" for part in time_format.split("%")[1:] if part}


def _is_volume_another(table: pa.Table, layout: TableLayout) -> bool:
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
