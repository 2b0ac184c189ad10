"""Indicators by name, for a data frame of candles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.language.graph.registry import DEFAULT_REGISTRY, IndicatorRegistry
from engine.language.service import FormulaService

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pandas as pd


class IndicatorPipeline:
    """Computes registered indicators, and any expression of the formula language.

    Parameters
    ----------
    registry : IndicatorRegistry, optional
        Registered names; the process's shared one where none is given, so that what is
        registered here can be used in every formula.
    """

    def __init__(self, registry: IndicatorRegistry | None = None) -> None:
        self.registry = DEFAULT_REGISTRY if registry is None else registry
        self._formulas = FormulaService(registry=self.registry)

    def register(
        self,
        name: str,
        fn: Callable[[pd.DataFrame], pd.Series] | str,
        *,
        lookback: int = 0,
    ) -> None:
        """Make `name` usable in formulas.

        Parameters
        ----------
        name : str
            A name that is neither a keyword nor a series of prices.
        fn : callable or str
            A function from a data frame of candles to a series on the same index, which must not
            look ahead; or an expression of the formula language.
        lookback : int
            Earlier bars that the function needs.

        Raises
        ------
        IndicatorError
            If the name cannot be used.
        """
        self.registry.register(name, fn, lookback=lookback)

    def unregister(self, name: str) -> bool:
        """Forget `name`; returns whether it was registered."""
        return self.registry.unregister(name)

    @property
    def names(self) -> list[str]:
        """The registered names."""
        return list(self.registry)

    def compute(
        self, df: pd.DataFrame, indicators: Iterable[str] | None = None
    ) -> dict[str, pd.Series]:
        """Return one series for each of `indicators`, on the index of `df`.

        Parameters
        ----------
        df : DataFrame
            Candles; stays untouched.
        indicators : iterable of str, optional
            Registered names and expressions; all registered names where none are given.

        Raises
        ------
        FormulaError
            If an expression has problems.
        IndicatorError
            If a registered function fails.
        """
        names = list(self.registry) if indicators is None else list(indicators)
        return {name: self._formulas.evaluate(name, df).rename(name) for name in names}
