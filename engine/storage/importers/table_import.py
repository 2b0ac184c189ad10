"""Imports one table: its rows into the sink, what happened into its report."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Literal, Protocol

import numpy as np

from engine.domain.durations import DAY_NS, HOUR_NS, MINUTE_NS
from engine.domain.import_mapping import ImportMapping
from engine.domain.import_report import FileReport, LineProblem
from engine.domain.timeframe import Timeframe, timeframe_name
from engine.errors import SourceError
from engine.messages import Message
from engine.storage.importers.claims import CandleClaims
from engine.storage.importers.detection.file_names import long_timeframe
from engine.storage.importers.detection.spacing import are_rare, guess_timeframe, says_otherwise
from engine.storage.importers.layout_cache import SAME_TIMES_SHARE
from engine.storage.importers.rows.collecting import Collector, SymbolRows
from engine.storage.importers.rows.day_shift import day_shift
from engine.storage.importers.rows.far_prices import far_bars
from engine.storage.importers.taken_for import taken_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from engine.domain.import_layout import TableLayout
    from engine.domain.repositories import SaveCounts
    from engine.storage.candle_arrays import CandleArrays
    from engine.storage.importers.reading.raw import TableReader
    from engine.storage.importers.rows.parsing import ParsedChunk, ParsedRows
    from engine.storage.importers.rows.rejected_rows import RejectedRows

MAX_ROWS_HELD = 2_000_000


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the caller of an import requires.

    Attributes
    ----------
    timeframe : Timeframe or None
        Of the candles; guessed where not given.
    symbol : str or None
        The one symbol of each file, whatever its rows and name say.
    tz : str or None
        Zone of times that name none; before the mapping's, and else UTC.
    mapping : ImportMapping
        The user's corrections.
    """

    timeframe: Timeframe | None = None
    symbol: str | None = None
    tz: str | None = None
    mapping: ImportMapping = field(default_factory=ImportMapping)

    @property
    def zone(self) -> str | None:
        """The zone of times that name none, if the caller names one."""
        return self.tz or self.mapping.tz


class CandleSink(Protocol):
    """Where the candles of an import go."""

    def save(self, symbol: str, timeframe: Timeframe, bars: CandleArrays) -> SaveCounts:
        """Save the candles of one symbol."""

    def was_adjusted(self, symbol: str, timeframe: Timeframe, since_ns: int) -> bool:
        """Whether candles from a time on were adjusted for a split."""

    def name_symbols(self, names: dict[str, str]) -> None:
        """Save the names of symbols."""

    def set_zone(self, symbols: Iterable[str], tz: str) -> None:
        """Save the time zone of symbols."""


