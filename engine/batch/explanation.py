"""Explains why a symbol does, or does not, match on a bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.batch.evaluation.other_symbols import fetch_from
from engine.batch.evaluation.symbol_scan import TIMESTAMPS
from engine.domain.date_range import DateRange
from engine.domain.explanation import ClauseState, Explanation
from engine.domain.series import COLUMNS, from_ns
from engine.language.evaluation.evaluator import explain

if TYPE_CHECKING:
    from datetime import date, datetime

    from engine.batch.prepared_scan import PreparedScan
    from engine.language.evaluation.evaluator import ClauseReport


def explain_symbol(scan: PreparedScan, at: date | datetime | None) -> Explanation:
    """Return what each clause of the formula of `scan` says of its first symbol.

    Parameters
    ----------
    scan : PreparedScan
        A prepared job with a formula.
    at : date, datetime or None
        The last bar that starts no later is meant; the last of all where None.
    """
    symbol, plan = scan.symbols[0], scan.plan
    fetch = fetch_from(scan.repository)
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
        universe=scan.other_symbols,
    )
    clauses = tuple(_state_of(report, end - 1) for report in reports)
    is_match = all(clause.is_true is True for clause in clauses)
    return Explanation(symbol, from_ns(int(times[end - 1])), is_match, clauses)


def nothing_known(symbol: str) -> Explanation:
    """Return what can be said of a symbol without candles."""
    return Explanation(symbol, None, False, ())


def _state_of(report: ClauseReport, bar: int) -> ClauseState:
    n_true = int(np.count_nonzero(report.is_true))
    n_known = int(np.count_nonzero(report.is_known))
    return ClauseState(
        report.text,
        bool(report.is_true[bar]) if report.is_known[bar] else None,
        {text: float(values[bar]) for text, values in report.operands.items()},
        n_true,
        n_known - n_true,
        bar + 1 - n_known,
    )
