"""From the caller's job to what the pool and the workers need to know of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from engine.batch.evaluation.other_symbols import Universe, fetch_from, sections_of
from engine.batch.evaluation.symbol_scan import Plan
from engine.batch.matches import ScanContext
from engine.batch.pool.pool_pass import Load
from engine.batch.wire.indicators_by_pickle import pickle_indicators
from engine.batch.wire.messages import JobSpec
from engine.domain.formula import FormulaCategory
from engine.domain.match import SignalType
from engine.domain.repositories import DataVersion
from engine.domain.timeframe import parse_timeframe, timeframe_name
from engine.language.evaluation.frame import NeedError
from engine.messages import Message

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from engine.batch.pool.pool_pass import Ranks
    from engine.batch.wire.repository_ref import RepositoryCarrier
    from engine.domain.formula import Formula
    from engine.domain.job import ProcessingJob
    from engine.domain.repositories import ICandleRepository
    from engine.language.evaluation.compiled import CompiledFormula
    from engine.language.service import FormulaService

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
    load : Load
        Distinct symbols that have candles, and what workers need to know.
    missing : list of str
        Distinct symbols without candles.
    sections : tuple of JobSpec
        Cross-sections that have to be ranked before, in this order.
    """

    job_id: str
    context: ScanContext
    load: Load
    missing: list[str]
    sections: tuple[JobSpec, ...] = ()

    @property
    def symbols(self) -> list[str]:
        """Distinct symbols that have candles."""
        return self.load.symbols

    @property
    def versions(self) -> dict[str, DataVersion]:
        """State of the symbols' candles as the job began."""
        pairs = zip(self.load.revisions.tolist(), self.load.n_bars.tolist(), strict=True)
        states = (DataVersion(*pair) for pair in pairs)
        return dict(zip(self.load.symbols, states, strict=True))

    def with_ranks(self, ranks: Ranks) -> ScanJob:
        """Return the job with its cross-sections ranked."""
        universe = Universe(fetch_from(self.context.repository), self.load.others, ranks)
        context = replace(self.context, universe=universe)
        return replace(self, context=context, load=replace(self.load, ranks=ranks), sections=())


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
        self.repository = repository
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
        spec, compiled = context.plan.spec, context.plan.compiled
        others: dict[str, DataVersion] = {}
        if compiled is not None:
            others = self._others(compiled, spec.timeframe)
            context = replace(context, universe=Universe(fetch_from(self.repository), others))
        distinct = list(dict.fromkeys(job.symbols))
        versions = self.repository.versions(spec.timeframe, distinct)
        symbols = [symbol for symbol in distinct if symbol in versions]
        states = np.fromiter(
            chain.from_iterable(versions[symbol] for symbol in symbols), np.int64, 2 * len(symbols)
        )
        load = Load(spec, self._carrier.current(), symbols, states[::2], states[1::2], others)
        missing = [symbol for symbol in distinct if symbol not in versions]
        return ScanJob(job.id, context, load, missing, _sections(spec, compiled))

    def _others(self, compiled: CompiledFormula, timeframe: str) -> dict[str, DataVersion]:
        """Return the state of the symbols that a formula names; they must have candles."""
        if not compiled.other_symbols:
            return {}
        found = self.repository.versions(timeframe, compiled.other_symbols)
        for symbol in compiled.other_symbols:
            if symbol not in found:
                fields = {"symbol": symbol, "timeframe": timeframe_name(timeframe)}
                message = Message("formula.e601-no-candles", **fields)
                need = NeedError("E601", symbol, message, Message("formula.hint-import"))
                raise compiled.placed(need)
        return found

    def _context(
        self, job: ProcessingJob, is_latest: bool, indicators: Sequence[str]
    ) -> ScanContext:
        window = _Window.of(job, is_latest=is_latest)
        formula = job.formula
        plans = tuple((name, self._plan(name, {}, window)) for name in indicators)
        if formula is None:
            return ScanContext(self.repository, Plan.of(_spec(None, {}, window), None), plans)
        given = {**formula.parameters, **job.parameters}
        signal_type = _SIGNAL_TYPES.get(formula.category, SignalType.SCAN_HIT)
        plan = self._plan(formula, given, window)
        return ScanContext(self.repository, plan, plans, signal_type, formula.id)

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
    last_bars: int

    @classmethod
    def of(cls, job: ProcessingJob, *, is_latest: bool) -> _Window:
        """Return the window of `job`."""
        span, last_bars = job.date_range, 1 if is_latest else job.last_bars or 0
        return cls(str(parse_timeframe(job.timeframe)), span.start_ns, span.end_ns, last_bars)


def _sections(spec: JobSpec, compiled: CompiledFormula | None) -> tuple[JobSpec, ...]:
    """Return what has to be ranked before the formula can be evaluated, each once."""
    keys = [] if compiled is None else [section.key for section in sections_of(compiled)]
    return tuple(
        replace(spec, key=f"{spec.key}/{key.hex()}", section=key) for key in dict.fromkeys(keys)
    )


def _spec(
    text: str | None, given: Mapping[str, Any], window: _Window, indicators: bytes = b""
) -> JobSpec:
    content = (text, tuple(sorted(given.items())), *window, indicators)
    return JobSpec(blake2b(repr(content).encode(), digest_size=16).hexdigest(), *content)
