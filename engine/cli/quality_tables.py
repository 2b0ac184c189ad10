"""Tables of doubtful candles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.cli.tables import counted, csv_line
from engine.domain.series import from_ns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.domain.quality_report import QualityReport, SymbolQuality


def told_totals(report: QualityReport) -> str:
    """Return one line with what was found in all symbols."""
    suspicious = report.suspicious
    if not suspicious:
        return f"quality ({report.timeframe}): nothing doubtful\n"
    counts = [f"{count:,} {name}" for name, count in report.totals.items() if count]
    if report.n_missing:
        counts.append(counted(report.n_missing, "candle") + " missing")
    if report.stale:
        counts.append(counted(len(report.stale), "symbol") + " stale")
    return (
        f"quality ({report.timeframe}), {counted(len(suspicious), 'symbol')}: {', '.join(counts)}; "
        f"'formula-scan quality --timeframe {report.timeframe}' shows them\n"
    )


def symbol_lines(report: QualityReport) -> Iterator[str]:
    """Yield a table of the doubtful symbols."""
    names = list(report.totals)
    yield csv_line(
        ["symbol", "candles", "first", "last", "missing", "behind", *names, "expected_by"]
    )
    for entry in report.suspicious:
        counts = [entry.counts[name] for name in names]
        ends = [iso(entry.first_ns), iso(entry.last_ns)]
        cells = [entry.symbol, entry.n_bars, *ends, entry.n_missing, entry.n_behind]
        yield csv_line([*cells, *counts, entry.expected_by])


def detail_lines(entry: SymbolQuality) -> Iterator[str]:
    """Yield the gaps and jumps of one symbol."""
    for gap in entry.gaps:
        span = f"{iso(gap.after_ns)} to {iso(gap.before_ns)}"
        yield csv_line([entry.symbol, iso(gap.before_ns), "gap", f"{gap.n_missing} from {span}"])
    for jump in entry.jumps:
        split = f", a split of {jump.split}?" if jump.split else ""
        detail = f"close times {jump.ratio:.4f}{split}"
        yield csv_line([entry.symbol, iso(jump.time_ns), "jump", detail])
    if entry.is_stale:
        yield csv_line([entry.symbol, iso(entry.last_ns), "stale", f"{entry.n_behind} behind"])


def iso(ns: int) -> str:
    """Return a time in ISO 8601."""
    return f"{from_ns(ns):%Y-%m-%dT%H:%M:%SZ}"
