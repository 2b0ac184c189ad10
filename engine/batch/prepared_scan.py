"""From the caller's job to what the parent and the workers need to know of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from hashlib import blake2b
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from engine.batch.evaluation.other_symbols import OtherSymbols, fetch_from, sections_of
from engine.batch.evaluation.symbol_scan import ScanPlan
from engine.batch.latest_bar import latest_bar
from engine.batch.wire.indicators_by_pickle import pickle_indicators
from engine.batch.wire.messages import ScanSpec
from engine.batch.wire.scan_input import ScanInput
from engine.calendars.symbol_calendar import SymbolCalendars
from engine.domain.formula import FormulaCategory
from engine.domain.match import SignalType
from engine.domain.repositories import DataVersion
from engine.domain.timeframe import parse_timeframe, timeframe_name
from engine.language.evaluation.frame import NeedError
from engine.messages import Message

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from engine.batch.latest_bar import LatestBar
    from engine.batch.wire.repository_ref import RepositoryCarrier
    from engine.batch.wire.scan_input import Ranks
    from engine.calendars.symbol_calendar import SymbolCalendar
    from engine.domain.formula import Formula
    from engine.domain.job import ProcessingJob
    from engine.domain.repositories import ICandleRepository
    from engine.language.service import FormulaService

_SIGNAL_TYPES = {
    FormulaCategory.ENTRY: SignalType.ENTRY,
    FormulaCategory.EXIT: SignalType.EXIT,
}


@dataclass(frozen=True, slots=True, eq=False)
class PreparedScan:
    """A job whose formula is compiled and whose symbols are looked up; it stays in this process.

    Attributes
    ----------
    job_id : str
        The caller's name for it, for the log.
    repository : ICandleRepository
        The parent's own.
    plan : ScanPlan
        The job's formula.
    input : ScanInput
        Distinct symbols that have candles, and what workers need to know.
    missing : list of str
        Distinct symbols without candles.
    stale : frozenset of str
        Symbols whose last bar is too old to be looked at; others may still rank among them.
    indicators : tuple of (str, ScanPlan)
        Registered indicators that the caller asked for.
    signal_type, formula_id
        What the matches say of themselves.
    other_symbols : optional
        For formulas that look at other symbols.
    sections : tuple of ScanSpec
        Cross-sections that have to be ranked before, in this order.
    """

    job_id: str
    repository: ICandleRepository
    plan: ScanPlan
    input: ScanInput
    missing: list[str] = field(default_factory=list)
    stale: frozenset[str] = frozenset()
    indicators: tuple[tuple[str, ScanPlan], ...] = ()
    signal_type: SignalType = SignalType.SCAN_HIT
    formula_id: int | str | None = None
    other_symbols: OtherSymbols | None = None
    sections: tuple[ScanSpec, ...] = ()

    @property
    def symbols(self) -> list[str]:
        """Distinct symbols that have candles."""
        return self.input.symbols

    @property
    def versions(self) -> dict[str, DataVersion]:
        """State of the symbols' candles as the job began."""
        pairs = zip(self.input.revisions.tolist(), self.input.n_bars.tolist(), strict=True)
        states = (DataVersion(*pair) for pair in pairs)
        return dict(zip(self.input.symbols, states, strict=True))

    def fresh(self) -> PreparedScan:
        """Return the scan without its stale symbols."""
        rows = [row for row, name in enumerate(self.symbols) if name not in self.stale]
        return replace(self, input=self.input.only(rows), stale=frozenset())

    def with_ranks(self, ranks: Ranks) -> PreparedScan:
        """Return the scan with its cross-sections ranked."""
        scan = self.input
        others = OtherSymbols(fetch_from(self.repository), scan.others, ranks, scan.calendars)
        return replace(
            self, other_symbols=others, input=replace(self.input, ranks=ranks), sections=()
        )


