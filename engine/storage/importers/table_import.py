"""Takes the rows of one table to where they are saved, and writes its report on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np

from engine.domain.import_mapping import ImportMapping
from engine.domain.import_report import FileReport, LineProblem
from engine.domain.timeframe import Timeframe
from engine.errors import SourceError
from engine.messages import Message
from engine.storage.importers.detection.file_names import long_timeframe, read_name
from engine.storage.importers.detection.spacing import are_rare, guess_timeframe, says_otherwise
from engine.storage.importers.layout_cache import SAME_TIMES_SHARE, LentLayouts
from engine.storage.importers.rows.collecting import Collector
from engine.storage.importers.rows.parsing import ParsedRows, parse_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from engine.domain.import_layout import TableLayout
    from engine.domain.repositories import SaveCounts
    from engine.storage.candle_arrays import CandleArrays
    from engine.storage.importers.reading.raw import RawChunk, TableReader
    from engine.storage.importers.rows.rejected_rows import RejectedRows

_MOST_ROWS_HELD = 2_000_000


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the caller asks of an import.

    Attributes
    ----------
    timeframe : Timeframe or None
        Of the candles; guessed where not given.
    symbol : str or None
        The one symbol of each file, whatever its rows and name say.
    tz : str or None
        Zone of times that name none; before the mapping's, and else UTC.
    mapping : ImportMapping
        What the user knows better.
    """

    timeframe: Timeframe | None = None
    symbol: str | None = None
    tz: str | None = None
    mapping: ImportMapping = field(default_factory=ImportMapping)

    @property
    def zone(self) -> str:
        """The zone of times that name none."""
        return self.tz or self.mapping.tz or "UTC"


class CandleSink(Protocol):
    """Where the candles of an import go."""

    def save(self, symbol: str, timeframe: Timeframe, bars: CandleArrays) -> SaveCounts:
        """Take the candles of one symbol."""

    def was_adjusted(self, symbol: str, timeframe: Timeframe, since_ns: int) -> bool:
        """Whether candles from a time on were adjusted for a split."""

    def name_symbols(self, names: dict[str, str]) -> None:
        """Take the names of symbols."""

    def set_zone(self, symbols: Iterable[str], tz: str) -> None:
        """Take the time zone of symbols."""


class _Part(NamedTuple):
    chunk: RawChunk
    series: list[ParsedRows]

    @property
    def has_rows(self) -> bool:
        return bool(self.chunk.malformed) or any(series.n_read for series in self.series)


