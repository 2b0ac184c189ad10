"""The layouts of files read before, and whether one of them is right for another file.

Files of one program have equal headers, so that one layout will do for thousands of them; but two
programs may agree on a header as well, and what a layout says of the content may be true of one
file only. So the rows that it yields are looked at (:meth:`LayoutCache.is_suspicious`).

Detecting the layout of a file with many rejected rows takes longer than reading it. Where that
confirmed a layout (:meth:`LayoutCache.confirm`), rows that are rejected for the very same reasons
in other files are no ground for suspicion any more, unless they are the most.
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
    from engine.storage.importers.reading.raw import TableReader
    from engine.storage.importers.rows.parsing import ParsedChunk, ParsedRows

MAX_LAYOUTS = 8
MAX_REASONS = 500
SAME_TIMES_SHARE = 0.1
"""Where more rows than that share their time, they may be of several symbols."""
_MAX_CONFIRMED_SHARE = 0.5
_MAX_REJECTED_SHARE = 0.02


class LayoutCache:
    """The layouts of the last files, and the reasons for rejected rows that were confirmed."""

    def __init__(self) -> None:
        self._layouts: list[TableLayout] = []
        self._confirmed: set[tuple[bytes, str]] = set()

    @property
    def latest(self) -> TableLayout | None:
        """The one that was added last."""
        return self._layouts[0] if self._layouts else None

    def fitting(self, reader: TableReader) -> list[TableLayout]:
        """Return those of files that begin as this one does."""
        return [layout for layout in self._layouts if reader.fits(layout)]

    def add(self, layout: TableLayout) -> None:
        """Offer a layout to the files that follow."""
        if layout not in self._layouts:
            self._layouts = [layout, *self._layouts[: MAX_LAYOUTS - 1]]

    def is_suspicious(self, chunk: ParsedChunk, layout: TableLayout) -> bool:
        """Whether a layout that was detected in another file may be wrong for this one.

        Parameters
        ----------
        chunk : ParsedChunk
            The first rows of the file, read with `layout`.
        layout : TableLayout
            The one of the other file.
        """
        share = _rejected_share(chunk)
        if share > _MAX_CONFIRMED_SHARE or _is_content_suspicious(chunk, layout):
            return True
        if share <= _MAX_REJECTED_SHARE:
            return False
        return not {(layout.head, reason) for reason in _reasons(chunk)} <= self._confirmed

    def confirm(self, chunk: ParsedChunk, layout: TableLayout, detected: TableLayout) -> bool:
        """Return whether a suspicious layout is the detected one.

        The reasons for which rows are rejected under a right one are remembered.
        """
        if replace(detected, notes=()) != replace(layout, notes=()):
            return False
        reasons = {(layout.head, reason) for reason in _reasons(chunk)}
        if len(self._confirmed | reasons) <= MAX_REASONS:
            self._confirmed |= reasons
        return True


def _is_content_suspicious(chunk: ParsedChunk, layout: TableLayout) -> bool:
    return (
        _have_negative_prices(chunk.series)
        or _are_times_equal(chunk.series, layout)
        or _may_day_and_month_be_swapped(chunk.series, layout)
        or _is_volume_another(chunk.raw.table, layout)
    )


def _rejected_share(chunk: ParsedChunk) -> float:
    n_rejected = len(chunk.raw.malformed) + sum(
        problem.is_rejected for series in chunk.series for problem in series.problems
    )
    return n_rejected / max(sum(series.n_read for series in chunk.series), 1)


def _reasons(chunk: ParsedChunk) -> set[str]:
    """Return why rows are rejected; the texts in them are those of the cells."""
    rejected = {
        problem.reason
        for series in chunk.series
        for problem in series.problems
        if problem.is_rejected
    }
    return rejected | {malformed.reason for malformed in chunk.raw.malformed}


def _have_negative_prices(rows: Sequence[ParsedRows]) -> bool:
    """Whether there are any: their signs may be directions."""
    return any(
        bool((column < 0).any())
        for series in rows
        for column in (series.bars.open, series.bars.high, series.bars.low, series.bars.close)
    )


def _are_times_equal(rows: Sequence[ParsedRows], layout: TableLayout) -> bool:
    """Whether the symbol or the time of day may stand in a column that was empty before."""
    if layout.is_wide:
        return False
    times, codes = rows[0].bars.timestamps, rows[0].codes
    if layout.symbol_column is not None:
        order = np.lexsort((times, codes))
        times, codes = times[order], codes[order]
        return bool(((times[1:] == times[:-1]) & (codes[1:] == codes[:-1])).any())
    times = np.sort(times)
    n_equal = int((times[1:] == times[:-1]).sum())
    return n_equal > SAME_TIMES_SHARE * times.size


def _may_day_and_month_be_swapped(rows: Sequence[ParsedRows], layout: TableLayout) -> bool:
    has_both = {"%d", "%m"} <= _directives(layout.time_format)
    if not has_both or layout.time_format.startswith(("%Y", "%o")):
        return False
    return are_rare(np.concatenate([series.bars.timestamps for series in rows]))


def _directives(time_format: str) -> set[str]:
    return {f"%{part[0]}" for part in time_format.split("%")[1:] if part}


def _is_volume_another(table: pa.Table, layout: TableLayout) -> bool:
    """Whether the column that is the volume unless it holds zeros only tells otherwise here."""
    decider = layout.volume_decider
    if decider is None:
        return False
    is_decider = layout.series[0].columns.get(Role.VOLUME) == decider
    return is_decider == _holds_zeros(table.column(decider))


def _holds_zeros(column: pa.ChunkedArray) -> bool:
    if pa.types.is_floating(column.type):
        is_zero = pc.equal(column, 0)
    else:
        is_zero = pc.equal(pc.utf8_trim(column, "0. "), "")
    return bool(pc.all(pc.fill_null(is_zero, True)).as_py())