class ScanPlanner:
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
        self,
        job: ProcessingJob,
        *,
        is_latest: bool = False,
        with_stale: bool = False,
        indicators: Sequence[str] = (),
    ) -> PreparedScan:
        """Return `job` ready to run.

        Raises
        ------
        FormulaError
            If the formula or an indicator's name is wrong.
        InputError
            If there is no such timeframe.
        """
        bars, formula = _BarsToScan.of(job, is_latest=is_latest), job.formula
        plan = self._plan_of(job, bars)
        distinct = list(dict.fromkeys(job.symbols))
        versions = self.repository.versions(bars.timeframe, distinct)
        symbols = [symbol for symbol in distinct if symbol in versions]
        latest = self._latest(bars, versions) if is_latest else None
        if latest is not None and latest.has_newer:
            bars = bars._replace(end_ns=latest.time_ns)
            plan = self._plan_of(job, bars)
        plans = tuple((name, self._plan(name, {}, bars)) for name in indicators)
        calendars, others = self._calendars(plan, plans, symbols), self._others(plan)
        signal_type = SignalType.SCAN_HIT
        if formula is not None:
            signal_type = _SIGNAL_TYPES.get(formula.category, signal_type)
        return PreparedScan(
            job_id=job.id,
            repository=self.repository,
            plan=plan,
            input=replace(self._input(plan, symbols, versions, others), calendars=calendars),
            missing=[symbol for symbol in distinct if symbol not in versions],
            stale=frozenset() if latest is None or with_stale else latest.stale,
            indicators=plans,
            signal_type=signal_type,
            formula_id=None if formula is None else formula.id,
            other_symbols=OtherSymbols(fetch_from(self.repository), others, {}, calendars),
            sections=_sections(plan),
        )

    def _latest(self, bars: _BarsToScan, versions: Mapping[str, DataVersion]) -> LatestBar | None:
        span_ns = (bars.start_ns, bars.end_ns)
        return latest_bar(self.repository, bars.timeframe, versions, span_ns)

    def _input(
        self,
        plan: ScanPlan,
        symbols: list[str],
        versions: Mapping[str, DataVersion],
        others: dict[str, DataVersion],
    ) -> ScanInput:
        states = np.fromiter(
            chain.from_iterable(versions[symbol] for symbol in symbols), np.int64, 2 * len(symbols)
        )
        where = self._carrier.current()
        return ScanInput(plan.spec, where, symbols, states[::2], states[1::2], others)

    def _others(self, plan: ScanPlan) -> dict[str, DataVersion]:
        """Return the state of the symbols that a formula names; they must have candles."""
        compiled, timeframe = plan.compiled, plan.spec.timeframe
        if compiled is None or not compiled.other_symbols:
            return {}
        versions = self.repository.versions(timeframe, compiled.other_symbols)
        for symbol in compiled.other_symbols:
            if symbol not in versions:
                name = timeframe_name(timeframe)
                message = Message("formula.e601-no-candles", symbol=symbol, timeframe=name)
                need = NeedError("E601", symbol, message, Message("formula.hint-import"))
                raise compiled.placed(need)
        return versions

    def _calendars(
        self, plan: ScanPlan, indicators: Sequence[tuple[str, ScanPlan]], symbols: list[str]
    ) -> dict[str, SymbolCalendar]:
        """Return when the symbols are traded, where a formula asks for it."""
        formulas = [p.compiled for p in (plan, *(p for _, p in indicators)) if p.compiled]
        if not any(formula.uses_calendar for formula in formulas):
            return {}
        named = (symbol for formula in formulas for symbol in formula.other_symbols)
        return SymbolCalendars(self.repository).known([*symbols, *named])

    def _plan_of(self, job: ProcessingJob, bars: _BarsToScan) -> ScanPlan:
        if job.formula is None:
            return ScanPlan.of(_spec(None, {}, bars), None)
        return self._plan(job.formula, {**job.formula.parameters, **job.parameters}, bars)

    def _plan(
        self, formula: Formula | str, parameters: Mapping[str, Any], bars: _BarsToScan
    ) -> ScanPlan:
        compiled = self._service.compile(formula, parameters)
        text = formula if isinstance(formula, str) else formula.expression
        pickled = pickle_indicators(self._service.registry, compiled.registered)
        return ScanPlan.of(_spec(text, parameters, bars, pickled), compiled)


class _BarsToScan(NamedTuple):
    """Which bars may match."""

    timeframe: str
    start_ns: int
    end_ns: int
    last_bars: int

    @classmethod
    def of(cls, job: ProcessingJob, *, is_latest: bool) -> _BarsToScan:
        """Return the bars of `job`."""
        span, last_bars = job.date_range, 1 if is_latest else job.last_bars or 0
        return cls(str(parse_timeframe(job.timeframe)), span.start_ns, span.end_ns, last_bars)


def _sections(plan: ScanPlan) -> tuple[ScanSpec, ...]:
    """Return what has to be ranked before the formula can be evaluated, each once."""
    spec, compiled = plan.spec, plan.compiled
    keys = [] if compiled is None else [section.key for section in sections_of(compiled)]
    return tuple(
        replace(spec, key=f"{spec.key}/{key.hex()}", section=key) for key in dict.fromkeys(keys)
    )


def _spec(
    text: str | None, parameters: Mapping[str, Any], bars: _BarsToScan, indicators: bytes = b""
) -> ScanSpec:
    content = (text, tuple(sorted(parameters.items())), *bars, indicators)
    return ScanSpec(blake2b(repr(content).encode(), digest_size=16).hexdigest(), *content)