class TableImport:
    """The import of one table.

    Parameters
    ----------
    reader : TableReader
        The table.
    options : ImportOptions
        What the caller asks.
    sink : CandleSink
        Where the candles go.
    rejected : RejectedRows
        Where the rows go that are left out.
    pulse : callable
        Called between chunks; raises to end the work.
    """

    def __init__(
        self,
        reader: TableReader,
        options: ImportOptions,
        sink: CandleSink,
        rejected: RejectedRows,
        pulse: Callable[[], None],
    ) -> None:
        self.report = FileReport(reader.name)
        self._reader = reader
        self._file = read_name(reader.stem)
        self._options = options
        self._sink = sink
        self._rejected = rejected
        self._pulse = pulse
        self._seen: set[str] = set()
        self._named: set[str | None] = set()

    def run(
        self, layout: TableLayout | None = None, lent: LentLayouts | None = None
    ) -> TableLayout:
        """Import the table.

        Parameters
        ----------
        layout : TableLayout, optional
            What is understood of it, where it was looked at already.
        lent : LentLayouts, optional
            Those of other files, to be tried first.

        Returns
        -------
        TableLayout
            The one that was used.

        Raises
        ------
        SourceError
            Nothing of the table can be used.
        """
        layout, first, parts = self._begun(layout, lent)
        if first is None:
            raise SourceError(self._reader.name, Message("import.no-rows"))
        self._throw_if_useless(first)
        self.report.layout = layout
        self.report.notes.extend(layout.notes)
        timeframe = self._timeframe(first)
        collector = Collector(
            self._file.symbol, self._options.symbol, timeframe, self._options.zone
        )
        for part in chain([first], parts):
            self._collect(part, collector)
            self._pulse()
            if collector.n_rows > _MOST_ROWS_HELD:
                self._flush(collector, timeframe)
        self._flush(collector, timeframe)
        self._note_same_times(layout)
        if self._options.tz is not None:
            self._sink.set_zone(self._seen, self._options.tz)
        return layout

    def _begun(
        self, layout: TableLayout | None, lent: LentLayouts | None
    ) -> tuple[TableLayout, _Part | None, Iterator[_Part]]:
        """Return the right layout, and the parts of the table that it makes."""
        lent = lent or LentLayouts()
        doubted = None
        for candidate in lent.fitting(self._reader):
            parts = self._parts(candidate)
            first = next(parts, None)
            if first is None:
                continue
            if not lent.is_doubtful(first.chunk, first.series, candidate):
                return candidate, first, parts
            doubted = doubted or (candidate, first, parts)
        layout = layout or self._reader.layout(self._options.mapping)
        if doubted is not None:
            candidate, first, _ = doubted
            if lent.settle(first.chunk, first.series, candidate, layout):
                return doubted
        parts = self._parts(layout)
        return layout, next(parts, None), parts

    def _note_same_times(self, layout: TableLayout) -> None:
        """Say where rows may have been lost because a column tells symbols under another name."""
        is_one = layout.symbol_column is None and not layout.is_wide
        if is_one and self.report.duplicates > max(1, SAME_TIMES_SHARE * self.report.rows_read):
            self.report.notes.append(Message("import.same-times"))

    def _parts(self, layout: TableLayout) -> Iterator[_Part]:
        for chunk in self._reader.chunks(layout):
            part = _Part(chunk, parse_rows(chunk, layout))
            if part.has_rows:
                yield part

    def _throw_if_useless(self, part: _Part) -> None:
        if any(series.bars.n_bars for series in part.series):
            return
        problems = self._problems(part)
        reason = Message("import.no-row-read")
        if problems:
            first = problems[0][0]
            reason = Message("import.no-row-read-why", line=first.line, reason=first.reason)
        raise SourceError(self._reader.name, reason)

    def _timeframe(self, part: _Part) -> Timeframe:
        """Return the timeframe of the table, from what was asked and what the times say."""
        times = np.concatenate([series.bars.timestamps for series in part.series])
        asked = self._options.timeframe
        if asked is None:
            asked = guess_timeframe(times, self._told_timeframe(part))
            if asked is Timeframe.D1 and are_rare(times):
                self.report.notes.append(Message("import.rare-dates"))
        actual = says_otherwise(times, asked)
        if actual is not None:
            reason = Message("import.other-timeframe", timeframe=str(asked), actual=str(actual))
            raise SourceError(self._reader.name, reason)
        self.report.timeframe = str(asked)
        return asked

    def _told_timeframe(self, part: _Part) -> Timeframe | None:
        """Return weeks or months where a column or the file's name tells them."""
        layout = self.report.layout
        column = layout.timeframe_column if layout else None
        if column is None:
            return self._file.timeframe
        return long_timeframe(str(part.chunk.table.column(column)[0].as_py()).strip())

    def _collect(self, part: _Part, collector: Collector) -> None:
        report = self.report
        for series in part.series:
            report.rows_read += series.n_read
            report.suspended += series.n_suspended
            self._throw_if_several(series)
            collector.add(series)
            self._sink.name_symbols(series.names)
        report.rows_read += len(part.chunk.malformed)
        problems = self._problems(part)
        for problem, _ in problems:
            report.add_problem(problem)
        kept = [(p.line, p.reason, text) for p, text in problems if p.is_rejected]
        self._rejected.write(self._reader.name, kept)

    def _throw_if_several(self, series: ParsedRows) -> None:
        """Refuse a table of several symbols where the caller says that it is of one."""
        if self._options.symbol is None:
            return
        used = np.unique(series.codes).tolist()
        self._named.update(series.symbols[code] for code in used)
        if len(self._named) > 1:
            raise SourceError(self._reader.name, Message("import.several-symbols"))

    def _problems(self, part: _Part) -> list[tuple[LineProblem, str]]:
        """Return the problems of a chunk with the rows as they stand, in the order of lines."""
        found = [(LineProblem(m.line, m.reason, True), m.text) for m in part.chunk.malformed]
        for series in part.series:
            rows = [problem.row for problem in series.problems]
            if rows:
                places = part.chunk.places
                lines, texts = places.lines(rows), places.texts(rows)
                for problem, line, text in zip(series.problems, lines, texts, strict=True):
                    found.append((LineProblem(line, problem.reason, problem.is_rejected), text))
        return sorted(found)

    def _flush(self, collector: Collector, timeframe: Timeframe) -> None:
        report = self.report
        for rows in collector.take():
            counts = self._sink.save(rows.symbol, timeframe, rows.bars)
            report.kept += rows.bars.n_bars
            report.duplicates += rows.duplicates
            report.out_of_order += rows.out_of_order
            report.added += counts.added
            report.changed += counts.changed
            report.unchanged += counts.unchanged
            since_ns = int(rows.bars.timestamps[0])
            if counts.changed and self._sink.was_adjusted(rows.symbol, timeframe, since_ns):
                report.notes.append(Message("import.adjusted-before", symbol=rows.symbol))
            if rows.symbol not in self._seen:
                self._seen.add(rows.symbol)
                report.add_symbol(rows.symbol)
