"""Turns the engine's hits into rows for the table, off the GUI thread.

The last hit of each symbol and formula is kept, so that the table can show whether the formula
still holds there: *in*, *left*, or nothing where a later hit says it.
"""

from __future__ import annotations

import time
from collections import Counter, deque
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.domain.series import PRICE_COLUMNS, to_ns
from scanner_app.records.hits import HitBatch, Holding, Marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from engine.domain.match import SignalMatch

Pair = tuple[str, str]
_MARKED_BARS = 2_000


class HitBook:
    """The hits of one session.

    Parameters
    ----------
    names : mapping of str to str
        What the formulas are called, by id; may change.
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names
        self._newest: dict[Pair, tuple[int, int, float]] = {}
        self._touched: set[Pair] = set()
        self._passed: list[int] = []
        self._held: set[Pair] = set()
        self._times: dict[str, deque[int]] = {}
        self._n_hits: Counter[str] = Counter()

    def add(self, first: int, hits: Sequence[SignalMatch]) -> HitBatch:
        """Return `hits` as rows; `first` is the number of the first one."""
        ids = [str(hit.formula_id) for hit in hits]
        times = np.array([to_ns(hit.timestamp) for hit in hits], dtype=np.int64)
        self._record(first, hits, ids, times.tolist())
        shapes: dict[tuple[str, ...], tuple[str, ...]] = {}
        names = [tuple(hit.indicator_values) for hit in hits]
        return HitBatch(
            first=first,
            symbols=_objects([hit.symbol for hit in hits]),
            formulas=_objects([self._names.get(key, key) for key in ids]),
            formula_ids=_objects(ids),
            times=times,
            seen_ns=np.full(len(hits), time.time_ns(), dtype=np.int64),
            prices=_prices(hits),
            is_confirmed=np.array([bool(h.metadata.get("confirmed", True)) for h in hits]),
            values=_objects([tuple(hit.indicator_values.values()) for hit in hits]),
            value_names=_objects([shapes.setdefault(shape, shape) for shape in names]),
        )

    def update_holding(self, holding: Iterable[tuple[str, Any]]) -> Marks:
        """Set what holds now; return the rows whose mark changed since the last call."""
        now = {(symbol, str(formula_id)) for symbol, formula_id in holding}
        changed = self._touched | (self._held ^ now)
        entered = [self._newest[pair][0] for pair in changed & now if pair in self._newest]
        left = [self._newest[pair][0] for pair in changed - now if pair in self._newest]
        marks = Marks(_numbers(entered), _numbers(left), _numbers(self._passed))
        self._held, self._touched, self._passed = now, set(), []
        return marks

    def holding(self) -> list[Holding]:
        """Return what held at the last update, what began last first."""
        nothing = (-1, 0, float("nan"))
        entries = [(self._newest.get(pair, nothing), pair) for pair in self._held]
        entries.sort(key=lambda entry: (-entry[0][0], entry[1]))
        return [
            Holding(symbol, formula_id, self._names.get(formula_id, formula_id), ns, price)
            for (_, ns, price), (symbol, formula_id) in entries
        ]

    def counts(self) -> dict[str, tuple[int, int]]:
        """Return for each formula on how many symbols it holds and how many hits it had."""
        n_held = Counter(formula_id for _, formula_id in self._held)
        return {key: (n_held[key], self._n_hits[key]) for key in self._names}

    def times_of(self, symbol: str) -> NDArray[np.int64]:
        """Return the bars of a symbol's newest hits, increasing."""
        return np.unique(np.array(self._times.get(symbol, ()), dtype=np.int64))

    def _record(
        self, first: int, hits: Sequence[SignalMatch], ids: Sequence[str], times: Sequence[int]
    ) -> None:
        """Keep the newest hit of each symbol and formula."""
        for number, (hit, formula_id, ns) in enumerate(zip(hits, ids, times, strict=True), first):
            pair = (hit.symbol, formula_id)
            before = self._newest.get(pair)
            if before is not None:
                self._passed.append(before[0])
            self._newest[pair] = (number, ns, hit.candle.close)
            self._touched.add(pair)
            marked = self._times.get(hit.symbol)
            if marked is None:
                marked = self._times[hit.symbol] = deque(maxlen=_MARKED_BARS)
            marked.append(ns)
        self._n_hits.update(ids)


def _prices(hits: Sequence[SignalMatch]) -> dict[str, NDArray[np.float64]]:
    """Return the candles of `hits` as columns."""
    row = attrgetter(*PRICE_COLUMNS)
    table = np.array([row(hit.candle) for hit in hits], dtype=np.float64).reshape(len(hits), -1)
    return {name: np.ascontiguousarray(table[:, n]) for n, name in enumerate(PRICE_COLUMNS)}


def _objects(items: Sequence[Any]) -> NDArray[np.object_]:
    """Return `items` as an array of objects; numpy would unpack tuples itself."""
    array = np.empty(len(items), dtype=object)
    for place, item in enumerate(items):
        array[place] = item
    return array


def _numbers(numbers: Sequence[int]) -> NDArray[np.int64]:
    return np.array(sorted(numbers), dtype=np.int64)
