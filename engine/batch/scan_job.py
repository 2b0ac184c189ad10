"""From the caller's job to what the pool and the workers need to know of it."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from engine.batch.indicators_by_pickle import pickle_indicators
from engine.batch.matches import ScanContext
from engine.batch.messages import JobSpec
from engine.batch.symbol_scan import Plan
from engine.domain.formula import FormulaCategory
from engine.domain.match import SignalType
from engine.domain.timeframe import parse_timeframe

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from engine.batch.messages import RepositoryRef
    from engine.batch.repository_ref import RepositoryCarrier
    from engine.domain.formula import Formula
    from engine.domain.job import ProcessingJob
    from engine.language.service import FormulaService
    from engine.storage.protocols import ICandleRepository

_SIGNAL_TYPES = {
    FormulaCategory.ENTRY: SignalType.ENTRY,
    FormulaCategory.EXIT: SignalType.EXIT,
}


@dataclass(frozen=True, slots=True, eq=False)
class ScanJob:
    """A job whose formula is compiled and whose symbols are looked up.

    Attributes
    ----------
    job_id : str
        The caller's name for it, for the log.
    context : ScanContext
        What the results have in common.
    repository : RepositoryRef
        How workers get at the candles.
    symbols : list of str
        Distinct symbols that have candles, k of them.
    missing : list of str
        Distinct symbols without candles.
    revisions, n_bars : ndarray of int64, shape (k,)
        State of the candles as the job begins.
    """

    job_id: str
    context: ScanContext
    repository: RepositoryRef
    symbols: list[str]
    missing: list[str]
    revisions: NDArray[np.int64]
    n_bars: NDArray[np.int64]

    @property
    def spec(self) -> JobSpec:
        """What workers evaluate."""
        return self.context.plan.spec


class JobPlanner:
    """Prepares jobs.

    Parameters
    ----------
    repository : ICandleRepository
        Where candles are.
    carrier : RepositoryCarrier
        How it travels.
    service : FormulaService
        Compiles; wrong formulas raise here, before any symbol is touched.
    """

    def __init__(
        self, repository: ICandleRepository, carrier: RepositoryCarrier, service: FormulaService
    ) -> None:
        self._repository = repository
        self._carrier = carrier
        self._service = service

    def prepare(
        self, job: ProcessingJob, *, is_latest: bool = False, indicators: Sequence[str] = ()
    ) -> ScanJob:
        """Return `job` ready to run.

        Raises
        ------
        FormulaError
            If the formula or an indicator's name is wrong.
        ValueError
            If there is no such timeframe.
        """
        context = self._context(job, is_latest, indicators)
        distinct = list(dict.fromkeys(job.symbols))
        versions = self._repository.versions(context.plan.spec.timeframe, distinct)
        symbols = [symbol for symbol in distinct if symbol in versions]
        states = np.array([versions[symbol] for symbol in symbols], dtype=np.int64).reshape(-1, 2)
        return ScanJob(
            job.id,
            context,
            self._carrier.current(),
            symbols,
            [symbol for symbol in distinct if symbol not in versions],
            np.ascontiguousarray(states[:, 0]),
            np.ascontiguousarray(states[:, 1]),
        )

    def _context(
        self, job: ProcessingJob, is_latest: bool, indicators: Sequence[str]
    ) -> ScanContext:
        window = _Window.of(job, is_latest=is_latest)
        formula = job.formula
        plans = tuple((name, self._plan(name, {}, window)) for name in indicators)
        if formula is None:
            return ScanContext(self._repository, Plan.of(_spec(None, {}, window), None), plans)
        given = {**formula.parameters, **job.parameters}
        signal_type = _SIGNAL_TYPES.get(formula.category, SignalType.SCAN_HIT)
        plan = self._plan(formula, given, window)
        return ScanContext(self._repository, plan, plans, signal_type, formula.id)

    def _plan(self, formula: Formula | str, given: Mapping[str, Any], window: _Window) -> Plan:
        compiled = self._service.compile(formula, given)
        text = formula if isinstance(formula, str) else formula.expression
        pickled = pickle_indicators(self._service.registry, compiled.registered)
        return Plan.of(_spec(text, given, window, pickled), compiled)


class _Window(NamedTuple):
    """Which bars may match."""

    timeframe: str
    start_ns: int
    end_ns: int
    is_latest: bool

    @classmethod
    def of(cls, job: ProcessingJob, *, is_latest: bool) -> _Window:
        """Return the window of `job`."""
        span = job.date_range
        return cls(str(parse_timeframe(job.timeframe)), span.start_ns, span.end_ns, is_latest)


def _spec(
    text: str | None, given: Mapping[str, Any], window: _Window, indicators: bytes = b""
) -> JobSpec:
    content = (text, tuple(sorted(given.items())), *window, indicators)
    return JobSpec(blake2b(repr(content).encode(), digest_size=16).hexdigest(), *content)