class TableImport:
    """The import of one table.

    Parameters
    ----------
    reader : TableReader
        The table.
    options : ImportOptions
        What the caller requires.
    sink : CandleSink
        Where the candles go.
    rejected : RejectedRows
        Where the rows go that are left out.
    pulse : callable
        Called between chunks; raises to end the work.
    claims : CandleClaims, optional
        The symbols of the files before.
    """

    def __init__(
        self,
        reader: TableReader,
        options: ImportOptions,
        sink: CandleSink,
        rejected: RejectedRows,
        pulse: Callable[[], None],
        *,
        claims: CandleClaims | None = None,
    ) -> None:
        self.report = FileReport(reader.name)
        self._reader = reader
        self._file = reader.naming
        self._options = options
        self._sink = sink
        self._rejected = rejected
        self._pulse = pulse
        self._claims = claims or CandleClaims()
        self._seen: set[str] = set()
        self._named: set[str | None] = set()
        self._left_out: Counter[str] = Counter()
        self._n_conflicts = 0
        self._n_far = 0
        self._first_far: tuple[str, int] | None = None

    def run(self, layout: TableLayout, chunks: Iterator[ParsedChunk]) -> None:
        """Import the table.

        Parameters
        ----------
        layout : TableLayout
            What its columns hold.
        chunks : iterator of ParsedChunk
            Its rows, read with that layout.

        Raises
        ------
        SourceError
            Nothing of the table can be used.
        """
        first = next(chunks, None)
        if first is None:
            raise SourceError(self._reader.name, Message("import.no-rows"))
        self._check_usable(first)
        self.report.layout = layout
        self.report.notes.extend(layout.notes)
        if layout.is_dateless and self._file.day is not None:
            day = self._file.day.isoformat()
            self.report.notes.append(Message("import.day-of-file", day=day))
        self.report.taken_for = taken_for(
            layout,
            self._file,
            symbol=self._options.symbol,
            zone=self._zone,
            is_moment=any(series.offset_ns is not None for series in first.series),
        )
        timeframe = self._timeframe(first)
        collector = Collector(
            self._file.symbol, self._options.symbol, timeframe, self._zone, self._day_shift(first)
        )
        for chunk in chain([first], chunks):
            self._collect(chunk, collector)
            self._pulse()
            if collector.n_rows > MAX_ROWS_HELD:
                self._flush(collector, timeframe)
        self._flush(collector, timeframe)
        self._note_same_times(layout)
        self._note_far_prices()
        tz = self._options.tz or self._reader.zone
        if tz is not None:
            self._sink.set_zone(self._seen, tz)

    @property
    def _zone(self) -> str | None:
        return self._options.zone or self._reader.zone

    def _day_shift(self, chunk: ParsedChunk) -> int:
        """Return how far the days of daily candles without a zone are ahead of UTC."""
        if self._zone is not None or self.report.timeframe != Timeframe.D1:
            return 0
        shift_ns = day_shift(chunk.series)
        if shift_ns:
            hours, start_ns = shift_ns / HOUR_NS, DAY_NS - shift_ns
            clock = f"{start_ns // HOUR_NS:02}:{start_ns % HOUR_NS // MINUTE_NS:02}"
            self.report.notes.append(Message("import.day-of-zone", time=clock, hours=f"{hours:g}"))
        return shift_ns

    def _note_same_times(self, layout: TableLayout) -> None:
        """Add a note where rows may be lost, as an unknown column may hold their symbols."""
        is_one = layout.symbol_column is None and not layout.is_wide
        if is_one and self.report.duplicates > max(1, SAME_TIMES_SHARE * self.report.rows_read):
            self.report.notes.append(Message("import.same-times"))
        elif self._n_conflicts:
            self.report.notes.append(Message("import.same-times-differ", n=self._n_conflicts))
        if self._left_out:
            fields = {"values": tuple(sorted(self._left_out)), "column": layout.series_column}
            n_rows = self._left_out.total()
            self.report.notes.append(Message("import.left-out", n=n_rows, **fields))

    def _check_usable(self, chunk: ParsedChunk) -> None:
        if any(series.bars.n_bars for series in chunk.series):
            return
        problems = self._problems(chunk)
        reason = Message("import.no-row-read")
        if problems:
            first = problems[0][0]
            reason = Message("import.no-row-read-why", line=first.line, reason=first.reason)
        raise SourceError(self._reader.name, reason)

    def _timeframe(self, chunk: ParsedChunk) -> Timeframe:
        """Return the timeframe of the table, from the options and the times."""
        times = np.concatenate([series.bars.timestamps for series in chunk.series])
        timeframe = self._options.timeframe
        if timeframe is None:
            timeframe = guess_timeframe(times, self._named_timeframe(chunk))
            if timeframe is Timeframe.D1 and are_rare(times):
                self.report.notes.append(Message("import.rare-dates"))
        actual = says_otherwise(times, timeframe)
        if actual is not None:
            fields = {"timeframe": timeframe_name(timeframe), "actual": timeframe_name(actual)}
            reason = Message("import.other-timeframe", **fields)
            raise SourceError(self._reader.name, reason)
        self.report.timeframe = str(timeframe)
        return timeframe

    def _named_timeframe(self, chunk: ParsedChunk) -> Timeframe | None:
        """Return weeks or months where a column or the file's name names them."""
        layout = self.report.layout
        column = layout.timeframe_column if layout else None
        if column is None:
            return self._file.timeframe
        return long_timeframe(str(chunk.raw.table.column(column)[0].as_py()).strip())

    def _collect(self, chunk: ParsedChunk, collector: Collector) -> None:
        report = self.report
        for series in chunk.series:
            report.rows_read += series.n_read
            report.suspended += series.n_suspended
            self._left_out.update(series.left_out)
            self._check_one_symbol(series)
            collector.add(series)
            self._sink.name_symbols(series.names)
        report.rows_read += len(chunk.raw.malformed)
        problems = self._problems(chunk)
        for problem, _ in problems:
            report.add_problem(problem)
        rejected = [(p.line, p.reason, text) for p, text in problems if p.is_rejected]
        self._rejected.write(self._reader.name, rejected)

    def _check_one_symbol(self, series: ParsedRows) -> None:
        """Refuse a table of several symbols where the caller says that it is of one."""
        if self._options.symbol is None:
            return
        used = np.unique(series.codes).tolist()
        self._named.update(series.symbols[code] for code in used)
        if len(self._named) > 1:
            raise SourceError(self._reader.name, Message("import.several-symbols"))

    def _problems(self, chunk: ParsedChunk) -> list[tuple[LineProblem, str]]:
        """Return the problems of a chunk with the rows as they stand, in the order of lines."""
        problems = [(LineProblem(m.line, m.reason, True), m.text) for m in chunk.raw.malformed]
        for series in chunk.series:
            rows = [problem.row for problem in series.problems]
            if rows:
                places = chunk.raw.places
                lines, texts = places.lines(rows), places.texts(rows)
                for problem, line, text in zip(series.problems, lines, texts, strict=True):
                    problems.append((LineProblem(line, problem.reason, problem.is_rejected), text))
        return sorted(problems)

    def _count_far(self, rows: SymbolRows) -> None:
        """Count bars with prices far from those around them, and remember the first."""
        numbers = far_bars(rows.bars)
        self._n_far += numbers.size
        if numbers.size and self._first_far is None:
            self._first_far = rows.symbol, int(rows.bars.timestamps[numbers[0]])

    def _note_far_prices(self) -> None:
        """Add a note on prices that may lack their decimal mark."""
        if self._first_far is None:
            return
        symbol, time_ns = self._first_far
        unit: Literal["D", "m"] = "m" if time_ns % DAY_NS else "D"
        time = np.datetime_as_string(np.datetime64(time_ns, "ns"), unit=unit)
        fields = {"n": self._n_far, "symbol": symbol, "time": str(time).replace("T", " ")}
        self.report.notes.append(Message("import.far-prices", **fields))

    def _flush(self, collector: Collector, timeframe: Timeframe) -> None:
        report = self.report
        for rows in collector.take():
            counts = self._sink.save(rows.symbol, timeframe, rows.bars)
            report.kept += rows.bars.n_bars
            report.duplicates += rows.duplicates
            report.out_of_order += rows.out_of_order
            self._n_conflicts += rows.conflicts
            self._count_far(rows)
            report.added += counts.added
            report.changed += counts.changed
            report.unchanged += counts.unchanged
            other = self._claims.claim(report.file, rows.symbol, timeframe, rows.bars)
            if counts.changed and other is not None:
                fields = {"n": counts.changed, "symbol": rows.symbol, "file": other}
                report.notes.append(Message("import.other-file", **fields))
            since_ns = int(rows.bars.timestamps[0])
            if counts.changed and self._sink.was_adjusted(rows.symbol, timeframe, since_ns):
                report.notes.append(Message("import.adjusted-before", symbol=rows.symbol))
            if rows.symbol not in self._seen:
                self._seen.add(rows.symbol)
                report.add_symbol(rows.symbol)
