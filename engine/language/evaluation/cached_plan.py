"""Runs a plan with a cache that may know some of its results.

1. Ask the cache for each result that it may have, and put what it knows in its register.
2. Leave out the steps that only those were made of. Which ones depends on nothing but which results
   were found, so that is worked out once for each such pattern and not for each symbol.
3. Run the rest, and hand the results that are worth keeping to the cache.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from engine.language.evaluation.lowering.columns import start_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from engine.language.evaluation.evaluation_plan import EvaluationPlan, RegisterStep
    from engine.language.evaluation.lowering.registers import Source


class NodeCache(Protocol):
    """Keeps results of nodes for one symbol, timeframe and data version."""

    def planned(self, plan: EvaluationPlan) -> CachedPlan:
        """Return `plan` with those of its results that are worth keeping; the same each time."""

    def get(self, digest: bytes) -> NDArray[Any] | None:
        """Return the column kept under `digest`, or None."""

    def set(self, digest: bytes, column: NDArray[Any]) -> None:
        """Keep `column`, which is read-only from now on."""


class CachedPlan:
    """A plan and those of its results that a cache is asked for and given.

    Parameters
    ----------
    plan : EvaluationPlan
        All steps.
    is_worthwhile : callable
        Whether looking the result of a digest up may be faster than computing it.
    may_be_there : callable, optional
        Whether the cache may have the result of a digest; it is not asked for others.

    Attributes
    ----------
    keyed : list of (bytes, int)
        Digests and registers of the results that the cache is given.
    requested : list of (bytes, int)
        Those of them that it is asked for.
    """

    def __init__(
        self,
        plan: EvaluationPlan,
        is_worthwhile: Callable[[bytes], bool],
        may_be_there: Callable[[bytes], bool] = lambda _: True,
    ) -> None:
        self.plan = plan
        self.keyed: list[tuple[bytes, int]] = [
            (step.digest, step.out)
            for step in plan.steps
            if step.digest is not None and is_worthwhile(step.digest)
        ]
        self.requested = [(digest, out) for digest, out in self.keyed if may_be_there(digest)]
        self._left: dict[int, list[tuple[RegisterStep, bool]]] = {}

    def run(self, frame: Source, cache: NodeCache) -> list[Any]:
        """Return the registers after all steps that `cache` does not spare."""
        registers = self.plan.blank.copy()
        starts = [0] * len(registers)
        hits, bit = 0, 1
        for digest, out in self.requested:
            column = cache.get(digest)
            if column is not None:
                hits |= bit
                registers[out] = column
                if column.dtype != bool:
                    starts[out] = start_of(column)
            bit <<= 1
        for step, is_stored in self._left.get(hits) or self._steps_left(hits):
            step.run(registers, starts, frame)
            if is_stored:
                column = registers[step.out]
                column.flags.writeable = False
                cache.set(step.digest, column)  # type: ignore[arg-type]  # stored ones have one
            for unused in step.drops:
                registers[unused] = None
        return registers

    def _steps_left(self, hits: int) -> list[tuple[RegisterStep, bool]]:
        """Return the steps to run, and whether the cache wants what comes out."""
        cached = {out for bit, (_, out) in enumerate(self.requested) if hits >> bit & 1}
        stored = {out for _, out in self.keyed}
        needed = set(self.plan.results)
        left: list[tuple[RegisterStep, bool]] = []
        for step in reversed(self.plan.steps):
            if step.out in needed and step.out not in cached:
                left.append((step, step.out in stored))
                needed.update(step.inputs)
        left.reverse()
        self._left[hits] = left
        return left
