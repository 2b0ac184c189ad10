"""Why a symbol does, or does not, match on a bar: what each clause of the formula says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from engine.batch.evaluation.other_symbols import fetch_from
from engine.batch.evaluation.symbol_scan import TIMESTAMPS
from engine.domain.date_range import DateRange
from engine.domain.series import COLUMNS, from_ns
from engine.language.evaluation.evaluator import explain

if TYPE_CHECKING:
    from datetime import date, datetime

    from engine.batch.prepared_scan import ScanJob
    from engine.language.evaluation.evaluator import ClauseReport


@dataclass(frozen=True, slots=True)
class ClauseVerdict:
    """What one clause says.

    Attributes
    ----------
    text : str
        The clause as it was written.
    is_true : bool or None
        On the bar that was asked for; None where that is unknown.
    operands : dict of str to float
        Values of both sides on that bar, where the clause is a comparison of numbers.
    n_true, n_false, n_unknown : int
        On how many bars up to that one the clause is what.
    """

    text: str
    is_true: bool | None
    operands: dict[str, float]
    n_true: int
    n_false: int
    n_unknown: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """What each clause of a formula says of one symbol.

    Attributes
    ----------
    symbol : str
        Which symbol.
    timestamp : datetime or None
        Start of the bar that was asked for, UTC; None where the symbol has no candle by then.
    is_match : bool
        Whether all clauses are true on it.
    clauses : tuple of ClauseVerdict
        In the order of the formula; all of them must be true for a match.
    """

    symbol: str
    timestamp: datetime | None
    is_match: bool
    clauses: tuple[ClauseVerdict, ...]


def explain_symbol(scan: ScanJob, at: date | datetime | None) -> Explanation:
    """Return what each clause of the formula of `scan` says of its first symbol.

    Parameters
    ----------
    scan : ScanJob
        A prepared job with a formula.
    at : date, datetime or None
        The last bar that starts no later is meant; the last of all where None.
    """
    symbol, plan = scan.symbols[0], scan.context.plan
    fetch = fetch_from(scan.context.repository)
    timeframe = plan.spec.timeframe
    candles = fetch(symbol, timeframe, COLUMNS, scan.versions[symbol])
    times = candles.columns[TIMESTAMPS]
    end = int(np.searchsorted(times, DateRange(None, at).end_ns, side="right"))
    if end == 0 or plan.compiled is None:
        return Explanation(symbol, None, False, ())
    reports = explain(
        plan.compiled,
        {name: column[:end] for name, column in candles.columns.items()},
        timeframe=timeframe,
        symbol=symbol,
        universe=scan.context.universe,
    )
    clauses = tuple(_verdict(report, end - 1) for report in reports)
    is_match = all(clause.is_true is True for clause in clauses)
    return Explanation(symbol, from_ns(int(times[end - 1])), is_match, clauses)


def nothing_known(symbol: str) -> Explanation:
    """Return what can be said of a symbol without candles."""
    return Explanation(symbol, None, False, ())


def _verdict(report: ClauseReport, bar: int) -> ClauseVerdict:
    n_true = int(np.count_nonzero(report.is_true))
    n_known = int(np.count_nonzero(report.is_known))
    return ClauseVerdict(
        report.text,
        bool(report.is_true[bar]) if report.is_known[bar] else None,
        {text: float(values[bar]) for text, values in report.operands.items()},
        n_true,
        n_known - n_true,
        bar + 1 - n_known,
    )
