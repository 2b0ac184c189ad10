"""Which shard a symbol belongs to, so that its candles are decoded in one worker only."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Affinity:
    """Homes of symbols; they last as long as the engine and follow the work when it is stolen."""

    def __init__(self) -> None:
        self._homes: dict[str, int] = {}

    def assign(self, symbols: Sequence[str], n_shards: int) -> list[int]:
        """Return the home of each symbol; new symbols go where the fewest of this pass are."""
        homes = [self._homes.get(symbol, n_shards) for symbol in symbols]
        loads = [0] * (n_shards + 1)
        for home in homes:
            loads[min(home, n_shards)] += 1
        for index, home in enumerate(homes):
            if home >= n_shards:
                homes[index] = self._settle(symbols[index], loads, n_shards)
        return homes

    def move(self, symbols: Iterable[str], shard: int) -> None:
        """From now on, `shard` knows these symbols."""
        for symbol in symbols:
            self._homes[symbol] = shard

    def _settle(self, symbol: str, loads: list[int], n_shards: int) -> int:
        shard = loads.index(min(loads[:n_shards]))
        loads[shard] += 1
        self._homes[symbol] = shard
        return shard
